//go:build unix

package tree

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// A repo is a git repository in the making.
type repo struct {
	t   *testing.T
	dir string
}

func newRepo(t *testing.T, args ...string) *repo {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_SYSTEM", os.DevNull)
	for _, who := range []string{"AUTHOR", "COMMITTER"} {
		t.Setenv("GIT_"+who+"_NAME", "Ada")
		t.Setenv("GIT_"+who+"_EMAIL", "ada@example.com")
	}
	r := &repo{t: t, dir: t.TempDir()}
	r.git(append([]string{"init", "-q", "-b", "main"}, args...)...)
	return r
}

func (r *repo) git(args ...string) string {
	r.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = r.dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// write writes files; a text of "-" removes one, "-> x" is a link to x.
func (r *repo) write(files map[string]string) {
	r.t.Helper()
	for name, text := range files {
		full := filepath.Join(r.dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			r.t.Fatal(err)
		}
		var err error
		if target, ok := strings.CutPrefix(text, "-> "); ok {
			err = os.Symlink(target, full)
		} else if text == "-" {
			err = os.Remove(full)
		} else {
			err = os.WriteFile(full, []byte(text), 0o644)
		}
		if err != nil {
			r.t.Fatal(err)
		}
	}
}

// commit commits files at noon of a day, UTC.
func (r *repo) commit(day string, files map[string]string) {
	r.t.Helper()
	r.write(files)
	r.git("add", "-A")
	r.dated(day, "commit", "-q", "--allow-empty", "-m", day)
}

func (r *repo) dated(day string, args ...string) {
	r.t.Helper()
	r.t.Setenv("GIT_COMMITTER_DATE", day+"T12:00:00Z")
	r.t.Setenv("GIT_AUTHOR_DATE", "2001-01-01T00:00:00Z") // no author's date counts
	r.git(args...)
}

func (r *repo) open() *Git {
	r.t.Helper()
	g, err := OpenGit(r.dir)
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(g.Close)
	return g
}

func (r *repo) history() *GitHistory {
	r.t.Helper()
	g := r.open()
	head, ok, err := g.Commit("HEAD")
	if err != nil || !ok {
		r.t.Fatal(head, ok, err)
	}
	h := g.History(head)
	r.t.Cleanup(h.Close)
	return h
}

func instant(day string) time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return t
}

// content returns the files of a tree with their texts.
func content(t *testing.T, tr Tree, patterns ...string) string {
	t.Helper()
	var list []string
	for _, name := range globbed(t, tr, patterns...) {
		b, err := tr.Read(name)
		if err != nil {
			b = []byte("! " + err.Error())
		}
		list = append(list, name+"="+string(b))
	}
	return strings.Join(list, " ")
}

// Two quarters are looked at side by side in the tree of one commit.
func TestRevisionSideBySide(t *testing.T) {
	r := newRepo(t)
	files := make(map[string]string)
	for i := range 50 {
		files[fmt.Sprintf("okrs/2026-Q4/%d.toml", i)] = "x"
	}
	r.commit("2026-10-05", files)
	g, err := OpenGit(r.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	head, _, err := g.Commit("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	tr := g.Revision(head)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if names, err := tr.Glob([]string{"okrs/**/*.toml"}); err != nil || len(names) != 50 {
				t.Errorf("%d names: %v", len(names), err)
			}
		})
	}
	wg.Wait()
}

