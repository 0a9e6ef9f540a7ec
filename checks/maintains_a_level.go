package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var maintainsALevel = &Check{
	Name:  "maintains-a-level",
	Title: "a key result that only holds what is there",
	Why: `A key result is where the team wants to be and is not yet. One that is met on the first day has no progress to show and takes a
third of the score as a present; it also takes the place of something that should change.

What must be held while something else moves has a name of its own: a health metric. Andy Grove's *High Output Management* pairs
an indicator of effect with one of quality for that purpose, and Christina Wodtke's *Radical Focus* keeps health metrics beside the
objective, green as long as nobody has to act. John Doerr's "committed" goals would allow a level to hold; this tool
asks for the other place: move it to ` + "`[[health_metric]]`" + `, and ask what should be different at the quarter's end.`,
	Severity: diag.Warning,
	Group:    Writing,
	When:     Running | Coming,
	File: func(p *Pass, f *okr.File) {
		const help = "make it a [[health_metric]], and ask what should be different at the quarter's end"
		for n, kr := range f.KeyResults {
			numbers := kr.Baseline.Given() && kr.Target.Given()
			if numbers && kr.Baseline.V == kr.Target.V {
				p.Report(diag.Finding{
					At: kr.Target.At, Subject: kr.Title.V,
					Message: fmt.Sprintf("key result %s starts at its target, %v", name(kr, n), kr.Target.V),
					Help:    help,
				})
				continue
			}
			s, ok := p.Prose(f, kr.Title)
			if !ok {
				continue
			}
			holds, ok := s.MaintainsLevel()
			if !ok {
				continue
			}
			finding := diag.Finding{
				At:      kr.Title.At,
				Message: fmt.Sprintf("key result %s holds a level: %s", quote(kr.Title.V), quote(holds.Text)),
				Help:    help,
			}
			if numbers {
				p.Guess(finding) // the fields say that something should move
			} else {
				p.Report(finding)
			}
		}
	},
}
