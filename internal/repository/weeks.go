package repository

import (
	"slices"

	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/tree"
)

// Weeks returns files of a quarter as they stood when each of its weeks was over, up to
// today. It reads the changes since the quarter's first Monday, once for all files.
func (r *Repository) Weeks(h tree.History, q okr.Quarter, files []*okr.File) (map[*okr.File][]okr.Snapshot, error) {
	calendar := r.Config.Calendar
	mondays := calendar.Mondays(q, r.Today)
	weeks := make(map[*okr.File][]okr.Snapshot, len(files))
	if len(mondays) == 0 {
		return weeks, nil
	}
	p := newPast(r, h)
	begin := mondays[0].In(calendar.Location())
	first, _, err := p.at(begin, q)
	if err != nil {
		return nil, err
	}
	changes, err := h.Since(begin, r.allPatterns())
	if err != nil {
		return nil, err
	}
	before := okr.Match(files, first)
	for _, f := range files {
		then := before[f]
		versions := r.follow(changes, q, f)
		for _, monday := range mondays {
			over := monday.AddDays(7)
			for len(versions) > 0 && versions[0].when.Before(over.In(calendar.Location())) {
				then, versions = versions[0].file, versions[1:]
			}
			s := okr.Snapshot{Monday: monday, File: then}
			if over.After(r.Today) {
				s.File = f
			}
			if s.File != nil && !s.File.Readable() {
				s.File = nil
			}
			weeks[f] = append(weeks[f], s)
		}
	}
	return weeks, nil
}

// Weeks returns Repository.Weeks of a checkout.
func (c Checkout) Weeks(r *Repository, q okr.Quarter, files []*okr.File) (map[*okr.File][]okr.Snapshot, error) {
	git, err := tree.OpenGit(c.Dir)
	if err != nil {
		return nil, err
	}
	defer git.Close()
	head, _, err := git.Commit("HEAD")
	if err != nil {
		return nil, err
	}
	h := git.History(head)
	defer h.Close()
	return r.Weeks(h, q, files)
}

// follow returns the versions of a file that changes made, oldest first, under
// whatever name, from when it was of its quarter.
func (r *Repository) follow(changes []tree.Change, q okr.Quarter, f *okr.File) versions {
	var list versions
	for _, c := range trace(changes, f.Path()) {
		v := r.loaded.read(c.Path, c.Read)
		if v.Quarter == q || len(list) > 0 {
			list = append(list, version{c.When, v})
		}
	}
	return list
}

// trace returns those of the changes that made a file what it is, oldest first, under whatever name.
func trace(changes []tree.Change, name string) (trace []tree.Change) {
	for _, c := range slices.Backward(changes) {
		if c.Path != name {
			continue
		}
		if c.What == tree.Removed {
			break // what had the name before is another file
		}
		trace = append(trace, c)
		if c.What == tree.Added {
			break
		}
		if c.What == tree.Renamed {
			name = c.From
		}
	}
	slices.Reverse(trace)
	return trace
}
