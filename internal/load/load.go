// Package load reads an OKR file: TOML bytes to the okr model, every value with
// its place. It never fails; what is wrong with a file is in the model, each
// mistake once, with what to write instead.
//
// BurntSushi/toml is the judge of what is TOML. It gives a valid key no place,
// drops comments and takes its time, so the values are read from the syntax of
// another parser (see document), and the judge is asked about what is not
// plainly TOML (see proven).
package load

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// MaxSize is the size in bytes above which a file is refused. A real OKR file has a few thousand.
const MaxSize = 1 << 20

// File reads one OKR file. It never fails: what is wrong with it is in the
// model. f.Bytes may be anything.
func File(f *source.File) *okr.File {
	out := newFile(f)
	if len(f.Bytes) > MaxSize {
		return refuse(out, source.Place{File: f}, fmt.Sprintf("the file is over 1 MiB: %.1f MiB", float64(len(f.Bytes))/(1<<20)),
			"an OKR file holds one team's quarter in a few kilobytes: move the rest elsewhere")
	}
	if at, ok := invalidUTF8(f.Bytes); ok {
		return refuse(out, source.Place{File: f, Start: at, End: at + 1}, fmt.Sprintf("the file is not UTF-8: byte 0x%02x", f.Bytes[at]),
			"save the file as UTF-8")
	}

	d := parse(f)
	defer d.free()
	if at, message, help := judge(d); message != "" {
		return refuse(out, at, message, help)
	}
	if d.pairs == 0 {
		message := "the file has no key"
		if len(bytes.TrimSpace(d.data)) == 0 {
			message = "the file is empty"
		}
		return refuse(out, source.Place{File: f}, message, `begin with: team = "payments"; "okrcheck init" writes a whole example`)
	}
	out.Outline = d.outline
	out.Comments = d.comments
	out.Ignores = d.ignores()
	(&reader{out: out, doc: d}).file()

	if out.PathQuarter.IsZero() { // outside the layout it is judged as of its keys
		out.Quarter = out.QuarterKey.V
		if out.TeamKey.Given() {
			out.Team = out.TeamKey.V
		}
	}
	return out
}

// Unreadable returns the file that stands for one which could not be opened.
func Unreadable(path, reason, help string) *okr.File {
	f := source.New(path, nil)
	return refuse(newFile(f), source.Place{File: f}, reason, help)
}

// newFile returns the file of which only the path is known.
func newFile(f *source.File) *okr.File {
	out := &okr.File{
		Source:      f,
		PathTeam:    okr.TeamOf(f.Path),
		PathQuarter: okr.QuarterOf(f.Path),
		Outline:     okr.NewOutline(f, []okr.Entry{{Index: -1, Parent: -1, Table: true, At: source.Place{File: f, End: len(f.Bytes)}}}),
	}
	out.Team, out.Quarter = out.PathTeam, out.PathQuarter
	return out
}

func refuse(out *okr.File, at source.Place, message, help string) *okr.File {
	out.Problems = []okr.Problem{{Kind: okr.Unreadable, At: at, Message: message, Help: help}}
	return out
}

// invalidUTF8 returns the offset of the first byte that is not UTF-8.
func invalidUTF8(b []byte) (int, bool) {
	if utf8.Valid(b) {
		return 0, false
	}
	for i := 0; ; {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n <= 1 {
			return i, true
		}
		i += n
	}
}

// judge asks BurntSushi/toml whether the document is TOML, where that is not
// proven; an empty message means that it is.
func judge(d *document) (at source.Place, message, help string) {
	if d.proven() {
		return source.Place{}, "", ""
	}
	if d.deepest >= 0 {
		return source.Place{File: d.file, Start: d.deepest, End: d.deepest + 1}, "values are nested too deeply to be an OKR",
			"an OKR file needs no more than a list in a table"
	}
	err := decode(d.withoutSecondObjectives())
	if err == nil {
		if d.err != nil { // `"""a\\""""""` is one: six quotes behind a backslash are no TOML, and BurntSushi/toml takes them
			return d.errAt, "not TOML: " + words(d.err.Error()), "see https://toml.io"
		}
		return source.Place{}, "", ""
	}
	var pe toml.ParseError
	if !errors.As(err, &pe) {
		return source.Place{File: d.file}, "not TOML: " + words(err.Error()), "see https://toml.io"
	}
	at.File = d.file
	// The position counts bytes from after a byte order mark, and may be one before the text where that is empty.
	at.Start = min(max(d.base+pe.Position.Start, d.base), len(d.file.Bytes))
	for at.Start > 0 && at.Start < len(d.file.Bytes) && !utf8.RuneStart(d.file.Bytes[at.Start]) {
		at.Start-- // "the last byte" before the end of a file
	}
	at.End = min(at.Start+max(pe.Position.Len, 1), len(d.file.Bytes))
	for at.Start < at.End-1 && (d.file.Bytes[at.Start] == ' ' || d.file.Bytes[at.Start] == '\t') {
		at.Start++ // the lexer's token begins with the white space before it
	}
	if i := bytes.IndexByte(d.file.Bytes[at.Start:at.End], '\n'); i >= 0 {
		at.End = at.Start + i // the span is underlined in one line
	}
	if i := strings.LastIndexByte(at.Text(), '\\'); i > 0 && strings.HasPrefix(pe.Message, "invalid escape") {
		at.Start += i // the token began with the string
	}
	return at, "not TOML: " + words(pe.Message), d.remedy(pe, at)
}

