package tree_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/okrcheck/okrcheck/internal/githubapi"
	"github.com/okrcheck/okrcheck/internal/githubtest"
	"github.com/okrcheck/okrcheck/internal/tree"
)

const secret = "t0ken"

func onGitHub(t *testing.T) (*githubtest.Server, *githubtest.Repo, *tree.GitHub) {
	s := githubtest.New(t)
	s.Allow(secret, githubtest.Token{Login: githubtest.Actions, Contents: githubtest.Read, Pulls: githubtest.Read})
	c := &githubapi.Client{
		API: s.URL(), GraphQL: s.URL() + "/graphql", Token: secret,
		Sleep: func(context.Context, time.Duration) error { return nil },
	}
	return s, s.Repo("octo/okrs"), tree.OpenGitHub(context.Background(), c, "octo", "okrs")
}

func TestGitHubTree(t *testing.T) {
	t.Run("GraphQL", func(t *testing.T) { testGitHubTree(t, nil) })
	for _, f := range noGraphQL {
		t.Run("GraphQL answers "+f.String(), func(t *testing.T) { testGitHubTree(t, &f) })
	}
}

// noGraphQL are the ways in which GraphQL fails where REST does not.
var noGraphQL = []githubtest.Fault{
	githubtest.ReadOnly(), githubtest.NotFound(), githubtest.ServerError(), githubtest.HTML(), githubtest.HTMLInsteadOfJSON(), githubtest.Cut(),
}

func testGitHubTree(t *testing.T, graphQL *githubtest.Fault) {
	s, r, g := onGitHub(t)
	if graphQL != nil {
		s.Fail("graphql", graphQL.Always())
	}
	s.TruncateText = 5000
	files := map[string]string{
		"okrcheck.toml": "# empty\n", "README.md": "hello",
		"okrs/2026-Q4/a.toml": "a = 1\n", "okrs/2026-Q4/b.toml": "b = \"\xff\"\n", "okrs/2026-Q4/_draft.toml": "x",
		"okrs/2026-Q4/deep/er/still/c.toml": "c = 1\n", "okrs/2026-Q3/long.toml": strings.Repeat("# long\n", 1000),
		"okrs/2026-Q3/huge.toml": strings.Repeat("# huge\n", 200_000), "okrs/2026-Q3/link.toml": githubtest.Link("../2026-Q4/a.toml"),
		"okrs/2026-Q3/out.toml": githubtest.Link("../../../etc/passwd"),
	}
	sha := r.Commit("main", files)
	if err := g.Find([]string{sha}, []string{"okrs"}, []string{"okrcheck.toml"}); err != nil {
		t.Fatal(err)
	}
	tr := g.Commit(sha)
	names, err := tr.Glob([]string{"okrs/**/*.toml"})
	want := []string{"okrs/2026-Q3/huge.toml", "okrs/2026-Q3/link.toml", "okrs/2026-Q3/long.toml", "okrs/2026-Q3/out.toml", "okrs/2026-Q4/a.toml", "okrs/2026-Q4/b.toml", "okrs/2026-Q4/deep/er/still/c.toml"}
	if err != nil || !slices.Equal(names, want) {
		t.Errorf("%v: %v", err, names)
	}
	tr.(interface{ Want([]string) }).Want(names)
	for name, why := range map[string]error{
		"okrs/2026-Q3/huge.toml": tree.ErrTooLarge, "okrs/2026-Q3/out.toml": tree.ErrOutside, "okrs/2026-Q4": tree.ErrFolder,
		"okrs/2026-Q4/none.toml": fs.ErrNotExist, "nowhere/x.toml": fs.ErrNotExist,
	} {
		if _, err := tr.Read(name); !errors.Is(err, why) {
			t.Errorf("%s: %v, want %v", name, err, why)
		}
	}
	for _, name := range []string{"okrcheck.toml", "okrs/2026-Q4/a.toml", "okrs/2026-Q4/b.toml", "okrs/2026-Q3/long.toml", "okrs/2026-Q4/deep/er/still/c.toml", "README.md"} {
		if b, err := tr.Read(name); err != nil || string(b) != files[name] {
			t.Errorf("%s: %v, %d bytes of %d", name, err, len(b), len(files[name]))
		}
	}
	if b, err := tr.Read("okrs/2026-Q3/link.toml"); err != nil || string(b) != files["okrs/2026-Q4/a.toml"] {
		t.Errorf("through the link: %q, %v", b, err)
	}
	if g.Err() != nil || (g.Detour() != "") != (graphQL != nil) {
		t.Errorf("%v, %q", g.Err(), g.Detour())
	}
}

