package language

import (
	"math"
	"slices"
)

// A weight is what one feature adds to the score of each verdict, in thousandths.
type weight struct {
	feature feature
	adds    [3]int16
}

// The verdicts in the order of a weight's numbers.
var (
	keyResultVerdicts = [3]Verdict{Outcome, Output, Unmeasurable}
	objectiveVerdicts = [3]Verdict{Qualitative, Task, Metric}
)

// How likely a verdict must be to count as sure. An accusation must be more
// certain than an acquittal, because a false one costs more. The figures come from
// sentences that were left out of the training; docs/language.md shows what they yield.
const (
	sureAccusation = 0.85
	sureAcquittal  = 0.55
)

// KeyResult judges the sentence as a key result: Outcome, Output or Unmeasurable.
func (s Sentence) KeyResult() Judgement {
	var r reading
	s.parse(&r)
	scores := r.score(keyResultWeights)
	said := r.vocabularySays()
	scores[1] += said.output
	scores[0] += said.metric
	if r.hole >= 0 && len(r.quantities) == 0 {
		scores[2] += 3
	}
	j := decide(scores, keyResultVerdicts)
	if !r.hasWord() {
		return Judgement{Verdict: Unmeasurable}
	}
	j.Because = r.evidence(j.Verdict)
	r.speakOfKeyResult(&s, &j)
	return j
}

// Objective judges the sentence as an objective: Qualitative, Metric or Task.
func (s Sentence) Objective() Judgement {
	var r reading
	s.parse(&r)
	scores := r.score(objectiveWeights)
	said := r.vocabularySays()
	scores[1] += said.output
	if len(r.quantities) > 0 {
		scores[2] += said.metric
	}
	j := decide(scores, objectiveVerdicts)
	if !r.hasWord() {
		return Judgement{Verdict: Qualitative}
	}
	j.Because = r.evidence(j.Verdict)
	r.speakOfObjective(&s, &j)
	return j
}

// score adds the weights of what was seen.
func (r *reading) score(weights []weight) [3]float64 {
	var buffer [192]feature
	f := r.features(buffer[:0])
	slices.Sort(f)
	f = slices.Compact(f)
	var sum [3]int
	from := 0
	for _, k := range f {
		// Both are in order, so that each search begins where the last one ended.
		i, found := slices.BinarySearchFunc(weights[from:], k, func(w weight, k feature) int {
			return int(w.feature) - int(k)
		})
		from += i
		if found {
			for c, add := range weights[from].adds {
				sum[c] += int(add)
			}
		}
	}
	return [3]float64{float64(sum[0]) / 1000, float64(sum[1]) / 1000, float64(sum[2]) / 1000}
}

// decide picks the likeliest verdict, and says whether it is sure.
func decide(scores [3]float64, verdicts [3]Verdict) Judgement {
	best, sum := 0, 0.0
	for c := range scores {
		if scores[c] > scores[best] {
			best = c
		}
	}
	for c := range scores {
		sum += math.Exp(scores[c] - scores[best])
	}
	certainty := 1 / sum
	need := sureAccusation
	if best == 0 {
		need = sureAcquittal
	}
	return Judgement{Verdict: verdicts[best], Sure: certainty >= need}
}

// vocabularySays weighs the company's own phrases. They outweigh nearly all else that was seen.
func (r *reading) vocabularySays() (said struct{ output, metric float64 }) {
	for i := range r.tokens {
		if r.tokens[i].marks&markedOutput != 0 {
			said.output = 5
		}
		if r.tokens[i].marks&markedMetric != 0 && len(r.quantities) > 0 {
			said.metric = 4
		}
	}
	return said
}

// hasWord reports whether anything but signs, numbers and labels stands there to be judged.
func (r *reading) hasWord() bool {
	for i := range r.tokens {
		if r.tokens[i].kind == word && !r.skip[i] {
			return r.lead != leadNothing
		}
	}
	return false
}