func TestRevision(t *testing.T) {
	for _, format := range []string{"sha1", "sha256"} {
		r := newRepo(t, "--object-format="+format)
		r.commit("2026-10-01", map[string]string{
			"okrs/2026-Q4/a.toml":     "a",
			"okrs/2026-Q4/ä b.toml":   "ä",
			"okrs/2026-Q4/_no.toml":   "",
			"okrs/2026-Q4/large.toml": strings.Repeat("#", MaxSize+1),
			"okrs/2026-Q4/link.toml":  "-> ../../shared/x.toml",
			"okrs/2026-Q4/loop.toml":  "-> loop.toml",
			"okrs/2026-Q4/out.toml":   "-> ../../../x.toml",
			"okrs/2026-Q4/gone.toml":  "-> gone/x.toml",
			"okrs/.hidden/a.toml":     "",
			"shared/x.toml":           "x",
			"okrcheck.toml":           "c",
		})
		r.write(map[string]string{"okrs/2026-Q4/a.toml": "changed", "okrs/2026-Q4/new.toml": "n"})
		g := r.open()
		head, ok, err := g.Commit("HEAD")
		if err != nil || !ok {
			t.Fatal(err)
		}
		tr := g.Revision(head)
		want := "okrs/2026-Q4/a.toml=a okrs/2026-Q4/gone.toml=! there is no such file okrs/2026-Q4/large.toml=! " + ErrTooLarge.Error() +
			" okrs/2026-Q4/link.toml=x okrs/2026-Q4/loop.toml=! the symbolic link leads to itself okrs/2026-Q4/out.toml=! " + ErrOutside.Error() + " okrs/2026-Q4/ä b.toml=ä"
		if got := content(t, tr, "okrs/**/*.toml"); got != want {
			t.Errorf("%s:\n got %s\nwant %s", format, got, want)
		}
		if got := content(t, g.Revision(head), "*.toml", Quote("okrs/2026-Q4/a.toml")); got != "okrcheck.toml=c okrs/2026-Q4/a.toml=a" {
			t.Errorf("%s: %s", format, got)
		}
		for name, want := range map[string]error{"okrs": ErrFolder, "okrs/x.toml": fs.ErrNotExist, "okrs/2026-Q4/a.toml/okrcheck.toml": fs.ErrNotExist} {
			if _, err := g.Revision(head).Read(name); !errors.Is(err, want) {
				t.Errorf("%s: %v, want %v", name, err, want)
			}
		}
		if b, err := g.Revision(head).Read("okrcheck.toml"); string(b) != "c" || err != nil {
			t.Errorf("%q, %v", b, err)
		}
		differs, err := g.Differs(head, []string{"okrs/**"})
		if got := strings.Join(differs, " "); err != nil || got != "okrs/2026-Q4/a.toml okrs/2026-Q4/new.toml" {
			t.Errorf("differs: %s, %v", got, err)
		}
		for _, rev := range []string{"nothing", "--help", "HEAD\nHEAD", "", "HEAD~1"} {
			if _, ok, err := g.Commit(rev); ok || err != nil {
				t.Errorf("%q is a commit: %v, %v", rev, ok, err)
			}
		}
	}
}

