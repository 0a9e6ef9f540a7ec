package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

var misplacedDraft = &Check{
	Name:  "misplaced-draft",
	Title: "a draft for another quarter than the next three, or two for one",
	Why: `When a file is copied from the quarter before, its drafts often stay behind: the first of them sketches the quarter that has
just begun, which has a real objective now. Two drafts for one quarter are the question "which objective?" put off to
the kickoff, when there is least time for it.

Drafts are sketches for the next three quarters, one objective each, in the spirit of Christina Wodtke's one objective a
quarter (*Radical Focus*). Further ahead this tool takes no sketch: what is more than a year away is a strategy, and
belongs where the company keeps that. Move the outdated draft's idea into the objective or a later draft,
or drop it.`,
	Severity: diag.Warning,
	Group:    Outlook,
	When:     Running,
	File: func(p *Pass, f *okr.File) {
		if f.Quarter.IsZero() {
			return
		}
		seen := make(map[okr.Quarter]okr.Draft)
		for _, d := range f.Drafts {
			q := d.Quarter.V
			if q.IsZero() || faulty(f, d.Quarter.At) {
				continue
			}
			if n := q.Sub(f.Quarter); n < 1 || n > 3 {
				p.Report(diag.Finding{
					At: d.Quarter.At, Subject: "draft " + q.String() + " " + d.Objective.V,
					Message: fmt.Sprintf("a draft for %s stands in the file of %s", q, f.Quarter),
					Help:    fmt.Sprintf("drafts sketch the next three quarters, %s to %s", f.Quarter.Add(1), f.Quarter.Add(3)),
				})
				continue
			}
			if before, twice := seen[q]; twice {
				p.Report(diag.Finding{
					At: d.Quarter.At, Subject: "draft " + q.String() + " " + d.Objective.V,
					Message: fmt.Sprintf("a second draft for %s", q),
					Help:    "keep one of the two; a quarter will have one objective",
					Related: []diag.Related{{At: source.First(before.Objective.At, before.At), Message: "the first draft"}},
				})
				continue
			}
			seen[q] = d
		}
	},
}
