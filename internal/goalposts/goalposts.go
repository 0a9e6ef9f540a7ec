// Package goalposts follows a team's key results through the versions of its
// file, and says what of what was set has moved.
//
// Key results are told by what their titles say, not by their order: a team may
// sort them, correct a word, or put its numbers another way.
package goalposts

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/agnivade/levenshtein"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/language"
	"github.com/okrcheck/okrcheck/internal/okr"
)

// A Reader reads sentences. A pass of checks is one that remembers what it read.
type Reader interface {
	Sentence(text string) language.Sentence
}

// NewReader returns a Reader of one goroutine that remembers what it read.
func NewReader(v language.Vocabulary) Reader {
	return reader{language.NewReader(v), make(map[string]language.Sentence)}
}

type reader struct {
	language *language.Reader
	known    map[string]language.Sentence
}

func (r reader) Sentence(text string) language.Sentence {
	s, ok := r.known[text]
	if !ok {
		s = r.language.Read(text)
		r.known[text] = s
	}
	return s
}

// A Match pairs the key results of two versions of a file.
type Match struct {
	// Then has for each key result of the later version its index in the earlier one, or -1 where it was added.
	Then []int
	// Retitled tells which of the pairs say something else now: the words of the one stand in the place of the other's.
	Retitled []bool
	// Dropped are the earlier key results that are gone.
	Dropped []int
}

// related is the likeness from which a key result that says something else is
// the old one with a new meaning, and not another one.
const related = 0.35

// MatchKeyResults pairs key results of an earlier version with those of a later one:
// by the same title, by one that measures the same, by one that is like it or has the same numbers.
func MatchKeyResults(r Reader, then, now []okr.KeyResult) Match {
	m := Match{Then: slices.Repeat([]int{-1}, len(now)), Retitled: make([]bool, len(now))}
	taken := make([]bool, len(then))
	type pair struct {
		then, now int
		by        float64
	}
	closest := func(least float64, likeness func(a, b okr.KeyResult) float64) (found []pair) {
		var pairs []pair
		for j, b := range now {
			for i, a := range then {
				if m.Then[j] < 0 && !taken[i] {
					if by := likeness(a, b); by >= least {
						pairs = append(pairs, pair{i, j, by})
					}
				}
			}
		}
		slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.by, a.by) })
		for _, p := range pairs {
			if m.Then[p.now] < 0 && !taken[p.then] {
				m.Then[p.now], taken[p.then] = p.then, true
				found = append(found, p)
			}
		}
		return found
	}
	if len(then)*len(now) > 400 { // no such file is a team's OKR: its titles must be the same
		closest(1, func(a, b okr.KeyResult) float64 { return number(a.Title.V == b.Title.V) })
	} else {
		for _, same := range []func(a, b string) bool{
			func(a, b string) bool { return a == b },
			func(a, b string) bool { return diag.Normalize(a) == diag.Normalize(b) },
		} {
			closest(1, func(a, b okr.KeyResult) float64 {
				if !same(a.Title.V, b.Title.V) {
					return 0
				}
				return 1 + number(sameNumbers(a, b)) // of two with one title
			})
		}
		closest(language.SameMeasure, func(a, b okr.KeyResult) float64 { return measure(r, a.Title.V, b.Title.V) })
		for _, p := range closest(related, func(a, b okr.KeyResult) float64 {
			return max(measure(r, a.Title.V, b.Title.V), number(sameNumbers(a, b)))
		}) {
			m.Retitled[p.now] = strings.TrimSpace(then[p.then].Title.V) != "" && strings.TrimSpace(now[p.now].Title.V) != ""
		}
	}
	for i := range then {
		if !taken[i] {
			m.Dropped = append(m.Dropped, i)
		}
	}
	return m
}

