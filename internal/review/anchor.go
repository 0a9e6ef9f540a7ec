package review

import (
	"regexp"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/source"
)

// An anchor is the lines that a comment stands on.
type anchor struct{ first, last int }

// longest is the most lines that a comment marks.
const longest = 12

// anchor finds lines of the diff for a finding: its own, or the nearest changed
// line of the same table. It is false where the diff shows neither.
func (d Diff) anchor(f diag.Finding) (anchor, bool) {
	file := f.At.File
	first, last := lines(f.At)
	if last-first >= longest {
		last = first
	}
	if _, ok := d.hunk(file.Path, first, last); ok {
		return anchor{first, last}, true
	}
	if _, ok := d.hunk(file.Path, first, first); ok {
		return anchor{first, first}, true
	}
	from, to := table(file, first)
	near := 0
	for _, h := range d[file.Path] {
		for line := max(h.First, from); line <= min(h.Last, to); line++ {
			if h.Added(line) && (near == 0 || abs(line-first) < abs(near-first)) {
				near = line
			}
		}
	}
	return anchor{near, near}, near > 0
}

// lines returns the first and the last line of a place.
func lines(at source.Place) (first, last int) {
	first = at.From().Line
	last = at.File.Position(max(at.Start, at.End-1)).Line
	return first, max(first, last)
}

var header = regexp.MustCompile(`^\s*\[[^\]]*\]\]?\s*(#.*)?$`)

// table returns the lines of the TOML table that a line belongs to. A line of an
// array that looks like a header can make it smaller, which does no harm.
func table(file *source.File, line int) (first, last int) {
	first, last = 1, file.LineCount()
	for n := line; n > 1; n-- {
		if header.MatchString(file.Line(n)) {
			first = n
			break
		}
	}
	for n := line + 1; n <= last; n++ {
		if header.MatchString(file.Line(n)) {
			return first, n - 1
		}
	}
	return first, last
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
