package closing

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/okrcheck/okrcheck/internal/githubapi"
	"github.com/okrcheck/okrcheck/internal/githubtest"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/repository"
)

// files is a tree in memory.
type files map[string]string

func (f files) Glob(patterns []string) (names []string, err error) {
	for _, name := range slices.Sorted(maps.Keys(f)) {
		if slices.ContainsFunc(patterns, func(p string) bool { return doublestar.MatchUnvalidated(p, name) }) {
			names = append(names, name)
		}
	}
	return names, nil
}

func (f files) Read(name string) ([]byte, error) {
	if text, ok := f[name]; ok {
		return []byte(text), nil
	}
	return nil, fs.ErrNotExist
}

// team returns a team's file; the key results' readings are given, "" for none.
func team(name, quarter string, readings ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "team = %q\nquarter = %q\nobjective = \"Make %s a joy\"\n", name, quarter, name)
	for n, title := range []string{"Cut the wait for an answer from 10 to 5 h", "Raise orders from 10 to 20 a day", "Cut complaints from 9 to 3 a week"} {
		fmt.Fprintf(&b, "[[key_result]]\ntitle = %q\nbaseline = %d\ntarget = %d\n", title, []int{10, 10, 9}[n], []int{5, 20, 3}[n])
		if n < len(readings) && readings[n] != "" {
			fmt.Fprintf(&b, "current = %s\n", readings[n])
		}
	}
	b.WriteString("[[health_metric]]\nname = \"Sick days\"\nstatus = \"red\"\n")
	return b.String()
}

// A hub is a fake GitHub with one repository.
type hub struct {
	t      *testing.T
	server *githubtest.Server
	repo   *githubtest.Repo
	tree   files
	// patience is how long a request may take.
	patience time.Duration
}

func newHub(t *testing.T, tree files) *hub {
	s := githubtest.New(t)
	s.Allow("secret", githubtest.Token{Login: githubtest.Actions, Contents: githubtest.Write, Pulls: githubtest.Write, Issue: githubtest.Write})
	h := &hub{t: t, server: s, repo: s.Repo("octo/sample"), tree: tree, patience: 20 * time.Second}
	h.repo.Commit("main", tree)
	return h
}

// gitHub returns what a new run has of GitHub.
func (h *hub) gitHub() *GitHub {
	return &GitHub{
		Client: &githubapi.Client{
			API: h.server.URL(), GraphQL: h.server.URL() + "/graphql", Token: "secret", Timeout: h.patience,
			Sleep: func(context.Context, time.Duration) error { return nil },
		},
		Owner: "octo", Name: "sample", Branch: "main", Commit: h.repo.Tip("main"), Web: "https://github.com", Key: ".",
	}
}

func (h *hub) repository(today string) *repository.Repository {
	h.t.Helper()
	day, err := okr.ParseDate(today)
	if err != nil {
		h.t.Fatal(err)
	}
	repo, err := repository.Read(h.tree, repository.Options{Today: day})
	if err != nil {
		h.t.Fatal(err)
	}
	return repo
}

func (h *hub) weekly(today string) (Outcome, error) {
	h.t.Helper()
	return h.gitHub().Weekly(h.t.Context(), NewWeekly(h.repository(today)))
}

func (h *hub) quarterEnd(today string) (Outcome, error) {
	h.t.Helper()
	repo := h.repository(today)
	return h.gitHub().QuarterEnd(h.t.Context(), repo.Config.Calendar, Ended(repo), func(q okr.Quarter) (QuarterEnd, error) {
		return NewQuarterEnd(h.tree, repo, q)
	})
}

func (h *hub) must(out Outcome, err error) Outcome {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
	return out
}

// writes returns what was written since it was asked last.
func (h *hub) writes() (operations []string) {
	for _, r := range githubtest.Writes(h.server.Requests()) {
		operations = append(operations, fmt.Sprintf("%s %d", r.Operation, r.Status))
	}
	return operations
}

