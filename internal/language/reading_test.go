package language

import (
	"bufio"
	"encoding/json"
	"hash/fnv"
	"os"
	"testing"
)

// A labelled is one line of a labelled set in testdata/language.
type labelled struct {
	ID       string  `json:"id"`
	Text     string  `json:"text"`
	Other    string  `json:"other"`
	Baseline float64 `json:"baseline"`
	Target   float64 `json:"target"`
	Unit     string  `json:"unit"`
	Label    string  `json:"label"`
}

// held reports whether the sentence is in the half that rules are only
// measured on.
func (l labelled) held() bool {
	h := fnv.New32a()
	h.Write([]byte(l.ID))
	return h.Sum32()%2 == 1
}

func readLabelled(t testing.TB, name string) []labelled {
	t.Helper()
	f, err := os.Open("../../testdata/language/" + name + ".jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []labelled
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var l labelled
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			t.Fatalf("%s: %v", sc.Text(), err)
		}
		all = append(all, l)
	}
	return all
}

// A tally counts a yes-or-no question's answers against the labels.
type tally struct{ hit, false_, miss, pass int }

func (c tally) precision() float64 {
	if c.hit+c.false_ == 0 {
		return 1
	}
	return float64(c.hit) / float64(c.hit+c.false_)
}

func (c tally) recall() float64 {
	if c.hit+c.miss == 0 {
		return 1
	}
	return float64(c.hit) / float64(c.hit+c.miss)
}

// measure asks a question of each sentence that has one of the labels yes and
// no, logs precision and recall of both halves, and fails on a false
// accusation beyond allowed or a recall under floor. Errors of the held half
// are counted, not shown: whoever reads them writes rules from them.
func measure(t *testing.T, name string, set []labelled, yes, no string, allowed int, floor float64, ask func(labelled) bool) {
	t.Helper()
	var halves [2]tally
	for _, l := range set {
		if l.Label != yes && l.Label != no {
			continue
		}
		half := 0
		if l.held() {
			half = 1
		}
		c := &halves[half]
		switch got, want := ask(l), l.Label == yes; {
		case got && want:
			c.hit++
		case got:
			c.false_++
		case want:
			c.miss++
		default:
			c.pass++
		}
		if got := ask(l); got != (l.Label == yes) && half == 0 {
			t.Logf("%s %s: %q: said %v", name, l.Label, l.Text, got)
		}
	}
	for half, c := range halves {
		where := []string{"written from", "only measured"}[half]
		t.Logf("%-12s %-13s precision %.3f (%d false of %d), recall %.3f (%d missed of %d)", name, where,
			c.precision(), c.false_, c.hit+c.false_, c.recall(), c.miss, c.hit+c.miss)
		if c.false_ > allowed {
			t.Errorf("%s, %s: %d false accusations, want at most %d", name, where, c.false_, allowed)
		}
		if c.recall() < floor {
			t.Errorf("%s, %s: recall %.3f, want at least %.2f", name, where, c.recall(), floor)
		}
	}
}

// within fails unless the evidence lies in the sentence and quotes it.
func within(t testing.TB, s Sentence, e Evidence) {
	t.Helper()
	if e.Start < 0 || e.End > len(s.Text) || e.Start >= e.End || s.Text[e.Start:e.End] != e.Text || e.What == "" {
		t.Fatalf("%q: evidence %+v", s.Text, e)
	}
}