// Where GraphQL can't be used, a run takes no more of the hour's requests than it may.
func TestGitHubDetourIsAffordable(t *testing.T) {
	for files, affordable := range map[int]bool{280: true, 320: false} {
		s, r, g := onGitHub(t)
		s.Fail("graphql", githubtest.NotFound().Always())
		all := make(map[string]string)
		for i := range files {
			all[fmt.Sprintf("okrs/2026-Q4/team-%03d.toml", i)] = fmt.Sprintf("a = %d\n", i)
		}
		sha := r.Commit("main", all)
		if err := g.Find([]string{sha}, []string{"okrs"}, []string{"okrcheck.toml"}); err != nil {
			t.Fatal(err)
		}
		tr := g.Commit(sha)
		names, err := tr.Glob([]string{"okrs/**/*.toml"})
		if err != nil || len(names) != files {
			t.Fatal(err, len(names))
		}
		tr.(interface{ Want([]string) }).Want(names)
		for _, name := range names {
			_, _ = tr.Read(name)
		}
		requests := len(s.Requests())
		switch {
		case affordable && (g.Err() != nil || requests > files+4):
			t.Errorf("%d files: %v, %d requests", files, g.Err(), requests)
		case !affordable && (g.Err() == nil || !strings.Contains(g.Err().Error(), "actions/checkout") || requests > 4):
			t.Errorf("%d files: %v, %d requests", files, g.Err(), requests)
		}
	}
}

// 300 teams and three quarters are read in two requests.
func TestGitHubReadsAFolderAQuery(t *testing.T) {
	s, r, g := onGitHub(t)
	files := make(map[string]string)
	for _, q := range []string{"2026-Q2", "2026-Q3", "2026-Q4"} {
		for i := range 300 {
			files[fmt.Sprintf("okrs/%s/team-%03d.toml", q, i)] = fmt.Sprintf("team = \"team-%03d\"\nquarter = %q\n", i, q)
		}
	}
	sha := r.Commit("main", files)
	if err := g.Find([]string{sha}, []string{"okrs"}, []string{"okrcheck.toml"}); err != nil {
		t.Fatal(err)
	}
	tr := g.Commit(sha)
	names, err := tr.Glob([]string{"okrs/**/*.toml"})
	if err != nil || len(names) != 900 {
		t.Fatal(err, len(names))
	}
	tr.(interface{ Want([]string) }).Want(names)
	for _, name := range names {
		if b, err := tr.Read(name); err != nil || string(b) != files[name] {
			t.Fatal(name, err)
		}
	}
	if n := len(s.Requests()); n != 2 {
		t.Errorf("%d requests", n)
	}
}

func TestGitHubFindsAForksCommit(t *testing.T) {
	t.Run("GraphQL", func(t *testing.T) { testForksCommit(t, false, false) })
	t.Run("GraphQL, in the fork alone", func(t *testing.T) { testForksCommit(t, true, false) })
	t.Run("REST", func(t *testing.T) { testForksCommit(t, false, true) })
	t.Run("REST, in the fork alone", func(t *testing.T) { testForksCommit(t, true, true) })
}

func testForksCommit(t *testing.T, hides, detour bool) {
	s, r, g := onGitHub(t)
	r.HidesForks = hides
	if detour {
		s.Fail("graphql", githubtest.NotFound().Always())
	}
	r.Commit("main", map[string]string{"okrs/a.toml": "a"})
	fork := r.Fork("mallory")
	sha := fork.Commit("feature", map[string]string{"okrs/a.toml": "b"})
	r.OpenPull(githubtest.PullOptions{Head: "feature", From: fork})
	err := g.Find([]string{sha}, []string{"okrs"}, nil, tree.Fork{Ref: "refs/pull/1/head"}, tree.Fork{Owner: "mallory", Name: "okrs"})
	if err != nil {
		t.Fatal(err)
	}
	if b, err := g.Commit(sha).Read("okrs/a.toml"); err != nil || string(b) != "b" {
		t.Errorf("%q, %v", b, err)
	}
	if err := g.Find([]string{strings.Repeat("1", 40)}, nil, nil, tree.Fork{Owner: "nobody", Name: "okrs"}); err == nil || g.Err() != nil {
		t.Errorf("a commit that is nowhere: %v, %v", err, g.Err())
	}
}

