package repository

import (
	"errors"
	"slices"
	"time"

	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/tree"
)

// NoHistory says why there is no past to judge by.
func (r *Repository) NoHistory(why string) {
	r.history = &okr.History{Missing: why}
	r.baseHistory = r.history
}

// ReadHistory reads what the files were before: at the kickoff of the running
// quarter, of the last that ended and of the one that was asked for, and 14 days ago. Where there is a base it
// is read first, and h is the base's past: what the head changes is today's.
func (r *Repository) ReadHistory(h tree.History) {
	p := &past{r: r, history: h, snapshots: make(map[snapshot][]*okr.File), changes: make(map[okr.Quarter][]tree.Change)}
	if far, ok := h.(interface {
		Prepare(snapshots []tree.Snapshot, patterns []string)
	}); ok {
		far.Prepare(r.snapshots(), r.allPatterns())
	}
	r.history = p.of(r.Company)
	if r.Base != nil {
		r.baseHistory = p.of(r.Base)
	}
}

// snapshots returns when and what of the files is looked at, as past.of does.
func (r *Repository) snapshots() []tree.Snapshot {
	var list []tree.Snapshot
	for _, q := range []okr.Quarter{r.Running, r.Running.Add(-1)} {
		if len(slices.Collect(r.Company.In(q))) == 0 {
			continue
		}
		wanted := func(name string) bool {
			in := okr.QuarterOf(name)
			return in.IsZero() || in == q
		}
		if r.Today.After(r.Config.Calendar.LastKickoffDay(q)) {
			list = append(list, tree.Snapshot{At: r.Config.Calendar.Kickoff(q), Wanted: wanted})
		}
		if q == r.Running {
			list = append(list, tree.Snapshot{At: r.Today.AddDays(-okr.StaleDays).In(r.Config.Calendar.Location()), Wanted: wanted})
		}
	}
	return list
}

// ReadBase reads the company before the change: the same quarters by the same
// configuration.
func (r *Repository) ReadBase(t tree.Tree) error {
	listed, err := glob(t, r.allPatterns())
	if err != nil {
		return err
	}
	r.Base = okr.NewCompany(r.readFiles(t, r.choose(listed)), r.Config.Teams)
	return nil
}

// allPatterns returns the patterns of all that was read.
func (r *Repository) allPatterns() []string { return slices.Concat(r.patterns, r.beside) }

// A past reads the history of companies.
type past struct {
	r         *Repository
	history   tree.History
	snapshots map[snapshot][]*okr.File
	changes   map[okr.Quarter][]tree.Change // since the quarter's kickoff
}

// A snapshot is the files of a quarter in a tree of the past.
type snapshot struct {
	tree    tree.Tree
	quarter okr.Quarter
}

// of returns the past of a company's files.
func (p *past) of(company *okr.Company) *okr.History {
	h := &okr.History{
		Past:   make(map[*okr.File]*okr.Past),
		Single: map[string]bool{unreadableThen: true, unreadableAgo: true, inSubmodule: true},
	}
	quarters := []okr.Quarter{p.r.Running, p.r.Running.Add(-1)}
	if asked := p.r.options.Quarter; !asked.IsZero() && !slices.Contains(quarters, asked) {
		quarters = append(quarters, asked)
	}
	for _, q := range quarters {
		files := slices.DeleteFunc(slices.Collect(company.In(q)), func(f *okr.File) bool { return !p.wanted(f) })
		if len(files) == 0 {
			continue
		}
		for _, f := range files {
			h.Past[f] = &okr.Past{NoFortnight: "its quarter is over"}
		}
		if p.r.Today.After(p.r.Config.Calendar.LastKickoffDay(q)) {
			p.kickoff(q, company, files, h)
		} else {
			for _, f := range files {
				h.Past[f].NoKickoff = "its quarter's kickoff is not over"
			}
		}
		if q == p.r.Running {
			p.fortnight(q, company, files, h)
		}
	}
	return h
}

// wanted reports whether a file's past is judged.
func (p *past) wanted(f *okr.File) bool { return !p.r.options.Narrow || p.r.Reported(f.Path()) }

// Why the past of one file is not known.
const (
	unreadableThen = "at the kickoff it could not be read"
	unreadableAgo  = "14 days ago it could not be read"
	inSubmodule    = "it belongs to a submodule, which has a history of its own"
)

