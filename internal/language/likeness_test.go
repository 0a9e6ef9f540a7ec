package language

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

func TestLikenessAccuracy(t *testing.T) {
	r := NewReader(Vocabulary{})
	measure(t, "likeness", readLabelled(t, "likeness"), "alike", "different", 0, 0.7, func(l labelled) bool {
		a, b := r.Read(l.Text), r.Read(l.Other)
		like, back := Likeness(a, b), Likeness(b, a)
		if like-back > 0.06 || back-like > 0.06 || like < 0 || like > 1 {
			t.Errorf("%q, %q: %.2f one way, %.2f the other", l.Text, l.Other, like, back)
		}
		if (like >= Repeats) != (l.Label == "alike") && !l.held() {
			t.Logf("%.2f %v %v", like, a.traits(), b.traits())
		}
		return like >= Repeats
	})
}

func TestMeasureLikeness(t *testing.T) {
	r := NewReader(Vocabulary{})
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Cut p95 checkout latency from 800 to 200 ms", "Checkout latency p95 under 300 ms", true},
		{"NPS of 50", "Raise NPS from 40 to 60", true},
		{"Raise customer satisfaction to 4.5", "Customer satisfaction of 90 %", true},
		{"Reduce returns from 3.1 to 2.2", "Reduce returns from 2.2 to 1.2", true},
		{"Cut p95 checkout latency to 200 ms", "Cut p99 checkout latency to 400 ms", false},
		{"Scrap rate on line 4 below 2 %", "Scrap rate on line 5 below 2 %", false},
		{"Raise customer satisfaction to 4.5", "Raise employee satisfaction to 4.5", false},
		{"Raise trial sign-ups to 900", "Raise paid sign-ups to 300", false},
		{"Open rate of the newsletter to 30 %", "Click rate of the newsletter to 5 %", false},
	} {
		if got := MeasureLikeness(r.Read(c.a), r.Read(c.b)); (got >= SameMeasure) != c.same {
			t.Errorf("%q, %q: %.2f, want same %v", c.a, c.b, got, c.same)
		}
	}
}

// A tail that a company's teams share is filler in the index.
func TestIndexTemplateTail(t *testing.T) {
	r := NewReader(Vocabulary{})
	var sentences []Sentence
	for _, head := range []string{"Calm on-call nights", "Cleaner trains", "Patients feel heard", "Drivers earn fairly", "Invoices arrive right", "Patients feel heard"} {
		sentences = append(sentences, r.Read(head+" across every region we serve with pride"))
	}
	pairs := NewIndex(sentences).Pairs(Repeats, math.MaxInt)
	if len(pairs) != 1 || pairs[0].A != 2 || pairs[0].B != 5 {
		t.Errorf("got %v", pairs)
	}
}

// The index finds the same pairs as comparing all of them.
func TestIndexFindsAll(t *testing.T) {
	r := NewReader(Vocabulary{})
	var sentences []Sentence
	for _, l := range readLabelled(t, "likeness") {
		sentences = append(sentences, r.Read(l.Text), r.Read(l.Other))
	}
	for _, l := range readLabelled(t, "corpus") {
		sentences = append(sentences, r.Read(l.Text))
	}
	ix := NewIndex(sentences)
	got := map[[2]int]bool{}
	for _, p := range ix.Pairs(Repeats, math.MaxInt) {
		got[[2]int{p.A, p.B}] = true
	}
	want := 0
	for a := range sentences {
		for b := a + 1; b < len(sentences); b++ {
			if likeness(ix.features[a], ix.features[b]) >= Repeats {
				want++
				if !got[[2]int{a, b}] {
					t.Errorf("missed %q, %q", sentences[a].Text, sentences[b].Text)
				}
			}
		}
	}
	if want != len(got) {
		t.Errorf("found %d pairs, want %d", len(got), want)
	}
}

// manySentences makes up sentences in which words repeat as they do in a company.
func manySentences(n int) []Sentence {
	r := NewReader(Vocabulary{})
	rnd := rand.New(rand.NewPCG(1, 2))
	verbs := []string{"Raise", "Cut", "Grow", "Reduce", "Double"}
	var nouns []string
	for i := range 400 {
		nouns = append(nouns, fmt.Sprintf("thing%c%c", 'a'+i%20, 'a'+i/20))
	}
	all := make([]Sentence, n)
	for i := range all {
		pick := func() string { return nouns[int(400*rnd.Float64()*rnd.Float64())] }
		all[i] = r.Read(fmt.Sprintf("%s %s %s of %s from %d to %d %% by the end of Q4", verbs[rnd.IntN(5)], pick(), pick(), pick(), rnd.IntN(50), 50+rnd.IntN(50)))
	}
	return all
}

func TestIndexSpeed(t *testing.T) {
	sentences := manySentences(10000)
	start := time.Now()
	pairs := NewIndex(sentences).Pairs(Repeats, math.MaxInt)
	took := time.Since(start)
	t.Logf("10,000 sentences: %d pairs in %v", len(pairs), took)
	if took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}
