package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

var fullRoadmap = &Check{
	Name:  "full-roadmap",
	Title: "more than half of the open initiatives are already being done",
	Why: `Initiatives are bets, and most bets on a product do not move the number they should. A team that has begun nearly all of them
at once cannot learn from the first which of the others is worth starting: nothing is left to choose from. It also
finishes everything late, since work in progress is what makes each piece wait.

Itamar Gilad's *Evidence-Guided* tests many ideas cheaply before it builds a few, and Donald Reinertsen's *The Principles of
Product Development Flow* shows why little work in progress is faster. Neither names a share; this tool draws the line at
half, and only where four or more are open. Finish or drop some, or write down the ideas that
are waiting.`,
	Severity: diag.Warning,
	Group:    Outlook,
	When:     Running | Coming,
	File: func(p *Pass, f *okr.File) {
		open, doing := 0, 0
		var last okr.Initiative
		for _, i := range f.Initiatives {
			if !i.Open() {
				continue
			}
			open++
			if i.Stage() == okr.Doing {
				doing++
				last = i
			}
		}
		if open < 4 || 2*doing <= open {
			return
		}
		p.Report(diag.Finding{
			At: source.First(last.Status.At, last.At), Subject: "initiatives",
			Message: fmt.Sprintf("%d of %d open initiatives are already being done", doing, open),
			Help:    "finish or drop some before the next is begun, so that what they teach can still change the plan",
		})
	},
}
