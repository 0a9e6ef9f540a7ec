package closing

import (
	"strings"
	"testing"
)

func TestWeekly(t *testing.T) {
	for _, test := range []struct{ day, golden string }{
		{"2026-11-16", "testdata/week-8.md"},
		{"2026-12-14", "testdata/week-12.md"}, // as the files of November have it
	} {
		w := NewWeekly(example(t, test.day))
		golden(t, test.golden, "<!-- the issue -->\n"+w.Body(0)+"\n<!-- the comment -->\n"+w.Comment(0))
	}
}

// In the days between two quarters a week belongs to one of them.
func TestWeeklyQuarter(t *testing.T) {
	for day, want := range map[string]string{
		"2026-09-27": "2026-Q3", // a Sunday
		"2026-09-28": "2026-Q4", // its Thursday is 1 October
		"2026-12-31": "2026-Q4",
		"2027-01-01": "2027-Q1", // its Thursday was yesterday, and the quarter is over
	} {
		w := NewWeekly(example(t, day))
		if w.Quarter.String() != want || w.Week < 1 || w.Week > w.Weeks || w.Weeks < 12 || w.Weeks > 14 {
			t.Errorf("on %s: week %d of %d of %s, want %s", day, w.Week, w.Weeks, w.Quarter, want)
		}
	}
}

func TestNothingToSay(t *testing.T) {
	w := NewWeekly(example(t, "2027-04-05")) // in a quarter without files
	if body, comment := w.Body(0), w.Comment(0); body != "" || comment != "" {
		t.Errorf("with nothing to say it says\n%s\n%s", body, comment)
	}
}

func TestLimit(t *testing.T) {
	w := NewWeekly(example(t, "2026-11-16"))
	if body := w.Body(1500); len(body) > 1500 || !strings.Contains(body, "more: the job's summary has them all") {
		t.Errorf("%d bytes:\n%s", len(body), body)
	}
	if comment := w.Comment(2000); !strings.Contains(comment, "more: the job's summary has them all") {
		t.Errorf("%d bytes:\n%s", len(comment), comment)
	}
}
