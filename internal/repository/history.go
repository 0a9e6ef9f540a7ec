package repository

import (
	"errors"
	"slices"
	"sync"
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
	p := newPast(r, h)
	if far, ok := h.(interface {
		Prepare(snapshots []tree.Snapshot, patterns []string)
	}); ok {
		var list []tree.Snapshot
		for _, look := range r.looks() {
			list = append(list, tree.Snapshot{At: look.at, Wanted: look.wants})
		}
		far.Prepare(list, r.allPatterns())
	} else { // git reads one snapshot while another is loaded
		var wg sync.WaitGroup
		for _, look := range r.looks() {
			wg.Go(func() { _, _, _ = p.at(look.at, look.quarter) }) // whoever asks for it gets the error
		}
		wg.Wait()
	}
	r.history = p.of(r.Company)
	if r.Base != nil {
		r.baseHistory = p.of(r.Base)
	}
}

// A look is an instant at which the files of a quarter are looked at.
type look struct {
	at      time.Time
	quarter okr.Quarter
}

// wants reports whether a file may be of the quarter.
func (l look) wants(name string) bool {
	q := okr.QuarterOf(name)
	return q.IsZero() || q == l.quarter
}

// looks returns when and what of the files is looked at, as past.of does.
func (r *Repository) looks() (looks []look) {
	for _, q := range []okr.Quarter{r.Running, r.Running.Add(-1)} {
		if len(r.judged(r.Company, q)) == 0 {
			continue
		}
		if r.Today.After(r.Config.Calendar.LastKickoffDay(q)) {
			looks = append(looks, look{r.Config.Calendar.Kickoff(q), q})
		}
		if q == r.Running {
			looks = append(looks, look{r.fortnightAgo(), q})
		}
	}
	return looks
}

// fortnightAgo is when the 14th day before today begins.
func (r *Repository) fortnightAgo() time.Time {
	return r.Today.AddDays(-okr.StaleDays).In(r.Config.Calendar.Location())
}

// judged returns the files of a quarter whose past is judged.
func (r *Repository) judged(company *okr.Company, q okr.Quarter) (files []*okr.File) {
	for f := range company.In(q) {
		if !r.options.Narrow || r.Reported(f.Path()) {
			files = append(files, f)
		}
	}
	return files
}

// ReadBase reads the company before the change: the same quarters by the same
// configuration.
func (r *Repository) ReadBase(t tree.Tree) error {
	listed, err := glob(t, r.allPatterns())
	if err != nil {
		return err
	}
	r.Base = okr.NewCompany(r.readFiles(t, r.ofTeams(r.choose(listed))), r.Config.Teams)
	return nil
}

// allPatterns returns the patterns of all that was read.
func (r *Repository) allPatterns() []string { return slices.Concat(r.patterns, r.beside) }

// A past reads the history of companies.
type past struct {
	r         *Repository
	history   tree.History
	mu        sync.Mutex // of the snapshots
	snapshots map[snapshot]func() ([]*okr.File, error)
	changes   map[okr.Quarter][]tree.Change // since the quarter's kickoff
}

func newPast(r *Repository, h tree.History) *past {
	return &past{r: r, history: h, snapshots: make(map[snapshot]func() ([]*okr.File, error)), changes: make(map[okr.Quarter][]tree.Change)}
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
		files := p.r.judged(company, q)
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

// Why the past of one file is not known.
const (
	unreadableThen = "at the kickoff it could not be read"
	unreadableAgo  = "14 days ago it could not be read"
	inSubmodule    = "it belongs to a submodule, which has a history of its own"
)

func (p *past) fortnight(q okr.Quarter, company *okr.Company, files []*okr.File, h *okr.History) {
	then, _, err := p.at(p.r.fortnightAgo(), q)
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
	then, t, err := p.at(p.r.Config.Calendar.Kickoff(q), q)
	matched := okr.Match(slices.Collect(company.In(q)), then)
	changed := func(f *okr.File) bool { // so much that it matters what came between
		m := matched[f]
		return m == nil && !foreign(t, f.Path()) || m != nil && m.Readable() && newTitle(f, m)
	}
	if err == nil {
		p.readAhead(q, slices.DeleteFunc(slices.Clone(files), func(f *okr.File) bool { return !changed(f) }))
	}
	for _, f := range files {
		past := h.Past[f]
		m := matched[f]
		switch {
		case err != nil:
			past.NoKickoff = err.Error()
		case m != nil && !m.Readable():
			past.NoKickoff = unreadableThen
		case m == nil && !changed(f):
			past.NoKickoff = inSubmodule
		case !changed(f):
			past.Kickoff = m
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

// at returns the files of a quarter as they were at an instant: as many of them
// as tell what the judged ones were.
func (p *past) at(instant time.Time, q okr.Quarter) ([]*okr.File, tree.Tree, error) {
	t, err := p.history.At(instant)
	if err != nil {
		return nil, nil, err
	}
	key := snapshot{t, q}
	p.mu.Lock()
	files := p.snapshots[key]
	if files == nil {
		files = sync.OnceValues(func() ([]*okr.File, error) { return p.files(t, q) })
		p.snapshots[key] = files
	}
	p.mu.Unlock()
	then, err := files()
	return then, t, err
}

// files reads the files of a quarter in a tree of the past.
func (p *past) files(t tree.Tree, q okr.Quarter) ([]*okr.File, error) {
	names, err := glob(t, p.r.allPatterns())
	if err != nil {
		return nil, err
	}
	names = slices.DeleteFunc(names, func(name string) bool { return !look{quarter: q}.wants(name) })
	return p.r.readFiles(t, p.enough(names, q)), nil
}

// enough returns those of the names that tell what the judged files of a quarter
// were: where not all are judged and none was renamed, their own.
func (p *past) enough(names []string, q okr.Quarter) (own []string) {
	if !p.r.options.Narrow {
		return names
	}
	for _, f := range p.r.judged(p.r.Company, q) {
		if _, ok := slices.BinarySearch(names, f.Path()); !ok || f.PathQuarter.IsZero() {
			return names
		}
		own = append(own, f.Path())
	}
	return own
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
	changes, err := p.since(q)
	if err != nil {
		return nil, err
	}
	return p.r.follow(changes, q, f), nil
}

// since returns what changed since a quarter's kickoff.
func (p *past) since(q okr.Quarter) ([]tree.Change, error) {
	if changes, ok := p.changes[q]; ok {
		return changes, nil
	}
	changes, err := p.history.Since(p.r.Config.Calendar.Kickoff(q), p.r.allPatterns())
	if err == nil {
		p.changes[q] = changes
	}
	return changes, err
}

// readAhead reads the versions of all files together, where one by one takes longer.
func (p *past) readAhead(q okr.Quarter, files []*okr.File) {
	far, ok := p.history.(interface{ ReadAhead(changes []tree.Change) })
	if !ok || len(files) == 0 {
		return
	}
	changes, err := p.since(q)
	if err != nil {
		return // versions says why
	}
	var wanted []tree.Change
	for _, f := range files {
		wanted = append(wanted, trace(changes, f.Path())...)
	}
	far.ReadAhead(wanted)
}

// ErrNoRevision is the error where the base to compare with is no commit.
var ErrNoRevision = errors.New("there is no such revision")
