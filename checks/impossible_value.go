package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var impossibleValue = &Check{
	Name:  "impossible-value",
	Title: "a value lies outside its range or list",
	Why: `A status that is neither red, amber nor green, a confidence of 5, an initiative that should move the fourth of three
key results: each is a slip of the hand that makes a report wrong without a word. A date more than a year away from
the quarter is almost always a mistyped year.

The ranges are the format's. Confidence runs from 0 to 1, as Google's re:Work guide grades results; Christina Wodtke's
*Radical Focus* asks for the same number out of ten, so 5/10 is written 0.5 here. Impact and effort run from 1 to 5:
finer scales pretend to know more than an estimate does. A team in ` + "`shared_with`" + ` must be one that the
configuration lists, where it lists any; a key result shared with nobody is not shared.`,
	Severity: diag.Error,
	Group:    Focus,
	When:     Always,
	File: func(p *Pass, f *okr.File) {
		problems(okr.ImpossibleValue)(p, f)
		if len(p.Head.Teams) == 0 {
			return
		}
		for _, kr := range f.KeyResults {
			for _, team := range kr.SharedWith {
				if _, listed := p.Head.Team(team.V); listed || faulty(f, team.At) {
					continue
				}
				p.Report(diag.Finding{
					At:      team.At,
					Message: fmt.Sprintf("the configuration lists no team %s to share a key result with", quote(team.V)),
					Help:    didYouMeanTeam(p, team.V, "add the team to okrcheck.toml, or share the key result with one that is listed there"),
				})
			}
		}
	},
}
