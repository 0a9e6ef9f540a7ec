package okr

import "testing"

func TestMondays(t *testing.T) {
	q := quarter(t, "2026-Q4")
	for _, c := range []struct {
		today, first, last string
		n                  int
	}{
		{"2026-09-27", "", "", 0},
		{"2026-09-28", "2026-09-28", "2026-09-28", 1}, // its Thursday is 1 October
		{"2026-11-20", "2026-09-28", "2026-11-16", 8},
		{"2027-06-01", "2026-09-28", "2026-12-28", 14},
	} {
		m := Calendar{}.Mondays(q, day(t, c.today))
		if len(m) != c.n || c.n > 0 && (m[0] != day(t, c.first) || m[c.n-1] != day(t, c.last)) {
			t.Errorf("up to %s: %v", c.today, m)
		}
	}
}
