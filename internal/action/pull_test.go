package action_test

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/okrcheck/okrcheck/internal/action"
	"github.com/okrcheck/okrcheck/internal/githubtest"
)

const secret = "t0ken"

// A site is a repository on a fake GitHub with a pull request, whose workflow runs without a checkout.
type site struct {
	t      *testing.T
	server *githubtest.Server
	repo   *githubtest.Repo
	head   *githubtest.Repo
	pull   *githubtest.Pull
	token  *githubtest.Token
	event  string
	inputs map[string]string
	env    map[string]string
	files  map[string]string  // of a checkout; none by default
	runner *githubtest.Runner // of the last run
	// mayFail lets a run end with an error.
	mayFail bool
}

func newSite(t *testing.T, before, after map[string]string) *site {
	return openSite(t, before, after, false)
}

func openSite(t *testing.T, before, after map[string]string, fork bool) *site {
	githubtest.Described(t)
	s := &site{t: t, server: githubtest.New(t), event: "pull_request", inputs: map[string]string{"only": "not-three-key-results, unknown-key"}}
	s.token = s.server.Allow(secret, githubtest.Token{Login: githubtest.Actions, Contents: githubtest.Read, Pulls: githubtest.Write})
	s.repo = s.server.Repo("octo/okrs")
	s.repo.Commit("main", before)
	s.head = s.repo
	o := githubtest.PullOptions{Head: "feature"}
	if fork {
		s.head = s.repo.Fork("mallory")
		o.From = s.head
	}
	s.head.Commit("feature", after)
	s.pull = s.repo.OpenPull(o)
	s.server.Requests()
	return s
}

func (s *site) push(files map[string]string) { s.head.Commit("feature", files) }

// run runs the workflow, and returns its outputs with the requests that it made.
func (s *site) run() (action.Verdict, map[string]string, []githubtest.Request) {
	s.t.Helper()
	r := githubtest.NewRunner(s.t, s.files)
	s.runner = r
	r.API(s.server, secret)
	r.Setenv("GITHUB_REPOSITORY", "octo/okrs")
	r.Setenv("GITHUB_SHA", s.pull.MergeBase())
	r.Setenv("GITHUB_RUN_ID", "7")
	r.Input("today", "2026-11-20")
	for name, value := range s.inputs {
		r.Input(name, value)
	}
	for name, value := range s.env {
		r.Setenv(name, value)
	}
	r.Event(s.event, s.pull.Event("synchronize"))
	s.server.Requests()
	verdict, err := action.Run(action.Env{Stdout: &r.Log, Getenv: r.Getenv, Sleep: func(context.Context, time.Duration) error { return nil }})
	if err != nil && !s.mayFail {
		s.t.Errorf("%v\n%s", err, r.Log.String())
	}
	return verdict, r.Outputs(), s.server.Requests()
}

var moody = okr(good) + "\nmood = \"fine\"\n"

func TestPullRequest(t *testing.T) {
	old := strings.ReplaceAll(moody, "payments", "fraud")
	s := newSite(t, map[string]string{path: okr(good), "okrs/2026-Q4/fraud.toml": old}, map[string]string{path: twoTitle})
	verdict, out, requests := s.run()
	if verdict != action.Findings || out["new-findings"] != "1" || out["review-status"] != "posted" || out["review-url"] == "" || out["degraded-reason"] != "" {
		t.Errorf("first: %s, %v\n%s", verdict, out, s.runner.Log.String())
	}
	if r := s.pull.Reviews(); len(r) != 1 || len(r[0].Comments) != 1 || !strings.Contains(r[0].Body, "1 warning was there before this pull request; it does not count here.") {
		t.Errorf("%+v", r)
	}
	t.Logf("first review: %d requests", len(requests))

	_, out, requests = s.run()
	if out["review-status"] != "unchanged" || len(githubtest.Writes(requests)) != 0 {
		t.Errorf("again: %v", out)
	}
	t.Logf("nothing changed: %d requests", len(requests))

	s.push(map[string]string{path: okr(good) + "# mended\n"})
	verdict, out, _ = s.run()
	if verdict != action.Clean || out["review-status"] != "updated" {
		t.Errorf("mended: %s, %v", verdict, out)
	}
	if r := s.pull.Reviews(); !strings.Contains(r[0].Comments[0].Body, "Fixed in "+s.pull.Head()[:7]) {
		t.Errorf("%+v", r)
	}
}

