package checks

import (
	"fmt"
	"slices"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/language"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

var tiedToPerformanceReview = &Check{
	Name:  "tied-to-performance-review",
	Title: "a tie between this OKR and somebody's pay, rating or promotion",
	Why: `Whoever is paid by a score negotiates the target down, reports the better reading, and drops the bold bet. The number stays
green, and stops telling anything. One hint in a file is enough for that, since everybody reads it.

Here the authorities agree more than elsewhere. Andy Grove's *High Output Management* did not want the system used as the one
basis of a review; Google's re:Work guide says that OKRs are no employee evaluation; John Doerr's *Measure What Matters*
separates them from pay, and Christina Wodtke's *Radical Focus* does. W. Edwards Deming asked to abolish ratings by merit
altogether, and Alfie Kohn's *Punished by Rewards* gathers the evidence against incentives. A product may well have a
bonus plan or a rating of its own: those are its metrics.`,
	Severity: diag.Error,
	Group:    People,
	When:     Always,
	File: func(p *Pass, f *okr.File) {
		const help = "remove it: a target that pays is set low; talk about pay somewhere else"
		for _, at := range payKeys(f) {
			p.Report(diag.Finding{At: at, Message: fmt.Sprintf("the key %s ties the OKR to pay or review", quote(at.Text())), Help: help})
		}
		sentence := func(v okr.Value[string], comment bool) {
			if !language.MentionsReward(v.V) {
				return
			}
			tie, ok := p.Sentence(v.V).PayTie()
			if !ok {
				return
			}
			finding := diag.Finding{At: v.At, Message: fmt.Sprintf("%s ties the OKR to pay or review%s", quote(v.V), within(v.V, tie.Text)), Help: help}
			switch {
			case comment:
				p.Mention(finding)
			case tie.Sure:
				p.Report(finding)
			default:
				p.Guess(finding)
			}
		}
		for v := range f.Texts() {
			sentence(v, false)
		}
		for _, k := range f.UnknownKeys {
			if k.Meant == "" {
				sentence(okr.Value[string]{V: k.Value, At: k.ValueAt}, false)
			}
		}
		for c := range remarks(f) {
			sentence(c, true)
		}
	},
}

// payKeys finds the keys that tie an OKR to pay or review, the outermost of each table.
func payKeys(f *okr.File) (keys []source.Place) {
	if !strange(f) {
		return nil
	}
	tied := make(map[int]bool)
	for i, e := range f.Outline.All() {
		switch {
		case e.Name == "":
		case tied[e.Parent]:
			tied[i] = true
		case language.PayKey(e.Name):
			tied[i] = true
			keys = append(keys, e.Key)
		}
	}
	return keys
}

// namesPay reports whether tied-to-performance-review has something to say
// about an unknown key.
func namesPay(p *Pass, f *okr.File, k okr.UnknownKey) bool {
	if slices.Contains(payKeys(f), k.At) {
		return true
	}
	if k.Meant != "" || k.Value == "" {
		return false
	}
	_, tied := p.Sentence(k.Value).PayTie()
	return tied
}
