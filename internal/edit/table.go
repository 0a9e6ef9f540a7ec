package edit

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// A table is a table of a file, as it is laid out.
type table struct {
	file *okr.File
	at   okr.Entry
	keys []okr.Entry // in document order
}

// tableAt returns the table that begins at a place of the model: at its header, or at its brace.
func tableAt(f *okr.File, at source.Place) (table, error) {
	i := f.Outline.Find(at)
	t := table{file: f}
	if i > 0 {
		t.at = f.Outline.At(i)
	}
	if !t.at.Table || t.at.Key != at && t.at.At != at {
		return table{}, fmt.Errorf("%s:%d: there is no table to write to: write a header, as in [[key_result]], and its keys below it", f.Path(), at.From().Line)
	}
	for _, e := range f.Outline.All() {
		if e.Parent == i && e.At.Start >= e.Key.End { // no table that a dotted key or a header makes
			t.keys = append(t.keys, e)
		}
	}
	return t, nil
}

// header reports whether the table stands under a header, one key a line.
func (t table) header() bool { return strings.HasPrefix(t.at.Key.Text(), "[") }

// set returns the edit that gives a key a value, written as TOML. Where the
// table has the key, its value is replaced; now is the value's place, where the
// model knows it under another name. Else a key is added behind the nearest of
// the others: the keys that come before it in the format, the nearest last.
func (t table) set(key, value string, now source.Place, others ...string) (source.Edit, error) {
	if now.IsZero() {
		if i := slices.IndexFunc(t.keys, func(e okr.Entry) bool { return e.Name == key }); i >= 0 {
			now = t.keys[i].At
		}
	}
	if !now.IsZero() {
		return inColumn(source.Edit{At: now, NewText: value}), nil
	}
	before := -1
	for _, other := range others {
		if i := slices.IndexFunc(t.keys, func(e okr.Entry) bool { return e.Name == other }); i >= 0 {
			before = i
		}
	}
	if before < 0 {
		before = len(t.keys) - 1
	}
	switch {
	case t.header():
		return t.addLine(key, value, before), nil
	case strings.HasPrefix(t.at.At.Text(), "{") && before >= 0:
		return t.addInline(key, value, before), nil
	}
	return source.Edit{}, fmt.Errorf("%s:%d: the table has no header: write its keys below one, as in [[key_result]]", t.file.Path(), t.at.Key.From().Line)
}

// addLine adds a line below that of a key, or below the header, in the style of
// the key's line.
func (t table) addLine(key, value string, below int) source.Edit {
	f := t.file.Source
	line, end := "", t.at.Key.End
	if below >= 0 {
		e := t.keys[below]
		start := f.Offset(e.Key.From().Line)
		line = indentation(f.Bytes[start:]) + key + t.equals(below, key) + value
		end = e.At.End
	} else {
		line = indentation(f.Bytes[f.Offset(t.at.Key.From().Line):]) + key + " = " + value
	}
	if i := bytes.IndexByte(f.Bytes[end:], '\n'); i >= 0 {
		next := end + i + 1
		if f.Bytes[next-2] == '\r' {
			line += "\r"
		}
		return source.Edit{At: source.Place{File: f, Start: next, End: next}, NewText: line + "\n"}
	}
	return source.Edit{At: source.Place{File: f, Start: len(f.Bytes), End: len(f.Bytes)}, NewText: lineEnd(f) + line}
}

// equals returns what stands between a key and its value, in the style of another key's line:
// aligned with the equals signs of the table, where they are.
func (t table) equals(like int, key string) string {
	model := t.keys[like]
	text := string(t.file.Source.Bytes[model.Key.End:model.At.Start])
	pad, behind, _ := strings.Cut(text, "=")
	if strings.Contains(pad, "\t") {
		return pad + "=" + behind
	}
	width := len(model.Key.Text()) + len(pad)
	aligned, others := true, false
	for _, e := range t.keys {
		before, _, _ := strings.Cut(string(t.file.Source.Bytes[e.Key.End:e.At.Start]), "=")
		aligned = aligned && len(e.Key.Text())+len(before) == width
		others = others || len(e.Key.Text()) != len(model.Key.Text())
	}
	least := min(1, len(pad))
	if aligned && others {
		least = max(least, width-len(key))
	}
	return strings.Repeat(" ", least) + "=" + behind
}

// addInline adds a key to a table in braces, behind one of its keys.
func (t table) addInline(key, value string, behind int) source.Edit {
	f, e := t.file.Source, t.keys[behind]
	pair := key + t.equals(behind, key) + value
	start := f.Offset(e.Key.From().Line)
	indent := indentation(f.Bytes[start:])
	if e.Key.Start == start+len(indent) && t.at.At.Start < start { // a key a line: the new one comes before, its comma with it
		return source.Edit{At: source.Place{File: f, Start: e.Key.Start, End: e.Key.Start}, NewText: pair + "," + lineEnd(f) + indent}
	}
	return source.Edit{At: source.Place{File: f, Start: e.At.End, End: e.At.End}, NewText: ", " + pair}
}

// indentation returns the white space at the beginning of a line.
func indentation(line []byte) string {
	return string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])
}

// lineEnd returns the end of the file's first line.
func lineEnd(f *source.File) string {
	if i := bytes.IndexByte(f.Bytes, '\n'); i > 0 && f.Bytes[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}