func TestHistory(t *testing.T) {
	r := newRepo(t)
	r.commit("2026-10-01", map[string]string{"okrs/2026-Q4/a.toml": "a1", "okrs/2026-Q4/pay.toml": "p1\np2\np3\np4\n"})
	r.commit("2026-10-10", map[string]string{"okrs/2026-Q4/a.toml": "a2", "other": "x"})
	// What a branch did counts from its merge.
	r.git("checkout", "-q", "-b", "feature")
	r.commit("2026-10-12", map[string]string{"okrs/2026-Q4/b.toml": "b1"})
	r.git("checkout", "-q", "main")
	r.commit("2026-10-13", map[string]string{"other": "y"})
	r.dated("2026-10-20", "merge", "-q", "--no-ff", "-m", "merge", "feature")
	r.commit("2026-10-25", map[string]string{"okrs/2026-Q4/pay.toml": "-", "okrs/2026-Q4/payments.toml": "p1\np2\np3\np5\n"})
	r.commit("2026-11-01", map[string]string{"okrs/2026-Q4/a.toml": "-", "other": "z"})
	r.write(map[string]string{"okrs/2026-Q4/new.toml": "n"})

	h := r.history()
	for _, c := range []struct{ day, want string }{
		{"2026-10-15", "okrs/2026-Q4/a.toml=a2 okrs/2026-Q4/pay.toml=p1\np2\np3\np4\n"},
		{"2026-10-21", "okrs/2026-Q4/a.toml=a2 okrs/2026-Q4/b.toml=b1 okrs/2026-Q4/pay.toml=p1\np2\np3\np4\n"},
		{"2026-10-05", "okrs/2026-Q4/a.toml=a1 okrs/2026-Q4/pay.toml=p1\np2\np3\np4\n"},
		{"2026-10-01", ""}, // before the first commit
		{"2027-01-01", "okrs/2026-Q4/b.toml=b1 okrs/2026-Q4/payments.toml=p1\np2\np3\np5\n"},
	} {
		tr, err := h.At(instant(c.day))
		if err != nil {
			t.Fatal(err)
		}
		if got := content(t, tr, "okrs/**/*.toml"); got != c.want {
			t.Errorf("on %s:\n got %q\nwant %q", c.day, got, c.want)
		}
	}
	for _, c := range []struct{ since, want string }{
		{"2026-10-15", "2026-10-20 added b.toml, 2026-10-25 renamed payments.toml from pay.toml, 2026-11-01 removed a.toml"},
		{"2026-01-01", "2026-10-01 added a.toml, 2026-10-01 added pay.toml, 2026-10-10 changed a.toml, 2026-10-20 added b.toml, 2026-10-25 renamed payments.toml from pay.toml, 2026-11-01 removed a.toml"},
		{"2026-11-15", ""},
	} {
		changes, err := h.Since(instant(c.since), []string{"okrs/**/*.toml"})
		if err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, c := range changes {
			text := fmt.Sprintf("%s %s %s", c.When.Format(time.DateOnly), []string{"changed", "added", "removed", "renamed"}[c.What], filepath.Base(c.Path))
			if c.From != "" {
				text += " from " + filepath.Base(c.From)
			}
			list = append(list, text)
			if b, err := c.Read(); c.What != Removed && (err != nil || len(b) == 0) {
				t.Errorf("%s: %q, %v", text, b, err)
			}
		}
		if got := strings.Join(list, ", "); got != c.want {
			t.Errorf("since %s:\n got %s\nwant %s", c.since, got, c.want)
		}
	}
}

func TestShallowClone(t *testing.T) {
	r := newRepo(t)
	for _, day := range []string{"2026-10-01", "2026-10-10", "2026-10-20", "2026-10-30"} {
		r.commit(day, map[string]string{"okrs/2026-Q4/a.toml": day})
	}
	clone := &repo{t: t, dir: t.TempDir()}
	clone.git("clone", "-q", "--depth", "2", "file://"+r.dir, ".")
	h := clone.history()
	tr, err := h.At(instant("2026-10-25"))
	if err != nil {
		t.Fatal(err)
	}
	if got := content(t, tr, "okrs/**"); got != "okrs/2026-Q4/a.toml=2026-10-20" {
		t.Errorf("within the clone: %s", got)
	}
	_, err = h.At(instant("2026-10-15"))
	var unknown *Unknown
	if !errors.As(err, &unknown) || !strings.Contains(err.Error(), "fetch-depth: 0") {
		t.Errorf("before the clone: %v", err)
	}
}

