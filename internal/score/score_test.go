package score_test

import (
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/internal/goalposts"
	"github.com/okrcheck/okrcheck/internal/language"
	"github.com/okrcheck/okrcheck/internal/load"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/score"
	"github.com/okrcheck/okrcheck/internal/source"
)

const text = `objective = "Deliver a checkout that shoppers stop noticing"
[[key_result]]
title    = "p95 checkout latency"
baseline = 800
target   = 200
current  = 500
unit     = "ms"
[[key_result]]
title    = "Checkouts that are completed"
baseline = 60
target   = 70
current  = 55
`

func file(replace ...string) *okr.File {
	t := strings.NewReplacer(replace...).Replace(text)
	return load.File(source.New("okrs/2026-Q4/payments.toml", []byte(t)))
}

func reader() goalposts.Reader { return goalposts.NewReader(language.Vocabulary{}) }

func is(t *testing.T, what string, got *float64, want float64) {
	t.Helper()
	if got == nil || *got != want {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// Goalposts that moved are scored against both, by today's reading.
func TestMoved(t *testing.T) {
	past := &okr.Past{Kickoff: file("current  = 500\n", "", "target   = 200", "target   = 400", "current  = 55\n", "")}
	team := score.Of(reader(), file(), past, true)
	is(t, "the score", team.Score, 0.25)
	is(t, "KR1", team.KeyResults[0].Progress, 0.5)
	is(t, "KR1 as it was set", team.KeyResults[0].AsSet.Progress, 0.75)
	is(t, "the score as it was set", team.AsSet, 0.375)
	if !team.KeyResults[1].LostGround() || team.KeyResults[1].AsSet != nil {
		t.Errorf("KR2: %+v", team.KeyResults[1])
	}
}

func TestNothingMoved(t *testing.T) {
	for name, c := range map[string]struct {
		past    *okr.Past
		over    bool
		because string
	}{
		"it stands":               {&okr.Past{Kickoff: file()}, true, ""},
		"the kickoff is not over": {&okr.Past{NoKickoff: "not over"}, false, ""},
		"nobody knows":            {&okr.Past{NoKickoff: "the clone is shallow"}, true, "the clone is shallow"},
	} {
		team := score.Of(reader(), file(), c.past, c.over)
		if team.AsSet != nil || team.KeyResults[0].AsSet != nil || team.NotCompared != c.because {
			t.Errorf("%s: %+v", name, team)
		}
	}
	if team := score.Of(reader(), file("current  = 500\n", ""), &okr.Past{}, false); team.Score != nil || team.KeyResults[0].Progress != nil {
		t.Errorf("without a reading: %+v", team)
	}
}

// Of a key result that came or went there are no two scores to compare.
func TestDropped(t *testing.T) {
	kickoff := file("Checkouts that are completed", "Shops that sell wallets", "baseline = 60", "baseline = 3", "target   = 200", "target   = 300")
	team := score.Of(reader(), file(), &okr.Past{Kickoff: kickoff}, true)
	if len(team.Dropped) != 1 || team.Added != 1 || team.AsSet != nil || team.KeyResults[0].AsSet == nil {
		t.Errorf("%+v", team)
	}
}

func TestTrend(t *testing.T) {
	monday := okr.NewDate(2026, 10, 5)
	snapshots := []okr.Snapshot{
		{Monday: monday},
		{Monday: monday.AddDays(7), File: file("current  = 500", "current  = 800", "current  = 55\n", "", "target   = 200", "target   = 700")},
		{Monday: monday.AddDays(14), File: file()},
	}
	trend := score.TrendOf(reader(), file(), snapshots)
	if trend.Weeks[0].There || trend.Weeks[0].Readings[0].Progress != nil {
		t.Errorf("before it was there: %+v", trend.Weeks[0])
	}
	is(t, "the second week of KR1", trend.Weeks[1].Readings[0].Progress, 0)
	if w := trend.Weeks[1]; w.Score != nil || w.Readings[1].Current.Given() {
		t.Errorf("the second week: %+v", w)
	}
	is(t, "the third week", trend.Weeks[2].Score, 0.25)
}
