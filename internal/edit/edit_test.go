package edit

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
	"github.com/okrcheck/okrcheck/internal/tree"
)

// findings are what the reader found that has an edit.
func findings(f *okr.File) (list []diag.Finding) {
	for _, p := range f.Problems {
		if len(p.Edits) > 0 {
			list = append(list, diag.Finding{Check: string(p.Kind), At: p.At, Message: p.Message, Edits: p.Edits})
		}
	}
	for _, u := range f.UnknownKeys {
		if len(u.Edits) > 0 {
			list = append(list, diag.Finding{Check: "unknown-key", At: u.At, Message: u.Name, Edits: u.Edits})
		}
	}
	return list
}

// mend fixes a file until nothing is left to fix.
func mend(t *testing.T, text string) string {
	for range 20 {
		f := read(text)
		fixed, made := Fix(f, findings(f))
		if len(made) == 0 {
			return text
		}
		text = string(fixed)
	}
	t.Fatalf("there is always something left to fix:\n%s", text)
	return ""
}

// FuzzFix mends any file: what was readable stays so, has fewer mistakes, and
// says what was read before, since the reader takes a mistake with one right
// answer as that answer.
func FuzzFix(f *testing.F) {
	for _, text := range seeds(f) {
		f.Add(text)
	}
	f.Add("team = 'Payments'\nquarter = '2026Q4'\n[objective]\ntitle = 'a'\n[[kr]]\nbasline = ['8']\n[[kr]]\nstart = '8'\ntarget = '9 %'\n[week]\nmonday = '2026-10-05'\ndemos = 'x'")
	f.Add("krs = [{name = 'a', form = 1, to = 2.0}]\nobjective = ['b']\nretro = 'c'\n[[health]]\nname = 1\nstatus = 'G'")
	f.Fuzz(func(t *testing.T, text string) {
		before := read(text)
		if !before.Readable() || len(text) > 1<<14 {
			return
		}
		after := read(mend(t, text))
		if !after.Readable() || mistakes(after) > mistakes(before) {
			t.Fatalf("from %d to %d mistakes:\n%s", mistakes(before), mistakes(after), after.Source.Bytes)
		}
		if !reflect.DeepEqual(says(before), says(after)) {
			t.Fatalf("the file says something else\nbefore:\n%s\nafter:\n%s", text, after.Source.Bytes)
		}
	})
}

// FuzzApply makes two edits anywhere: what they don't name stays, and edits
// that overlap or lie outside are refused.
func FuzzApply(f *testing.F) {
	f.Add("team = \"a\"\n", 0, 4, "x", 7, 10, "y")
	f.Add("abc", 1, 1, "x", 1, 1, "y")
	f.Fuzz(func(t *testing.T, text string, a, b int, x string, c, d int, y string) {
		src := source.New("f.toml", []byte(text))
		got, err := Apply(src, []source.Edit{
			{At: source.Place{File: src, Start: a, End: b}, NewText: x},
			{At: source.Place{File: src, Start: c, End: d}, NewText: y},
		})
		if c < a || c == a && d < b {
			a, b, x, c, d, y = c, d, y, a, b, x
		}
		if fits := 0 <= a && a <= b && b <= c && c <= d && d <= len(text); fits != (err == nil) {
			t.Fatalf("%d-%d and %d-%d of %d: %v", a, b, c, d, len(text), err)
		}
		if want := ""; err == nil {
			if want = text[:a] + x + text[b:c] + y + text[d:]; string(got) != want {
				t.Fatalf("got %q, want %q", got, want)
			}
		}
	})
}

