package language

import (
	"bufio"
	"encoding/json"
	"hash/fnv"
	"os"
	"strings"
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

// group says what the sentence is for: rules are written from half of the
// first round, and only measured on the other half. Each later round was
// written and labelled when the rules for the one before stood.
func (l labelled) group() int {
	if strings.Contains(l.ID, "-fresh-") {
		return 2
	}
	if strings.Contains(l.ID, "-third-") {
		return 3
	}
	if strings.Contains(l.ID, "-fifth-") {
		return 5
	}
	if strings.Contains(l.ID, "-fourth-") {
		return 4
	}
	h := fnv.New32a()
	h.Write([]byte(l.ID))
	return int(h.Sum32() % 2)
}

// held reports whether the sentence is one that no rule is written from.
func (l labelled) held() bool { return l.group() == 1 }

var groups = [...]string{"written from", "only measured", "second round", "third round", "fourth round", "fifth round"}

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
// no, logs precision and recall of each group, and fails on a false
// accusation beyond allowed or a recall under floor. Errors of the held half
// are counted, not shown: whoever reads them writes rules from them.
func measure(t *testing.T, name string, set []labelled, yes, no string, allowed int, floor float64, ask func(labelled) bool) {
	t.Helper()
	var counts [len(groups)]tally
	for _, l := range set {
		if l.Label != yes && l.Label != no {
			continue
		}
		c := &counts[l.group()]
		got, want := ask(l), l.Label == yes
		switch {
		case got && want:
			c.hit++
		case got:
			c.false_++
		case want:
			c.miss++
		default:
			c.pass++
		}
		if got != want && !l.held() {
			t.Logf("%s %s: %q: said %v", name, l.Label, l.Text, got)
		}
	}
	for group, c := range counts {
		where := groups[group]
		if c == (tally{}) {
			continue
		}
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
