package language

import "testing"

func TestPayTieAccuracy(t *testing.T) {
	r := NewReader(Vocabulary{})
	measure(t, "pay", readLabelled(t, "pay"), "tie", "innocent", 0, 0.7, func(l labelled) bool {
		s := r.Read(l.Text)
		f, ok := s.PayTie()
		if ok {
			within(t, s, f.Evidence)
			if !MentionsReward(l.Text) {
				t.Errorf("%q is tied to pay, and is said to mention no reward", l.Text)
			}
		}
		return ok
	})
}

// No sentence of the labelled corpus is tied to pay.
func TestPayTieCorpus(t *testing.T) {
	r := NewReader(Vocabulary{})
	for _, name := range []string{"corpus", "person", "compound", "quantity", "measures"} {
		for _, l := range readLabelled(t, name) {
			if f, ok := r.Read(l.Text).PayTie(); ok {
				t.Errorf("%q: %q", l.Text, f.Text)
			}
		}
	}
}

func TestKeyAccuracy(t *testing.T) {
	set := readLabelled(t, "keys")
	measure(t, "pay key", set, "pay", "neither", 0, 0.9, func(l labelled) bool { return PayKey(l.Text) })
	measure(t, "person key", set, "person", "neither", 0, 0.9, func(l labelled) bool { return PersonKey(l.Text) })
	for _, l := range set {
		if PayKey(l.Text) && PersonKey(l.Text) {
			t.Errorf("%q is both", l.Text)
		}
	}
}
