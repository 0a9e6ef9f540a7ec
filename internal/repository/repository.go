// Package repository reads what a run needs of one tree: the configuration,
// and the files of the quarters that are still of interest.
package repository

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/config"
	"github.com/okrcheck/okrcheck/internal/load"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
	"github.com/okrcheck/okrcheck/internal/tree"
)

// Options say what to read.
type Options struct {
	// ConfigPath is the configuration's; "" is the nearest okrcheck.toml at or above the first of Paths.
	ConfigPath string
	// Paths are the files and folders that the user named, relative to the tree's root; none means all that the
	// configuration lists.
	Paths []string
	// Narrow reads beside Paths only what their checks compare with: other quarters of their teams, and other teams in
	// their quarters. It is for a run without a base.
	Narrow bool
	// Dir is the folder that the user is in; without Paths, the configuration is looked for from there.
	Dir string
	// All reads every quarter, however long ago it ended.
	All bool
	// Quarter is read too, with what it was at its kickoff, however long ago it ended; zero where none is asked for.
	Quarter okr.Quarter
	// Today is the day to judge by; zero is today in the configured time zone.
	Today okr.Date
	// Changed lists the files below patterns that differ from the base; they are read however old their quarter is.
	// Nil where there is no base.
	Changed func(patterns []string) ([]string, error)
	// Affordable reports whether so many files can be read. Where they can't, only those of the teams with a changed file
	// are. Nil is always.
	Affordable func(files int) bool
}

// A Repository is what was read.
type Repository struct {
	Config *config.Config
	// Dir is the folder that the configuration counts from.
	Dir     string
	Today   okr.Date
	Running okr.Quarter
	Company *okr.Company
	// Reported reports whether a path is among what was asked for; the other files were read to compare with. The
	// configuration is where the folder that it governs is.
	Reported func(path string) bool
	// Ended counts the files that were asked for and not read: their quarters ended too long ago.
	Ended int
	// Base is the company before the change, where there is a base to compare with: see ReadBase.
	Base *okr.Company

	history, baseHistory *okr.History
	options              Options
	patterns, beside     []string        // from the tree's root: the configured ones, and those of other files that were named
	changed              map[string]bool // by the files' names
	teams                map[string]bool // that were read; nil is all
	loaded               loaded
}

// ErrNoFiles is the error where there is nothing to check.
var ErrNoFiles = errors.New("no OKR file found")

// lookBack is the number of ended quarters that a run reads: a check looks at
// the scores of two.
const lookBack = 2

// Read reads a tree. Mistakes in the configuration are a config.Errors; an OKR
// file that can't be read is in the company all the same. With ErrNoFiles comes
// a repository that has its configuration and an empty company.
func Read(t tree.Tree, o Options) (*Repository, error) {
	cfg, dir, err := readConfig(t, o)
	if err != nil {
		return nil, err
	}
	r := &Repository{Config: cfg, Dir: dir, Today: o.Today, Company: okr.NewCompany(nil, cfg.Teams), options: o}
	if r.Today.IsZero() {
		r.Today = cfg.Calendar.Today(time.Now())
	}
	r.Running = cfg.Calendar.Of(r.Today)

	for _, p := range cfg.Files {
		r.patterns = append(r.patterns, path.Join(tree.Quote(dir), p))
	}
	listed, err := glob(t, r.patterns)
	if err != nil {
		return nil, err
	}
	if o.Changed != nil {
		changed, err := o.Changed(r.patterns)
		if err != nil {
			return nil, err
		}
		r.changed = make(map[string]bool, len(changed))
		for _, name := range changed {
			r.changed[name] = true
		}
	}
	named := listed
	if len(o.Paths) > 0 {
		if named, err = namedFiles(t, o.Paths, listed); err != nil {
			return nil, err
		}
	} else if len(listed) == 0 {
		return r, fmt.Errorf("%w: nothing matches %s", ErrNoFiles, strings.Join(r.patterns, ", "))
	}

	names := r.choose(listed)
	asked := make(map[string]bool, len(named))
	for _, name := range r.choose(named) {
		asked[name] = true
		names = append(names, name)
		if _, ok := slices.BinarySearch(listed, name); !ok {
			r.beside = append(r.beside, tree.Quote(name))
		}
	}
	if len(asked) == 0 {
		return r, fmt.Errorf("%w of %s or later: the %d files are of quarters that ended before; --all reads them", ErrNoFiles, r.Running.Add(-lookBack), len(named))
	}
	r.Ended = len(named) - len(asked)
	if o.Narrow {
		names = narrow(names, asked)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if o.Affordable != nil && !o.Affordable(len(names)+len(r.changed)) {
		r.teams = make(map[string]bool)
		for name := range r.changed {
			r.teams[okr.TeamOf(name)] = true
		}
		names = r.ofTeams(names)
	}
	r.Company = okr.NewCompany(r.readFiles(t, names), cfg.Teams)

	whole := len(o.Paths) == 0 || slices.ContainsFunc(o.Paths, func(p string) bool { return below(dir, path.Clean(p)) })
	r.Reported = func(path string) bool {
		return asked[path] || whole && cfg.Source != nil && path == cfg.Source.Path
	}
	return r, nil
}

// ofTeams returns the files of the teams that are read.
func (r *Repository) ofTeams(names []string) []string {
	return slices.DeleteFunc(names, func(name string) bool { return r.teams != nil && !r.teams[okr.TeamOf(name)] })
}

// narrow returns those of the names that the files which were asked for are
// compared with: all, where a path doesn't say whose file it is.
func narrow(names []string, asked map[string]bool) []string {
	teams, quarters := make(map[string]bool), make(map[okr.Quarter]bool)
	for name := range asked {
		if okr.QuarterOf(name).IsZero() {
			return names
		}
		teams[okr.TeamOf(name)], quarters[okr.QuarterOf(name)] = true, true
	}
	return slices.DeleteFunc(names, func(name string) bool {
		q := okr.QuarterOf(name)
		return !q.IsZero() && !quarters[q] && !teams[okr.TeamOf(name)]
	})
}

// below reports whether a name is a folder or lies in it.
func below(name, folder string) bool {
	return name == folder || folder == "." || strings.HasPrefix(name, folder+"/")
}

// Input returns what the checks judge by.
func (r *Repository) Input() checks.Input {
	in := checks.Input{
		Head: r.Company, History: r.history,
		Base: r.Base, BaseHistory: r.baseHistory,
		Calendar: r.Config.Calendar, Today: r.Today, Settings: r.Config.Settings,
	}
	if r.teams != nil {
		in.Partial = "there are too many files to read them one by one, so those of teams without a change were left out"
	}
	if r.options.Narrow {
		in.Judged = r.Reported
	}
	return in
}

// readConfig returns the configuration and the folder that it counts from.
func readConfig(t tree.Tree, o Options) (*config.Config, string, error) {
	if o.ConfigPath != "" {
		b, err := t.Read(o.ConfigPath)
		if err != nil {
			return nil, "", fmt.Errorf("%s: %w", o.ConfigPath, err)
		}
		cfg, err := config.Parse(source.New(o.ConfigPath, b))
		return cfg, path.Dir(o.ConfigPath), err
	}
	from := path.Clean("./" + o.Dir)
	if len(o.Paths) > 0 {
		from = path.Clean(o.Paths[0])
	}
	for dir := from; ; dir = path.Dir(dir) {
		name := path.Join(dir, config.Name)
		b, err := t.Read(name)
		switch {
		case err == nil:
			cfg, err := config.Parse(source.New(name, b))
			return cfg, dir, err
		case !absent(err):
			return nil, "", fmt.Errorf("%s: %w", name, err)
		case dir == ".":
			return config.Default(), ".", nil
		}
	}
}

func absent(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, tree.ErrNotFolder)
}

