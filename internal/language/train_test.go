package language

import (
	"bufio"
	"encoding/json"
	"hash/fnv"
	"math"
	"os"
	"slices"
	"testing"
)

// A sample is a labelled sentence.
type sample struct {
	ID, Kind, Text string
	Label          Verdict
	Hard           bool
	features       []feature
	weight         float64 // how much it counts in training
}

func readSamples(t testing.TB, name string) []sample {
	t.Helper()
	f, err := os.Open(sentences + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []sample
	for in := bufio.NewScanner(f); in.Scan(); {
		var s sample
		if err := json.Unmarshal(in.Bytes(), &s); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		s.weight = 1
		all = append(all, s)
	}
	return all
}

// halves splits the corpus by a hash of the id, into the half that rules are
// written from and the half that is only measured on.
func halves(t testing.TB) (write, measure []sample) {
	for _, s := range readSamples(t, "corpus.jsonl") {
		if hash(s.ID)%2 == 0 {
			write = append(write, s)
		} else {
			measure = append(measure, s)
		}
	}
	return write, measure
}

// hash is FNV-1a, which shares out sentences by their ids.
func hash(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}

func ofKind(all []sample, kind string) []sample {
	var some []sample
	for _, s := range all {
		if s.Kind == kind {
			some = append(some, s)
		}
	}
	return some
}

func extract(all []sample) {
	reader := NewReader(Vocabulary{})
	for i := range all {
		s := reader.Read(all[i].Text)
		var r reading
		s.parse(&r)
		all[i].features = unique(r.features(nil))
	}
}

func unique(f []feature) []feature {
	slices.Sort(f)
	return slices.Clip(slices.Compact(f))
}

// A linear is a softmax regression over features: a weight for each feature and verdict.
type linear struct{ weights []float64 }

// row holds the weights of the feature at place i.
func (m *linear) row(i int) []float64 { return m.weights[i*verdicts : (i+1)*verdicts] }

func softmax(z []float64) []float64 {
	top := math.Inf(-1)
	for _, v := range z {
		top = math.Max(top, v)
	}
	sum := 0.0
	p := make([]float64, len(z))
	for i, v := range z {
		p[i] = math.Exp(v - top)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

// train fits the weights with a penalty on their squares, which spreads what is
// learned over features that occur together.
func train(all []sample, kind string, features []feature) *linear {
	labels, k := labelsOf(kind), verdicts
	x := indexed(all, features)
	y := make([]int, len(all))
	for i, s := range all {
		y[i] = slices.Index(labels, s.Label)
	}
	// The loss of weights w, whose gradient goes to g.
	loss := func(w, g []float64) float64 {
		sum := 0.0
		for i := range w {
			g[i] = linearPenalty * w[i]
			sum += float64(g[i]*w[i]) / 2
		}
		z := make([]float64, k)
		for i := range x {
			clear(z)
			for _, j := range x[i] {
				for c := range z {
					z[c] += w[int(j)*k+c]
				}
			}
			p := softmax(z)
			sum -= all[i].weight * math.Log(math.Max(p[y[i]], 1e-300))
			p[y[i]]--
			for c := range p {
				p[c] *= all[i].weight
			}
			for _, j := range x[i] {
				for c := range p {
					g[int(j)*k+c] += p[c]
				}
			}
		}
		return sum
	}
	return &linear{minimize(loss, len(features)*k, linearRounds)}
}

var (
	keyResultLabels = []Verdict{Outcome, Output, Unmeasurable}
	objectiveLabels = []Verdict{Qualitative, Task, Metric}
)

func labelsOf(kind string) []Verdict {
	if kind == "objective" {
		return objectiveLabels
	}
	return keyResultLabels
}

// minimize finds the minimum of a convex function by the limited-memory BFGS
// method, starting from zero.
func minimize(f func(w, g []float64) float64, n, rounds int) []float64 {
	const memory = 8
	dot := func(a, b []float64) float64 {
		sum := 0.0
		for i := range a {
			sum += float64(a[i] * b[i])
		}
		return sum
	}
	w, g := make([]float64, n), make([]float64, n)
	value := f(w, g)
	type step struct {
		s, y []float64 // change of the weights, change of the gradient
		rho  float64
	}
	var steps []step
	next, nextG := make([]float64, n), make([]float64, n)
	for range rounds {
		d := append([]float64(nil), g...)
		var alpha [memory]float64
		for i := len(steps) - 1; i >= 0; i-- {
			alpha[i] = steps[i].rho * dot(steps[i].s, d)
			for j := range d {
				d[j] -= float64(alpha[i] * steps[i].y[j])
			}
		}
		scale := 1 / math.Max(1, math.Sqrt(dot(g, g)))
		if len(steps) > 0 {
			last := steps[len(steps)-1]
			scale = 1 / (last.rho * dot(last.y, last.y))
		}
		for j := range d {
			d[j] *= scale
		}
		for i, st := range steps {
			beta := st.rho * dot(st.y, d)
			for j := range d {
				d[j] += float64((alpha[i] - beta) * st.s[j])
			}
		}
		slope := dot(g, d)
		length, nextValue := 1.0, 0.0
		for range 30 {
			for j := range w {
				next[j] = w[j] - float64(length*d[j])
			}
			nextValue = f(next, nextG)
			if nextValue <= value-1e-4*length*slope {
				break
			}
			length /= 2
		}
		if !(nextValue < value) {
			break
		}
		st := step{s: make([]float64, n), y: make([]float64, n)}
		for j := range w {
			st.s[j], st.y[j] = next[j]-w[j], nextG[j]-g[j]
		}
		if curve := dot(st.s, st.y); curve > 0 {
			st.rho = 1 / curve
			if len(steps) == memory {
				steps = steps[1:]
			}
			steps = append(steps, st)
		}
		done := value-nextValue < 1e-11*value
		w, next, g, nextG, value = next, w, nextG, g, nextValue
		if done {
			break
		}
	}
	return w
}
