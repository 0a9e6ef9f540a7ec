package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/source"
)

var secondFile = &Check{
	Name:  "second-file",
	Title: "a second file for the same team and quarter",
	Why: `With two files for one team's quarter there are two objectives, six key results and two truths. One of them is kept up to
date and the other is not, and a reader who opens the wrong one cannot know. It happens after a merge, after a move between
folders, and when a team wants a second objective without calling it one.

Christina Wodtke's *Radical Focus* allows a team one objective a quarter, and this tool follows her (see
` + "`more-than-one-objective`" + `). One file per team and quarter also keeps the history whole: ` + "`git log`" + ` of that file is the
quarter's story. Merge the two into one, and keep as a ` + "`[[draft]]`" + ` what does not fit. The finding stands at the later path.`,
	Severity: diag.Error,
	Group:    Focus,
	When:     Running | Coming,
	Company: func(p *Pass) {
		for f := range p.Files() {
			if f.Quarter.IsZero() {
				continue
			}
			if one := p.Head.Of(f.Team, f.Quarter)[0]; one != f {
				p.Report(diag.Finding{
					At: source.First(f.TeamKey.At, f.Head()), Subject: f.Team,
					Message: fmt.Sprintf("the team %s has another file for %s: %s", quote(f.Team), f.Quarter, one.Path()),
					Help:    "merge the two: one team has one objective a quarter",
					Related: []diag.Related{{At: source.First(one.TeamKey.At, one.Head()), Message: "the first file"}},
				})
			}
		}
	},
}
