package repository

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/okrcheck/okrcheck/internal/config"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/tree"
)

func workTree(t *testing.T, files map[string]string) tree.Tree {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return tree.WorkTree(dir)
}

var today = okr.NewDate(2026, 11, 20)

func read(t *testing.T, tr tree.Tree, o Options) *Repository {
	t.Helper()
	o.Today = today
	r, err := Read(tr, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// paths returns the paths of the files that were read, those that are only
// compared with in brackets.
func (r *Repository) paths() string {
	var names []string
	for _, f := range r.Company.Files {
		name := f.Path()
		if !r.Reported(name) {
			name = "(" + name + ")"
		}
		names = append(names, name)
	}
	return strings.Join(names, " ")
}

func TestWhichFiles(t *testing.T) {
	tr := workTree(t, map[string]string{
		"okrs/2025-Q3/a.toml": "", "okrs/2025-Q4/a.toml": "", "okrs/2025-Q4/b.toml": "",
		"okrs/2026-Q1/a.toml": "", "okrs/2026-Q2/a.toml": "", "okrs/2026-Q3/a.toml": "",
		"okrs/2026-Q4/a.toml": "", "okrs/2026-Q4/b.toml": "", "okrs/2027-Q1/a.toml": "",
		"okrs/loose.toml": "", "drafts/2024-Q1/c.toml": "", "drafts/notes.md": "", "empty/readme.md": "",
		"okrs/okrcheck.toml": "",
	})
	const recent = "okrs/2026-Q2/a.toml okrs/2026-Q3/a.toml okrs/2026-Q4/a.toml okrs/2026-Q4/b.toml okrs/2027-Q1/a.toml okrs/loose.toml"
	const others = "(okrs/2026-Q2/a.toml) (okrs/2026-Q3/a.toml) "
	for _, c := range []struct {
		name string
		o    Options
		want string
	}{
		{"whole", Options{ConfigPath: ""}, recent},
		{"all", Options{All: true}, "okrs/2025-Q3/a.toml okrs/2025-Q4/a.toml okrs/2025-Q4/b.toml okrs/2026-Q1/a.toml " + recent},
		{
			"a file that the globs name",
			Options{Paths: []string{"okrs/2026-Q4/a.toml"}},
			others + "okrs/2026-Q4/a.toml (okrs/2026-Q4/b.toml) (okrs/2027-Q1/a.toml) (okrs/loose.toml)",
		},
		{
			"an old file, with its quarter",
			Options{Paths: []string{"okrs/2025-Q4/b.toml"}},
			"(okrs/2025-Q4/a.toml) okrs/2025-Q4/b.toml " + others + "(okrs/2026-Q4/a.toml) (okrs/2026-Q4/b.toml) (okrs/2027-Q1/a.toml) (okrs/loose.toml)",
		},
		{
			"a folder",
			Options{Paths: []string{"okrs/2026-Q4/"}},
			others + "okrs/2026-Q4/a.toml okrs/2026-Q4/b.toml (okrs/2027-Q1/a.toml) (okrs/loose.toml)",
		},
		{
			"a folder that the globs pass over",
			Options{Paths: []string{"drafts/2024-Q1"}},
			"drafts/2024-Q1/c.toml " + others + "(okrs/2026-Q4/a.toml) (okrs/2026-Q4/b.toml) (okrs/2027-Q1/a.toml) (okrs/loose.toml)",
		},
		{
			"a file of another kind",
			Options{Paths: []string{"drafts/notes.md"}},
			"drafts/notes.md " + others + "(okrs/2026-Q4/a.toml) (okrs/2026-Q4/b.toml) (okrs/2027-Q1/a.toml) (okrs/loose.toml)",
		},
		{"the root", Options{Paths: []string{"."}}, recent},
		{
			"a folder of all quarters", Options{Paths: []string{"okrs"}}, recent,
		},
	} {
		// okrs/okrcheck.toml governs what is below okrs, and lists okrs/okrs/…: name the one that isn't there.
		if len(c.o.Paths) > 0 && strings.HasPrefix(c.o.Paths[0], "okrs") {
			c.o.ConfigPath = "okrcheck.toml"
		}
		if got := read(t, withConfig{tr}, c.o).paths(); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, got, c.want)
		}
	}
	if got := read(t, tr, Options{}).Ended; got != 4 {
		t.Errorf("%d files of ended quarters, want 4", got)
	}
	if got := read(t, tr, Options{}).Running.String(); got != "2026-Q4" {
		t.Errorf("the running quarter is %s", got)
	}
}

// withConfig adds an empty configuration at the root.
type withConfig struct{ tree.Tree }

func (t withConfig) Read(name string) ([]byte, error) {
	if name == config.Name {
		return nil, nil
	}
	return t.Tree.Read(name)
}

