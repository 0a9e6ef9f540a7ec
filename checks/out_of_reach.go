package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

var outOfReach = &Check{
	Name:  "out-of-reach",
	Title: "a confidence under 0.3 at the kickoff",
	Why: `A target that nobody believes in on the first day is not tried. The team works on what it thinks possible, the number
stays red all quarter, and a red number that was expected no longer alarms anyone.

Christina Wodtke's *Radical Focus* looks for five out of ten: hard enough to stretch, possible enough to try. Google's "moonshots" as
John Doerr's *Measure What Matters* tells of them may be missed by far and still count; they need a company in which
that costs nobody anything. Edwin Locke and Gary Latham found that hard goals help only those who accept
them. This tool draws the line at 0.3, where Google's scale of scores turns red. It looks at the kickoff: a
confidence that falls later is what the weekly look is for.`,
	Severity: diag.Warning,
	Group:    Stretch,
	When:     Running | Coming,
	File: func(p *Pass, f *okr.File) {
		confidences(p, f, func(at source.Place, title string, confidence float64, verb string) {
			if confidence < hopelessConfidence {
				p.Report(diag.Finding{
					At: at, Subject: title,
					Message: fmt.Sprintf("key result %s %s with a confidence of %v", quote(title), verb, confidence),
					Help:    "lower the target until the chance of reaching it is about even, 0.5, or ask what would make it possible",
				})
			}
		})
	},
}
