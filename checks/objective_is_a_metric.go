package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/language"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var objectiveIsAMetric = &Check{
	Name:  "objective-is-a-metric",
	Title: "an objective that is a number",
	Why: `A number says how far, not what for. "Increase throughput by 40 %" gets nobody out of bed, and the three key results below it
can only repeat it or list tasks. The number also hides the choice that an objective should make: there are ten ways to more
throughput, and some of them make customers leave.

Christina Wodtke's *Radical Focus* asks for an objective that is qualitative and inspiring, and leaves all numbers to the key
results; John Doerr's *Measure What Matters* has the same division of *what* and *how*, and Google's re:Work guide too. Some
companies do write numbers into objectives. This tool follows Wodtke: put the number into a key result, and say
in the objective what will be better for whom once it moves.`,
	Severity: diag.Error,
	Group:    Writing,
	When:     Running | Coming,
	File: func(p *Pass, f *okr.File) {
		objectives(p, f, language.Metric, "it is a number, which belongs in a key result: what will be better, and for whom, once it moves?")
	},
}

// objectives reports the objective and drafts that have a verdict against
// them; a draft is only a sketch: it is mentioned, and only where that is sure.
func objectives(p *Pass, f *okr.File, verdict language.Verdict, ask string) {
	judge := func(v okr.Value[string], what string, report, guess func(diag.Finding)) {
		s, ok := p.Prose(f, v)
		if !ok {
			return
		}
		j, ok := p.objectives[v.V]
		if !ok { // two checks ask
			j = s.Objective()
			p.objectives[v.V] = j
		}
		if j.Verdict != verdict {
			return
		}
		says, help := j.Says, j.Ask
		if says == "" {
			says = fmt.Sprintf("%s is a %s", quote(v.V), verdict)
		}
		if help == "" {
			help = ask
		}
		finding := diag.Finding{At: v.At, Message: what + " " + says, Help: help}
		if j.Sure {
			report(finding)
		} else {
			guess(finding)
		}
	}
	for _, o := range f.Objectives {
		judge(o, "objective", p.Report, p.Guess)
	}
	for _, d := range f.Drafts {
		judge(d.Objective, "draft", p.Mention, func(diag.Finding) {})
	}
}
