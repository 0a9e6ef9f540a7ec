package checks

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/language"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// Input is everything that a run judges by.
type Input struct {
	Head *okr.Company
	// History is the past of the head's files; nil where it was not read.
	History *okr.History
	// Base is the company before the change that is judged: a pull request's, or since a revision. Nil elsewhere.
	Base        *okr.Company
	BaseHistory *okr.History
	Calendar    okr.Calendar
	Today       okr.Date
	Settings    Settings
	// Partial says why files of other teams are missing in Head and Base, "" where none is. What compares teams is not
	// checked then.
	Partial string
	// Reports is true where a report is written: it tells what a run says only once, such as that an OKR came late.
	Reports bool
	// Only limits the run to these checks; empty means all.
	Only []string
	// Judged reports whether to say what is wrong with the file of a path; nil means all. The others are compared with.
	// It is for a run without a base.
	Judged func(path string) bool
}

func (in *Input) judged(path string) bool { return in.Judged == nil || in.Judged(path) }

// Result is what a run found.
type Result struct {
	Findings   []diag.Finding // sorted and identified
	Silenced   []Silenced     // sorted as the findings are
	NotChecked []NotChecked   // sorted by check and path
}

// A Silenced is a finding that a comment silences; it is new where the base
// does not silence it.
type Silenced struct {
	Finding diag.Finding
	By      okr.Ignore
}

// Run makes all checks of the catalogue that are switched on. Where there is a
// base it is checked as well, and what it has already is not new.
func Run(in Input) Result {
	result := runOne(in)
	var before Result
	if in.Base != nil {
		base := in
		base.Head, base.History, base.Base = in.Base, in.BaseHistory, nil
		before = runOne(base)
		before.Findings = slices.DeleteFunc(before.Findings, compares)
		before.Silenced = slices.DeleteFunc(before.Silenced, func(s Silenced) bool { return compares(s.Finding) })
	}
	diag.Compare(result.Findings, before.Findings, in.renamed())
	silenced := func(list []Silenced) []diag.Finding {
		findings := make([]diag.Finding, len(list))
		for i, s := range list {
			findings[i] = s.Finding
		}
		diag.Identify(findings)
		return findings
	}
	now := silenced(result.Silenced)
	diag.Compare(now, silenced(before.Silenced), in.renamed())
	for i := range now {
		result.Silenced[i].Finding = now[i]
	}
	return result
}

// compares reports whether a finding's check compares with the base.
func compares(f diag.Finding) bool { return Named(f.Check).Compares }

// renamed returns the function that tells the name at the head of a file at the base.
func (in *Input) renamed() func(path string) string {
	names := make(map[string]string)
	if in.Base != nil {
		for f, before := range okr.Match(in.Head.Files, in.Base.Files) {
			names[before.Path()] = f.Path()
		}
	}
	return func(path string) string { return cmp.Or(names[path], path) }
}

func runOne(in Input) Result {
	r := &run{in: &in, running: in.Calendar.Of(in.Today), reader: language.NewReader(in.Settings.Vocabulary)}
	if in.Base != nil {
		r.before = okr.Match(in.Head.Files, in.Base.Files)
	}
	for _, c := range All {
		if r.on(c) {
			r.checks = append(r.checks, c)
		}
	}

	var findings []diag.Finding
	var notChecked []NotChecked
	for _, part := range r.parts() {
		findings = append(findings, part.findings...)
		notChecked = append(notChecked, part.notChecked...)
	}
	findings = slices.DeleteFunc(findings, func(f diag.Finding) bool { return !in.judged(f.At.File.Path) })
	slices.SortFunc(notChecked, func(a, b NotChecked) int {
		return cmp.Or(cmp.Compare(a.Check, b.Check), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Reason, b.Reason))
	})
	notChecked = slices.Compact(notChecked)

	byPath := make(map[string]*okr.File, len(in.Head.Files))
	for _, f := range in.Head.Files {
		byPath[f.Path()] = f
	}
	for i := range findings {
		f := &findings[i]
		if file := byPath[f.At.File.Path]; file != nil {
			f.KeyPath = file.Outline.KeyPath(file.Outline.Find(f.At))
			if f.Subject == "" {
				f.Subject = subject(file, f.At)
			}
		}
	}
	diag.Sort(findings)
	findings, silenced := r.silence(findings, notChecked)
	diag.Sort(findings)
	diag.Identify(findings)
	return Result{Findings: findings, Silenced: silenced, NotChecked: notChecked}
}

type run struct {
	in      *Input
	running okr.Quarter
	reader  *language.Reader
	checks  []*Check                // those that are switched on
	before  map[*okr.File]*okr.File // the head's files at the base
}

func (r *run) on(c *Check) bool {
	if len(r.in.Only) > 0 && !slices.Contains(r.in.Only, c.Name) {
		return false
	}
	s := r.in.Settings.Checks[c.Name]
	return s.Severity == nil || *s.Severity != diag.Off
}

// A part is one goroutine's share of a run.
type part struct {
	run        *run
	readings   *readings
	findings   []diag.Finding
	notChecked []NotChecked
}

// readings are what was read of a file once, for all checks.
type readings struct {
	sentences  map[string]language.Sentence
	objectives map[string]language.Judgement // by the text
	weaknesses map[source.Place]weakness     // by the key result's table
}

func newReadings() *readings {
	return &readings{make(map[string]language.Sentence), make(map[string]language.Judgement), make(map[source.Place]weakness)}
}

// clear makes room for the next file.
func (r *readings) clear() {
	clear(r.sentences)
	clear(r.objectives)
	clear(r.weaknesses)
}

func (r *run) part() *part {
	return &part{run: r, readings: newReadings()}
}

func (p *part) pass(c *Check) *Pass {
	return &Pass{
		Input: p.run.in, Running: p.run.running,
		check: c, setting: p.run.in.Settings.Checks[c.Name],
		before: p.run.before, reader: p.run.reader, readings: p.readings,
		out: &p.findings, unchecked: &p.notChecked,
	}
}

// parts makes the checks side by side: those that judge one file by itself,
// which share the files, and those that need all of them.
func (r *run) parts() []*part {
	files := make([]*okr.File, 0, len(r.in.Head.Files))
	for _, f := range r.in.Head.Files {
		if r.in.judged(f.Path()) {
			files = append(files, f)
		}
	}
	whole := r.part()
	parts := []*part{whole}
	var wg sync.WaitGroup
	wg.Go(func() {
		for _, c := range r.checks {
			switch {
			case c.Company == nil:
			case r.in.Partial != "":
				whole.pass(c).CouldNot(nil, r.in.Partial)
			default:
				c.Company(whole.pass(c))
			}
		}
	})
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		p := r.part()
		parts = append(parts, p)
		wg.Go(func() {
			passes := p.passes()
			for i := next.Add(1) - 1; int(i) < len(files); i = next.Add(1) - 1 {
				p.readings.clear()
				for _, pass := range passes {
					if pass.Speaks(files[i]) {
						pass.check.File(pass, files[i])
					}
				}
			}
		})
	}
	wg.Wait()
	return parts
}

// passes are those of the checks that judge one file by itself.
func (p *part) passes() (passes []*Pass) {
	for _, c := range p.run.checks {
		if c.File != nil {
			passes = append(passes, p.pass(c))
		}
	}
	return passes
}
