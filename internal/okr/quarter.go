package okr

import (
	"fmt"
	"strconv"
	"time"
)

// A Quarter is a quarter's name, such as 2026-Q4. When it begins is a question
// for a Calendar. The zero Quarter is none.
type Quarter struct {
	Year int
	N    int // 1 to 4
}

// ParseQuarter reads YYYY-Qn, n from 1 to 4.
func ParseQuarter(text string) (Quarter, error) {
	if len(text) == len("2026-Q4") && text[4:6] == "-Q" && text[6] >= '1' && text[6] <= '4' {
		if year, err := strconv.ParseUint(text[:4], 10, 16); err == nil && year > 0 {
			return Quarter{Year: int(year), N: int(text[6] - '0')}, nil
		}
	}
	return Quarter{}, fmt.Errorf("%q is not a quarter: write YYYY-Qn, as in 2026-Q4", text)
}

// IsZero reports whether q is no quarter.
func (q Quarter) IsZero() bool { return q == Quarter{} }

// String returns the name, or "" for none.
func (q Quarter) String() string {
	if q.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-Q%d", q.Year, q.N)
}

// MarshalText returns the name.
func (q Quarter) MarshalText() ([]byte, error) { return []byte(q.String()), nil }

func (q Quarter) ordinal() int { return q.Year*4 + q.N - 1 }

// Add returns the quarter n quarters later.
func (q Quarter) Add(n int) Quarter {
	o := q.ordinal() + n
	return Quarter{Year: o / 4, N: o%4 + 1}
}

// Before reports whether q comes before r.
func (q Quarter) Before(r Quarter) bool { return q.ordinal() < r.ordinal() }

// Sub returns the number of quarters from r to q.
func (q Quarter) Sub(r Quarter) int { return q.ordinal() - r.ordinal() }

// NamedAfter says which calendar year a fiscal year has its name from.
type NamedAfter int

// The two customs: "2026-Q1" of a year from April ends in 2026, or starts in it.
const (
	NamedAfterEnd NamedAfter = iota
	NamedAfterStart
)

// A Calendar says when quarters begin and end. The zero Calendar is the
// calendar year's, in UTC.
type Calendar struct {
	// Starts is the first month of the fiscal year; zero is January.
	Starts     time.Month
	NamedAfter NamedAfter
	// Zone tells which day it is at an instant; nil is UTC.
	Zone *time.Location
}

// KickoffDays is the length of a quarter's kickoff: on the evening of its 14th
// day what was set stands.
const KickoffDays = 14

// Location returns the calendar's zone.
func (c Calendar) Location() *time.Location {
	if c.Zone == nil {
		return time.UTC
	}
	return c.Zone
}

func (c Calendar) starts() int {
	if c.Starts == 0 {
		return int(time.January)
	}
	return int(c.Starts)
}

// First returns the quarter's first day.
func (c Calendar) First(q Quarter) Date {
	year := q.Year
	if c.starts() != int(time.January) && c.NamedAfter == NamedAfterEnd {
		year-- // it begins in the year before the one it ends in
	}
	return NewDate(year, time.Month(c.starts()+3*(q.N-1)), 1)
}

// Last returns the quarter's last day.
func (c Calendar) Last(q Quarter) Date { return c.First(q.Add(1)).AddDays(-1) }

// Of returns the quarter of a day.
func (c Calendar) Of(d Date) Quarter {
	months := d.Year()*12 + int(d.Month()) - c.starts() // since the fiscal start of year 0
	q := Quarter{Year: months / 12, N: months%12/3 + 1}
	if c.starts() != int(time.January) && c.NamedAfter == NamedAfterEnd {
		q.Year++
	}
	return q
}

// OfWeek returns the quarter that the week of a Monday belongs to: that of its
// Thursday.
func (c Calendar) OfWeek(monday Date) Quarter { return c.Of(monday.AddDays(3)) }

// LastKickoffDay returns the 14th day of the quarter, the last on which what is
// set is still the kickoff's.
func (c Calendar) LastKickoffDay(q Quarter) Date { return c.First(q).AddDays(KickoffDays - 1) }

// Kickoff returns the instant at which the kickoff is over: the end of the
// quarter's 14th day.
func (c Calendar) Kickoff(q Quarter) time.Time {
	return c.First(q).AddDays(KickoffDays).In(c.Location())
}

// Today returns the day of an instant in the calendar's zone.
func (c Calendar) Today(now time.Time) Date { return DateOf(now.In(c.Location())) }

// Week returns the number of the week of the quarter that a day lies in,
// counted from 1. The first week is the first whose Thursday lies in it.
func (c Calendar) Week(q Quarter, d Date) int {
	first := c.First(q).Monday()
	if c.OfWeek(first) != q {
		first = first.AddDays(7)
	}
	return d.Monday().DaysSince(first)/7 + 1
}
