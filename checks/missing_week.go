package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var missingWeek = &Check{
	Name:  "missing-week",
	Title: "a week that is over has no entry",
	Why: `The first skipped Monday is an accident, the second a habit, and after the third the OKR is a poster. A gap in the weeks is
the earliest sign that a quarter is being lost, long before a score says so.

Christina Wodtke's *Radical Focus* is mostly about this rhythm: commitments every Monday, something to celebrate every
Friday, for all the weeks of the quarter. John Doerr's *Measure What Matters* calls for regular check-ins too, without
prescribing a week. This tool asks only teams that have begun: weeks count from a team's first entry on, and a week is over when
the next Monday has come. A week in which nobody works is worth a line that says so, or a silencing comment.`,
	Severity: diag.Info,
	Group:    Rhythm,
	When:     Running,
	File: func(p *Pass, f *okr.File) {
		first, earlier := firstWeek(p, f)
		files := p.Head.Of(f.Team, f.Quarter)
		if first.IsZero() || len(files) > 0 && files[0] != f {
			return
		}
		have := make(map[okr.Date]bool)
		for _, file := range files {
			for _, w := range file.Weeks {
				if w.Monday.V.IsZero() {
					return // it may be the missing one; its own finding says so
				}
				have[w.Monday.V.Monday()] = true
			}
		}
		var missing []okr.Date
		for monday := first; p.Calendar.OfWeek(monday) == f.Quarter && over(p, monday); monday = monday.AddDays(7) {
			if !have[monday] {
				missing = append(missing, monday)
			}
		}
		if len(missing) == 0 {
			return
		}
		since := "the team's first"
		if earlier {
			since = "last quarter's"
		}
		at := f.Head()
		for _, w := range f.Weeks { // the entry before the first gap
			if !w.Monday.V.IsZero() && w.Monday.V.Before(missing[0]) {
				at = w.At
			}
		}
		what := "the week of"
		if len(missing) > 1 {
			what = "the weeks of"
		}
		p.Report(diag.Finding{
			At: at, Subject: "weeks",
			Message: fmt.Sprintf("no entry for %s %s, after %s", what, list(missing), since),
			Help:    "add a [[week]] with monday, commitments and demos, also for a week that went wrong",
		})
	},
}

// firstWeek returns the Monday of the first week of the quarter that the team
// owes: that of its first entry, or, where it wrote weeks in an earlier
// quarter, the first that begins in this one.
func firstWeek(p *Pass, f *okr.File) (monday okr.Date, earlier bool) {
	for _, w := range f.Weeks {
		if m := w.Monday.V; !m.IsZero() && p.Calendar.OfWeek(m.Monday()) == f.Quarter && (monday.IsZero() || m.Monday().Before(monday)) {
			monday = m.Monday()
		}
	}
	for _, before := range p.Head.Of(f.Team, f.Quarter.Add(-1)) {
		if len(before.Weeks) == 0 {
			continue
		}
		first := p.Calendar.First(f.Quarter).AddDays(6).Monday()
		if monday.IsZero() || first.Before(monday) {
			return first, true
		}
	}
	return monday, false
}

// over reports whether the week of a Monday is over: whether the next Monday has come.
func over(p *Pass, monday okr.Date) bool { return !p.Today.Before(monday.AddDays(7)) }
