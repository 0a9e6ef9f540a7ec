// Package source holds the bytes of a file and turns offsets into lines and
// columns. It is the only place that counts lines.
package source

import (
	"bytes"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// bom is the UTF-8 byte order mark. Editors don't show it, so it has no column.
const bom = "\uFEFF"

// A File is a named sequence of bytes, as it was read.
type File struct {
	// Path is relative to the repository's root, with forward slashes.
	Path  string
	Bytes []byte

	once   sync.Once
	starts []int // the offset at which each line starts
}

// New returns a file of these bytes. It keeps b, which must not change.
func New(path string, b []byte) *File { return &File{Path: path, Bytes: b} }

// A Position is a line and a column as an editor shows them: both count from
// 1, columns in Unicode code points.
type Position struct{ Line, Column int }

func (f *File) lines() []int {
	f.once.Do(func() {
		f.starts = append(f.starts, 0)
		for i, b := range f.Bytes {
			if b == '\n' {
				f.starts = append(f.starts, i+1)
			}
		}
	})
	return f.starts
}

// LineCount is the number of lines; a last line without an end counts.
func (f *File) LineCount() int {
	n := len(f.lines())
	if n > 1 && f.starts[n-1] == len(f.Bytes) {
		n-- // the file ends with a newline
	}
	return n
}

// Position returns the position of the byte at offset. An offset outside the
// file is taken as its nearest end.
func (f *File) Position(offset int) Position {
	offset = min(max(offset, 0), len(f.Bytes))
	starts := f.lines()
	line := sort.SearchInts(starts, offset+1) // the first line that starts after offset
	before := f.Bytes[starts[line-1]:offset]
	column := utf8.RuneCount(before) + 1
	if line == 1 && bytes.HasPrefix(before, []byte(bom)) {
		column--
	}
	return Position{Line: line, Column: column}
}

// Offset returns the offset of the first byte of a line, counted from 1. Lines
// before the first and after the last are the file's ends.
func (f *File) Offset(line int) int {
	starts := f.lines()
	switch {
	case line < 1:
		return 0
	case line > len(starts):
		return len(f.Bytes)
	}
	return starts[line-1]
}

// Line returns the text of a line, counted from 1, without its end and without
// a byte order mark.
func (f *File) Line(line int) string {
	if line < 1 || line > len(f.lines()) {
		return ""
	}
	text := string(f.Bytes[f.Offset(line):f.Offset(line+1)])
	if line == 1 {
		text = strings.TrimPrefix(text, bom)
	}
	return strings.TrimRight(text, "\r\n")
}

// A Place is a stretch of a file, from the byte at Start up to the one before
// End. The zero Place is nowhere.
type Place struct {
	File       *File
	Start, End int
}

// IsZero reports whether the place is nowhere.
func (p Place) IsZero() bool { return p.File == nil }

// First returns the first of the places that is one.
func First(places ...Place) Place {
	for _, p := range places {
		if !p.IsZero() {
			return p
		}
	}
	return Place{}
}

// Text returns the bytes of the place.
func (p Place) Text() string {
	if p.File == nil {
		return ""
	}
	return string(p.File.Bytes[p.Start:p.End])
}

// From returns the position of the place's first byte.
func (p Place) From() Position { return p.File.Position(p.Start) }

// To returns the position after the place's last byte.
func (p Place) To() Position { return p.File.Position(p.End) }

// Contains reports whether q begins inside p.
func (p Place) Contains(q Place) bool {
	return p.File == q.File && p.File != nil && p.Start <= q.Start && (q.Start < p.End || q.Start == p.Start)
}

// An Edit replaces the text of a place.
type Edit struct {
	At      Place
	NewText string
}
