package checks

import (
	"fmt"
	"time"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var misplacedWeek = &Check{
	Name:  "misplaced-week",
	Title: "a week that does not start on a Monday, lies outside the quarter, or stands twice",
	Why: `A week is known by its Monday. Under another day, or in another quarter's file, it is missed where it is looked for: the
reports show a gap, the trend a jump, and the same week may be written twice with different commitments.

The weekly rhythm (commitments on Monday, a demo on Friday) is that of Christina Wodtke's *Radical Focus*. She does not say
to which quarter a week on the border belongs; this tool takes the quarter of its Thursday, as the ISO 8601 calendar does
for years, so that every week belongs to exactly one quarter. A week whose date is a slip usually stands a day or a year
off.`,
	Severity: diag.Warning,
	Group:    Rhythm,
	When:     Running,
	File: func(p *Pass, f *okr.File) {
		seen := make(map[okr.Date]okr.Week)
		for _, w := range f.Weeks {
			monday := w.Monday.V
			if monday.IsZero() || faulty(f, w.Monday.At) {
				continue
			}
			before, twice := seen[monday]
			if !twice {
				seen[monday] = w
			}
			switch quarter := p.Calendar.OfWeek(monday.Monday()); {
			case monday.Weekday() != time.Monday:
				p.Report(diag.Finding{
					At:      w.Monday.At,
					Message: fmt.Sprintf("%s is a %s, not a Monday", monday, monday.Weekday()),
					Help:    fmt.Sprintf("the Monday of that week is %s", monday.Monday()),
				})
			case !f.Quarter.IsZero() && quarter != f.Quarter:
				p.Report(diag.Finding{
					At:      w.Monday.At,
					Message: fmt.Sprintf("the week of %s belongs to %s, not to %s", monday, quarter, f.Quarter),
					Help:    fmt.Sprintf("move it to the team's file of %s; a week belongs to the quarter of its Thursday", quarter),
				})
			case twice:
				p.Report(diag.Finding{
					At:      w.Monday.At,
					Message: fmt.Sprintf("the week of %s stands twice", monday),
					Help:    "merge the two, or correct the date of one",
					Related: []diag.Related{{At: before.Monday.At, Message: "the first one"}},
				})
			}
		}
	},
}
