package language

import (
	"math"
	"math/bits"
	"sync"
)

// A weight is what one feature adds to the score of each verdict, in thousandths.
type weight struct {
	feature              feature
	first, second, third int16
}

// maxWeights is how many weights a table may hold; the training keeps below it.
const maxWeights = 1 << 13

// A table finds the weight of a feature: an open hash over the places in weights.
type table struct {
	weights []weight
	slots   []uint16 // place plus one, or 0; their number is a power of two, more than twice that of the weights
}

func newTable(weights []weight) *table {
	t := &table{weights: weights, slots: make([]uint16, 4<<bits.Len(uint(len(weights))))}
	for i := range weights {
		s := t.slot(weights[i].feature)
		for t.slots[s] != 0 {
			s = (s + 1) & uint32(len(t.slots)-1)
		}
		t.slots[s] = uint16(i + 1)
	}
	return t
}

func (t *table) slot(f feature) uint32 {
	return uint32(f) * 2654435769 >> 12 & uint32(len(t.slots)-1)
}

// find returns the place of a feature's weight, or -1.
func (t *table) find(f feature) int {
	for s := t.slot(f); t.slots[s] != 0; s = (s + 1) & uint32(len(t.slots)-1) {
		if i := int(t.slots[s]) - 1; t.weights[i].feature == f {
			return i
		}
	}
	return -1
}

// The tables are built at the first judgement.
var (
	keyResultTable = sync.OnceValue(func() *table { return newTable(keyResultWeights) })
	objectiveTable = sync.OnceValue(func() *table { return newTable(objectiveWeights) })
)

// The verdicts in the order of a weight's numbers.
var (
	keyResultVerdicts = [3]Verdict{Outcome, Output, Unmeasurable}
	objectiveVerdicts = [3]Verdict{Qualitative, Task, Metric}
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
	scores := r.score(keyResultTable())
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
	scores := r.score(objectiveTable())
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

// score adds the weights of what was seen, each once.
func (r *reading) score(t *table) [3]float64 {
	var buffer [384]feature
	var seen [maxWeights / 64]uint64
	var sum [3]int
	for _, f := range r.features(buffer[:0]) {
		i := t.find(f)
		if i < 0 || seen[i/64]&(1<<(i%64)) != 0 {
			continue
		}
		seen[i/64] |= 1 << (i % 64)
		w := &t.weights[i]
		sum[0] += int(w.first)
		sum[1] += int(w.second)
		sum[2] += int(w.third)
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
