package language

import (
	"fmt"
	"os"
	"strconv"
	"testing"
)

func envFloat(k string, d float64) float64 {
	if v, err := strconv.ParseFloat(os.Getenv(k), 64); err == nil {
		return v
	}
	return d
}

type verdictOf struct {
	s sample
	v Verdict
	p float64
}

func report(t *testing.T, name string, gs []verdictOf) {
	ok, sureN, acc, accOK := 0, 0, 0, 0
	th := envFloat("TH", 0.75)
	for _, g := range gs {
		if g.v == g.s.Label {
			ok++
		}
		if g.p >= th {
			sureN++
			if g.v != Outcome && g.v != Qualitative {
				acc++
				if g.v == g.s.Label {
					accOK++
				}
			}
		}
	}
	n := float64(len(gs))
	t.Logf("%-26s n=%d acc %.1f%% sure %.1f%% accus %d prec %.1f%%", name, len(gs), 100*float64(ok)/n, 100*float64(sureN)/n, acc, 100*float64(accOK)/float64(max(acc, 1)))
}

func apply(m *linear, set []sample) []verdictOf {
	var gs []verdictOf
	for _, s := range set {
		p := softmax(m.scores(s.features))
		best := 0
		for c := range p {
			if p[c] > p[best] {
				best = c
			}
		}
		gs = append(gs, verdictOf{s, m.labels[best], p[best]})
	}
	return gs
}

func cross(set, extra []sample, labels []Verdict, l2 float64, folds int) []verdictOf {
	var all []verdictOf
	for k := 0; k < folds; k++ {
		var tr, te []sample
		for i, s := range set {
			if i%folds == k {
				te = append(te, s)
			} else {
				tr = append(tr, s)
			}
		}
		tr = append(tr, extra...)
		all = append(all, apply(train(tr, labels, l2, 150), te)...)
	}
	return all
}

func TestLab(t *testing.T) {
	if os.Getenv("LAB") == "" {
		t.Skip()
	}
	write, measure := halves(t)
	third := readSamples(t, "third.jsonl")
	extract(write)
	extract(measure)
	extract(third)
	practice := readSamples(t, "practice.jsonl")
	extract(practice)
	l2 := envFloat("L2", 1)
	for _, kind := range []string{"key-result", "objective"} {
		labels := labelsOf(kind)
		w, x, th := ofKind(write, kind), ofKind(measure, kind), ofKind(third, kind)
		pr := ofKind(practice, kind)
		report(t, kind+" cv write", cross(w, nil, labels, l2, 8))
		report(t, kind+" practice->write", apply(train(pr, labels, l2, 150), w))
		cv := cross(w, pr, labels, l2, 8)
		report(t, kind+" cv write+practice", cv)
		if os.Getenv("LAB") == "third" || os.Getenv("LAB") == "all" {
			report(t, kind+" write->third", apply(train(append(pr[:len(pr):len(pr)], w...), labels, l2, 150), th))
		}
		if os.Getenv("LAB") == "all" || os.Getenv("LAB") == "measure" {
			cv = cross(append(append([]sample{}, w...), th...), pr, labels, l2, 8)
			report(t, kind+" cv write+third", cv)
			both := append(append(pr[:len(pr):len(pr)], w...), th...)
			report(t, kind+" write+third->train", apply(train(both, labels, l2, 150), both))
			if os.Getenv("LAB") == "measure" {
				report(t, kind+" write->measure", apply(train(w, labels, l2, 150), x))
				report(t, kind+" write+third->measure", apply(train(both, labels, l2, 150), x))
			}
		}
		if os.Getenv("SHOW") != "" {
			for _, g := range cv {
				if g.v != g.s.Label {
					fmt.Printf("%s %.2f %s -> %s: %s\n", map[bool]string{true: "*", false: " "}[g.s.Hard], g.p, g.s.Label, g.v, g.s.Text)
				}
			}
		}
	}
}
