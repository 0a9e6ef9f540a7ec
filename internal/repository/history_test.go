package repository

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/tree"
)

// files is a tree in memory.
type files map[string]string

func (f files) Glob(patterns []string) ([]string, error) {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(f)), func(name string) bool {
		return !slices.ContainsFunc(patterns, func(p string) bool { return doublestar.MatchUnvalidated(p, name) })
	}), nil
}

func (f files) Read(name string) ([]byte, error) {
	text, ok := f[name]
	if !ok {
		return nil, &tree.Error{Reason: "there is no such file", Err: tree.ErrNotFolder}
	}
	return []byte(text), nil
}

// A commit is all files at noon of a day, UTC.
type commit struct {
	day   string
	files files
}

func (c commit) when() time.Time {
	d, err := okr.ParseDate(c.day)
	if err != nil {
		panic(err)
	}
	return d.In(time.UTC).Add(12 * time.Hour)
}

// commits is a history, oldest first. Equal texts under a new name are a rename.
type commits []commit

func (cs commits) older(instant time.Time) int {
	for i := len(cs) - 1; i >= 0; i-- {
		if cs[i].when().Before(instant) {
			return i
		}
	}
	return -1
}

func (cs commits) At(instant time.Time) (tree.Tree, error) {
	i := cs.older(instant)
	if i < 0 {
		return &files{}, nil
	}
	return &cs[i].files, nil
}

func (cs commits) Since(instant time.Time, patterns []string) (changes []tree.Change, err error) {
	before := files{}
	i := cs.older(instant)
	if i >= 0 {
		before = cs[i].files
	}
	for _, c := range cs[i+1:] {
		names, _ := c.files.Glob(patterns)
		for _, name := range names {
			change := tree.Change{When: c.when(), Path: name, Read: func() ([]byte, error) { return []byte(c.files[name]), nil }}
			if old, ok := before[name]; ok && old == c.files[name] {
				continue
			} else if !ok {
				change.What = tree.Added
				for from, text := range before {
					if _, still := c.files[from]; !still && text == c.files[name] {
						change.What, change.From = tree.Renamed, from
					}
				}
			}
			changes = append(changes, change)
		}
		before = c.files
	}
	return changes, nil
}

// anOKR is the text of a file: its objective and the titles of its key results.
func anOKR(objective string, titles ...string) string {
	text := fmt.Sprintf("objective = %q\n", objective)
	for _, title := range titles {
		text += fmt.Sprintf("[[key_result]]\ntitle = %q\n", title)
	}
	return text
}

const (
	a       = "okrs/2026-Q4/a.toml"
	b       = "okrs/2026-Q4/b.toml"
	kicked  = "2026-10-10" // before the kickoff was over
	late    = "2026-10-20"
	later   = "2026-10-25"
	current = "2026-11-15"
)

func describe(p *okr.Past) string {
	one := func(f *okr.File, why string) string {
		if f == nil {
			return "(" + why + ")"
		}
		titles := []string{path.Base(f.Path()), f.Objective().V}
		for _, kr := range f.KeyResults {
			titles = append(titles, kr.Title.V)
		}
		return strings.Join(titles, " ")
	}
	text := "kickoff " + one(p.Kickoff, p.NoKickoff)
	if !p.Landed.IsZero() {
		text += ", landed " + p.Landed.String()
	}
	for _, f := range p.Later {
		text += ", later " + one(f, "")
	}
	return text + ", fortnight " + one(p.Fortnight, p.NoFortnight)
}

