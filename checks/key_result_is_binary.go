package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

const keyResultIsBinaryName = "key-result-is-binary"

var keyResultIsBinary = &Check{
	Name:  keyResultIsBinaryName,
	Title: "a key result that is either done or not done",
	Why: `From 0 to 1 there is no 0.7. Until the last week such a key result says nothing, on the last day it says all or nothing, and a
team that came nine tenths of the way scores like one that never began. Most of them are milestones that have been given two
numbers so that they look like a measure.

Christina Wodtke's *Radical Focus* and Google's re:Work guide both count on scores between 0 and 1, with 0.6 to 0.7 as a good
one; this needs a scale. John Doerr's *Measure What Matters* does allow results that are simply done. This tool
warns: ask what the milestone is good for, and count that. A share of something is a scale: write it in per cent with
` + "`unit = \"%\"`" + `, from 0 to 100.`,
	Severity: diag.Warning,
	Group:    Writing,
	When:     Running | Coming,
	File: func(p *Pass, f *okr.File) {
		for n, kr := range f.KeyResults {
			if weaknessOf(p, f, kr).check != keyResultIsBinaryName {
				continue
			}
			p.Report(diag.Finding{
				At: source.First(kr.Target.At, kr.At), Subject: kr.Title.V,
				Message: fmt.Sprintf("key result %s goes from 0 to 1: it is done or not done", name(kr, n)),
				Help:    `count what it is good for on a scale; a share goes from 0 to 100 with unit = "%"`,
			})
		}
	},
}
