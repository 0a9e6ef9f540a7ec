package example

import (
	"maps"
	"slices"
	"strings"

	"github.com/okrcheck/okrcheck/internal/load"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// A Past is what a fixture says of the time before: its files history/DATE/PATH
// and base/PATH.
type Past struct {
	base map[string]string              // by path; nil where there is no base
	days map[okr.Date]map[string]string // what a day brought, by path
}

// Add takes a file of a fixture, by its name there. It is false for one that is
// not of the past.
func (p *Past) Add(name, text string) bool {
	if path, ok := strings.CutPrefix(name, "base/"); ok {
		if p.base == nil {
			p.base = make(map[string]string)
		}
		p.base[path] = text
		return true
	}
	rest, ok := strings.CutPrefix(name, "history/")
	day, path, _ := strings.Cut(rest, "/")
	date, err := okr.ParseDate(day)
	if !ok || err != nil {
		return false
	}
	if p.days == nil {
		p.days = make(map[okr.Date]map[string]string)
	}
	if p.days[date] == nil {
		p.days[date] = make(map[string]string)
	}
	p.days[date][path] = text
	return true
}

// Base returns the files of the base; nil where there is none.
func (p *Past) Base() []*okr.File {
	if p.base == nil {
		return nil
	}
	return read(p.base)
}

// History returns the past of files as git would tell it; nil where the fixture
// has none.
func (p *Past) History(files []*okr.File, c okr.Calendar, today okr.Date) *okr.History {
	if p.days == nil {
		return nil
	}
	days := slices.SortedFunc(maps.Keys(p.days), func(a, b okr.Date) int { return a.DaysSince(b) })
	trees := make([][]*okr.File, len(days)) // a file stands until it is another
	texts := make(map[string]string)
	for i, day := range days {
		maps.Copy(texts, p.days[day])
		trees[i] = read(texts)
	}
	h := &okr.History{Past: make(map[*okr.File]*okr.Past)}
	for _, f := range files {
		past := &okr.Past{}
		h.Past[f] = past
		for i, day := range days {
			then := okr.Match([]*okr.File{f}, trees[i])[f]
			if then == nil {
				continue
			}
			if day.Before(today.AddDays(-okr.StaleDays)) {
				past.Fortnight = then
			}
			switch {
			case !day.After(c.LastKickoffDay(f.Quarter)):
				past.Kickoff = then
			case past.Kickoff == nil:
				past.Kickoff, past.Landed = then, day
			default:
				past.Later = append(past.Later, then)
			}
		}
		if past.Kickoff == nil { // it is not committed yet
			past.Kickoff, past.Landed = f, today
		}
	}
	return h
}

func read(texts map[string]string) []*okr.File {
	var files []*okr.File
	for _, path := range slices.Sorted(maps.Keys(texts)) {
		files = append(files, load.File(source.New(path, []byte(texts[path]))))
	}
	return files
}
