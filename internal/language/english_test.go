package language

import "testing"

func TestEnglishAccuracy(t *testing.T) {
	r := NewReader(Vocabulary{})
	set := readLabelled(t, "english")
	measure(t, "other", set, "other", "english", 0, 0.9, func(l labelled) bool { return !r.Read(l.Text).English() })
}

// The labelled corpus is English throughout.
func TestEnglishCorpus(t *testing.T) {
	r := NewReader(Vocabulary{})
	for _, l := range readLabelled(t, "corpus") {
		if !r.Read(l.Text).English() {
			t.Errorf("%q is taken for another language", l.Text)
		}
	}
}
