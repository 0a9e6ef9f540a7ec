package checks

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/goalposts"
	"github.com/okrcheck/okrcheck/internal/language"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var redHealthMetric = &Check{
	Name:  "red-health-metric",
	Title: "a red health metric that nothing in the file answers",
	Why: `A health metric is the promise that something will not be paid for the objective. If it is red and the quarter goes on as
planned, the promise is broken in the open, and the next amber one frightens nobody. Most telling is a red one beside
key results that go well: the price is being paid.

Andy Grove's *High Output Management* pairs indicators for this moment: the counterpart is there to stop you. In Christina Wodtke's
*Radical Focus* the team talks about a red health metric on Monday and shifts its week. This tool asks for a trace of that in the
file: a commitment, an initiative or a draft that names the metric, be it to mend it now or to make it the
next objective. Then it is quiet. Amber is a worry, and no finding.`,
	Severity: diag.Warning,
	Group:    Guardrails,
	When:     Running | LastEnded,
	File: func(p *Pass, f *okr.File) {
		for _, h := range f.HealthMetrics {
			if h.Status.V != okr.Red || strings.TrimSpace(h.Name.V) == "" || answered(p, f, h.Name.V) {
				continue
			}
			message := fmt.Sprintf("the health metric %s is red and nothing in the file answers it", quote(h.Name.V))
			if goesWell(p, f) {
				message = fmt.Sprintf("the health metric %s is red, beside key results that go well", quote(h.Name.V))
			}
			p.Report(diag.Finding{
				At: h.Status.At, Subject: h.Name.V,
				Message: message,
				Help:    "stop and fix it: name it in this week's commitments or in an [[initiative]]; or make it the next objective in a [[draft]]",
			})
		}
	},
}

// answered reports whether the team does something about a red health metric,
// now or in the quarter after.
func answered(p *Pass, f *okr.File, metric string) bool {
	for range Answers(p, p.Head, f, metric) {
		return true
	}
	return false
}

// An Answer is what a team does about a red health metric.
type Answer struct {
	Kind string // commitment, initiative, draft, objective or key result
	Text string
	In   okr.Quarter // the quarter of the file that says it
}

// Answers yields what a team does about a health metric of a file: what names
// the metric in the file, or in the team's file of the quarter after.
func Answers(r goalposts.Reader, company *okr.Company, f *okr.File, metric string) iter.Seq[Answer] {
	name := r.Sentence(metric)
	return func(yield func(Answer) bool) {
		say := func(kind string, in *okr.File, v okr.Value[string]) bool {
			return !language.Mentions(r.Sentence(v.V), name) || yield(Answer{kind, v.V, in.Quarter})
		}
		initiatives := func(in *okr.File) bool {
			for _, i := range in.Initiatives {
				if i.Stage() != okr.Dropped && !say("initiative", in, i.Title) {
					return false
				}
			}
			return true
		}
		for _, w := range slices.Backward(f.Weeks) { // the latest first
			for _, c := range w.Commitments {
				if !say("commitment", f, c) {
					return
				}
			}
		}
		if !initiatives(f) {
			return
		}
		for _, d := range f.Drafts {
			if !say("draft", f, d.Objective) {
				return
			}
		}
		for _, next := range company.Of(f.Team, f.Quarter.Add(1)) {
			for _, o := range firstOf(next.Objectives) {
				if !say("objective", next, o) {
					return
				}
			}
			for _, kr := range firstOf(next.KeyResults) {
				if !say("key result", next, kr.Title) {
					return
				}
			}
			if !initiatives(next) {
				return
			}
		}
	}
}

// goesWell reports whether the key results that were read are on the way to
// success, for the part of the quarter that is over.
func goesWell(p *Pass, f *okr.File) bool {
	sum, n := 0.0, 0
	for _, kr := range f.KeyResults {
		if score, ok := kr.Score(); ok {
			sum += score
			n++
		}
	}
	if n == 0 {
		return false
	}
	first, last := p.Calendar.First(f.Quarter), p.Calendar.Last(f.Quarter)
	over := min(1, float64(p.Today.DaysSince(first)+1)/float64(last.DaysSince(first)+1))
	return sum/float64(n) >= okr.SuccessFrom*over
}
