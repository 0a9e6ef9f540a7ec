package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var compoundObjective = &Check{
	Name:  "compound-objective",
	Title: "one sentence that holds two objectives",
	Why: `"Delight shoppers and also rebuild the billing platform" is two objectives in the clothes of one. The team has not chosen, and
will do what is easier to show. Three key results cannot cover both, so one half is measured and the other is a wish.

Christina Wodtke's *Radical Focus* wants a single objective a quarter because the choice is what makes it useful; Google's
re:Work guide allows several, but each of them for itself. This tool follows Wodtke and so asks the sentence, too, to be about
one thing. Two qualities of one thing are fine ("fast and calm"), and so are two people it is for. Keep the half that the
other depends on; the second makes a good ` + "`[[draft]]`" + ` for a later quarter.`,
	Severity: diag.Warning,
	Group:    Focus,
	When:     Running | Coming,
	File: func(p *Pass, f *okr.File) {
		for _, o := range f.Objectives {
			s, ok := p.Prose(f, o)
			if !ok {
				continue
			}
			if joint, ok := s.Compound(); ok {
				p.Report(diag.Finding{
					At:      o.At,
					Message: fmt.Sprintf("objective %s holds two, joined by %s", quote(o.V), quote(joint.Text)),
					Help:    "keep the one that matters most this quarter, and make a [[draft]] of the other",
				})
			}
		}
	},
}
