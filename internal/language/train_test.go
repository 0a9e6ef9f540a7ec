package language

import (
	"bufio"
	"encoding/json"
	"hash/fnv"
	"math"
	"os"
	"sort"
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
	f, err := os.Open("../../testdata/language/" + name)
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
		h := fnv.New32a()
		h.Write([]byte(s.ID))
		if h.Sum32()%2 == 0 {
			write = append(write, s)
		} else {
			measure = append(measure, s)
		}
	}
	return write, measure
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
	sort.Slice(f, func(i, j int) bool { return f[i] < f[j] })
	n := 0
	for i := range f {
		if i == 0 || f[i] != f[n-1] {
			f[n] = f[i]
			n++
		}
	}
	return f[:n]
}

// A linear is a softmax regression over features.
type linear struct {
	labels  []Verdict
	weights map[feature][]float64
}

func (m *linear) scores(f []feature) []float64 {
	z := make([]float64, len(m.labels))
	for _, k := range f {
		for c, w := range m.weights[k] {
			z[c] += w
		}
	}
	return z
}

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

// train fits the weights by full-batch gradient descent with a penalty l2 on
// their squares, which spreads what is learned over classes that occur together.
func train(all []sample, labels []Verdict, l2 float64, rounds int) *linear {
	index := map[feature]int{}
	var keys []feature
	count := map[feature]int{}
	for _, s := range all {
		for _, f := range s.features {
			count[f]++
		}
	}
	for f, n := range count {
		if n >= 2 {
			keys = append(keys, f)
		}
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	for i, f := range keys {
		index[f] = i
	}
	k := len(labels)
	x := make([][]int, len(all))
	y := make([]int, len(all))
	for i, s := range all {
		for _, f := range s.features {
			if j, ok := index[f]; ok {
				x[i] = append(x[i], j)
			}
		}
		for c, l := range labels {
			if s.Label == l {
				y[i] = c
			}
		}
	}
	w := make([]float64, len(keys)*k)
	// AdaGrad: a step of its own for every weight.
	sum := make([]float64, len(w))
	g := make([]float64, len(w))
	z := make([]float64, k)
	for round := 0; round < rounds; round++ {
		for i := range g {
			g[i] = l2 * w[i]
		}
		for i := range x {
			for c := range z {
				z[c] = 0
			}
			for _, j := range x[i] {
				for c := range z {
					z[c] += w[j*k+c]
				}
			}
			p := softmax(z)
			p[y[i]]--
			for c := range p {
				p[c] *= all[i].weight
			}
			for _, j := range x[i] {
				for c := range p {
					g[j*k+c] += p[c]
				}
			}
		}
		for i := range w {
			sum[i] += float64(g[i] * g[i])
			if sum[i] > 0 {
				w[i] -= float64(0.5 * g[i] / math.Sqrt(sum[i]))
			}
		}
	}
	m := &linear{labels: labels, weights: map[feature][]float64{}}
	for i, f := range keys {
		m.weights[f] = w[i*k : i*k+k]
	}
	return m
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
