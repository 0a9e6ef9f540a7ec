package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/language"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var copiedFromLastQuarter = &Check{
	Name:  "copied-from-last-quarter",
	Title: "an objective or key result repeats the team's own of the quarter before",
	Why: `What is copied from the last quarter, number for number, says that nothing was learned in it: the target was missed and is
tried again with the same means, or the result has become a routine that belongs in the health metrics. Either way nobody has
decided anything.

Christina Wodtke's *Radical Focus* lets a team keep an objective that it still believes in, after a talk about why it was
missed; John Doerr's *Measure What Matters* asks at the end of a cycle what to carry on, change or drop. So a team may go
on: from 3.1 to 2.2 last time and from 2.2 to 1.2 now is no copy. If the same is really right once more, a ` + "`[[change]]`" + ` says
why, and this check is quiet.`,
	Severity: diag.Warning,
	Group:    People,
	When:     Running | Coming,
	File: func(p *Pass, f *okr.File) {
		if len(f.Changes) > 0 || f.Quarter.IsZero() {
			return
		}
		const help = "say what the last quarter changed: go on from where the number stands, or choose another; or say in a [[change]] why it stays"
		for _, last := range p.Head.Of(f.Team, f.Quarter.Add(-1)) {
			for _, o := range firstOf(f.Objectives) {
				if before := last.Objective(); repeats(p, o, before) {
					p.Report(diag.Finding{
						At:      o.At,
						Message: fmt.Sprintf("objective %s is the one of %s", quote(o.V), last.Quarter),
						Help:    help,
						Related: []diag.Related{{At: before.At, Message: "the objective of " + last.Quarter.String()}},
					})
				}
			}
			for _, kr := range firstOf(f.KeyResults) {
				for _, before := range firstOf(last.KeyResults) {
					if kr.Baseline.V != before.Baseline.V || kr.Target.V != before.Target.V || !repeats(p, kr.Title, before.Title) {
						continue
					}
					p.Report(diag.Finding{
						At:      kr.Title.At,
						Message: fmt.Sprintf("key result %s is one of %s, numbers included", quote(kr.Title.V), last.Quarter),
						Help:    help,
						Related: []diag.Related{{At: before.Title.At, Message: "the key result of " + last.Quarter.String()}},
					})
					break
				}
			}
		}
	},
}

// repeats reports whether a text says the same as another, numbers included.
func repeats(p *Pass, a, b okr.Value[string]) bool {
	return a.Given() && b.Given() && language.Likeness(p.Sentence(a.V), p.Sentence(b.V)) >= language.Repeats
}
