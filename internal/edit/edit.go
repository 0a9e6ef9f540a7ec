// Package edit changes the text of OKR files and keeps their layout: what an
// edit does not name stays as it is, byte for byte. What it returns has been
// read again and is no worse than what was there; Write and Create put it on disk.
package edit

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aymanbagabas/go-udiff"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/load"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// Apply returns a file's text with edits made in it. Insertions at one place
// are made in the order given. It fails where two edits overlap, and where one
// lies outside the file.
func Apply(f *source.File, edits []source.Edit) ([]byte, error) {
	ranges := make([]udiff.Edit, 0, len(edits))
	for _, e := range edits {
		if e.At.File != f {
			return nil, fmt.Errorf("an edit lies outside %s", f.Path)
		}
		ranges = append(ranges, udiff.Edit{Start: e.At.Start, End: e.At.End, New: e.NewText})
	}
	text, err := udiff.ApplyBytes(f.Bytes, ranges)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Path, err)
	}
	return text, nil
}

// Fix makes the edits of findings in a file, and returns its new text and the
// findings whose edits were made. A finding's edits are made together or not at
// all. They are left out where they overlap another's, so that the next look at
// the file offers them anew, and where they would make the file worse.
func Fix(f *okr.File, findings []diag.Finding) (text []byte, made []diag.Finding) {
	var edits []source.Edit
	for _, finding := range findings {
		if len(finding.Edits) > 0 && !overlap(edits, finding.Edits) {
			for _, e := range finding.Edits {
				edits = append(edits, inColumn(e))
			}
			made = append(made, finding)
		}
	}
	if len(made) == 0 {
		return f.Source.Bytes, nil
	}
	text, err := Reread(f, edits)
	if err == nil {
		return text, made
	}
	if len(made) > 1 { // some do harm: halve until the others are found
		for _, half := range [][]diag.Finding{made[:len(made)/2], made[len(made)/2:]} {
			if text, made := Fix(f, half); len(made) > 0 {
				return text, made
			}
		}
	}
	return f.Source.Bytes, nil
}

// overlap reports whether one of the edits touches one that was taken already.
func overlap(taken, edits []source.Edit) bool {
	return slices.ContainsFunc(edits, func(e source.Edit) bool {
		return slices.ContainsFunc(taken, func(t source.Edit) bool {
			return e.At.Start < t.At.End && t.At.Start < e.At.End || e.At.Start == t.At.Start
		})
	})
}

// inColumn lets an edit keep what stands behind it on its line, an equals sign
// or a comment, in its column: where that is more than one space away, and there
// is room.
func inColumn(e source.Edit) source.Edit {
	text := e.At.File.Bytes[e.At.End:]
	behind := bytes.TrimLeft(text, " ")
	spaces := len(text) - len(behind)
	if spaces < 2 || len(behind) == 0 || behind[0] != '#' && behind[0] != '=' || strings.Contains(e.At.Text(), "\n") {
		return e
	}
	width := utf8.RuneCountInString(e.At.Text()) + spaces
	e.At.End += spaces
	e.NewText += strings.Repeat(" ", max(1, width-utf8.RuneCountInString(e.NewText)))
	return e
}

// Reread makes edits in a file and reads the result. It fails where that can no
// longer be read, has lost a comment, or has more mistakes of shape than the file had.
func Reread(f *okr.File, edits []source.Edit) ([]byte, error) {
	text, err := Apply(f.Source, edits)
	if err != nil {
		return nil, err
	}
	after := load.File(source.New(f.Path(), text))
	if !after.Readable() {
		return nil, fmt.Errorf("%s could not be read any more: %s", f.Path(), after.Problems[0].Message)
	}
	if len(after.Comments) < len(f.Comments) {
		return nil, fmt.Errorf("%s would lose a comment", f.Path())
	}
	if mistakes(after) > mistakes(f) {
		return nil, fmt.Errorf("%s would have more mistakes than before", f.Path())
	}
	return text, nil
}

func mistakes(f *okr.File) int { return len(f.Problems) + len(f.UnknownKeys) }
