package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

const keyResultUnmeasurableName = "key-result-unmeasurable"

var keyResultUnmeasurable = &Check{
	Name:  keyResultUnmeasurableName,
	Title: "a key result that can't be measured",
	Why: `"Better collaboration" from 0 to 100: at the quarter's end there are as many opinions on it as people in the room, and the
loudest one becomes the score. A number that still has to be found ("by X %") is the same with good intentions;
once the quarter runs, nobody stops to measure where it started.

Andy Grove's *High Output Management* wants a key result to be beyond argument: was it met, yes or no. John Doerr's *Measure What
Matters* and Google's re:Work guide ask for a number in every one of them. This tool needs no number in the title: "Median wait
for a release" is perfect where the fields say 190, 24 and "h". It asks that title or unit name something that can be
counted. A placeholder is an error only when its quarter has begun.`,
	Severity: diag.Error,
	Group:    Writing,
	When:     Running | Coming,
	File: func(p *Pass, f *okr.File) {
		for _, kr := range f.KeyResults {
			w := weaknessOf(p, f, kr)
			switch {
			case w.check != keyResultUnmeasurableName:
			case w.placeholder != "":
				finding := diag.Finding{
					At:      kr.Title.At,
					Message: fmt.Sprintf("key result %s has %s in place of a number", quote(kr.Title.V), quote(w.placeholder)),
					Help:    "find out where the number stands today, and write it",
				}
				if WhenIs(f.Quarter, p.Running) == Coming {
					p.Guess(finding) // there is still time to find the number
				} else {
					p.Report(finding)
				}
			default:
				finding := diag.Finding{At: kr.Title.At, Message: fmt.Sprintf("key result %s names nothing that can be counted", quote(kr.Title.V)), Help: w.Ask}
				if w.Says != "" {
					finding.Message = "key result " + w.Says
				}
				if finding.Help == "" {
					finding.Help = "what would one see more or less of? Name it, and say in unit what is counted"
				}
				if w.sure {
					p.Report(finding)
				} else {
					p.Guess(finding)
				}
			}
		}
	},
}