func (p *past) fortnight(q okr.Quarter, company *okr.Company, files []*okr.File, h *okr.History) {
	zone := p.r.Config.Calendar.Location()
	then, _, err := p.at(p.r.Today.AddDays(-okr.StaleDays).In(zone), q, files)
	matched := okr.Match(slices.Collect(company.In(q)), then)
	for _, f := range files {
		past := h.Past[f]
		past.NoFortnight = ""
		switch m := matched[f]; {
		case err != nil:
			past.NoFortnight = err.Error()
		case m != nil && !m.Readable():
			past.NoFortnight = unreadableAgo
		default:
			past.Fortnight = m
		}
	}
}

func (p *past) kickoff(q okr.Quarter, company *okr.Company, files []*okr.File, h *okr.History) {
	then, t, err := p.at(p.r.Config.Calendar.Kickoff(q), q, files)
	matched := okr.Match(slices.Collect(company.In(q)), then)
	for _, f := range files {
		past := h.Past[f]
		m := matched[f]
		switch {
		case err != nil:
			past.NoKickoff = err.Error()
		case m != nil && !m.Readable():
			past.NoKickoff = unreadableThen
		case m != nil && !newTitle(f, m):
			past.Kickoff = m
		case m == nil && foreign(t, f.Path()):
			past.NoKickoff = inSubmodule
		default:
			versions, err := p.versions(q, f)
			if err != nil {
				past.NoKickoff = err.Error()
				continue
			}
			if m != nil {
				past.Kickoff, past.Later = m, versions.readable(f)
				continue
			}
			past.Kickoff, past.Landed = f, p.r.Today // not committed yet, or by the change that is judged
			if len(versions) > 0 {
				past.Landed = okr.DateOf(versions[0].when.In(p.r.Config.Calendar.Location()))
			}
			if all := versions.readable(nil); len(all) > 0 {
				past.Kickoff = all[0]
				past.Later = slices.DeleteFunc(all[1:], func(v *okr.File) bool { return v == f })
			}
		}
	}
}

// newTitle reports whether a file has a key result under a title that it had not then.
func newTitle(f, then *okr.File) bool {
	return slices.ContainsFunc(f.KeyResults, func(kr okr.KeyResult) bool {
		return !slices.ContainsFunc(then.KeyResults, func(old okr.KeyResult) bool { return old.Title.V == kr.Title.V })
	})
}

// foreign reports whether a file belongs to another repository inside this one.
func foreign(t tree.Tree, name string) bool {
	f, ok := t.(interface{ Foreign(name string) bool })
	return ok && f.Foreign(name)
}

// at returns the files of a quarter as they were at an instant, as many of them
// as tell what some files were.
func (p *past) at(instant time.Time, q okr.Quarter, of []*okr.File) ([]*okr.File, tree.Tree, error) {
	t, err := p.history.At(instant)
	if err != nil {
		return nil, nil, err
	}
	key := snapshot{t, q}
	if files, ok := p.snapshots[key]; ok {
		return files, t, nil
	}
	names, err := glob(t, p.r.allPatterns())
	if err != nil {
		return nil, nil, err
	}
	names = slices.DeleteFunc(names, func(name string) bool {
		in := okr.QuarterOf(name)
		return !in.IsZero() && in != q
	})
	if there := samePaths(of, names); p.r.options.Narrow && len(there) == len(of) {
		names = there // none was renamed
	}
	files := p.r.readFiles(t, names)
	p.snapshots[key] = files
	return files, t, nil
}

// samePaths returns those of the names that files of a quarter's folder have.
func samePaths(files []*okr.File, names []string) (there []string) {
	for _, f := range files {
		if _, ok := slices.BinarySearch(names, f.Path()); ok && !f.PathQuarter.IsZero() {
			there = append(there, f.Path())
		}
	}
	return there
}

// A version is a file as one commit left it.
type version struct {
	when time.Time
	file *okr.File
}

type versions []version

// readable returns the files of the versions that can be read, but one.
func (vs versions) readable(but *okr.File) (files []*okr.File) {
	for _, v := range vs {
		if v.file.Readable() && v.file != but {
			files = append(files, v.file)
		}
	}
	return files
}

// versions returns what became of a file since its quarter's kickoff, oldest
// first, under whatever name, from when it was of that quarter.
func (p *past) versions(q okr.Quarter, f *okr.File) (versions, error) {
	changes, ok := p.changes[q]
	if !ok {
		var err error
		changes, err = p.history.Since(p.r.Config.Calendar.Kickoff(q), p.r.allPatterns())
		if err != nil {
			return nil, err
		}
		p.changes[q] = changes
	}
	return p.r.follow(changes, q, f), nil
}

// ErrNoRevision is the error where the base to compare with is no commit.
var ErrNoRevision = errors.New("there is no such revision")