func TestReadHistory(t *testing.T) {
	for _, c := range []struct {
		name    string
		history commits
		head    files
		want    string
	}{
		{
			"in time and as it was",
			commits{{kicked, files{a: anOKR("x", "k1")}}},
			files{a: anOKR("x", "k1")},
			"kickoff a.toml x k1, fortnight a.toml x k1",
		},
		{
			"the last state of the 14th day",
			commits{{"2026-10-14", files{a: anOKR("x", "k1")}}, {"2026-10-15", files{a: anOKR("y", "k1")}}},
			files{a: anOKR("z", "k1")},
			"kickoff a.toml x k1, fortnight a.toml y k1",
		},
		{
			"14 days ago is the beginning of the 6th",
			commits{{kicked, files{a: anOKR("x")}}, {"2026-11-05", files{a: anOKR("y")}}, {"2026-11-06", files{a: anOKR("z")}}},
			files{a: anOKR("z")},
			"kickoff a.toml x, fortnight a.toml y",
		},
		{
			"late, and changed since",
			commits{{kicked, files{}}, {late, files{a: anOKR("x", "k1")}}, {later, files{a: anOKR("y", "k1")}}, {current, files{a: anOKR("z", "k1")}}},
			files{a: anOKR("z", "k1")},
			"kickoff a.toml x k1, landed 2026-10-20, later a.toml y k1, fortnight a.toml y k1",
		},
		{
			"not committed yet",
			commits{{kicked, files{}}},
			files{a: anOKR("x")},
			"kickoff a.toml x, landed 2026-11-20, fortnight ()",
		},
		{
			"before the first commit",
			nil,
			files{a: anOKR("x")},
			"kickoff a.toml x, landed 2026-11-20, fortnight ()",
		},
		{
			"renamed after the kickoff",
			commits{{kicked, files{b: anOKR("x", "k1")}}, {late, files{a: anOKR("x", "k1")}}},
			files{a: anOKR("x", "k1")},
			"kickoff b.toml x k1, fortnight a.toml x k1",
		},
		{
			"late and then renamed",
			commits{{kicked, files{}}, {late, files{b: anOKR("x", "k1")}}, {later, files{a: anOKR("x", "k1")}}},
			files{a: anOKR("x", "k1", "k2")},
			"kickoff b.toml x k1, landed 2026-10-20, later a.toml x k1, fortnight a.toml x k1",
		},
		{
			"a key result that came later",
			commits{{kicked, files{a: anOKR("x", "k1")}}, {late, files{a: anOKR("x", "k1", "k2")}}, {later, files{a: anOKR("x", "k1", "k2", "k3")}}},
			files{a: anOKR("x", "k1", "k2", "k3")},
			"kickoff a.toml x k1, later a.toml x k1 k2, fortnight a.toml x k1 k2 k3",
		},
		{
			"removed and written anew",
			commits{{"2026-10-15", files{a: anOKR("x")}}, {late, files{}}, {later, files{a: anOKR("y")}}},
			files{a: anOKR("y")},
			"kickoff a.toml y, landed 2026-10-25, fortnight a.toml y",
		},
		{
			"not readable at the kickoff",
			commits{{kicked, files{a: "["}}, {late, files{a: anOKR("x")}}},
			files{a: anOKR("x")},
			"kickoff (at the kickoff it could not be read), fortnight a.toml x",
		},
		{
			"not readable as it landed",
			commits{{late, files{a: "["}}, {later, files{a: anOKR("x")}}},
			files{a: anOKR("y")},
			"kickoff a.toml x, landed 2026-10-20, fortnight a.toml x",
		},
		{
			"another quarter's file of that name",
			commits{{kicked, files{"okrs/a.toml": "quarter = \"2026-Q3\"\n" + anOKR("w")}}, {late, files{"okrs/a.toml": "quarter = \"2026-Q4\"\n" + anOKR("x")}}},
			files{"okrs/a.toml": "quarter = \"2026-Q4\"\n" + anOKR("y")},
			"kickoff a.toml x, landed 2026-10-20, fortnight a.toml x",
		},
	} {
		r := read(t, c.head, Options{})
		r.ReadHistory(c.history)
		past := r.Input().History.Of(r.Company.Files[0])
		if got := describe(past); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// A file that did not change is the very same in every snapshot.
func TestUnchangedIsLoadedOnce(t *testing.T) {
	head := files{a: anOKR("x")}
	r := read(t, head, Options{})
	r.ReadHistory(commits{{kicked, head}})
	f := r.Company.Files[0]
	if past := r.Input().History.Of(f); past.Kickoff != f || past.Fortnight != f {
		t.Errorf("%+v", past)
	}
}

func TestQuartersOfHistory(t *testing.T) {
	const q3, q2 = "okrs/2026-Q3/a.toml", "okrs/2026-Q2/a.toml"
	r := read(t, files{a: anOKR("x"), q3: anOKR("y"), q2: anOKR("z"), "okrs/2027-Q1/a.toml": anOKR("w")}, Options{})
	r.ReadHistory(commits{
		{"2026-07-10", files{q3: anOKR("y0"), q2: anOKR("z")}},
		{"2026-09-01", files{q3: anOKR("y1"), q2: anOKR("z")}},
		{kicked, files{q3: anOKR("y2"), a: anOKR("x0")}},
	})
	var got []string
	for _, f := range r.Company.Files {
		p := r.Input().History.Of(f)
		kickoff := "(" + p.NoKickoff + ")"
		if p.Kickoff != nil {
			kickoff = p.Kickoff.Objective().V
		}
		got = append(got, fmt.Sprintf("%s %s", f.Quarter, kickoff))
	}
	want := "2026-Q2 (the history was not read so far back), 2026-Q3 y0, 2026-Q4 x0, 2027-Q1 (the history was not read so far back)"
	if got := strings.Join(got, ", "); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

type noPast struct{ commits }

func (noPast) At(time.Time) (tree.Tree, error) {
	return nil, &tree.Unknown{Reason: "the clone is shallow", Remedy: "fetch-depth: 0 mends it"}
}

func TestUnknownPast(t *testing.T) {
	r := read(t, files{a: anOKR("x")}, Options{})
	r.ReadHistory(noPast{})
	h := r.Input().History
	const want = "the clone is shallow: fetch-depth: 0 mends it"
	if p := h.Of(r.Company.Files[0]); p.NoKickoff != want || p.NoFortnight != want || h.Single[want] {
		t.Errorf("%+v", p)
	}
	r.NoHistory("--no-history was given")
	if p := r.Input().History.Of(r.Company.Files[0]); p.NoKickoff != "--no-history was given" {
		t.Errorf("%+v", p)
	}
}

// The base is read by the same quarters, and an old quarter where the change touches it.
func TestReadBase(t *testing.T) {
	const old, older = "okrs/2025-Q1/a.toml", "okrs/2025-Q1/b.toml"
	head := files{a: anOKR("x"), b: anOKR("y"), old: anOKR("z"), older: anOKR("w")}
	base := files{a: anOKR("x0"), old: anOKR("z0"), older: anOKR("w")}
	r := read(t, head, Options{Changed: func([]string) ([]string, error) { return []string{a, b, old}, nil }})
	if got := r.paths(); got != old+" "+a+" "+b {
		t.Errorf("the head has %s", got)
	}
	if err := r.ReadBase(base); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range r.Base.Files {
		names = append(names, f.Path()+" "+f.Objective().V)
	}
	if got := strings.Join(names, ", "); got != old+" z0, "+a+" x0" {
		t.Errorf("the base has %s", got)
	}
	// What the change brings is today's, though its own commits may be older.
	r.ReadHistory(commits{{kicked, base}})
	if p := r.Input().History.Of(r.Company.Files[2]); p.Landed != today {
		t.Errorf("%s", describe(p))
	}
	if p := r.Input().BaseHistory.Of(r.Base.Files[1]); p.Kickoff != r.Base.Files[1] {
		t.Errorf("%s", describe(p))
	}
}
