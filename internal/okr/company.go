package okr

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/okrcheck/okrcheck/internal/source"
)

func itoa(n int) string { return strconv.Itoa(n) }

// A Team is a team that the configuration lists.
type Team struct {
	Name    string
	Members int // 0 where the configuration does not say
	// Since and Until are the first and the last day on which the team is expected; zero where open.
	Since, Until Date
	At           source.Place // its line in the configuration
}

// ExpectedIn reports whether the team is expected to have an OKR in a quarter:
// whether the quarter and the team's time have a day in common.
func (t Team) ExpectedIn(q Quarter, c Calendar) bool {
	return (t.Since.IsZero() || !t.Since.After(c.Last(q))) && (t.Until.IsZero() || !t.Until.Before(c.First(q)))
}

// A Company is all that was read: the files of all teams and quarters, and the
// teams that the configuration lists.
type Company struct {
	Files []*File // sorted by path
	Teams []Team  // sorted by name; empty where the configuration lists none

	of map[teamQuarter][]*File
}

type teamQuarter struct {
	team    string
	quarter Quarter
}

// NewCompany sorts the files and teams and returns the company of them.
func NewCompany(files []*File, teams []Team) *Company {
	c := &Company{
		Files: slices.SortedFunc(slices.Values(files), func(a, b *File) int { return strings.Compare(a.Path(), b.Path()) }),
		Teams: slices.SortedFunc(slices.Values(teams), func(a, b Team) int { return strings.Compare(a.Name, b.Name) }),
		of:    make(map[teamQuarter][]*File, len(files)),
	}
	for _, f := range c.Files {
		key := teamQuarter{f.Team, f.Quarter}
		c.of[key] = append(c.of[key], f)
	}
	return c
}

// Of returns the files of a team in a quarter, sorted by path.
func (c *Company) Of(team string, q Quarter) []*File { return c.of[teamQuarter{team, q}] }

// In yields the files of a quarter, sorted by path.
func (c *Company) In(q Quarter) iter.Seq[*File] {
	return func(yield func(*File) bool) {
		for _, f := range c.Files {
			if f.Quarter == q && !yield(f) {
				return
			}
		}
	}
}

// Team returns the listed team of a name.
func (c *Company) Team(name string) (Team, bool) {
	i, ok := slices.BinarySearchFunc(c.Teams, name, func(t Team, name string) int { return strings.Compare(t.Name, name) })
	if !ok {
		return Team{}, false
	}
	return c.Teams[i], true
}
