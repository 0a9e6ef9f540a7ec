package okr

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/internal/source"
)

// aFile returns a file of a path, an objective and the titles of its key results.
func aFile(path, objective string, titles ...string) *File {
	f := &File{Source: source.New(path, nil), Team: TeamOf(path), Quarter: QuarterOf(path)}
	at := source.Place{File: f.Source}
	f.Objectives = []Value[string]{{V: objective, At: at}}
	for _, title := range titles {
		f.KeyResults = append(f.KeyResults, KeyResult{At: at, Title: Value[string]{V: title, At: at}})
	}
	return f
}

func TestMatch(t *testing.T) {
	const q4, q3 = "okrs/2026-Q4/", "okrs/2026-Q3/"
	for _, c := range []struct {
		name        string
		files, then []*File
		want        string
	}{
		{"the same path", []*File{aFile(q4+"a.toml", "x")}, []*File{aFile(q4+"a.toml", "y")}, q4 + "a.toml=" + q4 + "a.toml"},
		{"another folder", []*File{aFile(q4+"money/a.toml", "x")}, []*File{aFile(q4+"a.toml", "y")}, q4 + "money/a.toml=" + q4 + "a.toml"},
		{"another quarter", []*File{aFile(q4+"a.toml", "x", "k")}, []*File{aFile(q3+"a.toml", "x", "k")}, ""},
		{"a new name", []*File{aFile(q4+"b.toml", "X", "k  1", "k2", "new")}, []*File{aFile(q4+"a.toml", "x", "K 1", "k2", "k3")}, q4 + "b.toml=" + q4 + "a.toml"},
		{"a new team", []*File{aFile(q4+"b.toml", "x", "m1", "m2", "m3")}, []*File{aFile(q4+"a.toml", "x", "k1", "k2", "k3")}, ""},
		{"nothing in them", []*File{aFile(q4+"b.toml", "")}, []*File{aFile(q4+"a.toml", "")}, ""},
		{
			"the most alike first",
			[]*File{aFile(q4+"b.toml", "x", "k1"), aFile(q4+"c.toml", "x", "k1", "k2")},
			[]*File{aFile(q4+"a.toml", "x", "k1", "k2")},
			q4 + "c.toml=" + q4 + "a.toml",
		},
		{
			"swapped names are new texts",
			[]*File{aFile(q4+"a.toml", "x"), aFile(q4+"b.toml", "y")},
			[]*File{aFile(q4+"a.toml", "y"), aFile(q4+"b.toml", "x")},
			q4 + "a.toml=" + q4 + "a.toml " + q4 + "b.toml=" + q4 + "b.toml",
		},
	} {
		var pairs []string
		for f, then := range Match(c.files, c.then) {
			pairs = append(pairs, f.Path()+"="+then.Path())
		}
		slices.Sort(pairs)
		if got := strings.Join(pairs, " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// Each file has one earlier version at most, and each earlier version one later.
func TestMatchIsOneToOne(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	random := func() (files []*File) {
		for i := range r.IntN(8) {
			files = append(files, aFile(fmt.Sprintf("okrs/2026-Q%d/%d/%c.toml", 1+r.IntN(2), i, 'a'+rune(r.IntN(4))), string('x'+rune(r.IntN(2))), string('k'+rune(r.IntN(3)))))
		}
		return files
	}
	for range 500 {
		seen := make(map[*File]bool)
		for f, then := range Match(random(), random()) {
			if seen[then] || f.Quarter != then.Quarter {
				t.Fatalf("%s and %s", f.Path(), then.Path())
			}
			seen[then] = true
		}
	}
}

func TestSameValues(t *testing.T) {
	base := func() *File {
		f := aFile("okrs/2026-Q4/a.toml", "x", "k1", "k2", "k3")
		f.KeyResults[0].Current = given(3)
		return f
	}
	for name, c := range map[string]struct {
		change func(*File)
		same   bool
	}{
		"nothing":          {func(*File) {}, true},
		"the order":        {func(f *File) { slices.Reverse(f.KeyResults) }, true},
		"a comment":        {func(f *File) { f.Comments = append(f.Comments, Value[string]{V: "hello"}) }, true},
		"a reading":        {func(f *File) { f.KeyResults[0].Current = given(4) }, false},
		"a reading gone":   {func(f *File) { f.KeyResults[0].Current = Value[float64]{} }, false},
		"a first reading":  {func(f *File) { f.KeyResults[1].Current = given(0) }, false},
		"a title":          {func(f *File) { f.KeyResults[1].Title.V = "k9" }, false},
		"a metric":         {func(f *File) { f.HealthMetrics = []HealthMetric{{Name: Value[string]{V: "m"}}} }, false},
		"a week":           {func(f *File) { f.Weeks = []Week{{Monday: Value[Date]{V: NewDate(2026, 10, 5)}}} }, false},
		"an initiative":    {func(f *File) { f.Initiatives = []Initiative{{}} }, false},
		"a retrospective":  {func(f *File) { f.Retrospective.Learned = Value[string]{V: "y", At: somewhere} }, false},
		"the file's place": {func(f *File) { f.Source = source.New("okrs/2026-Q4/money/a.toml", []byte("# moved")) }, true},
	} {
		f := base()
		c.change(f)
		if got := SameValues(base(), f); got != c.same {
			t.Errorf("%s: %v, want %v", name, got, c.same)
		}
	}
}
