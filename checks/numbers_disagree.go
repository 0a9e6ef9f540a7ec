package checks

import (
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/language"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var numbersDisagree = &Check{
	Name:  "numbers-disagree",
	Title: "the title's numbers disagree with baseline, target and unit",
	Why: `People read the title, reports read the fields. If the title says "to 200 ms" and the target is 250, the team believes to have
missed what the score calls reached, or the other way round; and nobody knows any more which of the two was agreed. It
usually comes from changing one and forgetting the other, or from a copied table.

John Doerr's *Measure What Matters* wants a score that needs no debate, and Andy Grove's *High Output Management* the same of a
key result. So this tool compares the two. It speaks only if no reading of the title fits: "by 20 %" may be a
share or points, 0.61 may be 61 %, 1.2k is 1200, and numbers on the side (p95, WCAG 2.2, "within 72 h") are passed
over. A title needs no numbers at all.`,
	Severity: diag.Error,
	Group:    Writing,
	When:     Running | Coming,
	File: func(p *Pass, f *okr.File) {
		for _, kr := range f.KeyResults {
			if !kr.Baseline.Given() || !kr.Target.Given() || faulty(f, kr.Baseline.At) || faulty(f, kr.Target.At) {
				continue
			}
			s, ok := p.Prose(f, kr.Title)
			if !ok {
				continue
			}
			if d, ok := language.Disagree(s, kr.Baseline.V, kr.Target.V, kr.Unit.V); ok {
				report := p.Guess
				if d.Sure {
					report = p.Report
				}
				report(diag.Finding{
					At: kr.Title.At, Message: d.Message, Help: d.Help,
					Related: []diag.Related{
						{At: kr.Baseline.At, Message: "the baseline"},
						{At: kr.Target.At, Message: "the target"},
					},
				})
			}
		}
	},
}
