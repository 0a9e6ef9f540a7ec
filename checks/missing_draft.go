package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var missingDraft = &Check{
	Name:  "missing-draft",
	Title: "no sketch for one of the next three quarters",
	Why: `A team that thinks one quarter ahead meets each new one with an empty page, and fills it with what was loudest in the last
week. A rough sketch of the year costs an hour; it shows early where two teams need each other, and gives what does not
fit into this quarter a place, so that one objective is easier to bear.

Google's re:Work guide combines yearly and quarterly OKRs, and Christina Wodtke's *Radical Focus* looks ahead some weeks
at a time. Others warn of planning what will change anyhow. This tool takes the cheap middle: one objective for each of the next
three quarters, without key results, to be rewritten freely. A quarter for which the team already has a file needs no
sketch.`,
	Severity: diag.Info,
	Group:    Outlook,
	When:     Running,
	File: func(p *Pass, f *okr.File) {
		if f.Quarter.IsZero() || malformed(f, "draft") {
			return
		}
		team, listed := p.Head.Team(f.Team)
		var missing []okr.Quarter
		at := f.Head()
		for _, d := range f.Drafts {
			at = d.At
			if d.Quarter.V.IsZero() {
				return // one of the missing may be meant by it; its own finding says it
			}
		}
		for n := 1; n <= 3; n++ {
			q := f.Quarter.Add(n)
			switch {
			case drafts(f, q) > 0, len(p.Head.Of(f.Team, q)) > 0:
			case listed && !team.ExpectedIn(q, p.Calendar):
			default:
				missing = append(missing, q)
			}
		}
		if len(missing) == 0 {
			return
		}
		p.Report(diag.Finding{
			At: at, Subject: "drafts",
			Message: "no draft for " + list(missing),
			Help:    fmt.Sprintf("sketch what may come after this quarter: [[draft]] with quarter = %q and an objective, no key results", missing[0]),
		})
	},
}

// drafts is the number of a file's drafts for a quarter.
func drafts(f *okr.File, q okr.Quarter) (n int) {
	for _, d := range f.Drafts {
		if d.Quarter.V == q {
			n++
		}
	}
	return n
}
