package edit

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// ErrChanged is the error where a file is no longer what was read.
var ErrChanged = errors.New("the file has changed meanwhile")

// Write replaces the text of a file below the folder root, at once or not at
// all. The file keeps its mode; a symbolic link stays one, and what it leads to
// is written. It fails with ErrChanged where the file is not what it was before.
func (c Change) Write(root string) error {
	if bytes.Equal(c.Before, c.After) {
		return nil
	}
	dir, name, err := resolve(root, c.Path)
	if err != nil {
		return err
	}
	defer dir.Close()
	info, err := dir.Stat(name)
	if err != nil {
		return err
	}
	now, err := dir.ReadFile(name)
	switch {
	case err != nil:
		return err
	case info.Mode().Perm()&0o200 == 0: // a rename would not mind
		return fmt.Errorf("%s is read-only", c.Path)
	case !bytes.Equal(now, c.Before):
		return fmt.Errorf("%s: %w", c.Path, ErrChanged)
	}

	// A file beside it, renamed onto it, is whole at any time.
	temporary := filepath.Join(filepath.Dir(name), fmt.Sprintf(".%s.%d.tmp", filepath.Base(name), os.Getpid()))
	if err := writeNew(dir, temporary, c.After, info.Mode().Perm()); err != nil {
		return err
	}
	err = dir.Chmod(temporary, info.Mode().Perm()) // the process's mask took from it
	if err == nil {
		err = dir.Rename(temporary, name)
	}
	if err != nil {
		return errors.Join(err, dir.Remove(temporary))
	}
	return nil
}

// Create writes a file below the folder root, and the folders above it. It
// fails with fs.ErrExist where there is one.
func Create(root, path string, text []byte) error {
	dir, err := os.OpenRoot(root)
	if err != nil {
		return err
	}
	defer dir.Close()
	name := filepath.FromSlash(path)
	if err := dir.MkdirAll(filepath.Dir(name), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return writeNew(dir, name, text, 0o644)
}

// writeNew writes a file that must not exist yet; it leaves none behind where it fails.
func writeNew(dir *os.Root, name string, text []byte, mode fs.FileMode) error {
	f, err := dir.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, dir.Remove(name))
	}
	return nil
}

// resolve opens the root and returns the name of a file below it without symbolic links in it.
func resolve(root, path string) (*os.Root, string, error) {
	real, err := filepath.EvalSymlinks(root)
	if err != nil {
		return nil, "", err
	}
	target, err := filepath.EvalSymlinks(filepath.Join(real, filepath.FromSlash(path)))
	if err != nil {
		return nil, "", err
	}
	name, err := filepath.Rel(real, target)
	if err != nil || name == ".." || strings.HasPrefix(name, ".."+string(filepath.Separator)) {
		return nil, "", fmt.Errorf("%s leads out of the repository", path)
	}
	dir, err := os.OpenRoot(real)
	return dir, name, err
}