func (h *hub) nothing(when string) {
	h.t.Helper()
	if w := h.writes(); len(w) > 0 {
		h.t.Errorf("%s it writes %v", when, w)
	}
}

// change changes files on main.
func (h *hub) change(changes files) {
	maps.Copy(h.tree, changes)
	h.repo.Commit("main", changes)
}

func weeklyHub(t *testing.T) *hub {
	return newHub(t, files{
		"okrs/2026-Q4/payments.toml": team("payments", "2026-Q4", "8", "12", "8"),
		"okrs/2026-Q4/search.toml":   team("search", "2026-Q4", "10", "", "7"),
	})
}

func TestWeeklyOnGitHub(t *testing.T) {
	h := weeklyHub(t)
	// Somebody's copy of the mark is not ours.
	h.repo.OpenIssue("mallory", "OKRs", h.gitHub().issueMark(quarter(t, "2026-Q4")))
	out := h.must(h.weekly("2026-11-16"))
	issues := h.repo.Issues()
	if len(issues) != 2 || len(issues[1].Comments) != 1 || !strings.HasSuffix(out.Issue, "/issues/2") {
		t.Fatalf("%+v\n%+v", out, issues)
	}
	if title, comment := issues[1].Title, issues[1].Comments[0].Body; title != "OKRs of 2026-Q4" || !strings.Contains(comment, "search, KR1") {
		t.Errorf("%s:\n%s", title, comment)
	}
	h.writes()
	h.must(h.weekly("2026-11-16"))
	h.nothing("the same day")
	h.must(h.weekly("2026-11-18"))
	h.nothing("the same week")

	h.change(files{"okrs/2026-Q4/search.toml": team("search", "2026-Q4", "9", "12", "7")})
	h.must(h.weekly("2026-11-23"))
	if w := h.writes(); !slices.Equal(w, []string{"issues/update 200", "issues/create-comment 201"}) {
		t.Errorf("the week after it writes %v", w)
	}
}

func TestWeeklyWithoutIssues(t *testing.T) {
	for _, fault := range []githubtest.Fault{githubtest.NotFound(), githubtest.ReadOnly()} {
		h := weeklyHub(t)
		h.server.Fail("issues/list-for-repo", fault.Always())
		if out := h.must(h.weekly("2026-11-16")); len(out.Notes) != 1 || !strings.Contains(out.Notes[0], "issues: write") {
			t.Errorf("%s: %+v", fault, out)
		}
		h.nothing("without issues")
	}
	h := weeklyHub(t)
	h.server.Fail("issues/create", githubtest.ReadOnly())
	if out := h.must(h.weekly("2026-11-16")); len(out.Notes) != 1 {
		t.Errorf("%+v", out)
	}
}

func quarterEndHub(t *testing.T) *hub {
	return newHub(t, files{
		"okrs/2026-Q4/payments.toml": team("payments", "2026-Q4", "6", "18", "4") + "[retrospective]\nlearned = \"Fast is kind\"\n[[draft]]\nquarter = \"2027-Q1\"\nobjective = \"Be calm\"\n",
		"okrs/2026-Q4/search.toml":   team("search", "2026-Q4", "9", "", "7"),
		"okrs/2026-Q3/search.toml":   team("search", "2026-Q3"),
	})
}

// scored is what search owed.
func (h *hub) scored() {
	h.change(files{"okrs/2026-Q4/search.toml": team("search", "2026-Q4", "9", "11", "7")})
}

