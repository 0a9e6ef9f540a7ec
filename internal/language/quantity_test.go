package language

import (
	"strings"
	"testing"
)

func TestDisagreeAccuracy(t *testing.T) {
	r := NewReader(Vocabulary{})
	measure(t, "disagree", readLabelled(t, "quantity"), "contradicts", "fits", 0, 0.6, func(l labelled) bool {
		s := r.Read(l.Text)
		d, ok := Disagree(s, l.Baseline, l.Target, l.Unit)
		if ok {
			within(t, s, d.Evidence)
			if d.Message == "" || d.Help == "" || strings.HasSuffix(d.Message, ".") {
				t.Errorf("%q: message %q, help %q", l.Text, d.Message, d.Help)
			}
		}
		return ok
	})
}
