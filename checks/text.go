package checks

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// quote quotes a text of a file for a message: on one line, cut where it is
// very long, and without the characters that a terminal would obey.
func quote(text string) string {
	const longest = 80 // code points
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) > longest {
		runes := []rune(text)
		text = strings.TrimSpace(string(runes[:longest-1])) + "…"
	}
	return strconv.Quote(text)
}

// within says which words of a text a finding rests on, unless it is all of them.
func within(text, words string) string {
	if len(words)+2 >= len(strings.TrimSpace(text)) {
		return ""
	}
	return ": " + quote(words)
}

// count says how many there are of a thing: "no key results", "one week",
// "three drafts", "12 weeks".
func count(n int, one, many string) string {
	words := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	number := strconv.Itoa(n)
	if n < len(words) {
		number = words[n]
	}
	if n == 1 {
		return number + " " + one
	}
	return number + " " + many
}

// list joins things as a sentence does: "a", "a and b", "a, b and c".
func list[T any](things []T) string {
	var b strings.Builder
	for i, t := range things {
		switch {
		case i == 0:
		case i == len(things)-1:
			b.WriteString(" and ")
		default:
			b.WriteString(", ")
		}
		fmt.Fprint(&b, t)
	}
	return b.String()
}

// same reports whether two names differ in no more than case, white space and
// punctuation.
func same(a, b string) bool { return diag.Normalize(a) == diag.Normalize(b) }

// name returns what a person calls the n-th key result of a file, counted from
// 0: its title, or KR1 where it has none.
func name(kr okr.KeyResult, n int) string {
	if strings.TrimSpace(kr.Title.V) == "" {
		return okr.Name(n)
	}
	return quote(kr.Title.V)
}

// malformed reports whether the file has something under a key of the root
// that its reader could not take: then it is not missing as well.
func malformed(f *okr.File, key string) bool {
	return slices.ContainsFunc(f.Problems, func(p okr.Problem) bool {
		if p.Kind != okr.WrongShape {
			return false
		}
		for i := f.Outline.Find(p.At); i > 0; i = f.Outline.At(i).Parent {
			if e := f.Outline.At(i); e.Parent == 0 && e.Name == key {
				return true
			}
		}
		return false
	})
}

// faulty reports whether the reader of the file met a problem with the value
// at a place: then no other check judges it.
func faulty(f *okr.File, at source.Place) bool {
	return slices.ContainsFunc(f.Problems, func(p okr.Problem) bool { return p.At == at })
}

// remarks yields the comments that speak to people, not to this tool.
func remarks(f *okr.File) iter.Seq[okr.Value[string]] {
	return func(yield func(okr.Value[string]) bool) {
		for _, c := range f.Comments {
			silences := slices.ContainsFunc(f.Ignores, func(ig okr.Ignore) bool { return ig.At == c.At })
			if !silences && !yield(c) {
				return
			}
		}
	}
}

// strange reports whether a file can have a key that the format does not know:
// where its reader took everything as it stands, it has none.
func strange(f *okr.File) bool {
	return len(f.UnknownKeys) > 0 || len(f.Problems) > 0 || len(f.Objectives) > 1
}