func TestQuarterEndOnGitHub(t *testing.T) {
	h := quarterEndHub(t)
	out := h.must(h.quarterEnd("2027-01-02"))
	issues := h.repo.Issues()
	if len(issues) != 1 || issues[0].State != "open" || len(issues[0].Comments) != 1 || !strings.Contains(issues[0].Body, "KR2 has no reading") || !strings.Contains(issues[0].Body, "in #1") {
		t.Fatalf("%+v\n%+v", out, issues)
	}
	const branch = "okrcheck/close-2026-Q4"
	for _, name := range []string{"okrs/2026-Q4/REPORT.md", "okrs/2026-Q4/REPORT.json", "okrs/2027-Q1/payments.toml", "okrs/2027-Q1/search.toml"} {
		if _, ok := h.repo.File(branch, name); !ok {
			t.Errorf("the branch has no %s", name)
		}
		if _, ok := h.repo.File("main", name); ok {
			t.Errorf("main has %s", name)
		}
	}
	next, _ := h.repo.File(branch, "okrs/2027-Q1/payments.toml")
	for _, want := range []string{"objective = \"Be calm\"", "# What 2026-Q4 taught:\n#   > Fast is kind\n", "# Red at the end of 2026-Q4: Sick days."} {
		if !strings.Contains(next, want) {
			t.Errorf("there is no %q in\n%s", want, next)
		}
	}
	if next, _ := h.repo.File(branch, "okrs/2027-Q1/search.toml"); !strings.Contains(next, "proposed as the objective") || !strings.Contains(next, `"Win back what we let slip: Sick days"`) || strings.Contains(next, "Raise orders") {
		t.Errorf("search begins with\n%s", next)
	}
	h.writes()
	h.must(h.quarterEnd("2027-01-02"))
	h.nothing("the second time")
	h.must(h.quarterEnd("2027-01-05"))
	h.nothing("days later")

	h.scored()
	h.must(h.quarterEnd("2027-01-06"))
	issues = h.repo.Issues()
	if len(issues) != 1 || issues[0].State != "closed" || len(issues[0].Comments) != 2 || len(h.repo.Pulls()) != 1 {
		t.Errorf("when all are scored: %v %+v", h.repo.Pulls(), issues)
	}
	if report, _ := h.repo.File(branch, "okrs/2026-Q4/REPORT.md"); strings.Contains(report, "has no reading") {
		t.Errorf("the report was not brought up to date:\n%s", report)
	}
	h.writes()
	h.must(h.quarterEnd("2027-01-07"))
	h.nothing("after it closed the quarter")
}

// What persons do with the branch and the pull request stands.
func TestQuarterEndBesidePersons(t *testing.T) {
	const branch = "okrcheck/close-2026-Q4"
	t.Run("a commit", func(t *testing.T) {
		h := quarterEndHub(t)
		h.must(h.quarterEnd("2027-01-02"))
		tip := h.repo.Commit(branch, map[string]string{"okrs/2027-Q1/search.toml": "mine"})
		h.scored()
		out := h.must(h.quarterEnd("2027-01-03"))
		if got := h.repo.Tip(branch); got != tip || len(out.Notes) != 1 || !strings.Contains(out.Notes[0], "left to them") {
			t.Errorf("tip %s, want %s; %v", got, tip, out.Notes)
		}
		if issue := h.repo.Issues()[0]; issue.State != "closed" || strings.Contains(issue.Body, "has no reading") {
			t.Errorf("the issue has not the last word: %+v", issue)
		}
	})
	t.Run("a commit at the last moment", func(t *testing.T) {
		h := quarterEndHub(t)
		h.must(h.quarterEnd("2027-01-02"))
		h.scored()
		tip := ""
		g := h.gitHub()
		repo := h.repository("2027-01-03")
		h.server.Fail("git/update-ref", githubtest.Unprocessable())
		_, err := g.QuarterEnd(t.Context(), repo.Config.Calendar, Ended(repo), func(q okr.Quarter) (QuarterEnd, error) {
			if tip != "" { // the second try
				tip = h.repo.Commit(branch, map[string]string{"okrs/2027-Q1/search.toml": "mine"})
			} else {
				tip = "soon"
			}
			return NewQuarterEnd(h.tree, repo, q)
		})
		if err != nil || h.repo.Tip(branch) != tip {
			t.Errorf("tip %s, want %s: %v", h.repo.Tip(branch), tip, err)
		}
	})
	t.Run("merged", func(t *testing.T) {
		h := quarterEndHub(t)
		h.must(h.quarterEnd("2027-01-02"))
		h.repo.Merge("main", branch)
		h.repo.Pull(1).Merge()
		for _, name := range []string{"okrs/2026-Q4/REPORT.md", "okrs/2026-Q4/REPORT.json", "okrs/2027-Q1/payments.toml", "okrs/2027-Q1/search.toml"} {
			h.tree[name], _ = h.repo.File("main", name)
		}
		h.writes()
		h.must(h.quarterEnd("2027-01-03"))
		if w := h.writes(); !slices.Equal(w, []string{"issues/update 200"}) { // which no longer points to it
			t.Errorf("after the merge it writes %v", w)
		}
		h.scored()
		h.must(h.quarterEnd("2027-01-04"))
		if files, ok := h.repo.File(branch+"-2", "okrs/2026-Q4/REPORT.md"); len(h.repo.Pulls()) != 2 || !ok || strings.Contains(files, "has no reading") {
			t.Errorf("the late score has no pull request: %v", h.repo.Pulls())
		}
	})
	t.Run("closed", func(t *testing.T) {
		h := quarterEndHub(t)
		h.must(h.quarterEnd("2027-01-02"))
		h.repo.Pull(1).Close()
		h.scored()
		out := h.must(h.quarterEnd("2027-01-03"))
		if len(h.repo.Pulls()) != 1 || len(out.Notes) != 1 || h.repo.Issues()[0].State != "closed" {
			t.Errorf("%v %+v", h.repo.Pulls(), out)
		}
	})
	t.Run("a file of one's own", func(t *testing.T) {
		h := quarterEndHub(t)
		h.must(h.quarterEnd("2027-01-02"))
		h.change(files{"okrs/2027-Q1/search.toml": team("search", "2027-Q1")})
		h.must(h.quarterEnd("2027-01-03"))
		if text, _ := h.repo.File(branch, "okrs/2027-Q1/search.toml"); text != h.tree["okrs/2027-Q1/search.toml"] {
			t.Errorf("the branch takes the file back to\n%s", text)
		}
	})
}