func glob(t tree.Tree, patterns []string) ([]string, error) {
	names, err := t.Glob(patterns)
	return slices.DeleteFunc(names, func(name string) bool { return path.Base(name) == config.Name }), err
}

// namedFiles returns the files that the user's paths mean, sorted.
func namedFiles(t tree.Tree, paths, listed []string) ([]string, error) {
	var named []string
	for _, p := range paths {
		p = path.Clean(p)
		n := len(named)
		for _, name := range listed {
			if below(name, p) {
				named = append(named, name)
			}
		}
		if len(named) > n {
			continue
		}
		files, err := glob(t, []string{path.Join(tree.Quote(p), "**/*.toml")})
		if err != nil {
			return nil, err
		}
		if len(files) == 0 {
			if _, err := t.Read(p); errors.Is(err, tree.ErrFolder) {
				return nil, fmt.Errorf("%w in %s", ErrNoFiles, p)
			}
			files = []string{p}
		}
		named = append(named, files...)
	}
	slices.Sort(named)
	return slices.Compact(named), nil
}

// choose returns those of the names whose quarter is of interest: near the
// running one, or named by the user. A file whose path tells no quarter is
// read to learn it.
func (r *Repository) choose(names []string) []string {
	if r.options.All {
		return slices.Clone(names)
	}
	oldest := r.Running.Add(-lookBack)
	quarters := map[okr.Quarter]bool{r.options.Quarter: true}
	for _, p := range r.options.Paths {
		quarters[okr.QuarterOf(path.Join(p, "file"))] = true
	}
	var chosen []string
	for _, name := range names {
		if q := okr.QuarterOf(name); q.IsZero() || !q.Before(oldest) || quarters[q] || r.changed[name] {
			chosen = append(chosen, name)
		}
	}
	return chosen
}

// readFiles reads and loads files side by side.
func (r *Repository) readFiles(t tree.Tree, names []string) []*okr.File {
	if far, ok := t.(interface{ Want(names []string) }); ok {
		far.Want(names)
	}
	files := make([]*okr.File, len(names))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(names)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(names); i = int(next.Add(1)) - 1 {
				files[i] = r.loaded.read(names[i], func() ([]byte, error) { return t.Read(names[i]) })
			}
		})
	}
	wg.Wait()
	return files
}

// loaded holds the versions of files that were loaded: most files are the same
// in every snapshot.
type loaded struct {
	mu       sync.Mutex
	versions map[string][]*okr.File // by name
}

// read reads one version of a file. One that can't be read is in the model all the same.
func (l *loaded) read(name string, read func() ([]byte, error)) *okr.File {
	b, err := read()
	if err != nil {
		var e *tree.Error
		if !errors.As(err, &e) {
			e = &tree.Error{Reason: "the file can't be read: " + err.Error()}
		}
		return load.Unreadable(name, e.Reason, e.Help)
	}
	if f := l.known(name, b); f != nil {
		return f
	}
	f := load.File(source.New(name, b))
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.versions == nil {
		l.versions = make(map[string][]*okr.File)
	}
	l.versions[name] = append(l.versions[name], f)
	return f
}

// known returns the version of a file that was loaded of these bytes, or nil.
func (l *loaded) known(name string, b []byte) *okr.File {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, f := range l.versions[name] {
		if bytes.Equal(f.Source.Bytes, b) {
			return f
		}
	}
	return nil
}
