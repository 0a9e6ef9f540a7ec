package action_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/okrcheck/okrcheck/internal/action"
	"github.com/okrcheck/okrcheck/internal/githubtest"
)

// Whatever GitHub does once the files are read, the verdict is that of the
// findings, and the summary has them all. Whatever it does before, nobody is
// told that all is well.
func TestVerdictIsThatOfTheFindings(t *testing.T) {
	faults := []githubtest.Fault{
		githubtest.Unauthorized(), githubtest.ReadOnly(), githubtest.NotFound(), githubtest.Conflict(), githubtest.Unprocessable(), githubtest.ServerError(),
		githubtest.HTML(), githubtest.HTMLInsteadOfJSON(), githubtest.BadGatewayAfterActing(), githubtest.Cut(), githubtest.HalfBody(),
		githubtest.SecondaryLimit(403, 5), githubtest.SecondaryLimit(429, -1), githubtest.SecondaryLimit(429, 9999),
	}
	for _, operation := range []string{"pulls/create-review", "pulls/get", "pulls/list-review-comments", "pulls/list-reviews"} {
		for _, f := range faults {
			t.Run(operation+" "+f.String(), func(t *testing.T) {
				s := newSite(t, map[string]string{path: okr(good)}, map[string]string{path: twoTitle})
				if operation != "pulls/create-review" { // what is asked where GraphQL can't be
					s.server.Fail("graphql", githubtest.NotFound().Always())
				}
				s.server.Fail(operation, f.Always())
				verdict, out, _ := s.run()
				if verdict != action.Findings || out["errors"] != "1" || out["review-status"] == "" {
					t.Errorf("%s, %v", verdict, out)
				}
				if !strings.Contains(s.runner.Summary(), "one key result, not three") {
					t.Error("the summary lacks the finding")
				}
				if strings.ContainsAny(out["degraded-reason"], "\n<") {
					t.Errorf("the reason is %q", out["degraded-reason"])
				}
				if reviews := len(s.pull.Reviews()); reviews > 1 {
					t.Errorf("%d reviews", reviews)
				}
			})
		}
	}
	for _, operation := range []string{"repos/compare-commits-with-basehead", "graphql"} {
		for _, f := range faults {
			t.Run("reading: "+operation+" "+f.String(), func(t *testing.T) {
				s := newSite(t, map[string]string{path: okr(good)}, map[string]string{path: twoTitle})
				s.server.Fail(operation, f.Always())
				s.mayFail = true
				verdict, out, _ := s.run()
				if verdict == action.Clean || verdict == action.NothingToCheck || verdict == action.Findings && out["errors"] != "1" {
					t.Errorf("%s, %v", verdict, out)
				}
			})
			t.Run("reading once: "+operation+" "+f.String(), func(t *testing.T) {
				s := newSite(t, map[string]string{path: okr(good)}, map[string]string{path: twoTitle})
				for skip := range 5 {
					if operation == "graphql" || skip == 0 {
						s.server.Fail(operation, f.Skip(skip))
					}
					s.mayFail = true
					if verdict, out, _ := s.run(); verdict == action.Clean || verdict == action.NothingToCheck {
						t.Errorf("%s, %v", verdict, out)
					}
				}
			})
		}
	}
}