func number(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

func sameNumbers(a, b okr.KeyResult) bool {
	return a.Baseline.Given() && a.Target.Given() && b.Baseline.Given() && b.Target.Given() &&
		a.Baseline.V == b.Baseline.V && a.Target.V == b.Target.V && a.Baseline.V != a.Target.V && language.SameUnit(a.Unit.V, b.Unit.V) &&
		(a.Baseline.V != 0 || a.Target.V != 1 && a.Target.V != 100) // which say nothing
}

// measure returns how nearly two titles measure the same, whatever their
// numbers and the spelling of their words.
func measure(r Reader, then, now string) float64 {
	return language.MeasureLikeness(r.Sentence(spelt(then, now)), r.Sentence(now))
}

// meaning returns how nearly an objective says what it said then, whatever its spelling.
func meaning(r Reader, then, now string) float64 {
	if diag.Normalize(then) == diag.Normalize(now) {
		return 1
	}
	return language.Likeness(r.Sentence(spelt(then, now)), r.Sentence(now))
}

// An objective from rewritten on is the same in better words: nothing is counted
// by them, so it may be lower than a measure's. Under other it is another one; in
// between only people can tell.
const (
	rewritten = 0.6
	other     = 0.3
)

// spelt returns the earlier of two texts with its words spelt as the later one
// spells them, so that who corrects a typing error changes nothing.
func spelt(then, now string) string {
	before, after := strings.Fields(then), strings.Fields(now)
	var fresh []string // words that only the later text has
	for _, w := range after {
		if !slices.ContainsFunc(before, func(b string) bool { return bare(b) == bare(w) }) {
			fresh = append(fresh, w)
		}
	}
	if len(fresh) == 0 || len(fresh) > 50 {
		return then
	}
	for i, w := range before {
		if slices.ContainsFunc(after, func(a string) bool { return bare(a) == bare(w) }) {
			continue
		}
		if j := slices.IndexFunc(fresh, func(f string) bool { return misspelt(bare(w), bare(f)) }); j >= 0 {
			before[i] = fresh[j]
			fresh = slices.Delete(fresh, j, j+1)
		}
	}
	return strings.Join(before, " ")
}

func bare(word string) string {
	return strings.ToLower(strings.TrimFunc(word, unicode.IsPunct))
}

// misspelt reports whether one word may be the other with a typing error: not
// p95 and p99, and not words so short that one letter makes another.
func misspelt(a, b string) bool {
	shorter := min(len([]rune(a)), len([]rune(b)))
	if shorter < 5 || strings.ContainsFunc(a+b, unicode.IsDigit) {
		return false
	}
	allowed := 1
	if shorter >= 8 {
		allowed = 2
	}
	return (levenshtein.ComputeDistance(a, b) <= allowed || swapped(a, b)) && !opposite(a, b)
}

// swapped reports whether one word is the other with two letters swapped.
func swapped(a, b string) bool {
	letters := func(w string) string {
		rs := []rune(w)
		slices.Sort(rs)
		return string(rs)
	}
	return levenshtein.ComputeDistance(a, b) == 2 && letters(a) == letters(b)
}

// opposite reports whether two words that differ by a letter or two are no
// misspellings: one has a prefix that turns its meaning.
func opposite(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	rest, ok := strings.CutSuffix(b, a)
	return ok && slices.Contains([]string{"un", "in", "im", "de", "re", "a", "e"}, rest) ||
		strings.HasPrefix(a, "in") && strings.HasPrefix(b, "un") || strings.HasPrefix(a, "inter") != strings.HasPrefix(b, "inter")
}

// AsSet returns for each key result of a file how it was set: as it stood at
// the kickoff; one that came later, as it first landed; one that is not
// committed yet, as it is.
func AsSet(r Reader, past *okr.Past, f *okr.File) []okr.KeyResult {
	if past.Kickoff == nil {
		return f.KeyResults
	}
	set := slices.Clone(f.KeyResults)
	m := MatchKeyResults(r, past.Kickoff.KeyResults, f.KeyResults)
	for n := range set {
		if i := m.Then[n]; i >= 0 && !m.Retitled[n] {
			set[n] = past.Kickoff.KeyResults[i]
		} else if first, ok := firstOf(r, past.Later, f.KeyResults[n]); ok {
			set[n] = first
		}
	}
	return set
}

// firstOf returns a key result as the first version that has it has it.
func firstOf(r Reader, versions []*okr.File, kr okr.KeyResult) (okr.KeyResult, bool) {
	for _, v := range versions {
		m := MatchKeyResults(r, v.KeyResults, []okr.KeyResult{kr})
		if i := m.Then[0]; i >= 0 && !m.Retitled[0] {
			return v.KeyResults[i], true
		}
	}
	return okr.KeyResult{}, false
}
