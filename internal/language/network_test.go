package language

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
)

// How a network learns; docs/language.md says what was tried beside.
const (
	epochs        = 8    // how often each sentence is seen
	rate          = 0.05 // how far a step goes, falling to nothing
	dropped       = 0.5  // the share of a sentence's features that a step doesn't see, so that none is relied on alone
	smoothing     = 0.05 // the share of a label that is given to all, so that nothing is taken for certain
	hardSmoothing = 0.5  // that of a sentence which a second coach might label otherwise, so that its like is judged unsure
	leastSeen     = 3    // a feature of fewer sentences is not learned
	linearPenalty = 3
	linearRounds  = 60
)

// rows is how many features a network keeps, by kind: beyond them accuracy hardly grows, and the binary does.
var rows = map[string]int{"key-result": 18000, "objective": 8000}

// learn makes a network of labelled sentences, packed for newNetwork. Two learn from the same features: a softmax
// regression, and one with hidden units. The features that weigh most in both are kept, both learn again from these
// alone, and their mean is the network. It is the same to the bit in every run.
func learn(all []sample, kind string, fingerprint uint64) string {
	count := map[feature]int{}
	for _, s := range all {
		for _, f := range s.features {
			count[f]++
		}
	}
	var features []feature
	for f, n := range count {
		if n >= leastSeen {
			features = append(features, f)
		}
	}
	slices.Sort(features)
	l, h := train(all, kind, features), newHidden(all, kind, features)
	if keep := rows[kind]; len(features) > keep {
		weight := map[feature]float64{}
		for i, f := range features {
			for _, w := range l.row(i) {
				weight[f] += w * w
			}
			for _, w := range h.rows[i][verdicts:] {
				weight[f] += float64(w) * float64(w)
			}
			weight[f] *= math.Sqrt(float64(count[f]))
		}
		sort.SliceStable(features, func(i, j int) bool { return weight[features[i]] > weight[features[j]] })
		features = features[:keep]
		slices.Sort(features)
		l, h = train(all, kind, features), newHidden(all, kind, features)
	}
	return packNetwork(features, l, h, fingerprint)
}

// A hidden is a network in the making, without limits on its numbers.
type hidden struct {
	bias       [verdicts]float32
	hiddenBias [hiddenUnits]float32
	out        [hiddenUnits][verdicts]float32
	rows       [][verdicts + hiddenUnits]float32
}

// A descent moves a number against its gradient, the less the more it was moved before (AdaGrad).
type descent float32

func (d *descent) move(w *float32, gradient, rate float32) {
	if gradient == 0 {
		return
	}
	*d += descent(float32(gradient * gradient))
	*w -= float32(rate*gradient) / (float32(math.Sqrt(float64(*d))) + 1e-6)
}

func newHidden(all []sample, kind string, features []feature) *hidden {
	labels := labelsOf(kind)
	random := rand.New(rand.NewPCG(1, 1))
	h := &hidden{rows: make([][verdicts + hiddenUnits]float32, len(features))}
	for i := range h.rows {
		for u := range hiddenUnits {
			h.rows[i][verdicts+u] = float32(0.03 * random.NormFloat64())
		}
	}
	for u := range h.out {
		h.hiddenBias[u] = 0.1
		for c := range h.out[u] {
			h.out[u][c] = float32(0.3 * random.NormFloat64())
		}
	}
	// The moves so far of each number above.
	var bias [verdicts]descent
	var hiddenBias [hiddenUnits]descent
	var out [hiddenUnits][verdicts]descent
	moves := make([][verdicts + hiddenUnits]descent, len(features))

	x := indexed(all, features)
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	var seen []int32
	steps, step := epochs*len(all), 0
	for range epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			rate := float32(rate * (1 - float64(step)/float64(steps)))
			step++
			seen = seen[:0]
			for _, f := range x[i] {
				if random.Float64() >= dropped {
					seen = append(seen, f)
				}
			}
			scores, units := h.forward(seen)
			p := softmax([]float64{float64(scores[0]), float64(scores[1]), float64(scores[2])})
			var gradient [verdicts + hiddenUnits]float32
			smoothing := smoothing
			if all[i].Hard {
				smoothing = hardSmoothing
			}
			for c := range p {
				want := smoothing / float64(verdicts)
				if all[i].Label == labels[c] {
					want += 1 - smoothing
				}
				gradient[c] = float32((p[c] - want) * all[i].weight)
				bias[c].move(&h.bias[c], gradient[c], rate)
			}
			for u := range units {
				if units[u] <= 0 {
					continue
				}
				for c := range p {
					gradient[verdicts+u] += float32(gradient[c] * h.out[u][c])
				}
				for c := range p {
					out[u][c].move(&h.out[u][c], float32(gradient[c]*units[u]), rate)
				}
				hiddenBias[u].move(&h.hiddenBias[u], gradient[verdicts+u], rate)
			}
			for _, f := range seen {
				for k := range gradient {
					moves[f][k].move(&h.rows[f][k], gradient[k], rate)
				}
			}
		}
	}
	return h
}