// Where GraphQL alone is refused, all is read through REST: there is the same
// verdict and the same review, and the summary says so.
func TestWithoutGraphQL(t *testing.T) {
	for _, f := range []githubtest.Fault{githubtest.ReadOnly(), githubtest.NotFound(), githubtest.ServerError(), githubtest.HTML()} {
		for _, fork := range []bool{false, true} {
			s := openSite(t, map[string]string{path: okr(good)}, map[string]string{path: twoTitle}, fork)
			s.server.Fail("graphql", f.Always())
			verdict, out, requests := s.run()
			if verdict != action.Findings || out["errors"] != "1" || out["review-status"] != "posted" {
				t.Errorf("%s: %s, %v\n%s", f, verdict, out, s.runner.Log.String())
			}
			if r := s.pull.Reviews(); len(r) != 1 || len(r[0].Comments) != 1 {
				t.Errorf("%s: %+v", f, r)
			}
			if !strings.Contains(s.runner.Summary(), "one by one through REST") {
				t.Errorf("%s: the summary is\n%s", f, s.runner.Summary())
			}
			t.Logf("%s: %d requests: %v", f, len(requests), operations(requests))
			if _, out, requests := s.run(); out["review-status"] != "unchanged" || len(githubtest.Writes(requests)) != 0 {
				t.Errorf("%s, again: %v, %v", f, out, githubtest.Writes(requests))
			}
			s.push(map[string]string{path: okr(good) + "# mended\n"})
			if verdict, out, _ := s.run(); verdict != action.Clean || out["review-status"] != "updated" {
				t.Errorf("%s, mended: %s, %v", f, verdict, out)
			}
		}
	}
}

// In a large company only the teams of the pull request are read then, and what compares teams is not checked.
func TestLargeCompanyWithoutGraphQL(t *testing.T) {
	files := make(map[string]string)
	for _, q := range []string{"2026-Q3", "2026-Q4"} {
		for i := range 300 {
			team := fmt.Sprintf("team-%03d", i)
			files["okrs/"+q+"/"+team+".toml"] = strings.NewReplacer("payments", team, "2026-Q4", q).Replace(okr(good))
		}
	}
	changed := "okrs/2026-Q4/team-007.toml"
	s := newSite(t, files, map[string]string{changed: strings.ReplaceAll(twoTitle, "payments", "team-007")})
	s.inputs["only"] = ""
	s.server.Fail("graphql", githubtest.NotFound().Always())
	verdict, out, requests := s.run()
	if verdict != action.Findings || out["review-status"] != "posted" || len(requests) > 20 {
		t.Errorf("%s, %v, %d requests\n%s", verdict, out, len(requests), s.runner.Log.String())
	}
	for _, text := range []string{"2 files of 1 team", "cascaded-okr", "were left out"} {
		if summary := s.runner.Summary(); !strings.Contains(summary, text) {
			t.Errorf("the summary lacks %q:\n%s", text, summary)
		}
	}
}

// Where the API can't be read but somebody checked the files out, those are checked.
func TestCheckoutAsLastResort(t *testing.T) {
	s := newSite(t, map[string]string{path: okr(good)}, map[string]string{path: twoTitle})
	s.files = map[string]string{path: twoTitle}
	s.server.Fail("repos/compare-commits-with-basehead", githubtest.ServerError().Always())
	verdict, out, _ := s.run()
	if verdict != action.Findings || out["review-status"] != "skipped" || !strings.Contains(s.runner.Log.String(), "the checked-out files are checked instead") {
		t.Errorf("%s, %v\n%s", verdict, out, s.runner.Log.String())
	}
}

// The past is worth less than the verdict: where it can't be read, the checks that need it are listed as not made.
func TestHistoryThatFails(t *testing.T) {
	for skip := 2; skip < 5; skip++ { // the files come in the first two queries
		s := newSite(t, map[string]string{path: okr(good)}, map[string]string{path: twoTitle})
		s.server.SetTime(time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC)) // after the kickoff, more than 14 days ago
		s.repo.Commit("main", map[string]string{path: okr(good) + "# touched\n"})
		s.server.SetTime(time.Date(2026, 11, 19, 8, 0, 0, 0, time.UTC))
		s.head.Rewrite("feature", map[string]string{path: twoTitle})
		s.inputs["only"] = ""
		s.server.Fail("graphql", githubtest.GraphQLError("RATE_LIMITED", "API rate limit exceeded").Skip(skip).Always())
		verdict, out, _ := s.run()
		if verdict != action.Findings || out["errors"] == "0" {
			t.Errorf("after %d queries: %s, %v\n%s", skip, verdict, out, s.runner.Log.String())
		}
		if !strings.Contains(s.runner.Summary(), "rate limit") {
			t.Errorf("after %d queries the summary does not say what was not checked:\n%s", skip, s.runner.Summary())
		}
	}
}

