package tree

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// WorkTree returns the tree of a folder on disk. Symbolic links are followed
// inside the folder and not out of it; a file that has several names by links is read once, under its own.
func WorkTree(dir string) Tree {
	root, err := os.OpenRoot(dir)
	return &workTree{dir: dir, root: root, err: err}
}

type workTree struct {
	dir  string
	root *os.Root
	err  error // from opening it
}

func (t *workTree) Glob(patterns []string) ([]string, error) {
	if t.err != nil {
		return nil, t.err
	}
	w := &walk{tree: t, patterns: split(patterns), seen: make(map[string]bool)}
	for _, p := range w.patterns {
		if err := w.folder(p.base); err != nil {
			return nil, err
		}
	}
	for len(w.links) > 0 { // a linked folder can hold links
		links := w.links
		w.links = nil
		for _, name := range links {
			if err := w.link(name); err != nil {
				return nil, err
			}
		}
	}
	slices.Sort(w.found)
	return w.found, nil
}

// A walk lists the real folders first and then what links lead to, so that a
// link to what was listed already adds nothing.
type walk struct {
	tree     *workTree
	patterns []pattern
	seen     map[string]bool // names of folders and files without links in them
	links    []string
	found    []string
}

func (w *walk) folder(name string) error {
	if w.seen[name] {
		return nil
	}
	w.seen[name] = true
	entries, err := w.tree.readDir(name)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return nil // it may have gone since it was listed
	case errors.Is(err, fs.ErrPermission):
		w.found = append(w.found, name) // reading it says why
		return nil
	case err != nil:
		return fmt.Errorf("the folder %s can't be listed: %w", name, cause(err))
	}
	for _, e := range entries {
		if err := w.entry(path.Join(name, e.Name()), e.Type()); err != nil {
			return err
		}
	}
	return nil
}

func (w *walk) entry(name string, kind fs.FileMode) error {
	switch {
	case passedOver(path.Base(name)) && !w.begins(name):
	case kind.IsDir():
		return w.folder(name)
	case kind&fs.ModeSymlink != 0:
		w.links = append(w.links, name)
	case w.matches(name):
		w.seen[name] = true
		w.found = append(w.found, name)
	}
	return nil
}

// link lists what a symbolic link leads to.
func (w *walk) link(name string) error {
	info, err := w.tree.root.Stat(filepath.FromSlash(name))
	if err != nil {
		// A link to a folder elsewhere would hide files without a word, so it is listed as a file that can't be read.
		if outside, statErr := os.Stat(filepath.Join(w.tree.dir, filepath.FromSlash(name))); w.matches(name) || statErr == nil && outside.IsDir() {
			w.found = append(w.found, name)
		}
		return nil
	}
	if real, ok := w.tree.real(name); ok && (w.seen[real] || info.IsDir() && inside(name, real)) {
		return nil
	}
	if info.IsDir() {
		return w.folder(name)
	}
	if w.matches(name) {
		w.found = append(w.found, name)
	}
	return nil
}

// inside reports whether a name lies in a folder.
func inside(name, folder string) bool { return folder == "." || strings.HasPrefix(name, folder+"/") }

func (w *walk) matches(name string) bool {
	return slices.ContainsFunc(w.patterns, func(p pattern) bool { return p.match(name) })
}

// begins reports whether a pattern names the folder outright.
func (w *walk) begins(name string) bool {
	return slices.ContainsFunc(w.patterns, func(p pattern) bool { return p.base == name || inside(p.base, name) })
}

// real returns the name of a file without symbolic links in it.
func (t *workTree) real(name string) (string, bool) {
	root, err := filepath.EvalSymlinks(t.dir)
	if err != nil {
		return "", false
	}
	target, err := filepath.EvalSymlinks(filepath.Join(t.dir, filepath.FromSlash(name)))
	if err != nil {
		return "", false
	}
	rel, err := filepath.Rel(root, target)
	return filepath.ToSlash(rel), err == nil
}

func (t *workTree) readDir(name string) ([]fs.DirEntry, error) {
	f, err := t.root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.ReadDir(-1)
}

func (t *workTree) Read(name string) ([]byte, error) {
	if t.err != nil {
		return nil, explain(name, t.err)
	}
	b, err := t.read(filepath.FromSlash(name))
	if err != nil {
		if _, lerr := t.root.Lstat(filepath.FromSlash(name)); errors.Is(err, fs.ErrNotExist) && lerr == nil {
			return nil, &Error{Reason: "the symbolic link leads nowhere", Help: "mend the link or remove it", Err: err}
		}
		return nil, explain(name, err)
	}
	return b, nil
}

func (t *workTree) read(name string) ([]byte, error) {
	// A named pipe would hold an ordinary open until somebody writes to it.
	f, err := t.root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, ErrFolder
	case !info.Mode().IsRegular():
		return nil, ErrSpecial
	case info.Size() > MaxSize:
		return nil, ErrTooLarge
	}
	b := make([]byte, 0, info.Size()+1) // one more, to meet the end without growing
	for {
		n, err := f.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		switch {
		case err == io.EOF:
			return b, nil
		case err != nil:
			return nil, err
		case len(b) > MaxSize: // it grew meanwhile
			return nil, ErrTooLarge
		}
		b = slices.Grow(b, 1)
	}
}

// explain puts an error of reading into a user's words.
func explain(name string, err error) error {
	e := &Error{Err: err}
	switch {
	case errors.Is(err, ErrTooLarge):
		e.Reason, e.Help = err.Error(), "an OKR file holds one team's quarter in a few kilobytes: move the rest elsewhere"
	case errors.Is(err, ErrFolder):
		e.Reason, e.Help = err.Error(), "name a file"
	case errors.Is(err, ErrSpecial):
		e.Reason, e.Help = err.Error(), "only regular files are read: no pipes, sockets or devices"
	case errors.Is(err, fs.ErrNotExist):
		e.Reason, e.Help = "there is no such file", "it may have been removed while it was read"
	case errors.Is(err, syscall.ENOTDIR):
		e.Reason, e.Help, e.Err = ErrNotFolder.Error(), "it may have been replaced while it was read", ErrNotFolder
	case errors.Is(err, fs.ErrPermission):
		e.Reason, e.Help = "the file can't be opened: permission is denied", "allow reading it: chmod +r "+path.Base(name)
	case errors.Is(err, syscall.ELOOP), errors.Is(err, errLoop):
		e.Reason, e.Help = "the symbolic link leads to itself", "mend the link or remove it"
	case errors.Is(err, ErrOutside), strings.Contains(err.Error(), "escapes from parent"): // os.Root has no name for it
		e.Reason, e.Help, e.Err = ErrOutside.Error(), "put the file here, or link to it by a relative path inside the repository", ErrOutside
	default:
		e.Reason = fmt.Sprintf("the file can't be read: %v", cause(err))
	}
	return e
}

// cause returns an error of the system without the operation and the path.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
