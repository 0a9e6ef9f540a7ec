package language

import (
	"strings"
	"testing"
)

func TestDisagreeAccuracy(t *testing.T) {
	r := NewReader(Vocabulary{})
	measure(t, "disagree", readLabelled(t, "quantity"), "contradicts", "fits", 0, 0.6, func(l labelled) bool {
		s := r.Read(l.Text)
		e, message, help, ok := Disagree(s, l.Baseline, l.Target, l.Unit)
		if ok {
			within(t, s, e)
			if message == "" || help == "" || strings.HasSuffix(message, ".") {
				t.Errorf("%q: message %q, help %q", l.Text, message, help)
			}
		}
		return ok
	})
}