// decode lets BurntSushi/toml read the text, for its verdict alone. A panic of
// the library is a verdict as well.
func decode(data []byte) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	var nothing struct{}
	return toml.Unmarshal(data, &nothing)
}

// words fits the parser's own words into a finding: one clause, of a length to be read.
func words(s string) string {
	s = strings.TrimRight(strings.TrimSpace(s), ".")
	if r, n := utf8.DecodeRuneInString(s); n < len(s) && unicode.IsUpper(r) && !strings.HasPrefix(s, "TOML") {
		s = string(unicode.ToLower(r)) + s[n:]
	}
	s = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return utf8.RuneError
	}, s)
	const most = 160
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return s
}

// remedy says what to write in place of what the judge refused.
func (d *document) remedy(pe toml.ParseError, at source.Place) string {
	line := strings.TrimSpace(d.file.Line(at.From().Line))
	switch m := pe.Message; {
	case strings.Contains(m, "already"):
		name := strings.Trim(at.Text(), `"'`)
		if tables[name] != nil && tables[name].many && strings.HasPrefix(line, "[") {
			return fmt.Sprintf("a list of tables has double brackets: write [[%s]] each time", name)
		}
		for _, k := range d.root.keys {
			if k.name == name && k.at.Start != at.Start {
				return fmt.Sprintf("keep one of the two; the first is in line %d", k.at.From().Line)
			}
		}
		return "keep one of the two"
	case strings.HasPrefix(m, "invalid escape"):
		return `write two backslashes for one, or put the text in single quotes: 'C:\okrs'`
	case strings.HasPrefix(m, "strings cannot contain newlines"):
		return `close the text with a double quote on its line, or begin and end it with three: """`
	case strings.HasPrefix(m, "invalid datetime"):
		return "write a date as YYYY-MM-DD, as in 2026-10-05"
	case strings.Contains(m, `found '\n'`), strings.HasSuffix(m, "expected value"):
		return "write a value behind the equals sign"
	case strings.HasPrefix(m, "unexpected EOF; expected"):
		return "close what is open at the end of the file: a text or a bracket"
	case strings.HasPrefix(m, "expected value but found"):
		return `put text in double quotes, as in status = "green"`
	case strings.Contains(m, "expected a top-level item to end"):
		if key, value, ok := strings.Cut(line, "="); ok && !strings.ContainsAny(value, `"'`) {
			value = strings.TrimSpace(value)
			if digits := strings.TrimRight(value, "%$€ abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"); digits != "" && digits != value {
				return fmt.Sprintf("a number stands alone: %s= %s; its unit goes into unit", key, digits)
			}
			if strings.Contains(value, ",") {
				return fmt.Sprintf("write the number without a comma: %s= %s", key, strings.ReplaceAll(value, ",", ""))
			}
		}
		return "one key and value on a line; text goes in double quotes, a remark behind #"
	case strings.HasPrefix(m, "expected '.' or '='"):
		return `write key = value, or begin a remark with #`
	case strings.Contains(m, "leading zero"):
		return "write the number without the zero in front"
	case strings.Contains(m, "UTF-16"):
		return "save the file as UTF-8"
	}
	return "mend the line; https://toml.io shows the whole of TOML on one page"
}

// withoutSecondObjectives returns the text for the judge: without the second
// "objective" and those after it, which have a finding of their own and would
// hide all others.
func (d *document) withoutSecondObjectives() []byte {
	data, seen := d.data, false
	for _, k := range d.root.keys {
		if k.name != "objective" {
			continue
		}
		if seen {
			if &data[0] == &d.data[0] {
				data = slices.Clone(data)
			}
			first, last := k.at.Start-d.base, k.value.at.End-d.base
			if k.value.headers {
				last = k.value.items[len(k.value.items)-1].at.End - d.base
			}
			for i := first; i < last; i++ {
				data[i] = ' '
			}
		}
		seen = true
	}
	return data
}