func (h *hidden) forward(seen []int32) (scores [verdicts]float32, units [hiddenUnits]float32) {
	scores, units = h.bias, h.hiddenBias
	for _, f := range seen {
		row := &h.rows[f]
		for c := range scores {
			scores[c] += row[c]
		}
		for u := range units {
			units[u] += row[verdicts+u]
		}
	}
	for u := range units {
		if units[u] > 0 {
			for c := range scores {
				scores[c] += float32(units[u] * h.out[u][c])
			}
		}
	}
	return scores, units
}

// indexed gives the features of each sentence by their places in features, which are sorted.
func indexed(all []sample, features []feature) [][]int32 {
	place := make(map[feature]int32, len(features))
	for i, f := range features {
		place[f] = int32(i)
	}
	x := make([][]int32, len(all))
	for i, s := range all {
		for _, f := range s.features {
			if j, ok := place[f]; ok {
				x[i] = append(x[i], j)
			}
		}
	}
	return x
}

// packNetwork writes the mean of both as a network's bytes: its head as 32-bit numbers, its rows in whole numbers of a byte.
func packNetwork(features []feature, l *linear, h *hidden, fingerprint uint64) string {
	const seen = 1 - dropped // a network sees all features, of which h saw this share
	rows := make([][verdicts + hiddenUnits]float32, len(features))
	var most, mostHidden float32
	for i := range rows {
		for c, w := range l.row(i) {
			rows[i][c] = float32((w + seen*float64(h.rows[i][c])) / 2)
			most = max(most, abs(rows[i][c]))
		}
		for u := verdicts; u < len(rows[i]); u++ {
			rows[i][u] = seen * h.rows[i][u]
			mostHidden = max(mostHidden, abs(rows[i][u]))
		}
	}
	scale, hiddenScale := most/127, mostHidden/127

	b := binary.LittleEndian.AppendUint64(nil, fingerprint)
	number := func(x float32) { b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x)) }
	for _, x := range h.bias {
		number(x / 2)
	}
	for _, x := range h.hiddenBias {
		number(x)
	}
	for _, unit := range h.out {
		for _, x := range unit {
			number(x / 2)
		}
	}
	number(scale)
	number(hiddenScale)

	order := make([]int, len(features))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return bucket(features[order[i]]) < bucket(features[order[j]]) })
	whole := func(x, scale float32) byte { return byte(int8(math.Round(float64(x / scale)))) }
	for _, i := range order {
		b = binary.LittleEndian.AppendUint32(b, uint32(features[i]))
		for k, x := range rows[i] {
			if k < verdicts {
				b = append(b, whole(x, scale))
			} else {
				b = append(b, whole(x, hiddenScale))
			}
		}
	}
	return string(b)
}

func abs(x float32) float32 { return float32(math.Abs(float64(x))) }
