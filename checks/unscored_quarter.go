package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

var unscoredQuarter = &Check{
	Name:  "unscored-quarter",
	Title: "the quarter is over and a key result has no reading",
	Why: `A quarter without a last reading teaches nothing: nobody knows whether the target was too safe or out of reach, and the next
one is set by feeling again. Missing readings are also the bad ones more often than not.

Google's re:Work guide grades every key result at the quarter's end from 0 to 1 and finds 0.6 to 0.7 a good average; John Doerr's
*Measure What Matters* describes the same scoring. Christina Wodtke cares more for the conversation than for the grade,
but her teams too write down where the number ended. Here the score follows from ` + "`baseline`, `target` and `current`" + `: the last
reading is all that is asked for, and a number that could not be read is worth a word in the retrospective.`,
	Severity: diag.Warning,
	Group:    Rhythm,
	When:     LastEnded,
	File: func(p *Pass, f *okr.File) {
		var unread []string
		var at okr.KeyResult
		for i, kr := range f.KeyResults {
			if kr.Current.Given() {
				continue
			}
			if len(unread) == 0 {
				at = kr
			}
			unread = append(unread, okr.Name(i))
		}
		if len(unread) == 0 {
			return
		}
		verb := "has"
		if len(unread) > 1 {
			verb = "have"
		}
		p.Report(diag.Finding{
			At: source.First(at.Title.At, at.At), Subject: "key results",
			Message: fmt.Sprintf("%s is over and %s %s no last reading", f.Quarter, list(unread), verb),
			Help:    "add the number on the quarter's last day as current = …",
		})
	},
}
