package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

var weekCommitments = &Check{
	Name:  "week-commitments",
	Title: "a week without three or four commitments",
	Why: `An objective for a quarter is lost one week at a time. The commitments of a Monday are where it meets the week: what will
we do in these five days to move the key results? With one or two of them most of the week goes to something else; with
ten, the list is everything that somebody might do, and Friday shows a random half of it.

Christina Wodtke's *Radical Focus* has the team name the three or four things that matter most this week, on Monday,
and show on Friday what came of them. This tool asks for the same: three or four. They are the team's, not a person's,
and a commitment is about the objective: work that happens anyhow needs no line here.`,
	Severity: diag.Warning,
	Group:    Rhythm,
	When:     Running,
	File: func(p *Pass, f *okr.File) {
		for _, w := range f.Weeks {
			n := len(w.Commitments)
			if n == 3 || n == 4 || faulty(f, w.CommitmentsAt) {
				continue
			}
			help := "ask which three or four things would move the key results most this week"
			if n > 4 {
				help = "keep the three or four that move the key results most"
			}
			p.Report(diag.Finding{
				At: source.First(w.CommitmentsAt, w.At), Subject: "commitments " + week(w),
				Message: fmt.Sprintf("the week %shas %s, not three or four", of(w), count(n, "commitment", "commitments")),
				Help:    help,
			})
		}
	},
}

// week names a week by its Monday, or "" where it has none.
func week(w okr.Week) string {
	if !w.Monday.Given() || w.Monday.V.IsZero() {
		return ""
	}
	return w.Monday.V.String()
}

// of says which week is meant, for the middle of a sentence.
func of(w okr.Week) string {
	if week(w) == "" {
		return ""
	}
	return "of " + week(w) + " "
}