func TestDeletedFork(t *testing.T) {
	s := openSite(t, map[string]string{path: okr(good)}, map[string]string{path: twoTitle}, true)
	s.head.Delete()
	if verdict, out, _ := s.run(); verdict != action.Findings || out["review-status"] != "posted" {
		t.Errorf("%s, %v", verdict, out)
	}
}

// A pull request that breaks the configuration fails, though the base's still counts.
func TestBrokenConfiguration(t *testing.T) {
	s := newSite(t, map[string]string{path: okr(good), "okrcheck.toml": ""}, map[string]string{"okrcheck.toml": "no-such-key = 1\n"})
	s.mayFail = true
	if verdict, _, _ := s.run(); verdict != action.CouldNotFinish || !strings.Contains(s.runner.Log.String(), "no-such-key") {
		t.Errorf("%s\n%s", verdict, s.runner.Log.String())
	}
}

// The first configuration of a repository counts in the pull request that brings it.
func TestFirstConfiguration(t *testing.T) {
	s := newSite(t, map[string]string{"README.md": "x"}, map[string]string{"okrcheck.toml": "files = [\"goals/**/*.toml\"]\n", "goals/2026-Q4/payments.toml": twoTitle})
	if verdict, out, _ := s.run(); verdict != action.Findings {
		t.Errorf("%s, %v\n%s", verdict, out, s.runner.Log.String())
	}
}

func TestForcePush(t *testing.T) {
	s := newSite(t, map[string]string{path: okr(good)}, map[string]string{path: twoTitle})
	s.run()
	s.head.Rewrite("feature", map[string]string{path: "# moved\n\n" + twoTitle})
	if verdict, out, _ := s.run(); verdict != action.Findings || out["review-status"] != "unchanged" || len(s.pull.Reviews()) != 1 {
		t.Errorf("%s, %v", verdict, out)
	}
}

// A push, a merge queue and a schedule check the commit, with or without a checkout.
func TestWholeEvents(t *testing.T) {
	for _, event := range []string{"push", "merge_group", "workflow_dispatch", "schedule"} {
		s := newSite(t, map[string]string{path: twoTitle}, map[string]string{"README.md": "x"})
		s.event = event
		if verdict, out, requests := s.run(); verdict != action.Findings || out["review-status"] != "skipped" || len(githubtest.Writes(requests)) != 0 {
			t.Errorf("%s: %s, %v\n%s", event, verdict, out, s.runner.Log.String())
		}
	}
}

// A quarter that is misspelt has one right answer: it is offered to be taken with a click.
func TestSuggestionOfTheRealChecks(t *testing.T) {
	s := newSite(t, map[string]string{"README.md": "x"}, map[string]string{path: strings.Replace(okr(good), "baseline = 800", "basline = 800", 1)})
	s.inputs["only"] = ""
	s.run()
	for _, r := range s.pull.Reviews() {
		for _, c := range r.Comments {
			if strings.Contains(c.Body, "```suggestion\nbaseline = 800\n```") {
				return
			}
		}
	}
	t.Errorf("there is no suggestion in %+v", s.pull.Reviews())
}

// GitHub leaves patches out of a large pull request, and lists 300 files in a comparison: the comments stand on their lines all the same.
func TestLargePullRequest(t *testing.T) {
	after := map[string]string{path: twoTitle, "a-large-file": strings.Repeat("line\n", 20_001)}
	for i := range 350 {
		after[fmt.Sprintf("docs/%d.md", i)] = "x\n"
	}
	s := newSite(t, map[string]string{path: okr(good)}, after)
	verdict, out, requests := s.run()
	if verdict != action.Findings || out["review-status"] != "posted" {
		t.Fatalf("%s, %v", verdict, out)
	}
	if r := s.pull.Reviews(); len(r) != 1 || len(r[0].Comments) != 1 {
		t.Errorf("%+v", r)
	}
	t.Logf("%d requests", len(requests))
}
