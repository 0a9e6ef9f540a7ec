package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

var sandbagging = &Check{
	Name:  "sandbagging",
	Title: "a full score in each of the last two quarters",
	Why: `One full score is a reason to celebrate. Two in a row say that the targets follow what the team expects to reach anyhow,
often because a miss would cost something: a bonus, a good name, an unpleasant meeting. Then the score tells no more
whether the work changed anything.

Google's re:Work guide takes scores that are always 1.0 as a sign that the OKRs are not ambitious enough, and finds 0.6 to 0.7
healthy; Christina Wodtke's *Radical Focus* wants targets with an even chance. At even chances all three key results
are met in one quarter out of eight, and in two quarters running one time out of sixty-four. So this check speaks only of
two full quarters in a row, at the newest file of the team, where the next target can still be raised.`,
	Severity: diag.Warning,
	Group:    Stretch,
	When:     Running | Coming | LastEnded,
	Company: func(p *Pass) {
		last, before := p.Running.Add(-1), p.Running.Add(-2)
		newest := make(map[string]*okr.File)
		for f := range p.Files() {
			if n := newest[f.Team]; !f.Quarter.IsZero() && (n == nil || n.Quarter.Before(f.Quarter)) {
				newest[f.Team] = f
			}
		}
		for f := range p.Files() {
			a, b := full(p, f.Team, before), full(p, f.Team, last)
			if newest[f.Team] != f || a == nil || b == nil {
				continue
			}
			p.Report(diag.Finding{
				At: source.First(f.TeamKey.At, f.Head()), Subject: f.Team,
				Message: fmt.Sprintf("the team %s scored 1.0 in %s and in %s", quote(f.Team), before, last),
				Help:    "raise the targets until the chance of reaching them is about even; ask what a miss would cost the team",
				Related: []diag.Related{
					{At: source.First(a.Objective().At, a.Head()), Message: "scored 1.0 in " + before.String()},
					{At: source.First(b.Objective().At, b.Head()), Message: "scored 1.0 in " + last.String()},
				},
			})
		}
	},
}

// full returns a team's file of a quarter where its score is 1.0, else nil.
func full(p *Pass, team string, q okr.Quarter) *okr.File {
	for _, f := range p.Head.Of(team, q) {
		if score, ok := f.Score(); ok && score >= okr.FullFrom {
			return f
		}
	}
	return nil
}
