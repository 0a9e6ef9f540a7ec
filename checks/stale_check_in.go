package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var staleCheckIn = &Check{
	Name:  "stale-check-in",
	Title: "no value has changed for more than 14 days",
	Why: `OKRs fail quietly: they are written with care in the first week, and looked at again in the last. In between nobody noticed
that a number stood still, when there was time left to try something else.

Christina Wodtke's *Radical Focus* has a short talk about confidence every Monday; John Doerr's *Measure What Matters* wants
regular check-ins for the same reason, since what is not looked at is not worked on. This tool is more patient: it speaks when
no value in the file (a reading, a confidence, a status, a week) has changed for more than 14 days of the quarter.
A change of layout, of a comment or of the order is no check-in. It says nothing in a pull request that brings one.`,
	Severity: diag.Warning,
	Group:    Rhythm,
	When:     Running,
	File: func(p *Pass, f *okr.File) {
		begun := p.Calendar.First(f.Quarter)
		if f.Quarter.IsZero() || p.Today.DaysSince(begun) <= okr.StaleDays { // before the quarter there is nothing to read
			return
		}
		if p.Base != nil {
			if before := p.Before(f); before == nil || !okr.SameValues(before, f) {
				return
			}
		}
		then, ok := p.Fortnight(f)
		if !ok || then == nil || then != f && !okr.SameValues(then, f) {
			return
		}
		p.Report(diag.Finding{
			At: f.Head(), Subject: f.Team,
			Message: fmt.Sprintf("no value has changed for more than %d days: all are as they were before %s", okr.StaleDays, p.Today.AddDays(-okr.StaleDays)),
			Help:    fmt.Sprintf("read the numbers on Monday: okrcheck update %s 1 VALUE", f.Team),
		})
	},
}
