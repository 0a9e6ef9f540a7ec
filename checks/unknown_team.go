package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var unknownTeam = &Check{
	Name:  "unknown-team",
	Title: "a team that the configuration does not list for the quarter",
	Why: `Once a company lists its teams, the list is what "every team has its OKR" is measured by. A file for a team that is not on
it, after a typing slip or a reorganisation, counts for nobody: the real team is reported as missing, and the same
work may stand in two files under two names.

OKRs belong to teams that exist and that can act on them; Marty Cagan makes that point about product teams in
*Empowered*, and Google's re:Work guide wants them public so that anybody can find who works on what. The list is
voluntary: where ` + "`okrcheck.toml`" + ` lists no team at all, any name is fine. A team may be listed for a time only, with ` + "`since`" + `
and ` + "`until`" + `.`,
	Severity: diag.Error,
	Group:    Focus,
	When:     Running | Coming,
	File: func(p *Pass, f *okr.File) {
		if len(p.Head.Teams) == 0 {
			return
		}
		if _, personal := personalTeam(p, f); personal {
			return // individual-okr says it
		}
		at := f.Head()
		if f.TeamKey.Given() && f.TeamKey.V == f.Team {
			at = f.TeamKey.At
		}
		team, listed := p.Head.Team(f.Team)
		switch {
		case !listed:
			p.Report(diag.Finding{
				At: at, Subject: f.Team,
				Message: fmt.Sprintf("the configuration lists no team %s", quote(f.Team)),
				Help:    didYouMeanTeam(p, f.Team, fmt.Sprintf("add [teams.%s] to okrcheck.toml", f.Team)),
			})
		case !f.Quarter.IsZero() && !team.ExpectedIn(f.Quarter, p.Calendar):
			p.Report(diag.Finding{
				At: at, Subject: f.Team,
				Message: fmt.Sprintf("the configuration lists the team %s%s, not for %s", quote(f.Team), span(team), f.Quarter),
				Help:    "change since or until in okrcheck.toml, or remove the file",
				Related: []diag.Related{{At: team.At, Message: "the team is listed here"}},
			})
		}
	},
}

// span says for which time a team is listed.
func span(t okr.Team) string {
	text := ""
	if !t.Since.IsZero() {
		text += " from " + t.Since.String()
	}
	if !t.Until.IsZero() {
		text += " until " + t.Until.String()
	}
	return text
}
