package diag

import (
	"cmp"
	"slices"

	"github.com/agnivade/levenshtein"
)

// Compare sets New on every finding that the base had not. Findings are the
// same by their identity, else by likeness within a check and a file: whoever
// mends a word in a title has not made its mistake anew. renamed tells the name
// that a file of the base has now; nil where none changed. Both must be sorted
// and identified.
func Compare(findings, base []Finding, renamed func(path string) string) {
	if renamed == nil {
		renamed = func(path string) string { return path }
	}
	identity := identities(base, renamed)
	had := make(map[string]bool, len(base))
	for _, id := range identity {
		had[id] = true
	}
	type group struct{ fresh, gone []int }
	groups := make(map[[2]string]*group)
	of := func(check, path string) *group {
		key := [2]string{check, path}
		if groups[key] == nil {
			groups[key] = new(group)
		}
		return groups[key]
	}
	has := make(map[string]bool, len(findings))
	for i := range findings {
		f := &findings[i]
		has[f.Identity] = true
		if f.New = !had[f.Identity]; f.New {
			g := of(f.Check, f.At.File.Path)
			g.fresh = append(g.fresh, i)
		}
	}
	for i, b := range base {
		if !has[identity[i]] {
			g := of(b.Check, renamed(b.At.File.Path))
			g.gone = append(g.gone, i)
		}
	}
	for _, g := range groups {
		pair(findings, base, g.fresh, g.gone)
	}
}

// likeEnough is the least likeness of two subjects that are the same mistake's.
const likeEnough = 0.6

// pair finds for findings that are new by identity those of the base that are
// most like them.
func pair(findings, base []Finding, fresh, gone []int) {
	if len(fresh)*len(gone) > 2_500 { // a file with hundreds of equal mistakes; each counts as new
		return
	}
	type likeness struct {
		finding, base int
		by            float64
	}
	var like []likeness
	for _, i := range fresh {
		for _, j := range gone {
			if by := alike(findings[i].Subject, base[j].Subject); by >= likeEnough {
				like = append(like, likeness{i, j, by})
			}
		}
	}
	slices.SortStableFunc(like, func(a, b likeness) int { return cmp.Compare(b.by, a.by) })
	taken := make(map[int]bool)
	for _, l := range like {
		if findings[l.finding].New && !taken[l.base] {
			findings[l.finding].New, taken[l.base] = false, true
		}
	}
}

// Alike reports whether two subjects, of one check in one file, are the same
// mistake's: whoever edits a title without mending it has made no new one.
func Alike(a, b string) bool { return alike(a, b) >= likeEnough }

// alike returns the share of two texts that is the same, 0 to 1.
func alike(a, b string) float64 {
	const most = 200 // characters that are looked at
	r, s := []rune(Normalize(a)), []rune(Normalize(b))
	r, s = r[:min(len(r), most)], s[:min(len(s), most)]
	longer := max(len(r), len(s))
	if longer == 0 {
		return 1
	}
	return 1 - float64(levenshtein.ComputeDistance(string(r), string(s)))/float64(longer)
}
