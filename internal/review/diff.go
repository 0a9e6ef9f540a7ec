package review

import (
	"fmt"
	"slices"
	"strings"

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

// around is how many lines GitHub shows around a change.
const around = 3

// SureHunks returns what any diff between two versions of a file shows, for one
// whose patch GitHub leaves out. Which of several diffs GitHub makes can't be
// known, but a line of the head that the base has nowhere is added in all of
// them, and the lines around it are shown. What else GitHub may show is left
// out: one comment beside the diff, and it refuses the whole review.
func SureHunks(base, head []byte) []Hunk {
	before := make(map[string]bool)
	for line := range strings.Lines(string(base)) {
		before[line] = true
	}
	lines := slices.Collect(strings.Lines(string(head)))
	var hunks []Hunk
	for i, text := range lines {
		if before[text] {
			continue
		}
		line := i + 1
		first, last := max(1, line-around), min(len(lines), line+around)
		if n := len(hunks); n > 0 && first <= hunks[n-1].Last+1 { // the same hunk: so few lines can't part two
			hunks[n-1].Last = last
		} else {
			hunks = append(hunks, Hunk{First: first, Last: last, added: make(map[int]bool)})
		}
		hunks[len(hunks)-1].added[line] = true
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
