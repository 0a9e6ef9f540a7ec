package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var healthMetricCount = &Check{
	Name:  "health-metric-count",
	Title: "fewer than three or more than five health metrics",
	Why: `An objective pulls a team in one direction, and something else pays for it: quality, the people, another customer. Without
health metrics the bill comes unseen at the end of the quarter; with a dozen of them nobody looks any more.

Andy Grove's *High Output Management* pairs each indicator with one that shows its side effects, so that pushing the one
cannot quietly spoil the other. Christina Wodtke's *Radical Focus* keeps a short list of health metrics beside the OKR,
coloured red, yellow or green, and talks about it every Monday. Google's re:Work guide has no such list. This tool follows
Wodtke and asks for three to five; ` + "`min` and `max`" + ` in the configuration change that.`,
	Severity: diag.Warning,
	Group:    Guardrails,
	When:     Running | Coming,
	Options:  map[string]int{"min": 3, "max": 5},
	File: func(p *Pass, f *okr.File) {
		n, least, most := len(f.HealthMetrics), p.Option("min"), p.Option("max")
		if n >= least && n <= most || malformed(f, "health_metric") {
			return
		}
		finding := diag.Finding{
			Subject: "health metrics",
			Message: fmt.Sprintf("the OKR has %s, not %d to %d", count(n, "health metric", "health metrics"), least, most),
			Help:    "ask what must not get worse while the team races for the objective, and add it as a [[health_metric]] with name and status",
		}
		switch {
		case n > most:
			finding.At = f.HealthMetrics[most].At
			finding.Help = "keep those that the team would stop for; the rest can stay on a dashboard"
		case n > 0:
			finding.At = f.HealthMetrics[n-1].At
		default:
			finding.At = f.Head()
		}
		p.Report(finding)
	},
}
