package checks

import (
	"fmt"
	"strings"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

var missingRetrospective = &Check{
	Name:  "missing-retrospective",
	Title: "the quarter is over and nothing was learned",
	Why: `A score says how far the team came, not why. A team that goes on to the next quarter without asking repeats the
same guess: it aims at the same number with the same means, and finds the same obstacle in week nine.

Christina Wodtke's *Radical Focus* sees the first OKRs of a team as practice that pays off only by what is learned from them. John Doerr's
*Measure What Matters* ends each cycle with reflection beside the score, and Esther Derby and Diana Larsen's *Agile
Retrospectives* shows how to hold one. This tool asks for one honest sentence where the next quarter's authors
will see it: what would you have liked to know at the kickoff?`,
	Severity: diag.Warning,
	Group:    Rhythm,
	When:     LastEnded,
	File: func(p *Pass, f *okr.File) {
		r := f.Retrospective
		if strings.TrimSpace(r.Learned.V) != "" || malformed(f, "retrospective") {
			return
		}
		p.Report(diag.Finding{
			At: source.First(r.Learned.At, r.At, f.Head()), Subject: "retrospective",
			Message: fmt.Sprintf("%s is over and the file does not say what was learned", f.Quarter),
			Help:    `add [retrospective] with learned = "…": what would you have liked to know at the start?`,
		})
	},
}
