package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
)

var missingOKR = &Check{
	Name:  "missing-okr",
	Title: "a listed team has no OKR for the running quarter",
	Why: `A team without an OKR decides its quarter by whatever comes in, and everybody who depends on it has to guess. The gap is
easy to overlook, since a file that does not exist shows up in no listing and no review.

Google's re:Work guide and John Doerr's *Measure What Matters* both count on OKRs that all can see, so that teams can
tell what others will and will not do. None of them says how late is too late; this tool gives a team the quarter's first
14 days, the kickoff, and points at the team's line in the configuration after that.
A team that starts later or has ended says so there, with ` + "`since` or `until`" + `.`,
	Severity: diag.Warning,
	Group:    Focus,
	When:     Running,
	Company: func(p *Pass) {
		if !p.Today.After(p.Calendar.LastKickoffDay(p.Running)) {
			return
		}
		for _, t := range p.Head.Teams {
			expected := t.ExpectedIn(p.Running, p.Calendar) && !t.Since.After(p.Today) && (t.Until.IsZero() || !t.Until.Before(p.Today))
			if !expected || len(p.Head.Of(t.Name, p.Running)) > 0 {
				continue
			}
			p.Report(diag.Finding{
				At: t.At, Subject: t.Name, KeyPath: "teams." + t.Name,
				Message: fmt.Sprintf("the team %s has no OKR for %s", quote(t.Name), p.Running),
				Help:    fmt.Sprintf("write one with: okrcheck new %s %s; or give the team since or until", t.Name, p.Running),
			})
		}
	},
}