func TestGitHubFaults(t *testing.T) {
	for _, f := range []githubtest.Fault{githubtest.HTML(), githubtest.Cut(), githubtest.HalfBody(), githubtest.HTMLInsteadOfJSON(), githubtest.ServerError(), githubtest.SecondaryLimit(403, 3)} {
		s, r, g := onGitHub(t)
		sha := r.Commit("main", map[string]string{"okrs/a.toml": "a"})
		s.Fail("graphql", f)
		if err := g.Find([]string{sha}, []string{"okrs"}, nil); err != nil || g.Err() != nil {
			t.Errorf("%s once: %v", f, err)
		}
		s.Fail("*", f.Always())
		if _, err := g.Commit(sha).Read("okrs/a.toml"); err == nil || g.Err() == nil {
			t.Errorf("%s for ever: %v", f, g.Err())
		}
	}
	s, r, g := onGitHub(t)
	s.MaxObjects = 3 // as when GitHub finds a query too large
	files := make(map[string]string)
	for i := range 5 {
		files[fmt.Sprintf("okrs/%d.toml", i)] = fmt.Sprint(i)
	}
	sha := r.Commit("main", files)
	tr := g.Commit(sha)
	names, _ := tr.Glob([]string{"okrs/*.toml"})
	tr.(interface{ Want([]string) }).Want(names)
	for _, name := range names {
		if b, err := tr.Read(name); err != nil || string(b) != files[name] {
			t.Errorf("%s: %v", name, err)
		}
	}
	if g.Err() != nil {
		t.Error(g.Err())
	}
}

func TestGitHubHistory(t *testing.T) {
	s, r, g := onGitHub(t)
	day := func(d int) time.Time { return time.Date(2026, 10, d, 12, 0, 0, 0, time.UTC) }
	patterns := []string{"okrs/**/*.toml"}
	at := func(d int, branch string, files map[string]string) string {
		s.SetTime(day(d))
		return r.Commit(branch, files)
	}
	at(1, "main", map[string]string{"okrs/a.toml": "1"})
	at(5, "main", map[string]string{"okrs/a.toml": "2", "other": "x"})
	at(6, "side", map[string]string{"okrs/a.toml": "side"})
	at(8, "main", map[string]string{"okrs/b.toml": "b"})
	s.SetTime(day(10))
	r.Merge("main", "side")
	at(12, "main", map[string]string{"okrs/b.toml": githubtest.Deleted, "okrs/c.toml": "b"})
	head := at(14, "main", map[string]string{"okrs/c.toml": "c"})

	if err := g.Find([]string{head}, []string{"okrs"}, nil); err != nil {
		t.Fatal(err)
	}
	h := g.History(head)
	all := func(string) bool { return true }
	h.Prepare([]tree.Snapshot{{At: day(9), Wanted: all}, {At: day(7), Wanted: all}}, patterns)
	for d, want := range map[int]string{9: "2", 7: "2", 11: "side", 2: "1"} {
		tr, err := h.At(day(d))
		if err != nil {
			t.Fatal(err)
		}
		if b, err := tr.Read("okrs/a.toml"); err != nil || string(b) != want {
			t.Errorf("on day %d: %q, %v; want %q", d, b, err, want)
		}
	}
	if tr, err := h.At(day(1)); err != nil {
		t.Error(err)
	} else if names, err := tr.Glob(patterns); err != nil || len(names) != 0 {
		t.Errorf("before the first commit: %v, %v", names, err)
	}
	changes, err := h.Since(day(7), patterns)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range changes {
		b, _ := c.Read()
		got = append(got, fmt.Sprint(c.When.Day(), " ", c.Path, " ", c.From, " ", c.What, " ", string(b)))
	}
	want := []string{"8 okrs/b.toml  1 b", "10 okrs/a.toml  0 side", "12 okrs/c.toml okrs/b.toml 3 b", "14 okrs/c.toml  0 c"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestGitHubCompare(t *testing.T) {
	s, r, g := onGitHub(t)
	base := r.Commit("main", map[string]string{"okrs/a.toml": "a\n"})
	r.Commit("feature", map[string]string{"okrs/a.toml": "b\n"})
	tip := r.Commit("main", map[string]string{"other": "x"})
	p := r.OpenPull(githubtest.PullOptions{Head: "feature"})
	c, err := g.Compare(tip, p.Head(), p.Number)
	if err != nil || c.Base != base || len(c.Changes) != 1 || c.Changes[0].Path != "okrs/a.toml" || !strings.Contains(c.Changes[0].Patch, "+b") {
		t.Errorf("%v: %+v", err, c)
	}
	if n := len(s.Requests()); n != 1 {
		t.Errorf("%d requests", n)
	}
	s.Fail("repos/compare-commits-with-basehead", githubtest.NotFound())
	if c, err := g.Compare(tip, p.Head(), p.Number); err != nil || c.Base != tip || len(c.Changes) != 1 {
		t.Errorf("%v: %+v", err, c)
	}
}
