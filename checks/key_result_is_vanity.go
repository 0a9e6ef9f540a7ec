package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var keyResultIsVanity = &Check{
	Name:  "key-result-is-vanity",
	Title: "a key result that counts attention, with nothing behind it",
	Why: `Followers, likes and page views go up whatever a team does, and can be bought. A quarter spent on them ends with a fine curve
and no answer to the question who came back, who paid, or whose problem was solved.

Eric Ries's *The Lean Startup* calls these vanity metrics, and asks for actionable ones in their place: a number from which one can tell
what to do next. Alistair Croll and Benjamin Yoskovitz's *Lean Analytics* draws the same line. None of the OKR authors
forbids such a number, and for a campaign that only wants to be seen it may even be the right one. So this is a hint: say what the
attention is for, and count that: readers who subscribe, visitors who try, viewers who ask for an offer.`,
	Severity: diag.Info,
	Group:    Writing,
	When:     Running | Coming,
	File: func(p *Pass, f *okr.File) {
		for _, kr := range f.KeyResults {
			s, ok := p.Prose(f, kr.Title)
			if !ok {
				continue
			}
			if vanity, ok := s.Vanity(); ok {
				p.Report(diag.Finding{
					At:      kr.Title.At,
					Message: fmt.Sprintf("key result %s counts attention: %s", quote(kr.Title.V), quote(vanity.Text)),
					Help:    "what do they do next, if it works? Count that",
				})
			}
		}
	},
}
