package language

import "testing"

func TestCountableAccuracy(t *testing.T) {
	r := NewReader(Vocabulary{})
	// Not countable is the accusation.
	measure(t, "uncountable", readLabelled(t, "measures"), "vague", "countable", 0, 0.7, func(l labelled) bool {
		return !r.Read(l.Text).NamesSomethingCountable()
	})
}

func TestMarksAccuracy(t *testing.T) {
	r := NewReader(Vocabulary{})
	set := readLabelled(t, "measures")
	for _, q := range []struct {
		name, yes, no string
		ask           func(Sentence) (Evidence, bool)
	}{
		{"vanity", "vanity", "substance", Sentence.Vanity},
		{"maintain", "maintain", "change", Sentence.MaintainsLevel},
		{"placeholder", "placeholder", "complete", Sentence.Placeholder},
	} {
		measure(t, q.name, set, q.yes, q.no, 0, 0.7, func(l labelled) bool {
			s := r.Read(l.Text)
			e, ok := q.ask(s)
			if ok {
				within(t, s, e)
			}
			return ok
		})
	}
}

// Reads what the labelled corpus is found to hold.
func TestMarksCorpus(t *testing.T) {
	r := NewReader(Vocabulary{})
	for _, l := range readLabelled(t, "corpus") {
		if l.held() {
			continue
		}
		s := r.Read(l.Text)
		if e, ok := s.Placeholder(); ok {
			t.Logf("placeholder %q: %q", e.Text, l.Text)
		}
		if e, ok := s.Vanity(); ok {
			t.Logf("vanity %q: %q", e.Text, l.Text)
		}
		if e, ok := s.MaintainsLevel(); ok {
			t.Logf("maintains %q: %q", e.Text, l.Text)
		}
	}
}
