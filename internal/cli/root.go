package cli

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/okrcheck/okrcheck/internal/config"
)

// findRoot returns the folder that paths count from: git's top level (no git is
// run for it), else the nearest folder with a configuration, else the current
// one, or dir itself where it lies elsewhere.
func findRoot(dir, current string) string {
	for _, marker := range []string{".git", config.Name} {
		for at := dir; ; at = filepath.Dir(at) {
			if _, err := os.Lstat(filepath.Join(at, marker)); err == nil {
				return at
			}
			if at == filepath.Dir(at) {
				break
			}
		}
	}
	if rel, err := filepath.Rel(current, dir); err == nil && filepath.IsLocal(rel) {
		return current
	}
	return dir
}

// A workplace is where a command works.
type workplace struct {
	dir  string // the current folder
	root string
}

// locate finds the root of the first path, of the current folder where there is
// none, and returns the paths relative to it.
func locate(dir string, paths []string) (workplace, []string, error) {
	at := workplace{dir: dir}
	if len(paths) == 0 {
		at.root = findRoot(dir, dir)
		return at, nil, nil
	}
	first := absolute(dir, paths[0])
	info, err := os.Stat(first)
	if err != nil {
		return at, nil, noSuchPath(paths[0], err)
	}
	if !info.IsDir() {
		first = filepath.Dir(first)
	}
	at.root = findRoot(first, dir)
	var fromRoot []string
	for _, path := range paths {
		if _, err := os.Stat(absolute(dir, path)); err != nil {
			return at, nil, noSuchPath(path, err)
		}
		rel, err := at.fromRoot(path)
		if err != nil {
			return at, nil, err
		}
		fromRoot = append(fromRoot, rel)
	}
	return at, fromRoot, nil
}

func noSuchPath(path string, err error) error {
	if os.IsNotExist(err) {
		return misuse("name a file or folder that exists, or none to check them all", "%s: no such file or folder", path)
	}
	return failed("", err)
}

func absolute(dir, path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(dir, path)
}

// fromRoot returns a path that the user wrote as one from the root.
func (at workplace) fromRoot(path string) (string, error) {
	rel, err := filepath.Rel(at.root, absolute(at.dir, path))
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", misuse("a run stays within one repository", "%s lies outside %s", path, at.root)
	}
	return filepath.ToSlash(rel), nil
}

// toUser returns a path from the root as one that the user can open from the current folder.
func (at workplace) toUser(path string) string {
	rel, err := filepath.Rel(at.dir, filepath.Join(at.root, filepath.FromSlash(path)))
	if err != nil {
		return path
	}
	return rel
}
