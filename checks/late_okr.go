package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var lateOKR = &Check{
	Name:  "late-okr",
	Title: "the OKR landed after the kickoff",
	Why: `A quarter has 13 weeks. An OKR that lands in the eighth no longer directs anything: it describes what the team was doing
anyhow, and its targets were set with the readings of seven weeks in hand. Its score says nothing that could be compared.

Google's re:Work guide and Christina Wodtke's *Radical Focus* set OKRs before the quarter or in its first days; neither says when it
is too late. This tool draws the line at the end of the quarter's 14th day, the kickoff. A team that began later has its
` + "`since`" + ` in the configuration. What is late can't be undone, so it is said once, in the pull request that
brings the file, and in reports, and not in every run after.`,
	Severity: diag.Warning,
	Group:    Rhythm,
	When:     Running,
	Compares: true,
	File: func(p *Pass, f *okr.File) {
		if !p.KickoffOver(f) {
			return
		}
		var landed okr.Date
		switch {
		case p.Base != nil:
			if p.Before(f) != nil {
				return
			}
			landed = p.Today
		case p.Reports:
			past, ok := p.Past(f)
			if !ok || past.Landed.IsZero() {
				return
			}
			landed = past.Landed
		default:
			return
		}
		if team, ok := p.Head.Team(f.Team); ok && !landed.After(team.Since) {
			return
		}
		kickoff := p.Calendar.LastKickoffDay(f.Quarter)
		p.Report(diag.Finding{
			At:      f.Head(),
			Subject: f.Team,
			Message: fmt.Sprintf("the OKR landed on %s, day %d of %s", landed, landed.DaysSince(p.Calendar.First(f.Quarter))+1, f.Quarter),
			Help:    fmt.Sprintf("write the next one before its kickoff is over; this quarter's ended on %s, and a team that began later has since in the configuration", kickoff),
		})
	},
}
