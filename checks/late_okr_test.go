package checks_test

import (
	"testing"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/load"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// What came late is said in reports, and not on every run after.
func TestLateInReports(t *testing.T) {
	f := load.File(source.New("okrs/2026-Q4/payments.toml", []byte("objective = \"Deliver a checkout that nobody notices\"\n")))
	landed := okr.NewDate(2026, 10, 20)
	for _, c := range []struct {
		name    string
		reports bool
		landed  okr.Date
		since   okr.Date
		want    int
	}{
		{"a run", false, landed, okr.Date{}, 0},
		{"a report", true, landed, okr.Date{}, 1},
		{"a report on what was there in time", true, okr.Date{}, okr.Date{}, 0},
		{"a report on a team that began on that day", true, landed, landed, 0},
		{"a report on a team that began the day before", true, landed, landed.AddDays(-1), 1},
	} {
		result := checks.Run(checks.Input{
			Head:    okr.NewCompany([]*okr.File{f}, []okr.Team{{Name: "payments", Since: c.since}}),
			History: &okr.History{Past: map[*okr.File]*okr.Past{f: {Kickoff: f, Landed: c.landed}}},
			Today:   okr.NewDate(2026, 11, 20), Reports: c.reports, Only: []string{"late-okr"},
		})
		if len(result.Findings) != c.want {
			t.Errorf("%s: %+v", c.name, result.Findings)
		}
	}
}
