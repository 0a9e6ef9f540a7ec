package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

var unrankedRoadmap = &Check{
	Name:  "unranked-roadmap",
	Title: "open initiatives that are not in the order of impact to effort",
	Why: `A list is read from the top. If a cheap bet with a large effect stands below a dear one with a small effect, the dear one is
begun first, and the team learns later than it could. The order is the roadmap; dates on it would only be guesses.

Itamar Gilad's *Evidence-Guided* ranks ideas by impact, confidence and ease (ICE, which Sean Ellis made known); the WSJF of
Donald Reinertsen's *The Principles of Product Development Flow* divides cost of delay by duration. Both come to much
the same: the most effect for the least work first. This tool takes the simplest form, impact divided by effort, each from 1 to 5,
and only where both are given. Ties are free, since estimates this coarse cannot settle them; and if the order is
right, the estimates are not: change them.`,
	Severity: diag.Info,
	Group:    Outlook,
	When:     Running | Coming,
	File: func(p *Pass, f *okr.File) {
		var worst *okr.Initiative // the one with the smallest ratio so far
		for n := range f.Initiatives {
			i := &f.Initiatives[n]
			if !i.Open() || !rated(f, i.Impact) || !rated(f, i.Effort) {
				continue
			}
			// a/b > c/d, without a division
			if worst != nil && i.Impact.V*worst.Effort.V > worst.Impact.V*i.Effort.V {
				p.Report(diag.Finding{
					At: source.First(i.Title.At, i.At), Subject: "initiatives",
					Message: fmt.Sprintf("the initiative %s (impact %d, effort %d) stands below %s (impact %d, effort %d)",
						quote(i.Title.V), i.Impact.V, i.Effort.V, quote(worst.Title.V), worst.Impact.V, worst.Effort.V),
					Help:    "put the best ratio of impact to effort first, or correct the estimates",
					Related: []diag.Related{{At: source.First(worst.Title.At, worst.At), Message: "less impact for its effort"}},
				})
				return
			}
			if worst == nil || i.Impact.V*worst.Effort.V < worst.Impact.V*i.Effort.V {
				worst = i
			}
		}
	},
}

// rated reports whether an impact or effort is one that can be compared.
func rated(f *okr.File, v okr.Value[int]) bool {
	return v.Given() && v.V >= 1 && v.V <= 5 && !faulty(f, v.At)
}
