// Package config reads okrcheck.toml: which files hold OKRs, when quarters
// begin, which teams there are, and what a company chose for each check.
package config

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// Name is the configuration's file name.
const Name = "okrcheck.toml"

// Config is a company's configuration.
type Config struct {
	Source *source.File // nil where there is none
	// Files are doublestar patterns, counted from the configuration's folder.
	Files    []string
	Calendar okr.Calendar
	Teams    []okr.Team // as they stand in the file
	Settings checks.Settings
}

// Default returns what holds where a configuration says nothing else.
func Default() *Config {
	return &Config{
		Files:    []string{"okrs/**/*.toml"},
		Calendar: okr.Calendar{Starts: time.January, NamedAfter: okr.NamedAfterEnd, Zone: time.UTC},
		Settings: checks.Settings{Checks: make(map[string]checks.Setting)},
	}
}

// An Error is one mistake in the configuration.
type Error struct {
	At      source.Place
	Message string // one lower-case clause without a full stop
	Help    string // what to write instead
}

func (e Error) Error() string {
	at := e.At.From()
	text := fmt.Sprintf("%s:%d:%d: %s", e.At.File.Path, at.Line, at.Column, e.Message)
	if e.Help != "" {
		text += "; " + e.Help
	}
	return text
}

// Errors are all mistakes in a configuration, in the order of the file.
type Errors []Error

