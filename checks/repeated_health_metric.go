package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var repeatedHealthMetric = &Check{
	Name:  "repeated-health-metric",
	Title: "the same health metric twice",
	Why: `Two entries for one health metric can have two colours. Then the meeting on Monday talks about which of them is right
instead of what to do, and the next edit changes only one of the two. Besides, a list of four with a repeat is a list of
three: one guard that the team thought it had is missing.

It happens by copying a table and forgetting to change its name, and in a merge where both sides added the same thing.
Christina Wodtke's *Radical Focus* keeps the health metrics few so that all of them are looked at every week; each of them has
to say something of its own. Names that differ in no more than case or punctuation count as the same.`,
	Severity: diag.Warning,
	Group:    Guardrails,
	When:     Running | Coming,
	File: func(p *Pass, f *okr.File) {
		for i, h := range f.HealthMetrics {
			if diag.Normalize(h.Name.V) == "" {
				continue
			}
			for _, before := range f.HealthMetrics[:i] {
				if same(h.Name.V, before.Name.V) {
					p.Report(diag.Finding{
						At:      h.Name.At,
						Message: fmt.Sprintf("the health metric %s stands twice", quote(h.Name.V)),
						Help:    "remove one of them, or say in the name how they differ",
						Related: []diag.Related{{At: before.Name.At, Message: "the first one"}},
					})
					break
				}
			}
		}
	},
}