func TestQuarterEndDegrades(t *testing.T) {
	t.Run("no pull requests", func(t *testing.T) {
		h := quarterEndHub(t)
		h.repo.ForbidsPulls = true
		out := h.must(h.quarterEnd("2027-01-02"))
		const link = "https://github.com/octo/sample/compare/main...okrcheck%2Fclose-2026-Q4?expand=1"
		if len(out.Notes) != 1 || !strings.Contains(out.Notes[0], link) || !strings.Contains(h.repo.Issues()[0].Body, link) {
			t.Errorf("nothing links to %s: %+v", link, out)
		}
	})
	t.Run("no contents", func(t *testing.T) {
		h := quarterEndHub(t)
		h.server.Fail("git/create-tree", githubtest.ReadOnly())
		out := h.must(h.quarterEnd("2027-01-02"))
		if len(out.Notes) != 1 || !strings.Contains(out.Notes[0], "contents: write") || len(h.repo.Issues()) != 1 {
			t.Errorf("%+v", out)
		}
	})
	t.Run("no issues", func(t *testing.T) {
		h := quarterEndHub(t)
		h.server.Fail("issues/list-for-repo", githubtest.NotFound().Always())
		out := h.must(h.quarterEnd("2027-01-02"))
		if out.Pull == "" || len(h.repo.Issues()) != 0 {
			t.Errorf("%+v", out)
		}
		h.writes()
		h.must(h.quarterEnd("2027-01-02"))
		h.nothing("the second time, without issues,")
	})
}

