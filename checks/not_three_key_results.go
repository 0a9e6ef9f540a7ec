package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

var notThreeKeyResults = &Check{
	Name:  "not-three-key-results",
	Title: "any count of key results but three",
	Why: `One or two key results can be met while the objective is missed: a number is pushed and what it stood for is not. With
five or more nobody can recite them, and each gets a fifth of a week.

Google's re:Work guide speaks of about three key results for each objective, John Doerr's *Measure What Matters* of three
to five, Christina Wodtke's *Radical Focus* of three. This tool asks for exactly three: few enough to remember
without looking, enough to see the objective from different sides, such as use, quality and money. What must not get
worse meanwhile is a ` + "`[[health_metric]]`" + `; what the team will do is an ` + "`[[initiative]]`" + `. When five seem necessary, two of
them are usually one of these.`,
	Severity: diag.Error,
	Group:    Focus,
	When:     Running | Coming,
	File: func(p *Pass, f *okr.File) {
		n := len(f.KeyResults)
		if n == 3 || malformed(f, "key_result") {
			return
		}
		finding := diag.Finding{
			Subject: "key results",
			Message: fmt.Sprintf("the OKR has %s, not three", count(n, "key result", "key results")),
		}
		switch {
		case n > 3:
			finding.At = f.KeyResults[3].At
			finding.Help = "keep the three that matter most; what must not get worse is a [[health_metric]], work is an [[initiative]]"
		case n > 0:
			finding.At = f.KeyResults[n-1].At
			finding.Help = "ask what else would be different if the objective were met, and add it as a [[key_result]]"
		default:
			finding.At = source.First(f.Objective().At, f.Head())
			finding.Help = "add three [[key_result]] tables, each with title, baseline and target"
		}
		p.Report(finding)
	},
}
