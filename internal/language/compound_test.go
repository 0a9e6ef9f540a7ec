package language

import "testing"

func TestCompoundAccuracy(t *testing.T) {
	r := NewReader(Vocabulary{})
	measure(t, "compound", readLabelled(t, "compound"), "compound", "single", 0, 0.7, func(l labelled) bool {
		s := r.Read(l.Text)
		e, ok := s.Compound()
		if ok {
			within(t, s, e)
		}
		return ok
	})
}

// What the corpus' objectives are found to hold twice is worth reading.
func TestCompoundCorpus(t *testing.T) {
	r := NewReader(Vocabulary{})
	for _, l := range readLabelled(t, "corpus") {
		if e, ok := r.Read(l.Text).Compound(); ok && l.ID != "" {
			t.Logf("%q: %q", l.Text, e.Text)
		}
	}
}
