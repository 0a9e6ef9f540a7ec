package goalposts

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/language"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// What a move has moved.
type What string

// The moves.
const (
	Objective What = "objective"
	Title     What = "title"
	Baseline  What = "baseline"
	Target    What = "target"
	Unit      What = "unit"
	Added     What = "added"
	Dropped   What = "dropped"
)

// A Move is one thing that was set and is another now.
type Move struct {
	What What
	// KeyResult is the index of the key result in the later version; -1 of an objective and of one that was dropped.
	KeyResult int
	// Title is the key result's, as it is now; of one that was dropped, as it was.
	Title string
	// Then and Now are the values; Then is "" for what was added, Now for what was dropped.
	Then, Now string
	// Unsure is true of words that may well mean what the others meant.
	Unsure bool
	At     source.Place // in the later version; of what was dropped, its key results
}

// Moves returns what has moved from one version of a file to a later one, in
// the later one's order. What was not given then, or is not now, has not moved.
// later are the versions between the two, oldest first: what was added and then
// changed has moved twice.
func Moves(r Reader, then *okr.File, later []*okr.File, now *okr.File) []Move {
	var moves []Move
	if before, after := then.Objective(), now.Objective(); given(before) && given(after) {
		like := 0.0
		for _, o := range now.Objectives {
			like = max(like, meaning(r, before.V, o.V))
		}
		if like < rewritten {
			moves = append(moves, Move{What: Objective, KeyResult: -1, Then: before.V, Now: after.V, Unsure: like >= other, At: after.At})
		}
	}
	m := MatchKeyResults(r, then.KeyResults, now.KeyResults)
	dropped := m.Dropped
	for n, kr := range now.KeyResults {
		was, ok := okr.KeyResult{}, m.Then[n] >= 0
		switch {
		case ok:
			was = then.KeyResults[m.Then[n]]
			if was.Title.V == kr.Title.V { // as nearly all are
				break
			}
			if sure := otherCondition(r, was, kr) || otherName(was, kr); m.Retitled[n] || sure {
				sure = sure || measure(r, was.Title.V, kr.Title.V) < related
				moves = append(moves, Move{What: Title, KeyResult: n, Title: kr.Title.V, Then: was.Title.V, Now: kr.Title.V, Unsure: !sure, At: kr.Title.At})
			}
		default:
			move := Move{What: Added, KeyResult: n, Title: kr.Title.V, Now: kr.Title.V, At: source.First(kr.Title.At, kr.At, now.Head())}
			if len(dropped) > 0 { // it took the place of one
				move.What, move.Then = Title, then.KeyResults[dropped[0]].Title.V
				dropped = dropped[1:]
			}
			moves = append(moves, move)
			was, ok = firstOf(r, later, kr)
		}
		if ok {
			moves = append(moves, numbers(was, kr, n)...)
		}
	}
	for _, i := range dropped {
		at := now.Head()
		if len(now.KeyResults) > 0 {
			at = source.First(now.KeyResults[0].At, at)
		}
		title := then.KeyResults[i].Title.V
		moves = append(moves, Move{What: Dropped, KeyResult: -1, Title: title, Then: title, At: at})
	}
	return moves
}

// otherCondition reports whether a number that is not the measured one is
// another now: "patched within 72 h" and "within 96 h".
func otherCondition(r Reader, was, is okr.KeyResult) bool {
	sides := func(kr okr.KeyResult) (list []language.Quantity) {
		for _, q := range r.Sentence(kr.Title.V).Quantities() {
			measured := slices.ContainsFunc([]okr.KeyResult{was, is}, func(kr okr.KeyResult) bool { return q.Value == kr.Baseline.V || q.Value == kr.Target.V })
			if q.Role == language.Side && q.Unit != "" && !measured {
				list = append(list, q)
			}
		}
		return list
	}
	before, after := sides(was), sides(is)
	lacks := func(list []language.Quantity, q language.Quantity) bool {
		return !slices.ContainsFunc(list, func(o language.Quantity) bool { return o.Value == q.Value })
	}
	for _, b := range before {
		for _, a := range after {
			if language.SameUnit(a.Unit, b.Unit) && lacks(after, b) && lacks(before, a) {
				return true
			}
		}
	}
	return false
}