// A fork's pull request has a token that may read: all findings are said, and decide, without a review.
func TestForkReadOnly(t *testing.T) {
	s := openSite(t, map[string]string{path: okr(good)}, map[string]string{path: twoTitle}, true)
	s.token.Pulls = githubtest.Read
	verdict, out, _ := s.run()
	if verdict != action.Findings || out["review-status"] != "degraded" || !strings.Contains(out["degraded-reason"], "not allowed") {
		t.Errorf("%s, %v", verdict, out)
	}
	if !strings.Contains(s.runner.Summary(), "one key result, not three") || !strings.Contains(s.runner.Summary(), "The review is degraded") {
		t.Errorf("the summary lacks it:\n%s", s.runner.Summary())
	}
	golden(t, "fork", strings.ReplaceAll(s.runner.Summary(), s.pull.Head(), "1a2b3c4"))
}

var update = flag.Bool("update", false, "rewrite the golden texts")

// golden compares what a reader sees with testdata/review.
func golden(t *testing.T, name, got string) {
	t.Helper()
	name = filepath.Join("testdata", "review", name+".md")
	if *update {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
		t.Errorf("%s: got\n%s", name, got)
	}
}

// On pull_request_target the token may write, and nothing of the fork is checked out.
func TestForkTarget(t *testing.T) {
	s := openSite(t, map[string]string{path: okr(good)}, map[string]string{path: twoTitle}, true)
	s.event = "pull_request_target"
	if verdict, out, _ := s.run(); verdict != action.Findings || out["review-status"] != "posted" {
		t.Errorf("%s, %v", verdict, out)
	}
}

func TestPullRequestWithoutOKRs(t *testing.T) {
	s := newSite(t, map[string]string{path: moody}, map[string]string{"README.md": "hello"})
	verdict, out, requests := s.run()
	if verdict != action.NothingToCheck || out["review-status"] != "unchanged" || len(s.pull.Reviews()) != 0 {
		t.Errorf("%s, %v", verdict, out)
	}
	t.Logf("%d requests", len(requests))
}

// What the pull request brings decides; the base's configuration does, too.
func TestBaseGoverns(t *testing.T) {
	s := newSite(t, map[string]string{path: okr(good), "okrcheck.toml": ""}, map[string]string{
		path: twoTitle, "okrcheck.toml": "[checks]\nnot-three-key-results = \"off\"\n",
	})
	if verdict, out, _ := s.run(); verdict != action.Findings {
		t.Errorf("a pull request switches a check off for itself: %s, %v", verdict, out)
	}
}

func TestUnknownEvent(t *testing.T) {
	r := newRunner(t, map[string]string{path: okr(good)})
	r.Event("issue_comment", "{}")
	verdict, err := run(r)
	if verdict != action.CouldNotFinish || err == nil || !strings.Contains(err.Error(), "pull_request_target") {
		t.Errorf("%s, %v", verdict, err)
	}
}

// Another server than github.com is known by its three addresses.
func TestEnterpriseServer(t *testing.T) {
	s := newSite(t, map[string]string{path: okr(good)}, map[string]string{path: twoTitle})
	s.env = map[string]string{
		"GITHUB_API_URL": s.server.URL() + "/api/v3", "GITHUB_GRAPHQL_URL": s.server.URL() + "/api/graphql", "GITHUB_SERVER_URL": "https://github.example.com",
	}
	if verdict, out, _ := s.run(); verdict != action.Findings || out["review-status"] != "posted" {
		t.Errorf("%s, %v\n%s", verdict, out, s.runner.Log.String())
	}
	if summary := s.runner.Summary(); !strings.Contains(summary, "https://github.example.com/octo/okrs/blob/") || strings.Contains(summary, "https://github.com/octo") {
		t.Errorf("the summary links elsewhere:\n%s", summary)
	}
}

// A draft is checked as any other.
func TestDraft(t *testing.T) {
	s := newSite(t, map[string]string{path: okr(good)}, map[string]string{path: okr(good) + "# a word\n"})
	s.head.Commit("sketch", map[string]string{path: twoTitle})
	s.pull = s.repo.OpenPull(githubtest.PullOptions{Head: "sketch", Draft: true})
	if verdict, out, _ := s.run(); verdict != action.Findings || out["review-status"] != "posted" {
		t.Errorf("%s, %v", verdict, out)
	}
}