func (es Errors) Error() string {
	lines := make([]string, len(es))
	for i, e := range es {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// Parse reads a configuration. Its error is an Errors, which holds every
// mistake and not only the first.
func Parse(f *source.File) (*Config, error) {
	d, err := decode(f)
	if err != nil {
		return nil, err
	}
	c := Default()
	c.Source = f
	d.root.each(map[string]func(value){
		"files":                   func(v value) { c.Files = files(v) },
		"fiscal-year-starts":      func(v value) { c.Calendar.Starts = month(v) },
		"fiscal-year-named-after": func(v value) { c.Calendar.NamedAfter = namedAfter(v) },
		"timezone":                func(v value) { c.Calendar.Zone = zone(v) },
		"teams":                   func(value) {}, // below: a quarter in it needs the calendar
		"checks":                  func(v value) { settings(v, c.Settings.Checks) },
		"vocabulary": func(v value) {
			if t, ok := v.table("a table, [vocabulary]"); ok {
				t.each(map[string]func(value){
					"outputs": func(v value) { c.Settings.Vocabulary.Outputs = phrases(v) },
					"metrics": func(v value) { c.Settings.Vocabulary.Metrics = phrases(v) },
					"names":   func(v value) { c.Settings.Vocabulary.Names = phrases(v) },
				})
			}
		},
	})
	if v, ok := d.root.get("teams"); ok {
		c.Teams = teams(v, c.Calendar)
	}
	if len(d.errs) > 0 {
		slices.SortStableFunc(d.errs, func(a, b Error) int { return a.At.Start - b.At.Start })
		return nil, d.errs
	}
	return c, nil
}

func files(v value) []string {
	const want = `write a list of patterns: files = ["okrs/**/*.toml"]`
	list := v.strings(want)
	if list != nil && len(list) == 0 {
		v.wrong("files is empty, so nothing would be checked", want)
	}
	patterns := make([]string, 0, len(list))
	for _, e := range list {
		pattern := strings.TrimPrefix(e.V, "./")
		switch {
		case strings.TrimSpace(pattern) == "":
			v.wrongAt(e.At, "a pattern in files is empty", want)
		case path.IsAbs(pattern) || strings.Contains(pattern, ":\\"):
			v.wrongAt(e.At, fmt.Sprintf("the pattern %q does not count from this file's folder", e.V), "leave out the beginning: okrs/**/*.toml")
		case slices.Contains(strings.Split(pattern, "/"), ".."):
			v.wrongAt(e.At, fmt.Sprintf("the pattern %q climbs out of this file's folder", e.V), "name what lies below it, without \"..\"")
		case !doublestar.ValidatePattern(pattern):
			v.wrongAt(e.At, fmt.Sprintf("%q is not a pattern", e.V), "close every [ and {, or put a \\ before them; for example okrs/**/*.toml")
		default:
			patterns = append(patterns, pattern)
		}
	}
	return patterns
}

func month(v value) time.Month {
	text, ok := v.text(`write a month's name: "april"`)
	if !ok {
		return 0
	}
	var names []string
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if strings.EqualFold(text, name) {
			return m
		}
		names = append(names, name)
	}
	v.wrong(fmt.Sprintf("there is no month %q", text), didYouMean(text, names, `write an English month's name: "april"`))
	return 0
}

func namedAfter(v value) okr.NamedAfter {
	const want = `write "end" where 2026-Q1 of a year from April ends in 2026, "start" where it starts in 2026`
	switch text, ok := v.text(want); {
	case !ok, text == "end":
	case text == "start":
		return okr.NamedAfterStart
	default:
		v.wrong(fmt.Sprintf("a fiscal year can't be named after its %q", text), want)
	}
	return okr.NamedAfterEnd
}

func zone(v value) *time.Location {
	const want = `write an IANA name: "Europe/Berlin", "America/New_York" or "UTC"`
	text, ok := v.text(want)
	if !ok {
		return nil
	}
	if text == "" || text == "Local" { // Go's names for UTC and for whatever the machine has
		v.wrong(fmt.Sprintf("the time zone %q is not the same on every machine", text), want)
		return nil
	}
	loc, err := time.LoadLocation(text)
	if err != nil {
		v.wrong(fmt.Sprintf("there is no time zone %q", text), want)
	}
	return loc
}

func teams(v value, c okr.Calendar) []okr.Team {
	const want = "write a table for each team: [teams.payments]"
	t, ok := v.table(want)
	if !ok {
		return nil
	}
	var teams []okr.Team
	for name, v := range t.all() {
		team := okr.Team{Name: name, At: v.key}
		if !okr.IsSlug(name) {
			v.wrongAt(v.key, fmt.Sprintf("%q is not a team's name", name), "use a to z, 0 to 9 and hyphens, as in the file's name: [teams."+toSlug(name)+"]")
			continue
		}
		t, ok := v.table(fmt.Sprintf("write a table: [teams.%s]", name))
		if !ok {
			continue
		}
		var since, until value
		t.each(map[string]func(value){
			"members": func(v value) {
				if n, ok := v.integer("write the number of people: members = 6"); ok {
					if n < 1 {
						v.wrong(fmt.Sprintf("team %s can't have %d members", name, n), "write a number from 1, or leave the key out")
					}
					team.Members = n
				}
			},
			"since": func(v value) { since, team.Since = v, day(v, c.First) },
			"until": func(v value) { until, team.Until = v, day(v, c.Last) },
		})
		if !team.Since.IsZero() && !team.Until.IsZero() && team.Until.Before(team.Since) {
			until.wrong(fmt.Sprintf("team %s ends on %s, before it begins on %s", name, team.Until, team.Since), fmt.Sprintf("swap %s and %s, or mend one of them", since.name(), until.name()))
		}
		teams = append(teams, team)
	}
	return teams
}

func toSlug(name string) string {
	s := okr.Slug(name)
	if s == "" {
		return "payments"
	}
	return s
}

// day reads a date, or a quarter as one of its days.
func day(v value, of func(okr.Quarter) okr.Date) okr.Date {
	const want = `write a quarter, "2026-Q4", or a date, "2026-11-02"`
	if d, ok := v.date(); ok {
		return d
	}
	text, ok := v.text(want)
	if !ok {
		return okr.Date{}
	}
	if q, err := okr.ParseQuarter(text); err == nil {
		return of(q)
	}
	d, err := okr.ParseDate(text)
	if err != nil {
		v.wrong(fmt.Sprintf("%q is neither a quarter nor a date", text), want)
	}
	return d
}

// settings reads [checks]: a severity, or a table of it and the check's options.
func settings(v value, into map[string]checks.Setting) {
	t, ok := v.table(`write a table, [checks], with lines such as stale-check-in = "off"`)
	if !ok {
		return
	}
	for name, v := range t.all() {
		check := checks.Named(name)
		if check == nil {
			v.unknownCheck(name)
			continue
		}
		var s checks.Setting
		if t, ok := v.isTable(); ok {
			s = setting(t, check)
		} else {
			s.Severity = severity(v, check)
		}
		into[name] = s
	}
}

func setting(t table, check *checks.Check) (s checks.Setting) {
	keys := map[string]func(value){
		"severity": func(v value) { s.Severity = severity(v, check) },
		"lock": func(v value) {
			s.Locked = v.boolean("write lock = true where no comment in a file may silence the check")
		},
	}
	at := make(map[string]value)
	for option := range check.Options {
		keys[option] = func(v value) {
			n, ok := v.integer(fmt.Sprintf("write a number: %s = %d", option, check.Options[option]))
			if !ok {
				return
			}
			if n < 0 {
				v.wrong(fmt.Sprintf("%s can't be negative", option), fmt.Sprintf("its default is %d", check.Options[option]))
				return
			}
			if s.Options == nil {
				s.Options = make(map[string]int)
			}
			s.Options[option], at[option] = n, v
		}
	}
	t.each(keys)
	chosen := func(option string) (int, bool) {
		if n, ok := s.Options[option]; ok {
			return n, true
		}
		n, ok := check.Options[option]
		return n, ok
	}
	least, ok1 := chosen("min")
	most, ok2 := chosen("max")
	if ok1 && ok2 && least > most {
		v, ok := at["min"]
		if !ok {
			v = at["max"]
		}
		v.wrong(fmt.Sprintf("%s asks for at least %d and at most %d", check.Name, least, most), "make min the smaller one; the defaults are "+defaults(check))
	}
	return s
}

func defaults(check *checks.Check) string {
	var list []string
	for _, option := range sorted(check.Options) {
		list = append(list, fmt.Sprintf("%s = %d", option, check.Options[option]))
	}
	return strings.Join(list, ", ")
}

// notOffered are the checks that stand for what an OKR is: one objective, and a
// team's.
var notOffered = []string{"more-than-one-objective", "second-file", "individual-okr"}

// MayLower reports whether a company can make a check milder than it is, or
// switch it off.
func MayLower(c *checks.Check) bool { return !slices.Contains(notOffered, c.Name) }

const noWay = "there is no way to allow a second objective, or an individual's"

func severity(v value, check *checks.Check) *diag.Severity {
	const want = `write "off", "info", "warning" or "error"`
	if b, isBool := v.any.(bool); isBool {
		help := want
		if !b {
			help = `write "off"`
		}
		v.wrong(fmt.Sprintf("%v is not a severity", b), help)
		return nil
	}
	text, ok := v.text(want)
	if !ok {
		return nil
	}
	s, err := diag.ParseSeverity(text)
	switch {
	case err != nil:
		v.wrong(fmt.Sprintf("there is no severity %q", text), didYouMean(text, []string{"off", "info", "warning", "error"}, want))
		return nil
	case s < check.Severity && !MayLower(check):
		v.wrong(fmt.Sprintf("%s can't be %q", check.Name, text), noWay)
	}
	return &s
}

func phrases(v value) []string {
	const want = `write a list of phrases: ["ship it"]`
	var list []string
	for _, e := range v.strings(want) {
		if strings.TrimSpace(e.V) == "" {
			v.wrongAt(e.At, "an empty phrase matches nothing", "remove it")
			continue
		}
		list = append(list, e.V)
	}
	return list
}
