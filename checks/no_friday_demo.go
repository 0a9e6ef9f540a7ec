package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

var noFridayDemo = &Check{
	Name:  "no-friday-demo",
	Title: "a week that is over shows no demo",
	Why: `Commitments without a Friday are a list of intentions. What a team shows at the week's end, a number that moved, a screen, a
letter from a customer, tells everybody whether the bets work while there is still time to change them; and it is the
moment that makes a hard objective worth having.

Christina Wodtke's *Radical Focus* closes each week with "wins": every team shows something, finished or not, and the
others learn from it. Teams that work in sprints know the same from the review. The demo need not be polished, and a
failed experiment is one, too. This tool waits until the next Monday before it asks, and asks only about weeks that
have an entry.`,
	Severity: diag.Info,
	Group:    Rhythm,
	When:     Running,
	File: func(p *Pass, f *okr.File) {
		for _, w := range f.Weeks {
			if len(w.Demos) > 0 || w.Monday.V.IsZero() || faulty(f, w.DemosAt) || !over(p, w.Monday.V.Monday()) {
				continue
			}
			p.Report(diag.Finding{
				At: source.First(w.DemosAt, w.At), Subject: "demos " + week(w),
				Message: fmt.Sprintf("the week %sis over and shows no demo", of(w)),
				Help:    `say what was shown on Friday, a failed experiment included: demos = ["…"]`,
			})
		}
	},
}
