package okr

import (
	"fmt"
	"time"
)

// A Date is a day without a time or a zone. The zero Date is no day.
type Date struct{ t time.Time } // midnight UTC

// NewDate returns the day; a day past the month's end counts on into the next month.
func NewDate(year int, month time.Month, day int) Date {
	return Date{time.Date(year, month, day, 0, 0, 0, 0, time.UTC)}
}

// DateOf returns the day of an instant in its own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return NewDate(y, m, d)
}

// ParseDate reads YYYY-MM-DD.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a date: write YYYY-MM-DD", text)
	}
	return Date{t}, nil
}

// IsZero reports whether d is no day.
func (d Date) IsZero() bool { return d.t.IsZero() }

// String returns the day as YYYY-MM-DD.
func (d Date) String() string { return d.t.Format(time.DateOnly) }

// MarshalText returns the day as YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// Year, Month and Day take the date apart.
func (d Date) Year() int         { return d.t.Year() }
func (d Date) Month() time.Month { return d.t.Month() }
func (d Date) Day() int          { return d.t.Day() }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.t.Weekday() }

// AddDays returns the date n days later.
func (d Date) AddDays(n int) Date { return Date{d.t.AddDate(0, 0, n)} }

// Before reports whether d comes before e.
func (d Date) Before(e Date) bool { return d.t.Before(e.t) }

// After reports whether d comes after e.
func (d Date) After(e Date) bool { return d.t.After(e.t) }

// DaysSince returns the number of days from e to d.
func (d Date) DaysSince(e Date) int { return int((d.t.Unix() - e.t.Unix()) / (24 * 60 * 60)) }

// Monday returns the Monday of the date's week.
func (d Date) Monday() Date { return d.AddDays(-((int(d.Weekday()) + 6) % 7)) }

// In returns the instant at which the day begins in a zone: midnight, where
// the clocks have one.
func (d Date) In(zone *time.Location) time.Time {
	t := time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, zone)
	from, to := t.ZoneBounds()
	if DateOf(t).Before(d) { // the clocks skip midnight
		return to
	}
	if before := from.Add(-1).In(zone); !from.IsZero() && DateOf(before) == d { // they strike it twice
		_, was := before.Zone()
		_, is := t.Zone()
		return t.Add(time.Duration(is-was) * time.Second)
	}
	return t
}
