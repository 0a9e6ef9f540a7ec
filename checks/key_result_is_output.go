package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

const keyResultIsOutputName = "key-result-is-output"

var keyResultIsOutput = &Check{
	Name:  keyResultIsOutputName,
	Title: "a key result that describes work, not its result",
	Why: `A team that measures its work by what it ships can be done with everything and have changed nothing: the twelve posts are
out, the five engineers are hired, the app is live, and nobody buys more. Worse, it has no reason to stop a piece of work
that does not help, since stopping it would cost the score.

That a key result is a result is the rule on which most authorities agree: Christina Wodtke's *Radical Focus*, Marty Cagan's
*Empowered* and Joshua Seiden's *Outcomes Over Output* say it at length. Google's re:Work guide puts it as impact
instead of activity. John Doerr's *Measure What Matters* is milder and does show milestones. This tool follows Wodtke. A
number alone does not make a result of it; what happens again and again, such as patching within 72 hours, does. The work
itself belongs under ` + "`[[initiative]]`" + `.`,
	Severity: diag.Error,
	Group:    Writing,
	When:     Running | Coming,
	File: func(p *Pass, f *okr.File) {
		for _, kr := range f.KeyResults {
			w := weaknessOf(p, f, kr)
			if w.check != keyResultIsOutputName {
				continue
			}
			finding := diag.Finding{At: kr.Title.At, Message: fmt.Sprintf("key result %s is an output", quote(kr.Title.V)), Help: w.Ask}
			if w.Says != "" {
				finding.Message = "key result " + w.Says
			}
			if finding.Help == "" {
				finding.Help = "say what changes for whom once it is done, with a number; the work itself is an [[initiative]]"
			}
			if w.sure {
				p.Report(finding)
			} else {
				p.Guess(finding)
			}
		}
	},
}
