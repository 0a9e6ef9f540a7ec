// Package tree reads the files of a folder on disk or of a commit, by names
// that count from the repository's root.
package tree

import (
	"errors"
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// A Tree holds files. Names are relative to its root and use forward slashes.
type Tree interface {
	// Glob returns the names of the files, folders not among them, that match any of the doublestar patterns,
	// sorted. Below the part of a pattern that holds no wildcard, names that begin with "_" or "." are passed
	// over.
	Glob(patterns []string) ([]string, error)
	// Read returns a file's bytes. Its error is an *Error, where the file itself is the trouble.
	Read(name string) ([]byte, error)
}

// MaxSize is the size in bytes above which a file is not read.
const MaxSize = 1 << 20

// What can be wrong with a file, beside fs.ErrNotExist and fs.ErrPermission.
var (
	ErrTooLarge  = errors.New("the file is over 1 MiB")
	ErrFolder    = errors.New("the name is a folder's")
	ErrNotFolder = errors.New("a part of the name is not a folder")
	ErrSpecial   = errors.New("the name is not a file's")
	ErrOutside   = errors.New("the symbolic link leads out of the repository")
	errLoop      = errors.New("the symbolic link leads to itself")
)

// An Error says in a user's words why a file could not be read.
type Error struct {
	Reason string // one lower-case clause without a full stop
	Help   string // what to do about it
	Err    error
}

func (e *Error) Error() string { return e.Reason }
func (e *Error) Unwrap() error { return e.Err }

// A pattern is a doublestar pattern and the folder that it begins in.
type pattern struct{ base, rest string }

func split(patterns []string) []pattern {
	list := make([]pattern, 0, len(patterns))
	for _, p := range patterns {
		base, rest := doublestar.SplitPattern(p)
		list = append(list, pattern{base: path.Clean(strings.ReplaceAll(base, `\`, "")), rest: rest})
	}
	return list
}

// match reports whether a name below the pattern's folder matches.
func (p pattern) match(name string) bool {
	if p.base != "." {
		var ok bool
		if name, ok = strings.CutPrefix(name, p.base+"/"); !ok {
			return false
		}
	}
	return doublestar.MatchUnvalidated(p.rest, name) && !hidden(name)
}

// hidden reports whether a part of a name begins with "_" or ".".
func hidden(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if passedOver(part) {
			return true
		}
	}
	return false
}

func passedOver(part string) bool {
	return strings.HasPrefix(part, "_") || strings.HasPrefix(part, ".")
}

// Quote returns a pattern that matches a name and nothing else.
func Quote(name string) string { return quoter.Replace(name) }

var quoter = strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`, `]`, `\]`, `{`, `\{`, `}`, `\}`)
