package okr

import (
	"fmt"
	"testing"
	"time"
)

func day(t *testing.T, text string) Date {
	t.Helper()
	d, err := ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func quarter(t *testing.T, text string) Quarter {
	t.Helper()
	q, err := ParseQuarter(text)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestParseQuarter(t *testing.T) {
	for _, text := range []string{"2026-Q1", "2026-Q4", "0001-Q1", "9999-Q4"} {
		q, err := ParseQuarter(text)
		if err != nil || q.String() != text {
			t.Errorf("ParseQuarter(%q) = %v, %v", text, q, err)
		}
	}
	for _, text := range []string{"", "2026-Q0", "2026-Q5", "2026-q4", "2026Q4", "Q4-2026", "26-Q4", "2026-Q4 ", " 2026-Q4", "+026-Q1", "2026-Q", "0000-Q1", "20２6-Q1"} {
		if q, err := ParseQuarter(text); err == nil {
			t.Errorf("ParseQuarter(%q) = %v, want an error", text, q)
		}
	}
}

func TestQuarterArithmetic(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-Q4", 0, "2026-Q4"},
		{"2026-Q4", 1, "2027-Q1"},
		{"2026-Q1", -1, "2025-Q4"},
		{"2026-Q2", 11, "2029-Q1"},
		{"2026-Q2", -11, "2023-Q3"},
	} {
		from, want := quarter(t, c.from), quarter(t, c.want)
		if got := from.Add(c.n); got != want {
			t.Errorf("%s.Add(%d) = %s, want %s", c.from, c.n, got, c.want)
		}
		if got := want.Sub(from); got != c.n {
			t.Errorf("%s.Sub(%s) = %d, want %d", c.want, c.from, got, c.n)
		}
		if want.Before(from) != (c.n < 0) {
			t.Errorf("%s.Before(%s) = %v", c.want, c.from, want.Before(from))
		}
	}
	if (Quarter{}).String() != "" {
		t.Error("no quarter has a name")
	}
}

func TestCalendar(t *testing.T) {
	april := Calendar{Starts: time.April}
	for _, c := range []struct {
		name        string
		calendar    Calendar
		quarter     string
		first, last string
	}{
		{"calendar year", Calendar{}, "2026-Q1", "2026-01-01", "2026-03-31"},
		{"calendar year", Calendar{}, "2026-Q4", "2026-10-01", "2026-12-31"},
		{"leap year", Calendar{}, "2028-Q1", "2028-01-01", "2028-03-31"},
		{"January, named after the start", Calendar{Starts: time.January, NamedAfter: NamedAfterStart}, "2026-Q1", "2026-01-01", "2026-03-31"},
		{"April, named after the end", april, "2026-Q1", "2025-04-01", "2025-06-30"},
		{"April, named after the end", april, "2026-Q4", "2026-01-01", "2026-03-31"},
		{"April, named after the start", Calendar{Starts: time.April, NamedAfter: NamedAfterStart}, "2026-Q1", "2026-04-01", "2026-06-30"},
		{"April, named after the start", Calendar{Starts: time.April, NamedAfter: NamedAfterStart}, "2026-Q4", "2027-01-01", "2027-03-31"},
		{"October, named after the end", Calendar{Starts: time.October}, "2027-Q1", "2026-10-01", "2026-12-31"},
		{"February, named after the end", Calendar{Starts: time.February}, "2026-Q4", "2025-11-01", "2026-01-31"},
		{"December, named after the end: it holds the leap day", Calendar{Starts: time.December}, "2028-Q1", "2027-12-01", "2028-02-29"},
		{"December, named after the end: no leap day", Calendar{Starts: time.December}, "2100-Q1", "2099-12-01", "2100-02-28"},
	} {
		q := quarter(t, c.quarter)
		if first, last := c.calendar.First(q), c.calendar.Last(q); first != day(t, c.first) || last != day(t, c.last) {
			t.Errorf("%s: %s is %s to %s, want %s to %s", c.name, q, first, last, c.first, c.last)
		}
		for _, d := range []string{c.first, c.last} {
			if got := c.calendar.Of(day(t, d)); got != q {
				t.Errorf("%s: %s lies in %s, want %s", c.name, d, got, q)
			}
		}
		if got := c.calendar.Of(day(t, c.first).AddDays(-1)); got != q.Add(-1) {
			t.Errorf("%s: the day before %s lies in %s, want %s", c.name, c.first, got, q.Add(-1))
		}
		if got := c.calendar.Of(day(t, c.last).AddDays(1)); got != q.Add(1) {
			t.Errorf("%s: the day after %s lies in %s, want %s", c.name, c.last, got, q.Add(1))
		}
	}
}

// Whatever the fiscal year, a quarter's days lie in it, quarters follow one
// another without a gap, and each has three months.
func TestCalendarHasNoGaps(t *testing.T) {
	for starts := time.January; starts <= time.December; starts++ {
		for _, named := range []NamedAfter{NamedAfterEnd, NamedAfterStart} {
			c := Calendar{Starts: starts, NamedAfter: named}
			for q := (Quarter{1900, 1}); q.Year < 2100; q = q.Add(1) {
				first, last := c.First(q), c.Last(q)
				if c.Of(first) != q || c.Of(last) != q {
					t.Fatalf("%v, %d: %s runs from %s, in %s, to %s, in %s", starts, named, q, first, c.Of(first), last, c.Of(last))
				}
				if last.AddDays(1) != c.First(q.Add(1)) {
					t.Fatalf("%v, %d: %s ends on %s, the next begins on %s", starts, named, q, last, c.First(q.Add(1)))
				}
				if days := last.DaysSince(first) + 1; days < 89 || days > 92 {
					t.Fatalf("%v, %d: %s has %d days", starts, named, q, days)
				}
				year := c.First(Quarter{q.Year, 1})
				if named == NamedAfterEnd {
					year = c.Last(Quarter{q.Year, 4})
				}
				if year.Year() != q.Year {
					t.Fatalf("%v, %d: the year of %s is named after %s", starts, named, q, year)
				}
			}
		}
	}
}

func TestKickoff(t *testing.T) {
	for _, c := range []struct{ zone, quarter, lastDay, want string }{
		{"UTC", "2026-Q4", "2026-10-14", "2026-10-15T00:00:00Z"},
		{"Europe/Berlin", "2026-Q4", "2026-10-14", "2026-10-15T00:00:00+02:00"},
		{"America/New_York", "2026-Q1", "2026-01-14", "2026-01-15T00:00:00-05:00"},
		{"Pacific/Kiritimati", "2026-Q4", "2026-10-14", "2026-10-15T00:00:00+14:00"},
		{"Asia/Kathmandu", "2026-Q3", "2026-07-14", "2026-07-15T00:00:00+05:45"},
	} {
		calendar := Calendar{Zone: zone(t, c.zone)}
		q := quarter(t, c.quarter)
		if got := calendar.LastKickoffDay(q); got != day(t, c.lastDay) {
			t.Errorf("%s: the last day of %s's kickoff is %s, want %s", c.zone, q, got, c.lastDay)
		}
		if got := calendar.Kickoff(q).Format(time.RFC3339); got != c.want {
			t.Errorf("%s: the kickoff of %s ends at %s, want %s", c.zone, q, got, c.want)
		}
	}
}

func TestDayBegins(t *testing.T) {
	for _, c := range []struct{ zone, day, want string }{
		{"Europe/Berlin", "2026-10-25", "2026-10-25T00:00:00+02:00"},
		{"America/Santiago", "2019-09-08", "2019-09-08T01:00:00-03:00"}, // the clocks skip midnight
		{"America/Havana", "2022-11-06", "2022-11-06T00:00:00-04:00"},   // they strike it twice
		{"America/Havana", "2022-03-13", "2022-03-13T01:00:00-04:00"},
	} {
		d := day(t, c.day)
		begins := d.In(zone(t, c.zone))
		if got := begins.Format(time.RFC3339); got != c.want {
			t.Errorf("%s begins at %s in %s, want %s", d, got, c.zone, c.want)
		}
		if DateOf(begins) != d || DateOf(begins.Add(-1)) != d.AddDays(-1) {
			t.Errorf("%s does not begin at %s in %s", d, begins, c.zone)
		}
	}
}

func TestToday(t *testing.T) {
	instant := time.Date(2026, 12, 31, 23, 30, 0, 0, time.UTC)
	for name, want := range map[string]string{"UTC": "2026-12-31", "Europe/Berlin": "2027-01-01", "America/New_York": "2026-12-31", "Pacific/Kiritimati": "2027-01-01"} {
		c := Calendar{Zone: zone(t, name)}
		if got := c.Today(instant); got != day(t, want) {
			t.Errorf("%s: today is %s, want %s", name, got, want)
		}
	}
	if got := (Calendar{}).Today(instant); got != day(t, "2026-12-31") {
		t.Errorf("without a zone: today is %s", got)
	}
}

func TestWeeks(t *testing.T) {
	for _, c := range []struct {
		monday, quarter string
		number          int
	}{
		{"2026-09-28", "2026-Q4", 1}, // its Thursday is 1 October
		{"2026-10-05", "2026-Q4", 2},
		{"2026-12-28", "2026-Q4", 14}, // its Thursday is New Year's Eve
		{"2027-01-04", "2027-Q1", 1},
		{"2024-12-30", "2025-Q1", 1}, // its Thursday is 2 January
		{"2027-03-29", "2027-Q2", 1}, // its Thursday is 1 April
	} {
		monday := day(t, c.monday)
		q := Calendar{}.OfWeek(monday)
		if q != quarter(t, c.quarter) {
			t.Errorf("the week of %s belongs to %s, want %s", c.monday, q, c.quarter)
		}
		for i := range 7 {
			d := monday.AddDays(i)
			if d.Monday() != monday {
				t.Errorf("the Monday of %s is %s", d, d.Monday())
			}
			if got := (Calendar{}).Week(q, d); got != c.number {
				t.Errorf("%s lies in week %d of %s, want %d", d, got, q, c.number)
			}
		}
	}
	// Every week belongs to one quarter, and the weeks of a quarter are numbered without a gap.
	for starts := time.January; starts <= time.December; starts++ {
		c := Calendar{Starts: starts}
		last := Quarter{}
		number := 0
		for monday := NewDate(2019, time.January, 7); monday.Year() < 2035; monday = monday.AddDays(7) {
			if q := c.OfWeek(monday); q != last {
				if number != 0 && (number < 12 || number > 14) && !last.IsZero() && monday.Year() > 2019 {
					t.Errorf("%v: %s has %d weeks", starts, last, number)
				}
				last, number = q, c.Week(q, monday)-1
				if number != 0 && monday.Year() > 2019 {
					t.Errorf("%v: the first week of %s has number %d", starts, q, number+1)
				}
			}
			number++
			if got := c.Week(last, monday); got != number {
				t.Errorf("%v: %s lies in week %d of %s, want %d", starts, monday, got, last, number)
			}
		}
	}
}

func TestDate(t *testing.T) {
	for _, text := range []string{"2026-02-29", "2026-2-3", "2026-13-01", "02.11.2026", "", "2026-11-02T10:00:00"} {
		if d, err := ParseDate(text); err == nil {
			t.Errorf("ParseDate(%q) = %s, want an error", text, d)
		}
	}
	leap := day(t, "2028-02-29")
	if leap.AddDays(1) != day(t, "2028-03-01") || leap.AddDays(366).String() != "2029-03-01" {
		t.Error("days are lost around a leap day")
	}
	if got := day(t, "2026-11-02").DaysSince(day(t, "2026-10-19")); got != 14 { // clocks change in between
		t.Errorf("from 19 October to 2 November are %d days", got)
	}
	if got := NewDate(9999, 12, 31).DaysSince(NewDate(1, 1, 1)); got != 3652058 {
		t.Errorf("from the year 1 to 9999 are %d days", got)
	}
}

func TestExpectedIn(t *testing.T) {
	q := quarter(t, "2026-Q4")
	for _, c := range []struct {
		since, until string
		want         bool
	}{
		{"", "", true},
		{"2026-10-01", "", true},
		{"2026-12-31", "", true}, // its last day is enough
		{"2027-01-01", "", false},
		{"", "2026-10-01", true},
		{"", "2026-09-30", false},
		{"2026-11-05", "2026-11-06", true},
		{"2020-01-01", "2030-12-31", true},
	} {
		var team Team
		if c.since != "" {
			team.Since = day(t, c.since)
		}
		if c.until != "" {
			team.Until = day(t, c.until)
		}
		if got := team.ExpectedIn(q, Calendar{}); got != c.want {
			t.Errorf("a team from %q to %q is expected in %s: %v, want %v", c.since, c.until, q, got, c.want)
		}
	}
}

func TestQuarterOf(t *testing.T) {
	for name, want := range map[string]string{
		"okrs/2026-Q4/payments.toml":            "2026-Q4",
		"okrs/2026-Q4/clinics/eye.toml":         "2026-Q4",
		"okrs/2025-Q1/2026-Q4/clinics/eye.toml": "2026-Q4",
		"2026-Q4/payments.toml":                 "2026-Q4",
		"okrs/payments/2026-Q4.toml":            "",
		"okrs/2026Q4/payments.toml":             "",
		"payments.toml":                         "",
		"/2026-Q4/x.toml":                       "2026-Q4",
	} {
		if got := QuarterOf(name).String(); got != want {
			t.Errorf("QuarterOf(%q) = %q, want %q", name, got, want)
		}
	}
	if got := TeamOf("okrs/2026-Q4/clinics/eye.toml"); got != "eye" {
		t.Errorf("TeamOf = %q", got)
	}
}

func ExampleCalendar() {
	c := Calendar{Starts: time.April}
	q := c.Of(NewDate(2026, time.November, 20))
	fmt.Println(q, c.First(q), c.Last(q))
	// Output: 2027-Q3 2026-10-01 2026-12-31
}