func TestWorktreesSubmodulesAndPartialClones(t *testing.T) {
	r := newRepo(t)
	r.commit("2026-10-01", map[string]string{"okrs/2026-Q4/a.toml": "a"})
	r.git("config", "uploadpack.allowFilter", "true")

	linked := &repo{t: t, dir: filepath.Join(t.TempDir(), "linked")}
	r.git("worktree", "add", "-q", linked.dir)
	partial := &repo{t: t, dir: t.TempDir()}
	partial.git("clone", "-q", "--no-checkout", "--filter=blob:none", "file://"+r.dir, ".")
	outer := newRepo(t)
	outer.commit("2026-10-01", map[string]string{"okrs/2026-Q4/b.toml": "b"})
	outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "file://"+r.dir, "okrs/team")
	outer.commit("2026-10-02", nil)
	inner := &repo{t: t, dir: filepath.Join(outer.dir, "okrs/team")}

	for name, c := range map[string]struct {
		repo *repo
		want string
	}{
		"linked worktree":    {linked, "okrs/2026-Q4/a.toml=a"},
		"partial clone":      {partial, "okrs/2026-Q4/a.toml=a"}, // git fetches what is missing
		"with a submodule":   {outer, "okrs/2026-Q4/b.toml=b"},
		"inside a submodule": {inner, "okrs/2026-Q4/a.toml=a"},
	} {
		tr, err := c.repo.history().At(instant("2026-10-15"))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := content(t, tr, "okrs/**"); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}

	tr, err := outer.history().At(instant("2026-10-15"))
	if err != nil {
		t.Fatal(err)
	}
	globbed(t, tr, "okrs/**")
	for name, want := range map[string]bool{"okrs/team/okrs/2026-Q4/a.toml": true, "okrs/2026-Q4/b.toml": false, "okrs/2026-Q4/c.toml": false} {
		if got := tr.(*revision).Foreign(name); got != want {
			t.Errorf("%s belongs to a submodule: %v, want %v", name, got, want)
		}
	}

	// What was never fetched and can't be is told.
	cut := &repo{t: t, dir: t.TempDir()}
	cut.git("clone", "-q", "--no-checkout", "--filter=blob:none", "file://"+r.dir, ".")
	cut.git("remote", "set-url", "origin", "file:///nowhere")
	tr, err = cut.history().At(instant("2026-10-15"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = tr.Read("okrs/2026-Q4/a.toml")
	var unknown *Unknown
	if !errors.As(err, &unknown) {
		t.Errorf("a missing blob: %v", err)
	}
	t.Log(err)
}

func TestNoHistory(t *testing.T) {
	var unknown *Unknown
	r := newRepo(t)
	if _, ok, err := r.open().Commit("HEAD"); ok || err != nil {
		t.Errorf("a repository without a commit has a head: %v", err)
	}
	h := r.open().History("")
	if tr, err := h.At(instant("2026-10-15")); err != nil || content(t, tr, "**") != "" {
		t.Errorf("without a commit: %v", err)
	}
	if changes, err := h.Since(instant("2026-10-15"), []string{"**"}); err != nil || len(changes) > 0 {
		t.Errorf("without a commit: %v, %v", changes, err)
	}
	if _, err := OpenGit(t.TempDir()); !errors.As(err, &unknown) || !strings.Contains(err.Error(), "no git repository") {
		t.Errorf("no repository: %v", err)
	}
	r.write(map[string]string{"sub/x": ""})
	if _, err := OpenGit(filepath.Join(r.dir, "sub")); !errors.As(err, &unknown) {
		t.Errorf("a folder of a repository: %v", err)
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := OpenGit(r.dir); !errors.As(err, &unknown) || unknown.Remedy != "install git" {
		t.Errorf("no git: %v", err)
	}
}

// A hook's environment names another repository than the one that is checked.
func TestEnvironment(t *testing.T) {
	r, other := newRepo(t), newRepo(t)
	r.commit("2026-10-01", map[string]string{"a.toml": "mine"})
	other.commit("2026-10-01", map[string]string{"a.toml": "other"})
	t.Setenv("GIT_DIR", filepath.Join(other.dir, ".git"))
	t.Setenv("GIT_WORK_TREE", other.dir)
	t.Setenv("GIT_INDEX_FILE", filepath.Join(other.dir, ".git/index"))
	t.Setenv("GIT_TRACE", "1")
	tr, err := r.history().At(instant("2026-10-15"))
	if err != nil {
		t.Fatal(err)
	}
	if got := content(t, tr, "*.toml"); got != "a.toml=mine" {
		t.Errorf("got %s", got)
	}
}

func TestMergeBase(t *testing.T) {
	r := newRepo(t)
	r.commit("2026-10-01", map[string]string{"a.toml": "1"})
	base := r.git("rev-parse", "HEAD")
	r.git("checkout", "-q", "-b", "feature")
	r.commit("2026-10-02", map[string]string{"b.toml": "1"})
	r.git("checkout", "-q", "main")
	r.commit("2026-10-03", map[string]string{"a.toml": "2"})
	if got, ok := r.open().MergeBase("main", "feature"); !ok || got != base {
		t.Errorf("%s, %v; want %s", got, ok, base)
	}
	if got, ok := r.open().MergeBase("main", "nothing"); ok {
		t.Errorf("a merge base with nothing: %s", got)
	}
}
