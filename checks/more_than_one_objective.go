package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var moreThanOneObjective = &Check{
	Name:  "more-than-one-objective",
	Title: "several objectives in one file",
	Why: `Two objectives are a choice put off. On the Monday when both need the same people, the team decides alone and in a hurry
what its quarter is about; usually the more urgent wins over the more important.

The authorities differ. Google's re:Work guide suggests three to five objectives, and John Doerr's *Measure What
Matters* a similar number. Christina Wodtke's *Radical Focus* wants a single one for a team's quarter, because the point
of an objective is to say what comes first; Andy Grove taught that focusing on everything is focusing on nothing. This
tool sides with Wodtke: one team, one quarter, one objective. What keeps the lights on belongs in the health
metrics, the rest in a ` + "`[[draft]]`" + ` for a later quarter. There is no switch to allow a second.`,
	Severity: diag.Error,
	Group:    Focus,
	When:     Running | Coming,
	File: func(p *Pass, f *okr.File) {
		if len(f.Objectives) < 2 {
			return
		}
		p.Report(diag.Finding{
			At: f.Objectives[1].At, Subject: "objective",
			Message: fmt.Sprintf("the file has %s; %s is the second", count(len(f.Objectives), "objective", "objectives"), quote(f.Objectives[1].V)),
			Help:    `keep the one that matters most as objective = "…", and make a [[draft]] for a later quarter of the rest`,
			Related: []diag.Related{{At: f.Objectives[0].At, Message: "the first objective"}},
		})
	},
}
