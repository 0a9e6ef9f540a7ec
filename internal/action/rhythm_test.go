package action_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/okrcheck/okrcheck/internal/action"
	"github.com/okrcheck/okrcheck/internal/githubtest"
)

// scheduled returns a runner of a scheduled run, in a repository that stands so since the kickoff.
func scheduled(t *testing.T, s *githubtest.Server, files map[string]string, checkedOut bool, mode, today string) *githubtest.Runner {
	t.Helper()
	disk := files
	if !checkedOut {
		disk = nil
	}
	r := githubtest.NewRunner(t, disk)
	r.API(s, "secret")
	r.Event("schedule", "{}")
	r.Setenv("GITHUB_REF", "refs/heads/main")
	r.Setenv("GITHUB_SHA", s.Repo("octo/sample").Tip("main"))
	r.Input("mode", mode)
	r.Input("today", today)
	return r
}

func hub(t *testing.T, files map[string]string) *githubtest.Server {
	t.Helper()
	s := githubtest.New(t)
	s.SetTime(time.Date(2026, 10, 5, 9, 0, 0, 0, time.UTC))
	s.Allow("secret", githubtest.Token{Login: githubtest.Actions, Contents: githubtest.Write, Pulls: githubtest.Write, Issue: githubtest.Write})
	s.Repo("octo/sample").Commit("main", files)
	return s
}

func runRhythm(r *githubtest.Runner) (action.Verdict, error) {
	return action.Run(action.Env{Stdout: &r.Log, Getenv: r.Getenv, Sleep: func(context.Context, time.Duration) error { return nil }})
}

func TestRhythm(t *testing.T) {
	files := map[string]string{path: okr(good)}
	for _, checkedOut := range []bool{true, false} {
		s := hub(t, files)
		r := scheduled(t, s, files, checkedOut, "weekly", "2026-11-16")
		if verdict, err := runRhythm(r); verdict != action.Clean || err != nil {
			t.Fatalf("%s, %v\n%s", verdict, err, r.Log.String())
		}
		issues := s.Repo("octo/sample").Issues()
		if len(issues) != 1 || len(issues[0].Comments) != 1 || !strings.Contains(issues[0].Comments[0].Body, "No value has changed for two weeks:** payments") {
			t.Fatalf("checked out %v: %+v", checkedOut, issues)
		}
		if out := r.Outputs(); out["issue-url"] == "" || out["verdict"] != "clean" {
			t.Errorf("outputs %v", out)
		}
		if sum := r.Summary(); !strings.Contains(sum, "### Week 8 of 14") || !strings.Contains(sum, "/issues/1") {
			t.Errorf("summary:\n%s", sum)
		}

		r = scheduled(t, s, files, checkedOut, "quarter-end", "2027-01-02")
		if verdict, err := runRhythm(r); verdict != action.Clean || err != nil {
			t.Fatalf("%s, %v\n%s", verdict, err, r.Log.String())
		}
		issues = s.Repo("octo/sample").Issues()
		if len(issues) != 1 || len(issues[0].Comments) != 2 || r.Outputs()["pull-request-url"] == "" || strings.Contains(issues[0].Body, "is not known") {
			t.Errorf("checked out %v: %v %+v", checkedOut, r.Outputs(), issues)
		}
	}
}

// The summary has the text whatever GitHub does; the run says that it could not finish.
func TestRhythmFails(t *testing.T) {
	files := map[string]string{path: okr(good)}
	s := hub(t, files)
	s.Fail("issues/create", githubtest.ServerError().Times(2))
	r := scheduled(t, s, files, true, "weekly", "2026-11-16")
	if verdict, err := runRhythm(r); verdict != action.CouldNotFinish || err == nil || !strings.Contains(r.Summary(), "### Week 8 of 14") {
		t.Errorf("%s, %v\n%s", verdict, err, r.Summary())
	}
	for input, value := range map[string]string{"mode": "monthly", "github-token": ""} {
		r := scheduled(t, s, files, true, "weekly", "2026-11-16")
		r.Input(input, value)
		if verdict, err := runRhythm(r); verdict != action.CouldNotFinish || err == nil || !strings.Contains(err.Error(), "input "+input) {
			t.Errorf("%s %q: %s, %v", input, value, verdict, err)
		}
	}
	r = scheduled(t, s, map[string]string{"README.md": "hello"}, true, "weekly", "2026-11-16")
	if verdict, err := runRhythm(r); verdict != action.NothingToCheck || err != nil {
		t.Errorf("%s, %v", verdict, err)
	}
}

// With what the files' history takes, 300 teams cost no more than a few requests when nothing has changed.
func TestRhythmRequests(t *testing.T) {
	files := make(map[string]string)
	for n := range 300 {
		name := fmt.Sprintf("team-%d", n)
		files["okrs/2026-Q4/"+name+".toml"] = strings.ReplaceAll(okr(good), "payments", name)
	}
	for _, checkedOut := range []bool{true, false} {
		s := hub(t, files)
		for _, c := range []struct{ mode, today string }{{"weekly", "2026-12-14"}, {"quarter-end", "2027-01-02"}} {
			var requests []githubtest.Request
			for range 2 {
				s.Requests()
				r := scheduled(t, s, files, checkedOut, c.mode, c.today)
				if verdict, err := runRhythm(r); verdict != action.Clean || err != nil {
					t.Fatalf("%s, %v", verdict, err)
				}
				requests = s.Requests()
			}
			t.Logf("%s, checked out %v: %d requests when nothing has changed", c.mode, checkedOut, len(requests))
			if len(requests) > 20 || len(githubtest.Writes(requests)) > 0 {
				t.Errorf("%d requests, writes %v", len(requests), githubtest.Writes(requests))
			}
		}
	}
}
