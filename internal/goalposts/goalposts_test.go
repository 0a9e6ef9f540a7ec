package goalposts_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/internal/goalposts"
	"github.com/okrcheck/okrcheck/internal/language"
	"github.com/okrcheck/okrcheck/internal/load"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

const was = `team      = "payments"
quarter   = "2026-Q4"
objective = "Deliver a checkout so fast that shoppers stop noticing it"
[[key_result]]
title    = "Cut p95 checkout latency from 800 ms to 200 ms"
baseline = 800
target   = 200
unit     = "ms"
[[key_result]]
title    = "Laptops patched within 72 h"
baseline = 61
target   = 90
[[key_result]]
title    = "Payment errors reported by shoppers in a week"
baseline = 340
target   = 120
unit     = "reports"
[[health_metric]]
name   = "Developer satisfaction"
status = "green"
[[health_metric]]
name   = "On-call escalations per week"
status = "green"
[[change]]
date   = 2026-10-20
reason = "The network moved its timeout"
`

func file(text string) *okr.File {
	return load.File(source.New("okrs/2026-Q4/payments.toml", []byte(text)))
}

func moves(now string) string {
	var said []string
	for _, m := range goalposts.Moves(goalposts.NewReader(language.Vocabulary{}), file(was), nil, file(now)) {
		what := string(m.What)
		if m.Unsure {
			what += "?"
		}
		said = append(said, fmt.Sprintf("%s: %s > %s", what, m.Then, m.Now))
	}
	return strings.Join(said, "; ")
}

func TestMoves(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"nothing", "", "", ""},
		{"a target", "target   = 200", "target   = 250", "target: 200 ms > 250 ms"},
		{"a target, as a float", "target   = 200", "target   = 200.0", ""},
		{"a baseline", "baseline = 340", "baseline = 440", "baseline: 340 reports > 440 reports"},
		{"a unit", `"ms"`, `"s"`, "unit: ms > s"},
		{"a unit's spelling", `"ms"`, `"Milliseconds"`, ""},
		{"a first unit", "target   = 90", "target   = 90\nunit = \"%\"", ""},
		{"a unit that is gone", "unit     = \"ms\"\n", "", ""},
		{"a title's numbers alone", "to 200 ms", "to 0.2 s", ""},
		{"a title in other words", "Cut p95 checkout latency from 800 ms to 200 ms", "checkout latency p95: 800 to 200 ms", ""},
		{"a title with more words", "Cut p95 checkout latency from", "Cut the p95 of the checkout's latency, from", ""},
		{"another percentile", "p95", "p99", "title: Cut p95 checkout latency from 800 ms to 200 ms > Cut p99 checkout latency from 800 ms to 200 ms"},
		{"another condition", "72 h", "96 h", "title: Laptops patched within 72 h > Laptops patched within 96 h"},
		{"another measure", "Laptops patched within 72 h", "Employees who know the policy", "title: Laptops patched within 72 h > Employees who know the policy"},
		{"a typing error", "Laptops", "Laptosp", ""},
		{"case and punctuation", "Payment errors reported by shoppers in a week", "payment errors, reported by shoppers in a week.", ""},
		{"an objective", "Deliver a checkout so fast that shoppers stop noticing it", "Win the trust of every bank", "objective: Deliver a checkout so fast that shoppers stop noticing it > Win the trust of every bank"},
		{"an objective in better words", "Deliver a checkout so fast that shoppers stop noticing it", "Make a checkout so fast that our shoppers stop noticing it!", ""},
		{"an objective that can be read both ways", "shoppers stop noticing it", "nobody notices it", "objective?: Deliver a checkout so fast that shoppers stop noticing it > Deliver a checkout so fast that nobody notices it"},
		{
			"a title that can be read both ways", "Payment errors reported by shoppers in a week", "Weekly shopper complaints about payment errors",
			"title?: Payment errors reported by shoppers in a week > Weekly shopper complaints about payment errors",
		},
		{"a key result more", "[[health_metric]]\nname   = \"Dev", "[[key_result]]\ntitle = \"Shops that offer wallets\"\nbaseline = 3\ntarget = 9\n[[health_metric]]\nname   = \"Dev", "added:  > Shops that offer wallets"},
		{"a key result less", "[[key_result]]\ntitle    = \"Laptops patched within 72 h\"\nbaseline = 61\ntarget   = 90\n", "", "dropped: Laptops patched within 72 h > "},
		{
			"another key result", "title    = \"Laptops patched within 72 h\"\nbaseline = 61\ntarget   = 90", "title = \"Shops that offer wallets\"\nbaseline = 3\ntarget = 9",
			"title: Laptops patched within 72 h > Shops that offer wallets",
		},
		{"a reading", "target   = 200", "target   = 200\ncurrent = 300\nconfidence = 0.9", ""},
	} {
		now := was
		if c.old != "" {
			if now = strings.Replace(was, c.old, c.new, 1); now == was {
				t.Fatalf("%s: %q is not there", c.name, c.old)
			}
		}
		if got := moves(now); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// The order of the key results tells nothing.
func TestOrder(t *testing.T) {
	before := file(was).KeyResults
	for _, order := range [][]int{{0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		now := file(was)
		for n, i := range order {
			now.KeyResults[n] = before[i]
		}
		if m := goalposts.Moves(goalposts.NewReader(language.Vocabulary{}), file(was), nil, now); len(m) > 0 {
			t.Errorf("%v: %+v", order, m)
		}
	}
}

// What came after the kickoff is taken as it first landed.
func TestAsSet(t *testing.T) {
	r := goalposts.NewReader(language.Vocabulary{})
	kickoff := strings.Replace(was, "Laptops patched within 72 h", "Employees who know the policy", 1)
	now := strings.NewReplacer("target   = 90", "target   = 65", "target   = 200", "target   = 250").Replace(was)
	past := &okr.Past{Kickoff: file(kickoff), Later: []*okr.File{file(was), file(now)}}
	set := goalposts.AsSet(r, past, file(now))
	if set[0].Target.V != 200 || set[1].Target.V != 90 || set[2].Target.V != 120 {
		t.Errorf("%v %v %v", set[0].Target.V, set[1].Target.V, set[2].Target.V)
	}
	if set := goalposts.AsSet(r, &okr.Past{}, file(now)); set[0].Target.V != 250 {
		t.Errorf("without a past: %v", set[0].Target.V)
	}
}

func TestDroppedHealthMetrics(t *testing.T) {
	r := goalposts.NewReader(language.Vocabulary{})
	for now, want := range map[string]int{
		"Developer satisfaction":           0,
		"satisfaction of developers":       0,
		"Developper Satisfaction (survey)": 0,
		"Uptime":                           1,
		"Employee happiness":               1,
	} {
		text := strings.Replace(was, "Developer satisfaction", now, 1)
		if gone := goalposts.DroppedHealthMetrics(r, file(was), file(text)); len(gone) != want {
			t.Errorf("%q: %d are gone, want %d", now, len(gone), want)
		}
	}
}

func TestNewChanges(t *testing.T) {
	for _, c := range []struct {
		old, new string
		want     int
	}{
		{"", "", 0},
		{"timeout", "time-out", 0},
		{"2026-10-20", "2026-11-20", 0}, // the same reason
		{"[[change]]", "[[change]]\ndate = 2026-11-19\nreason = \"The board moved the date\"\n[[change]]", 1},
	} {
		now := strings.Replace(was, c.old, c.new, 1)
		if got := goalposts.NewChanges(file(was), file(now)); len(got) != c.want {
			t.Errorf("%q for %q: %d are new, want %d", c.new, c.old, len(got), c.want)
		}
	}
}