func TestFix(t *testing.T) {
	const head, rest = "team = \"payments\"\nquarter = \"2026-Q4\"\n", "[[key_result]]\ntitle = \"a\"\nbaseline = 1\ntarget = 2\n"
	const objective = head + "objective = \"Pay in a blink\"\n"
	for _, c := range []struct{ before, after string }{
		{head + "[objective]\ntitle = \"Pay in a blink\" # yes\n" + rest, head + "objective = \"Pay in a blink\" # yes\n" + rest},
		{head + "[objective] # the one\ntext = \"Pay in a blink\"\n" + rest, head + " # the one\nobjective = \"Pay in a blink\"\n" + rest},
		{head + "[[objective]]\ntitle = \"Pay in a blink\"\n" + rest, objective + rest},
		{head + "objective = {title = \"Pay in a blink\"}\n" + rest, objective + rest},
		{head + "objective.title = \"Pay in a blink\"\n" + rest, objective + rest},
		{head + "objective = [\"Pay in a blink\"]\n" + rest, objective + rest},
		{head + "objective = [\"Pay in a blink\" # so\n]\n" + rest, head + "objective = [\"Pay in a blink\" # so\n]\n" + rest}, // its comment would be lost
		{head + rest + "[objective]\ntitle = \"Pay in a blink\"\n", head + rest + "[objective]\ntitle = \"Pay in a blink\"\n"}, // it would be the table's
		{objective + rest + "current = \"61 %\"\n", objective + rest + "current = \"61 %\"\n"},                                 // its unit would be lost
		{objective + rest + "current = \"61 %\"\nunit = \"%\"\n", objective + rest + "current = 61\nunit = \"%\"\n"},
		{objective + rest + "confidence = \"50 %\"\n", objective + rest + "confidence = 0.5\n"},
		{objective + strings.ReplaceAll(rest, "key_result", "kr"), objective + rest},
		{objective + strings.ReplaceAll(rest, "[[key_result]]", "[key_result]"), objective + rest},
		{objective + strings.ReplaceAll(rest, "baseline = 1", "basline  = 1"), objective + rest},
		{strings.ReplaceAll(objective, "2026-Q4", "Q4 2026") + rest, objective + rest},
		{objective + rest + "[[initiative]]\ntitle = \"b\"\nkey_result = \"KR1\"\nimpact = 2.0\nstatus = \"In progress\"\n", objective + rest + "[[initiative]]\ntitle = \"b\"\nkey_result = 1\nimpact = 2\nstatus = \"doing\"\n"},
	} {
		if got := mend(t, c.before); got != c.after {
			t.Errorf("%s\nis mended to\n%s\nwant\n%s", c.before, got, c.after)
		}
	}
}

// An edit that does harm is left out, and the others are made.
func TestFixLeavesOutHarm(t *testing.T) {
	f := read("team = \"payments\"\nquarter = \"2026-Q4\"\nobjective = \"a\"\n")
	edit := func(old, text string) diag.Finding {
		i := strings.Index(string(f.Source.Bytes), old)
		return diag.Finding{Edits: []source.Edit{{At: source.Place{File: f.Source, Start: i, End: i + len(old)}, NewText: text}}}
	}
	text, made := Fix(f, []diag.Finding{edit("team", "taem"), edit(`"a"`, `"b"`), edit(`"2026-Q4"`, `"`), edit("objective", "goal")})
	if want := "team = \"payments\"\nquarter = \"2026-Q4\"\nobjective = \"b\"\n"; string(text) != want || len(made) != 1 {
		t.Errorf("%d made: %q", len(made), text)
	}
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "okrs", "a.toml")
	if err := Create(dir, "okrs/a.toml", []byte("one")); err != nil {
		t.Fatal(err)
	}
	if err := Create(dir, "okrs/a.toml", []byte("two")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a second file: %v", err)
	}
	if err := Create(dir, "../a.toml", nil); err == nil {
		t.Error("a file outside the root is written")
	}
	if err := (Change{Path: "okrs/a.toml", Before: []byte("zero"), After: []byte("two")}).Write(dir); !errors.Is(err, ErrChanged) {
		t.Errorf("a file that changed: %v", err)
	}
	if err := (Change{Path: "okrs/a.toml", Before: []byte("one"), After: []byte("two")}).Write(dir); err != nil {
		t.Error(err)
	}
	if b, _ := os.ReadFile(path); string(b) != "two" {
		t.Errorf("%q", b)
	}
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	if err := (Change{Path: "okrs/a.toml", Before: []byte("two"), After: []byte("three")}).Write(dir); err == nil {
		t.Error("a read-only file is written")
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
		t.Errorf("files are left behind: %v, %v", entries, err)
	}
}

func TestOverlay(t *testing.T) {
	dir := t.TempDir()
	if err := Create(dir, "okrs/2026-Q4/payments.toml", []byte("quarter = \"2026Q4\"\n")); err != nil {
		t.Fatal(err)
	}
	o := NewOverlay(tree.WorkTree(dir))
	b, err := o.Read("okrs/2026-Q4/payments.toml")
	if err != nil {
		t.Fatal(err)
	}
	f := read(string(b))
	if !o.Fix([]*okr.File{f}, findings(f)) {
		t.Fatal("nothing was fixed")
	}
	const want = "--- a/okrs/2026-Q4/payments.toml\n+++ b/okrs/2026-Q4/payments.toml\n@@ -1,1 +1,1 @@\n-quarter = \"2026Q4\"\n+quarter = \"2026-Q4\"\n"
	if changes := o.Changes(); len(changes) != 1 || changes[0].Unified() != want {
		t.Errorf("%+v\n%s", changes, changes[0].Unified())
	}
	if b, _ := o.Read("okrs/2026-Q4/payments.toml"); string(b) != "quarter = \"2026-Q4\"\n" {
		t.Errorf("it reads %q", b)
	}
}
