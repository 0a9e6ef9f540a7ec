//go:build unix

package tree

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// write writes files below a new folder and returns it. A name that ends with
// "/" is a folder; a text that begins with "-> " is a symbolic link.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		folder := filepath.Dir(full)
		if strings.HasSuffix(name, "/") {
			folder = full
		}
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		var err error
		if target, ok := strings.CutPrefix(text, "-> "); ok {
			err = os.Symlink(target, full)
		} else if !strings.HasSuffix(name, "/") {
			err = os.WriteFile(full, []byte(text), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func globbed(t *testing.T, tr Tree, patterns ...string) []string {
	t.Helper()
	names, err := tr.Glob(patterns)
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestGlob(t *testing.T) {
	tr := WorkTree(write(t, map[string]string{
		"okrs/2026-Q4/payments.toml":       "",
		"okrs/2026-Q4/clinics/eye.toml":    "",
		"okrs/2026-Q4/README.md":           "",
		"okrs/2026-Q4/_template.toml":      "",
		"okrs/2026-Q4/.hidden.toml":        "",
		"okrs/_drafts/2026-Q4/a.toml":      "",
		"okrs/.git/a.toml":                 "",
		"okrs/2026-Q4/folder.toml/in.toml": "",
		"okrs/2026-Q4/empty.toml/":         "",
		"okrs/2026-Q4/ä [1].toml":          "",
		"other/2026-Q4/growth.toml":        "",
		".okrs/2026-Q4/quiet.toml":         "",
		"okrs.toml":                        "",
	}))
	for _, c := range []struct {
		patterns string
		want     string
	}{
		{"okrs/**/*.toml", "okrs/2026-Q4/clinics/eye.toml okrs/2026-Q4/folder.toml/in.toml okrs/2026-Q4/payments.toml okrs/2026-Q4/ä [1].toml"},
		{"okrs/*/*.toml", "okrs/2026-Q4/payments.toml okrs/2026-Q4/ä [1].toml"},
		{"okrs/2026-Q4/{payments,growth}.toml other/**", "okrs/2026-Q4/payments.toml other/2026-Q4/growth.toml"},
		{"okrs/*/payments.toml okrs/**/payments.toml", "okrs/2026-Q4/payments.toml"},
		{"*.toml", "okrs.toml"},
		{"nowhere/**", ""},
		{"okrs.toml/**/*.toml", ""},
		{"okrs.toml", "okrs.toml"},
		{".okrs/**/*.toml", ".okrs/2026-Q4/quiet.toml"}, // named outright
		{"okrs/_drafts/*/*.toml", "okrs/_drafts/2026-Q4/a.toml"},
	} {
		if got := strings.Join(globbed(t, tr, strings.Split(c.patterns, " ")...), " "); got != c.want {
			t.Errorf("Glob(%s)\n got %s\nwant %s", c.patterns, got, c.want)
		}
	}
	if got := globbed(t, tr, Quote("okrs/2026-Q4/ä [1].toml")); len(got) != 1 {
		t.Errorf("a quoted name matches %q", got)
	}
	if b, err := tr.Read("okrs/2026-Q4/ä [1].toml"); err != nil || len(b) != 0 {
		t.Errorf("Read: %q, %v", b, err)
	}
}

func TestLinks(t *testing.T) {
	outside := write(t, map[string]string{"secret.toml": "team = \"x\"", "folder/a.toml": ""})
	dir := write(t, map[string]string{
		"okrs/2026-Q3/payments.toml": "a",
		"okrs/2026-Q4/alias.toml":    "-> payments.toml", // has a name of its own
		"okrs/2026-Q4/dangling.toml": "-> nowhere.toml",
		"okrs/2026-Q4/elsewhere":     "-> " + filepath.Join(outside, "folder"),
		"okrs/2026-Q4/growth.toml":   "-> ../../teams/growth.toml",
		"okrs/2026-Q4/loop.toml":     "-> loop.toml",
		"okrs/2026-Q4/payments.toml": "b",
		"okrs/2026-Q4/secret.toml":   "-> " + filepath.Join(outside, "secret.toml"),
		"okrs/2026-Q4/up":            "-> ..",
		"okrs/a":                     "-> ../far",
		"okrs/current":               "-> 2026-Q4", // nothing new below it
		"far/back":                   "-> ../okrs",
		"far/more":                   "-> ../farther",
		"farther/b.toml":             "c",
		"teams/growth.toml":          "d",
	})
	tr := WorkTree(dir)
	want := map[string]string{
		"okrs/2026-Q3/payments.toml": "a",
		"okrs/2026-Q4/dangling.toml": "! the symbolic link leads nowhere",
		"okrs/2026-Q4/elsewhere":     "! " + ErrOutside.Error(),
		"okrs/2026-Q4/growth.toml":   "d",
		"okrs/2026-Q4/loop.toml":     "! the symbolic link leads to itself",
		"okrs/2026-Q4/payments.toml": "b",
		"okrs/2026-Q4/secret.toml":   "! " + ErrOutside.Error(),
		"okrs/a/more/b.toml":         "c",
	}
	got := make(map[string]string)
	for _, name := range globbed(t, tr, "okrs/**/*.toml") {
		b, err := tr.Read(name)
		if err != nil {
			b = []byte("! " + err.Error())
		}
		got[name] = string(b)
	}
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s: %q, want %q", name, got[name], want[name])
		}
		delete(got, name)
	}
	if len(got) > 0 {
		t.Errorf("listed too: %q", got)
	}
}

// Folders that link to one another have endlessly many names.
func TestLinksInCircles(t *testing.T) {
	files := map[string]string{}
	for _, a := range "abcdefghij" {
		files["okrs/"+string(a)+"/x.toml"] = ""
		for _, b := range "abcdefghij" {
			files["okrs/"+string(a)+"/to-"+string(b)] = "-> ../" + string(b)
		}
	}
	if got := globbed(t, WorkTree(write(t, files)), "okrs/**/*.toml"); len(got) != 10 {
		t.Errorf("%d files: %q", len(got), got)
	}
}

func TestRead(t *testing.T) {
	dir := write(t, map[string]string{
		"fits.toml":      strings.Repeat("#", MaxSize),
		"large.toml":     strings.Repeat("#", MaxSize+1),
		"folder.toml/":   "",
		"forbidden.toml": "",
	})
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.toml"), 0o644); err != nil {
		t.Skip(err)
	}
	tr := WorkTree(dir)
	if b, err := tr.Read("fits.toml"); err != nil || len(b) != MaxSize {
		t.Errorf("fits.toml: %d bytes, %v", len(b), err)
	}
	for name, want := range map[string]error{
		"large.toml":       ErrTooLarge,
		"folder.toml":      ErrFolder,
		"pipe.toml":        ErrSpecial,
		"gone.toml":        fs.ErrNotExist,
		"fits.toml/a.toml": ErrNotFolder,
		"../outside.toml":  ErrOutside,
	} {
		_, err := tr.Read(name)
		var e *Error
		if !errors.Is(err, want) || !errors.As(err, &e) || e.Reason == "" || e.Help == "" {
			t.Errorf("%s: %v, want %v with help", name, err, want)
		}
	}
	if !slices.Contains(globbed(t, tr, "*.toml"), "pipe.toml") {
		t.Error("a pipe is passed over without a word")
	}
	if os.Geteuid() != 0 { // root reads everything
		if err := os.Chmod(filepath.Join(dir, "forbidden.toml"), 0); err != nil {
			t.Fatal(err)
		}
		if _, err := tr.Read("forbidden.toml"); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("forbidden.toml: %v", err)
		}
	}
}

func TestNoTree(t *testing.T) {
	tr := WorkTree(filepath.Join(t.TempDir(), "gone"))
	if _, err := tr.Glob([]string{"**"}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Glob: %v", err)
	}
	if _, err := tr.Read("x.toml"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Read: %v", err)
	}
}
