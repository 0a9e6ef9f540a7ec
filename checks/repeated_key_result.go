package checks

import (
	"fmt"
	"strings"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/language"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var repeatedKeyResult = &Check{
	Name:  "repeated-key-result",
	Title: "two key results that measure the same thing",
	Why: `If two of three key results measure the same thing, a single success counts twice and a single bad luck as well. The objective
is seen from two sides where the team believes to look from three, and what the third side would have shown is found out
by a customer.

Google's re:Work guide asks for about three key results that together describe the objective; Christina Wodtke's *Radical Focus*
takes them from different sides, such as growth, engagement and revenue, so that none can be won at the cost of the others. This tool
compares what the titles measure, whatever their numbers: the 95th and the 99th percentile are two things, "to 300 ms"
and "to 200 ms" are one. Merge them, or ask what else would be different if the objective were met.`,
	Severity: diag.Error,
	Group:    Focus,
	When:     Running | Coming,
	File: func(p *Pass, f *okr.File) {
		for j, kr := range firstOf(f.KeyResults) {
			if strings.TrimSpace(kr.Title.V) == "" {
				continue
			}
			for i, before := range f.KeyResults[:j] {
				if language.MeasureLikeness(p.Sentence(before.Title.V), p.Sentence(kr.Title.V)) < language.SameMeasure {
					continue
				}
				p.Report(diag.Finding{
					At:      kr.Title.At,
					Message: fmt.Sprintf("key result %s measures the same as %s", quote(kr.Title.V), okr.Name(i)),
					Help:    "keep one of the two, and ask what else would be different if the objective were met",
					Related: []diag.Related{{At: before.Title.At, Message: okr.Name(i) + " measures it as well"}},
				})
				break
			}
		}
	},
}
