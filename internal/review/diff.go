package review

import (
	"fmt"
	"strings"

	textdiff "github.com/rogpeppe/go-internal/diff"
	"github.com/sourcegraph/go-diff/diff"
)

// A Diff is what a pull request shows of the head, by the path there: the
// only lines that GitHub lets a comment stand on. A file that the pull request
// touches without showing a line has an entry without hunks.
type Diff map[string][]Hunk

// A Hunk is a run of neighbouring lines that the diff shows. A comment's range
// must lie within one.
type Hunk struct {
	First, Last int // lines of the head, counted from 1
	added       map[int]bool
}

// Added reports whether the pull request added the line or changed it; other
// lines of the hunk are its context.
func (h Hunk) Added(line int) bool { return h.added[line] }

// ParsePatch reads the hunks of one file's patch, as GitHub lists it: without
// a file header.
func ParsePatch(patch string) ([]Hunk, error) {
	if patch == "" {
		return nil, nil
	}
	parsed, err := diff.ParseHunks([]byte(patch + "\n"))
	if err != nil {
		return nil, fmt.Errorf("read a patch: %w", err)
	}
	var hunks []Hunk
	for _, p := range parsed {
		h := Hunk{First: int(p.NewStartLine), added: make(map[int]bool)}
		line := h.First
		for text := range strings.Lines(string(p.Body)) {
			switch text[0] {
			case '+':
				h.added[line] = true
				line++
			case ' ', '\n':
				line++
			}
		}
		if h.Last = min(line, h.First+int(p.NewLines)) - 1; h.Last >= h.First {
			hunks = append(hunks, h) // a hunk that only removes shows no line of the head
		}
	}
	return hunks, nil
}

// Hunks computes the hunks between two versions of a file, for one whose patch
// GitHub leaves out. Without hunks no comment stands on a line of the file, so
// nothing is lost where the versions can't be compared.
func Hunks(base, head []byte) []Hunk {
	if string(base) == string(head) {
		return nil
	}
	patch := string(textdiff.Diff("base", base, "head", head))
	_, body, _ := strings.Cut(patch, "\n@@")
	hunks, err := ParsePatch("@@" + strings.TrimSuffix(body, "\n"))
	if err != nil {
		return nil
	}
	return hunks
}

// hunk returns the hunk that shows all lines from first to last.
func (d Diff) hunk(path string, first, last int) (Hunk, bool) {
	for _, h := range d[path] {
		if h.First <= first && last <= h.Last {
			return h, true
		}
	}
	return Hunk{}, false
}
