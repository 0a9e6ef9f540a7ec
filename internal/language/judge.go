package language

import "math"

// The verdicts in the order of a network's scores.
var (
	keyResultVerdicts = [verdicts]Verdict{Outcome, Output, Unmeasurable}
	objectiveVerdicts = [verdicts]Verdict{Qualitative, Task, Metric}
)

// How likely a verdict must be to count as sure. An accusation must be more
// certain than an acquittal, because a false one costs more. The figures were chosen on
// sentences of the write half and the fourth set that were left out of the training;
// docs/language.md shows what they yield.
const (
	sureAccusation = 0.90
	sureAcquittal  = 0.50
)

// KeyResult judges the sentence as a key result: Outcome, Output or Unmeasurable.
func (s Sentence) KeyResult() Judgement {
	var r reading
	s.parse(&r)
	scores := r.scores(keyResultNetwork())
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
	scores := r.scores(objectiveNetwork())
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

// scores is what the network makes of what was seen.
func (r *reading) scores(n *network) [verdicts]float64 {
	var buffer [768]feature
	return n.scores(r.features(buffer[:0]))
}

// decide picks the likeliest verdict, and says whether it is sure.
func decide(scores [verdicts]float64, names [verdicts]Verdict) Judgement {
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
	return Judgement{Verdict: names[best], Sure: certainty >= need}
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