func TestNearestConfig(t *testing.T) {
	tr := workTree(t, map[string]string{
		"okrcheck.toml":             `files = ["root/*.toml"]`,
		"root/a.toml":               "",
		"sub/[x]/okrcheck.toml":     `files = ["in/**/*.toml"]`,
		"sub/[x]/in/2026-Q4/b.toml": "",
		"other.toml":                `files = ["[root]*/a.toml"]`,
	})
	for _, c := range []struct {
		o            Options
		config, want string
	}{
		{Options{}, "okrcheck.toml", "root/a.toml"},
		{Options{Dir: "sub"}, "okrcheck.toml", "root/a.toml"},
		{Options{Dir: "sub/[x]/in"}, "sub/[x]/okrcheck.toml", "sub/[x]/in/2026-Q4/b.toml"},
		{Options{Paths: []string{"sub/[x]"}}, "sub/[x]/okrcheck.toml", "sub/[x]/in/2026-Q4/b.toml"},
		{Options{Paths: []string{"sub/[x]/in/2026-Q4/b.toml"}}, "sub/[x]/okrcheck.toml", "sub/[x]/in/2026-Q4/b.toml"},
		{Options{ConfigPath: "other.toml"}, "other.toml", "root/a.toml"},
	} {
		r := read(t, tr, c.o)
		if got := r.Config.Source.Path; got != c.config || r.paths() != c.want {
			t.Errorf("%+v: %s by %s, want %s by %s", c.o, r.paths(), got, c.want, c.config)
		}
	}
}

func TestNothingToCheck(t *testing.T) {
	tr := workTree(t, map[string]string{"okrs/2020-Q1/a.toml": "", "empty/readme.md": ""})
	for _, c := range []struct {
		o    Options
		want string
	}{
		{Options{}, "no OKR file found of 2026-Q2 or later: the 1 files are of quarters that ended before; --all reads them"},
		{Options{Paths: []string{"okrs"}}, "no OKR file found of 2026-Q2 or later: the 1 files are of quarters that ended before; --all reads them"},
		{Options{Paths: []string{"empty"}}, "no OKR file found in empty"},
	} {
		c.o.Today = today
		if _, err := Read(tr, c.o); !errors.Is(err, ErrNoFiles) || err.Error() != c.want {
			t.Errorf("%+v: %v, want %s", c.o, err, c.want)
		}
	}
	if _, err := Read(workTree(t, nil), Options{}); !errors.Is(err, ErrNoFiles) {
		t.Errorf("an empty tree: %v", err)
	}
}

// What concerns the configuration is said in a run of all that it governs.
func TestConfigIsReported(t *testing.T) {
	tr := workTree(t, map[string]string{"sub/okrcheck.toml": "", "sub/okrs/2026-Q4/a.toml": ""})
	for path, want := range map[string]bool{".": false, "sub": true, "sub/okrs": false, "sub/okrs/2026-Q4/a.toml": false} {
		r := read(t, tr, Options{Paths: []string{path}})
		if got := r.Reported("sub/okrcheck.toml"); got != want {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	}
}

func TestBadConfig(t *testing.T) {
	tr := workTree(t, map[string]string{"okrcheck.toml": "file = 1\ntimezone = 2\n", "okrs/a.toml": ""})
	_, err := Read(tr, Options{})
	var mistakes config.Errors
	if !errors.As(err, &mistakes) || len(mistakes) != 2 {
		t.Errorf("%v", err)
	}
	if _, err := Read(tr, Options{ConfigPath: "gone.toml"}); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "gone.toml") {
		t.Errorf("%v", err)
	}
}

// A file that can't be read is a finding and stops nothing.
func TestUnreadable(t *testing.T) {
	r := read(t, broken{fstest.MapFS{"okrs/2026-Q4/a.toml": {Data: []byte("team = \"a\"")}, "okrs/2026-Q4/gone.toml": {}}}, Options{})
	if len(r.Company.Files) != 2 {
		t.Fatalf("%d files", len(r.Company.Files))
	}
	gone := r.Company.Files[1]
	if gone.Readable() || len(gone.Problems) != 1 || gone.Team != "gone" || gone.Quarter.String() != "2026-Q4" {
		t.Errorf("%+v", gone)
	}
	if !r.Company.Files[0].Readable() {
		t.Errorf("%+v", r.Company.Files[0].Problems)
	}
}

// broken loses files between listing and reading.
type broken struct{ fstest.MapFS }

func (b broken) Glob(patterns []string) ([]string, error) {
	return doublestar.Glob(b.MapFS, patterns[0])
}

func (b broken) Read(name string) ([]byte, error) {
	if strings.Contains(name, "gone") || b.MapFS[name] == nil {
		return nil, &tree.Error{Reason: "there is no such file", Err: fs.ErrNotExist}
	}
	return b.MapFS[name].Data, nil
}

func BenchmarkRead(b *testing.B) {
	dir := b.TempDir()
	text, err := os.ReadFile("../../testdata/repos/example/okrs/2026-Q4/payments.toml")
	if err != nil {
		b.Skip(err)
	}
	for _, q := range []string{"2026-Q2", "2026-Q3", "2026-Q4"} {
		os.MkdirAll(filepath.Join(dir, "okrs", q), 0o755)
		for i := range 300 {
			name := filepath.Join(dir, "okrs", q, "team-"+strings.Repeat("x", i%7)+string(rune('a'+i/26))+string(rune('a'+i%26))+".toml")
			if err := os.WriteFile(name, text, 0o644); err != nil {
				b.Fatal(err)
			}
		}
	}
	for b.Loop() {
		if _, err := Read(tree.WorkTree(dir), Options{Today: today}); err != nil {
			b.Fatal(err)
		}
	}
}
