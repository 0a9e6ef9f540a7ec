package checks

import (
	"fmt"
	"strings"

	"github.com/okrcheck/okrcheck/internal/language"
	"github.com/okrcheck/okrcheck/internal/okr"
)

// compared is how many objectives or key results of a file are compared with
// others: a file with more has another problem, and must not take forever.
const compared = 20

func firstOf[T any](list []T) []T { return list[:min(len(list), compared)] }

// A weakness is what is wrong with a key result as a measure. Of the three kinds
// only one is said.
type weakness struct {
	check string // the name of the check that says it, "" for none
	sure  bool
	language.Judgement
	placeholder string // the words that hold a number's place
}

// weaknessOf judges a key result by its title and by what its fields say. Of
// output, unmeasurable and binary it returns the first that is sure, else the
// first.
func weaknessOf(p *Pass, f *okr.File, kr okr.KeyResult) weakness {
	w, ok := p.weaknesses[kr.At]
	if !ok { // three checks ask
		w = judgeWeakness(p, f, kr)
		p.weaknesses[kr.At] = w
	}
	return w
}

func judgeWeakness(p *Pass, f *okr.File, kr okr.KeyResult) weakness {
	var found []weakness
	if s, ok := p.Prose(f, kr.Title); ok {
		j := judge(p, kr, s)
		_, maintains := s.MaintainsLevel()
		if j.Verdict == language.Output && (j.Sure || !maintains) { // else maintains-a-level says it
			found = append(found, weakness{check: keyResultIsOutputName, sure: j.Sure, Judgement: j})
		}
		if hole, ok := s.Placeholder(); ok {
			found = append(found, weakness{check: keyResultUnmeasurableName, sure: true, Judgement: j, placeholder: hole.Text})
		} else if j.Verdict == language.Unmeasurable && strings.TrimSpace(kr.Unit.V) == "" && !s.NamesSomethingCountable() {
			found = append(found, weakness{check: keyResultUnmeasurableName, sure: j.Sure, Judgement: j})
		}
	}
	if binary(kr) {
		found = append(found, weakness{check: keyResultIsBinaryName, sure: true})
	}
	for _, w := range found {
		if w.sure {
			return w
		}
	}
	if len(found) > 0 {
		return found[0]
	}
	return weakness{}
}

// judge reads the title of a key result, with the numbers of its fields where
// it has none itself: "Median wait for a release from 190 to 24 h".
func judge(p *Pass, kr okr.KeyResult, s language.Sentence) language.Judgement {
	j := s.KeyResult()
	from, to := kr.Baseline.V, kr.Target.V
	if !kr.Baseline.Given() || !kr.Target.Given() || from == to || len(s.Quantities()) > 0 {
		return j
	}
	if binary(kr) || from == 0 && to == 100 {
		return j // done or not done, in per cent as well
	}
	full := p.Sentence(strings.TrimSpace(fmt.Sprintf("%s from %v to %v %s", strings.TrimRight(kr.Title.V, " ."), from, to, kr.Unit.V))).KeyResult()
	countable := s.NamesSomethingCountable()
	switch {
	case full.Verdict == language.Outcome && from != 0 && countable:
		return full
	case j.Verdict == language.Output && to < from && (full.Verdict == language.Outcome || countable):
		return language.Judgement{Verdict: language.Outcome} // work is done, not made less
	case full.Verdict == language.Outcome, to < from:
		j.Sure = false // the fields speak for another reading
	}
	return j
}

// binary reports whether a key result can only be done or not done.
func binary(kr okr.KeyResult) bool {
	return kr.Baseline.Given() && kr.Target.Given() && kr.Baseline.V == 0 && kr.Target.V == 1 &&
		strings.TrimSpace(kr.Unit.V) == "" &&
		(kr.Current.V <= 0 || kr.Current.V >= 1) // a reading between the two is a fraction's
}