// Without a token, as our own workflow runs the action, all that is checked out counts, on a pull request too.
func TestPullRequestWithoutToken(t *testing.T) {
	s := newSite(t, map[string]string{path: twoTitle}, map[string]string{"README.md": "x"})
	s.files = map[string]string{path: twoTitle}
	s.inputs["github-token"] = ""
	if verdict, out, requests := s.run(); verdict != action.Findings || out["review-status"] != "skipped" || len(requests) != 0 {
		t.Errorf("%s, %v, %d requests", verdict, out, len(requests))
	}
}

func TestReviewOff(t *testing.T) {
	s := newSite(t, map[string]string{path: okr(good)}, map[string]string{path: twoTitle})
	s.inputs["review"] = "off"
	if verdict, out, requests := s.run(); verdict != action.Findings || out["review-status"] != "skipped" || len(githubtest.Writes(requests)) != 0 {
		t.Errorf("%s, %v", verdict, out)
	}
}

// The expected cost, for a repository of 300 teams. A key result with a title
// that it had not at the kickoff makes a run look at all that came since.
func TestRequests(t *testing.T) {
	t.Run("since the kickoff", func(t *testing.T) {
		testRequests(t, "Payment errors reported by shoppers in a week", "Complaints of shoppers about failed payments in a week")
	})
	t.Run("without", func(t *testing.T) { testRequests(t, "quarter", "mood = 1\nquarter") })
}

func testRequests(t *testing.T, old, new string) {
	files := make(map[string]string)
	for _, q := range []string{"2026-Q2", "2026-Q3", "2026-Q4"} {
		for i := range 300 {
			team := fmt.Sprintf("team-%03d", i)
			files["okrs/"+q+"/"+team+".toml"] = strings.NewReplacer("payments", team, "2026-Q4", q).Replace(okr(good))
		}
	}
	changed := make(map[string]string)
	for i := range 100 {
		name := fmt.Sprintf("okrs/2026-Q4/team-%03d.toml", i)
		changed[name] = files[name] + "# a word\n"
	}
	first := "okrs/2026-Q4/team-000.toml"
	changed[first] = strings.Replace(files[first], old, new, 1)
	clock := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC) // before the kickoff of the quarter that ended
	githubtest.Described(t)
	s := &site{t: t, server: githubtest.New(t), event: "pull_request", inputs: map[string]string{"only": ""}}
	s.token = s.server.Allow(secret, githubtest.Token{Login: githubtest.Actions, Contents: githubtest.Read, Pulls: githubtest.Write})
	s.server.SetTime(clock)
	s.repo = s.server.Repo("octo/okrs")
	s.repo.Commit("main", files)
	for day := range 30 { // a commit on most days since the kickoff, of all teams at once
		s.server.SetTime(time.Date(2026, 10, 20+day, 8, 0, 0, 0, time.UTC))
		weekly := make(map[string]string)
		for name, text := range files {
			if strings.Contains(name, "Q4") {
				weekly[name] = text + fmt.Sprintf("# day %d\n", day)
			}
		}
		s.repo.Commit("main", weekly)
	}
	s.server.SetTime(time.Date(2026, 11, 19, 8, 0, 0, 0, time.UTC))
	s.head = s.repo
	s.repo.Commit("feature", changed)
	s.pull = s.repo.OpenPull(githubtest.PullOptions{Head: "feature"})

	_, out, requests := s.run()
	t.Logf("first review, %s: %d requests: %v", out["review-status"], len(requests), operations(requests))
	if len(requests) > 12 || out["review-status"] != "posted" {
		t.Errorf("%d requests with a first review, %v", len(requests), out)
	}
	_, out, requests = s.run()
	t.Logf("nothing changed, %s: %d requests: %v", out["review-status"], len(requests), operations(requests))
	if len(requests) > 10 || out["review-status"] != "unchanged" {
		t.Errorf("%d requests where nothing changed, %v", len(requests), out)
	}
}

func operations(requests []githubtest.Request) map[string]int {
	n := make(map[string]int)
	for _, r := range requests {
		n[r.Operation]++
	}
	return maps.Clone(n)
}
