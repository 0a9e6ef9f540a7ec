package checks

import (
	"fmt"
	"strings"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/goalposts"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

var droppedHealthMetric = &Check{
	Name:  "dropped-health-metric",
	Title: "a health metric disappeared after the kickoff",
	Why: `A health metric says at the kickoff what must not be paid for the objective. If it disappears in mid-quarter, nobody will see
the price any more; and it is seldom a green one that goes. The alarm is taken down because it rang.

Christina Wodtke's *Radical Focus* has the health metrics looked at every week, red ones first, and Andy Grove's *High Output
Management* pairs each indicator with a counterpart for the same reason: who races needs somebody who watches the
brakes. A metric may turn out to be the wrong one. Then a ` + "`[[change]]`" + ` says why, as for the goalposts, and one
covers all that changes with it. Another spelling of its name drops nothing.`,
	Severity: diag.Warning,
	Group:    Guardrails,
	When:     Running,
	Compares: true,
	File: func(p *Pass, f *okr.File) {
		then, _, ok := p.asSet(f)
		if !ok || malformed(f, "health_metric") || covered(p, f, then) {
			return
		}
		gone := goalposts.DroppedHealthMetrics(p, then, f)
		if len(gone) == 0 {
			return
		}
		names, was := make([]string, len(gone)), make([]string, len(gone))
		for i, h := range gone {
			names[i] = quote(h.Name.V)
			was[i] = names[i]
			if h.Status.V != "" {
				was[i] += " (" + string(h.Status.V) + ")"
			}
		}
		at := f.Head()
		if len(f.HealthMetrics) > 0 {
			at = source.First(f.HealthMetrics[0].At, at)
		}
		message := "the health metric %s was dropped after the kickoff"
		if len(gone) > 1 {
			message = "the health metrics %s were dropped after the kickoff"
		}
		p.Report(diag.Finding{
			At: at, Subject: strings.Join(names, " "),
			Message: fmt.Sprintf(message, list(was)),
			Help:    changeHelp(p, f, then),
		})
	},
}
