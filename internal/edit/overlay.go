package edit

import (
	"slices"
	"strings"

	textdiff "github.com/rogpeppe/go-internal/diff"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/tree"
)

// An Overlay is a tree with changes that are not written yet: it reads as if
// they were.
type Overlay struct {
	tree.Tree
	changes map[string]*Change
}

// A Change is a file's text before and after.
type Change struct {
	Path          string // from the tree's root
	Before, After []byte
	Mended        []diag.Finding // in the order in which they were mended
}

// NewOverlay returns a tree without changes.
func NewOverlay(t tree.Tree) *Overlay { return &Overlay{Tree: t, changes: make(map[string]*Change)} }

// Read returns a file's bytes, with the changes.
func (o *Overlay) Read(name string) ([]byte, error) {
	if c := o.changes[name]; c != nil {
		return c.After, nil
	}
	return o.Tree.Read(name)
}

// Fix makes the edits of findings in the files that they are about, and reports
// whether there were any to make. The findings are those of the files as they
// read now; a mended mistake can uncover another, so they are looked for again.
func (o *Overlay) Fix(files []*okr.File, findings []diag.Finding) bool {
	of := make(map[string][]diag.Finding)
	for _, f := range findings {
		of[f.At.File.Path] = append(of[f.At.File.Path], f)
	}
	fixed := false
	for _, f := range files {
		text, made := Fix(f, of[f.Path()])
		if len(made) == 0 {
			continue
		}
		fixed = true
		c := o.changes[f.Path()]
		if c == nil {
			c = &Change{Path: f.Path(), Before: f.Source.Bytes}
			o.changes[f.Path()] = c
		}
		c.After, c.Mended = text, append(c.Mended, made...)
	}
	return fixed
}

// Changes returns all changes, sorted by path.
func (o *Overlay) Changes() []Change {
	var list []Change
	for _, c := range o.changes {
		list = append(list, *c)
	}
	slices.SortFunc(list, func(a, b Change) int { return strings.Compare(a.Path, b.Path) })
	return list
}

// Unified returns the change as a unified diff, for patch and git apply.
func (c Change) Unified() string {
	_, unified, _ := strings.Cut(string(textdiff.Diff("a/"+c.Path, c.Before, "b/"+c.Path, c.After)), "\n") // below its own first line
	return unified
}