// After a failure at any call, whatever it is, the next run completes without a double.
func TestFailures(t *testing.T) {
	type run struct {
		name  string
		hub   func(*testing.T) *hub
		do    func(*hub) (Outcome, error)
		check func(*testing.T, *hub)
	}
	runs := []run{
		{"weekly", weeklyHub, func(h *hub) (Outcome, error) { return h.weekly("2026-11-16") }, func(t *testing.T, h *hub) {
			if issues := h.repo.Issues(); len(issues) != 1 || len(issues[0].Comments) != 1 {
				t.Errorf("%+v", issues)
			}
		}},
		{"quarter-end", quarterEndHub, func(h *hub) (Outcome, error) { return h.quarterEnd("2027-01-02") }, func(t *testing.T, h *hub) {
			_, report := h.repo.File("okrcheck/close-2026-Q4", "okrs/2026-Q4/REPORT.md")
			if issues := h.repo.Issues(); len(issues) != 1 || len(issues[0].Comments) != 1 || len(h.repo.Pulls()) != 1 || !report || !strings.Contains(issues[0].Body, "in #1") {
				t.Errorf("pulls %v, report %v, %+v", h.repo.Pulls(), report, issues)
			}
		}},
		{"closing", func(t *testing.T) *hub {
			h := quarterEndHub(t)
			h.must(h.quarterEnd("2027-01-02"))
			h.scored()
			h.server.Requests()
			return h
		}, func(h *hub) (Outcome, error) { return h.quarterEnd("2027-01-03") }, func(t *testing.T, h *hub) {
			report, _ := h.repo.File("okrcheck/close-2026-Q4", "okrs/2026-Q4/REPORT.md")
			if issues := h.repo.Issues(); len(issues) != 1 || issues[0].State != "closed" || len(issues[0].Comments) != 2 || len(h.repo.Pulls()) != 1 || strings.Contains(report, "has no reading") {
				t.Errorf("pulls %v, %+v", h.repo.Pulls(), issues)
			}
		}},
	}
	faults := []func() githubtest.Fault{
		githubtest.Unauthorized, githubtest.ServerError, githubtest.BadGatewayAfterActing, githubtest.HTMLInsteadOfJSON, githubtest.Cut, githubtest.HalfBody, githubtest.Conflict, githubtest.Hang,
		func() githubtest.Fault { return githubtest.SecondaryLimit(403, 1) },
		func() githubtest.Fault { return githubtest.PrimaryLimit(50 * time.Minute) },
		func() githubtest.Fault { return githubtest.ServerError().Times(12) },
	}
	for _, r := range runs {
		clean := r.hub(t)
		clean.must(r.do(clean))
		calls := len(clean.server.Requests())
		for call := range calls {
			for _, fault := range faults {
				f := fault()
				hangs := f.String() == "hang"
				if hangs && r.name != "weekly" { // it takes its time
					continue
				}
				t.Run(fmt.Sprintf("%s/%d %s", r.name, call+1, f), func(t *testing.T) {
					h := r.hub(t)
					if hangs {
						h.patience = 300 * time.Millisecond
					}
					left := 12
					h.server.Fail("*", f.Skip(call))
					for left > 0 { // until the fault is over
						left--
						if _, err := r.do(h); err == nil {
							break
						}
					}
					h.must(r.do(h))
					r.check(t, h)
					h.writes()
					h.must(r.do(h))
					h.nothing("once it is done")
				})
			}
		}
	}
}

// The number of requests does not grow with the teams when nothing has changed.
func TestRequests(t *testing.T) {
	tree := make(files)
	for n := range 300 {
		name := fmt.Sprintf("team-%d", n)
		tree["okrs/2026-Q4/"+name+".toml"] = team(name, "2026-Q4", "9", "11", []string{"7", ""}[n%2])
	}
	h := newHub(t, tree)
	for _, r := range []struct {
		name string
		do   func() (Outcome, error)
	}{
		{"weekly", func() (Outcome, error) { return h.weekly("2026-12-14") }},
		{"quarter-end", func() (Outcome, error) { return h.quarterEnd("2027-01-02") }},
	} {
		h.must(r.do())
		first := len(h.server.Requests())
		h.must(r.do())
		again := h.server.Requests()
		t.Logf("%s of 300 teams: %d requests, %d when nothing has changed", r.name, first, len(again))
		if len(again) > 20 || len(githubtest.Writes(again)) > 0 {
			t.Errorf("%s: %v", r.name, again)
		}
	}
}