// otherName reports whether a name with a digit in it has become another: p95 and p99.
func otherName(was, is okr.KeyResult) bool {
	names := func(text string) (list []string) {
		for _, w := range strings.Fields(text) {
			if w = bare(w); mixed.MatchString(w) {
				list = append(list, w)
			}
		}
		return list
	}
	before, after := names(was.Title.V), names(is.Title.V)
	lacks := func(list []string) func(string) bool {
		return func(w string) bool { return !slices.Contains(list, w) }
	}
	return slices.ContainsFunc(before, lacks(after)) && slices.ContainsFunc(after, lacks(before))
}

// mixed matches a word of letters and then a digit; not a quarter's name.
var mixed = regexp.MustCompile(`^(p|[a-z]{2,}-?)[0-9]`)

func numbers(was, is okr.KeyResult, n int) (moves []Move) {
	unit := func(kr okr.KeyResult) string { return strings.TrimSpace(kr.Unit.V) }
	newUnit := unit(was) != "" && unit(is) != "" && !language.SameUnit(unit(was), unit(is))
	add := func(what What, then, now okr.Value[float64]) {
		if then.Given() && now.Given() && then.V != now.V {
			moves = append(moves, Move{
				What: what, KeyResult: n, Title: is.Title.V, At: now.At,
				Then: withUnit(then.V, was), Now: withUnit(now.V, is),
			})
		}
	}
	add(Baseline, was.Baseline, is.Baseline)
	add(Target, was.Target, is.Target)
	if newUnit {
		moves = append(moves, Move{What: Unit, KeyResult: n, Title: is.Title.V, At: is.Unit.At, Then: unit(was), Now: unit(is)})
	}
	return moves
}

func withUnit(v float64, kr okr.KeyResult) string {
	text := strconv.FormatFloat(v, 'f', -1, 64)
	if len(text) > 21 { // nobody counts its zeros
		text = strconv.FormatFloat(v, 'g', -1, 64)
	}
	if unit := strings.TrimSpace(kr.Unit.V); unit != "" {
		text += " " + unit
	}
	return text
}

func given(v okr.Value[string]) bool { return v.Given() && strings.TrimSpace(v.V) != "" }

// DroppedHealthMetrics returns the health metrics that a later version of a
// file has no more, under whatever spelling.
func DroppedHealthMetrics(r Reader, then, now *okr.File) []okr.HealthMetric {
	left := slices.Clone(now.HealthMetrics)
	gone := slices.DeleteFunc(slices.Clone(then.HealthMetrics), func(h okr.HealthMetric) bool { return !given(h.Name) })
	for _, same := range []func(a, b string) bool{
		func(a, b string) bool { return diag.Normalize(a) == diag.Normalize(b) },
		func(a, b string) bool { return measure(r, a, b) >= language.SameMeasure },
		func(a, b string) bool { return measure(r, a, b) >= related },
	} {
		gone = slices.DeleteFunc(gone, func(h okr.HealthMetric) bool {
			i := slices.IndexFunc(left, func(n okr.HealthMetric) bool { return same(h.Name.V, n.Name.V) })
			if i >= 0 {
				left = slices.Delete(left, i, i+1)
			}
			return i >= 0
		})
	}
	return gone
}

// NewChanges returns the [[change]] tables that a later version of a file has
// and an earlier one has not. One whose words were corrected is not new.
func NewChanges(then, now *okr.File) []okr.Change {
	before := slices.Clone(then.Changes)
	fresh := slices.Clone(now.Changes)
	for _, same := range []func(a, b okr.Change) bool{
		func(a, b okr.Change) bool {
			return a.Date.V == b.Date.V && diag.Normalize(a.Reason.V) == diag.Normalize(b.Reason.V)
		},
		func(a, b okr.Change) bool { return diag.Normalize(a.Reason.V) == diag.Normalize(b.Reason.V) },
		func(a, b okr.Change) bool { return a.Date.V == b.Date.V && alike(a.Reason.V, b.Reason.V) },
	} {
		fresh = slices.DeleteFunc(fresh, func(c okr.Change) bool {
			i := slices.IndexFunc(before, func(b okr.Change) bool { return same(b, c) })
			if i >= 0 {
				before = slices.Delete(before, i, i+1)
			}
			return i >= 0
		})
	}
	return fresh
}

// alike reports whether most letters of two reasons are the same.
func alike(a, b string) bool {
	a, b = diag.Normalize(a), diag.Normalize(b)
	longer := max(len([]rune(a)), len([]rune(b)))
	return longer <= 500 && 5*levenshtein.ComputeDistance(a, b) < 2*longer
}
