package language

import (
	"slices"
	"testing"
)

func TestIndividualAccuracy(t *testing.T) {
	r := NewReader(Vocabulary{})
	set := readLabelled(t, "person")
	measure(t, "individual", set, "individual", "team", 0, 0.7, func(l labelled) bool {
		s := r.Read(l.Text)
		f, ok := s.Individual()
		if ok {
			within(t, s, f.Evidence)
		}
		return ok
	})
	measure(t, "sure", set, "individual", "team", 0, 0.4, func(l labelled) bool {
		f, ok := r.Read(l.Text).Individual()
		return ok && f.Sure
	})
}

// Hardly any sentence of the labelled corpus, which holds teams' OKRs, is a person's.
func TestIndividualCorpus(t *testing.T) {
	r := NewReader(Vocabulary{})
	for _, l := range readLabelled(t, "corpus") {
		if f, ok := r.Read(l.Text).Individual(); ok {
			t.Logf("sure %v, %q: %q", f.Sure, f.Text, l.Text)
		}
	}
}

func TestPersonNameAccuracy(t *testing.T) {
	set := readLabelled(t, "names")
	measure(t, "name", set, "person", "team", 0, 0.7, func(l labelled) bool { return PersonName(l.Text) })
}

func TestNamesSorted(t *testing.T) {
	for _, list := range [][]string{firstNames, ambiguousNames, surnames} {
		if !slices.IsSorted(list) {
			t.Errorf("not sorted: %q …", list[:3])
		}
	}
}

// A name in the configuration is passed over.
func TestIndividualVocabulary(t *testing.T) {
	r := NewReader(Vocabulary{Names: []string{"My Goal", "Anna"}})
	for _, text := range []string{"My Goal sign-ups from 300 to 900", "Anna will answer 40 % of tickets"} {
		if f, ok := r.Read(text).Individual(); ok {
			t.Errorf("%q: %q", text, f.Text)
		}
	}
}
