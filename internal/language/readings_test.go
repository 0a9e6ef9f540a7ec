package language

import (
	"math"
	"testing"
)

// ask puts every question of this file's neighbours to a sentence, and
// returns the evidence.
func ask(s, other Sentence) []Evidence {
	var all []Evidence
	add := func(e Evidence, ok bool) {
		if ok {
			all = append(all, e)
		}
	}
	f, ok := s.Individual()
	add(f.Evidence, ok)
	f, ok = s.PayTie()
	add(f.Evidence, ok)
	add(s.Compound())
	add(s.Placeholder())
	add(s.Vanity())
	add(s.MaintainsLevel())
	s.English()
	s.NamesSomethingCountable()
	return all
}

// A sentence in another language is not accused in English.
func TestOtherLanguages(t *testing.T) {
	r := NewReader(Vocabulary{})
	for _, l := range readLabelled(t, "english") {
		if l.Label != "other" {
			continue
		}
		s := r.Read(l.Text)
		if f, ok := s.Individual(); ok {
			t.Errorf("%q: %q", l.Text, f.Text)
		}
		if f, ok := s.PayTie(); ok {
			t.Errorf("%q: %q", l.Text, f.Text)
		}
	}
}

func FuzzReadings(f *testing.F) {
	for _, set := range []string{"person", "pay", "compound", "quantity", "measures", "english"} {
		for i, l := range readLabelled(f, set) {
			if i%10 == 0 {
				f.Add(l.Text, "Raise it from 1.200 to 3 days", l.Baseline, l.Target, l.Unit)
			}
		}
	}
	f.Add("I", "me", 0.0, 1.0, "")
	f.Add("from - to -", "- 5 -5 % 1/2", math.Inf(1), math.NaN(), "/ per k€")
	f.Add("each of us of", "bonus bonus", -1.0, 1e300, "m m")
	f.Add("and ; , also . and", "1) 2) ) (", 0.0, 0.0, "%")
	r := NewReader(Vocabulary{Names: []string{"my goal", "5 %"}})
	f.Fuzz(func(t *testing.T, a, b string, baseline, target float64, unit string) {
		s, o := r.Read(a), r.Read(b)
		for _, x := range []Sentence{s, o} {
			for _, e := range ask(x, o) {
				within(t, x, e)
			}
			if d, ok := Disagree(x, baseline, target, unit); ok {
				within(t, x, d.Evidence)
				if d.Message == "" || d.Help == "" {
					t.Fatalf("%q: no words", x.Text)
				}
			}
			for _, q := range x.Quantities() {
				if q.Start < 0 || q.End > len(x.Text) || q.Start >= q.End {
					t.Fatalf("%q: %+v", x.Text, q)
				}
			}
		}
		for _, l := range []float64{Likeness(s, o), MeasureLikeness(s, o)} {
			if math.IsNaN(l) || l < 0 || l > 1 {
				t.Fatalf("%q, %q: %v", a, b, l)
			}
		}
		if l := Likeness(s, s); l != 0 && l < Repeats {
			t.Fatalf("%q is %v like itself", a, l)
		}
		NewIndex([]Sentence{s, o, s}).Pairs(Repeats, 8)
		PersonName(a)
		if PayKey(a) && len(a) == 0 || PersonKey("") {
			t.Fatal("an empty key")
		}
	})
}

func BenchmarkReadings(b *testing.B) {
	r := NewReader(Vocabulary{})
	var sentences []Sentence
	for _, l := range readLabelled(b, "corpus") {
		sentences = append(sentences, r.Read(l.Text))
	}
	for _, q := range []struct {
		name string
		ask  func(Sentence)
	}{
		{"English", func(s Sentence) { s.English() }},
		{"Individual", func(s Sentence) { s.Individual() }},
		{"PayTie", func(s Sentence) { s.PayTie() }},
		{"Compound", func(s Sentence) { s.Compound() }},
		{"Disagree", func(s Sentence) { Disagree(s, 40, 60, "%") }},
		{"Placeholder", func(s Sentence) { s.Placeholder() }},
		{"Vanity", func(s Sentence) { s.Vanity() }},
		{"MaintainsLevel", func(s Sentence) { s.MaintainsLevel() }},
		{"Countable", func(s Sentence) { s.NamesSomethingCountable() }},
		{"Likeness", func(s Sentence) { Likeness(s, sentences[0]) }},
	} {
		b.Run(q.name, func(b *testing.B) {
			for i := range b.N {
				q.ask(sentences[i%len(sentences)])
			}
		})
	}
}
