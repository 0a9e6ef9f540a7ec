package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/goalposts"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// A confidence at the kickoff above the one or under the other is no stretch,
// or no hope.
const (
	safeConfidence     = 0.7
	hopelessConfidence = 0.3
)

var tooSafe = &Check{
	Name:  "too-safe",
	Title: "a confidence above 0.7 at the kickoff",
	Why: `A key result that the team is nearly sure to reach changes nothing: it describes what would have happened anyhow. The
quarter ends green, and nobody tried what might have doubled the number.

Christina Wodtke's *Radical Focus* sets key results at a confidence of five out of ten, an even chance, and lets it move
during the quarter. Google's re:Work guide calls a score of 0.6 to 0.7 the sweet spot for stretch goals; Edwin Locke and Gary
Latham's research on goal setting found that hard and specific goals do more than easy ones. Some, John Doerr among
them, keep committed goals that must be met beside the aspirational ones. This tool has no such second kind: what must
be held is a health metric. It looks at the kickoff; a confidence that rises later is good news.`,
	Severity: diag.Warning,
	Group:    Stretch,
	When:     Running | Coming,
	File: func(p *Pass, f *okr.File) {
		confidences(p, f, func(at source.Place, title string, confidence float64, verb string) {
			if confidence > safeConfidence {
				p.Report(diag.Finding{
					At: at, Subject: title,
					Message: fmt.Sprintf("key result %s %s with a confidence of %v", quote(title), verb, confidence),
					Help:    "raise the target until the chance of reaching it is about even, 0.5",
				})
			}
		})
	},
}

// confidences calls each for the key results that gave a confidence at the
// kickoff, with the confidence of then and the place of today.
func confidences(p *Pass, f *okr.File, each func(at source.Place, title string, confidence float64, verb string)) {
	set, verb := f.KeyResults, "starts"
	if p.KickoffOver(f) {
		past, ok := p.Past(f)
		if !ok {
			return
		}
		set, verb = goalposts.AsSet(p, past, f), "started"
	}
	for n, kr := range f.KeyResults {
		c := set[n].Confidence
		if !c.Given() || c.V < 0 || c.V > 1 || faulty(f, c.At) {
			continue
		}
		title := kr.Title.V
		if title == "" {
			title = okr.Name(n)
		}
		each(source.First(kr.Confidence.At, kr.Title.At, kr.At), title, c.V, verb)
	}
}
