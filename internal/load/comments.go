package load

import (
	"bytes"
	"slices"
	"strings"

	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// ignores reads the comments that silence checks:
//
//	# okrcheck: ignore CHECK[, CHECK] [until DATE] -- reason
func (d *document) ignores() (ignores []okr.Ignore) {
	if !slices.ContainsFunc(d.comments, speaks) {
		return nil // most files have none, and need no lines counted
	}
	line, below := 0, 0 // the comment line looked at last, and the first line below it that is more than a comment
	for _, c := range slices.Backward(d.comments) {
		at := c.At.From().Line
		if before := d.file.Bytes[d.file.Offset(at):c.At.Start]; len(bytes.Trim(before, " \t\uFEFF")) == 0 { // alone
			if line != at+1 {
				below = at + 1
			}
			line = at
			at = below
		}
		if ig, ok := readIgnore(c); ok {
			ig.Covers = d.covers(c.At, at)
			ignores = append(ignores, ig)
		}
	}
	slices.Reverse(ignores)
	return ignores
}

// speaks reports whether a comment begins as one that speaks to okrcheck.
func speaks(c okr.Value[string]) bool {
	_, ok := cutWord(c.V, "okrcheck")
	return ok
}

// readIgnore reads one comment; it is false where the comment doesn't speak to okrcheck.
func readIgnore(c okr.Value[string]) (okr.Ignore, bool) {
	rest, ok := cutWord(c.V, "okrcheck")
	if !ok {
		return okr.Ignore{}, false
	}
	ig := okr.Ignore{At: c.At}
	rest, colon := strings.CutPrefix(strings.TrimSpace(rest), ":")
	rest, verb := cutWord(strings.TrimSpace(rest), "ignore")
	if !verb {
		if !colon {
			return okr.Ignore{}, false // prose that begins with the tool's name
		}
		ig.Malformed = "the comment speaks to okrcheck and does not say ignore"
		return ig, true
	}
	rest, ig.Reason = cutReason(rest)

	// Every word of rest has its place: it is a part of the comment.
	offset := strings.Index(c.At.Text(), c.V) + strings.Index(c.V, rest)
	at := func(i, n int) source.Place {
		return source.Place{File: c.At.File, Start: c.At.Start + offset + i, End: c.At.Start + offset + i + n}
	}
	until := false
	for i := 0; i < len(rest); {
		n := strings.IndexAny(rest[i:], ", \t")
		if n == 0 {
			i++
			continue
		}
		if n < 0 {
			n = len(rest) - i
		}
		switch word := rest[i : i+n]; {
		case until:
			day, err := okr.ParseDate(strings.TrimSuffix(word, "."))
			if err != nil {
				ig.Malformed = "the comment ends until " + quote(word) + ", which is no date"
			}
			ig.Until = okr.Value[okr.Date]{V: day, At: at(i, n)}
			until = false
		case word == "until":
			until = true
		case ig.Until.Given():
			ig.Malformed = "the comment has words between its date and its reason"
		default:
			ig.Checks = append(ig.Checks, okr.Value[string]{V: word, At: at(i, n)})
		}
		i += n
	}
	switch {
	case until:
		ig.Malformed = "the comment says until and no date"
	case len(ig.Checks) == 0 && ig.Malformed == "":
		ig.Malformed = "the comment names no check to ignore"
	}
	if ig.Malformed != "" {
		ig.Checks = nil
	}
	return ig, true
}

// cutWord cuts a word from the beginning, in any case.
func cutWord(s, word string) (rest string, ok bool) {
	if len(s) < len(word) || !strings.EqualFold(s[:len(word)], word) {
		return s, false
	}
	rest = s[len(word):]
	return rest, rest == "" || strings.ContainsAny(rest[:1], " \t:,-–—")
}

// cutReason cuts the reason, which comes after two hyphens; some editors make a dash of them.
func cutReason(s string) (rest, reason string) {
	cut := -1
	for _, mark := range []string{"--", "–", "—"} {
		if i := strings.Index(s, mark); i >= 0 && (cut < 0 || i < cut) && (i == 0 || s[i-1] == ' ' || s[i-1] == '\t' || s[i-1] == ',') {
			cut = i
		}
	}
	if cut < 0 {
		return s, ""
	}
	return s[:cut], strings.TrimSpace(strings.TrimLeft(s[cut:], "-–—"))
}

// covers returns what a comment silences: the file, where it stands before the
// first key; else what begins on a line. A header is its table, and a value of
// several lines is all of them.
func (d *document) covers(at source.Place, line int) source.Place {
	f := d.file
	if d.outline.Len() < 2 || at.Start < d.outline.At(1).Key.Start {
		return source.Place{File: f, End: len(f.Bytes)}
	}
	p := source.Place{File: f, Start: f.Offset(line), End: f.Offset(line + 1)}
	i := d.outline.From(p.Start)
	if i < d.outline.Len() && d.outline.At(i).Key.Start < p.End {
		p.End = max(p.End, d.outline.At(i).At.End)
	}
	// A value that began further up can end on this line: the comment behind it is the value's.
	if i > 1 {
		j := i - 1
		for j > 0 && d.outline.At(j).Name == "" {
			j = d.outline.At(j).Parent
		}
		if e := d.outline.At(j); j > 0 && !e.Table && e.At.End > p.Start && e.At.End <= at.Start {
			p.Start = e.Key.Start
		}
	}
	return p
}
