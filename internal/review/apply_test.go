package review_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/githubapi"
	"github.com/okrcheck/okrcheck/internal/githubtest"
	"github.com/okrcheck/okrcheck/internal/review"
	"github.com/okrcheck/okrcheck/internal/source"
)

const (
	path   = "okrs/2026-Q4/payments.toml"
	secret = "t0ken"
)

// A site is a pull request on a fake GitHub, that changes line 5 of ten.
type site struct {
	server *githubtest.Server
	repo   *githubtest.Repo
	pull   *githubtest.Pull
	token  *githubtest.Token
	slept  time.Duration
	// timeout is of one request; to read GitHub's description of its API, the first takes seconds.
	timeout time.Duration
}

func lines(changed ...int) string {
	var b strings.Builder
	for i := 1; i <= 10; i++ {
		if len(changed) > 0 && changed[0] == i {
			changed = changed[1:]
			fmt.Fprintf(&b, "changed = %d\n", i)
		} else {
			fmt.Fprintf(&b, "key = %d\n", i)
		}
	}
	return b.String()
}

func newSite(t testing.TB) *site {
	s := &site{server: githubtest.New(t), timeout: 20 * time.Second}
	s.token = s.server.Allow(secret, githubtest.Token{Login: githubtest.Actions, Contents: githubtest.Read, Pulls: githubtest.Write})
	s.repo = s.server.Repo("octo/okrs")
	s.repo.Commit("main", map[string]string{path: lines()})
	s.repo.Commit("feature", map[string]string{path: lines(5)})
	s.pull = s.repo.OpenPull(githubtest.PullOptions{Head: "feature"})
	return s
}

// input has findings on these lines of the file; the text of line 5 alone is part of the diff, with three lines around it.
func (s *site) input(severity diag.Severity, at ...int) review.Input {
	file := source.New(path, []byte(lines(5)))
	var findings []diag.Finding
	for _, line := range at {
		findings = append(findings, diag.Finding{
			Check: fmt.Sprintf("check-%d", line), Severity: severity, Message: fmt.Sprintf("line %d is wrong", line), Help: "mend it", New: true,
			At: source.Place{File: file, Start: file.Offset(line), End: file.Offset(line) + 3},
		})
	}
	diag.Sort(findings)
	diag.Identify(findings)
	in := review.Input{
		Options: review.Options{MaxComments: 20, Key: "ci/okrs"}, Head: s.pull.Head(), Findings: findings, Present: make(map[string]bool),
		Diff: review.Diff{path: review.SureHunks([]byte(lines()), []byte(lines(5)))},
	}
	for _, f := range findings {
		in.Present[f.Identity] = true
	}
	return in
}

func (s *site) apply(in review.Input) review.Outcome {
	c := &githubapi.Client{
		API: s.server.URL(), GraphQL: s.server.URL() + "/graphql", Token: secret, Timeout: s.timeout,
		Sleep: func(_ context.Context, d time.Duration) error { s.slept += d; return nil },
	}
	p := review.Pull{Client: c, Owner: "octo", Repo: "okrs", Number: s.pull.Number}
	return p.Apply(context.Background(), in)
}

// posted returns the submitted reviews and the comments in them.
func (s *site) posted() (reviews, comments int) {
	for _, r := range s.pull.Reviews() {
		if r.State != "PENDING" {
			reviews++
			comments += len(r.Comments)
		}
	}
	return reviews, comments
}

func TestApply(t *testing.T) {
	s := newSite(t)
	in := s.input(diag.Error, 5, 10)
	o := s.apply(in)
	if reviews, comments := s.posted(); o.Status != review.Posted || o.URL == "" || reviews != 1 || comments != 2 {
		t.Fatalf("%v: %d reviews, %d comments", o, reviews, comments)
	}
	s.server.Requests()
	if o := s.apply(in); o.Status != review.Unchanged || o.URL == "" {
		t.Errorf("again: %v", o)
	}
	if n := len(s.server.Requests()); n != 1 {
		t.Errorf("a run that changes nothing makes %d requests", n)
	}
	if o := s.apply(s.input(diag.Error, 10)); o.Status != review.Updated {
		t.Errorf("one fixed: %v", o)
	}
	if o := s.apply(s.input(diag.Error)); o.Status != review.Updated {
		t.Errorf("all fixed: %v", o)
	}
	r := s.pull.Reviews()
	if len(r) != 1 || !strings.Contains(r[0].Body, "All 2 are done") || !strings.Contains(r[0].Comments[0].Body, "~~ Fixed in ") || r[0].Comments[0].Resolved {
		t.Errorf("%+v", r)
	}
}

func TestThreadsAreResolvedWhereTheTokenMay(t *testing.T) {
	s := newSite(t)
	s.token.Contents = githubtest.Write
	s.apply(s.input(diag.Error, 5))
	if o := s.apply(s.input(diag.Error)); o.Status != review.Updated || !s.pull.Reviews()[0].Comments[0].Resolved {
		t.Errorf("%v: %+v", o, s.pull.Reviews())
	}
}

func TestOlderHeadPostsNothing(t *testing.T) {
	s := newSite(t)
	in := s.input(diag.Error, 5)
	s.repo.Commit("feature", map[string]string{path: lines(5, 6)})
	if o := s.apply(in); o.Status != review.Skipped || !strings.Contains(o.Reason, "moved on") {
		t.Errorf("%v", o)
	}
	if n := len(githubtest.Writes(s.server.Requests())); n != 0 {
		t.Errorf("%d writes", n)
	}
}

func TestOthersCommentsAreLeft(t *testing.T) {
	s := newSite(t)
	s.apply(s.input(diag.Error, 5))
	ours := s.pull.Reviews()[0]
	s.pull.Review("mallory", "COMMENTED", ours.Body)
	s.pull.Review("github-actions", "COMMENTED", ours.Body) // a person of nearly this name
	s.pull.Reply(ours.Comments[0].ID, "mallory", ours.Comments[0].Body)
	if o := s.apply(s.input(diag.Error)); o.Status != review.Updated {
		t.Errorf("%v", o)
	}
	for _, r := range s.pull.Reviews()[1:] {
		if strings.Contains(r.Body, "done as of") {
			t.Errorf("%s's review was edited", r.Author)
		}
	}
}

func TestLeftOverPendingReview(t *testing.T) {
	s := newSite(t)
	marked := review.Plan(s.input(diag.Error, 5)).Post.Body
	s.pull.Review(githubtest.Actions, "PENDING", marked)
	if o := s.apply(s.input(diag.Error, 5)); o.Status != review.Posted {
		t.Errorf("%v", o)
	}
	s = newSite(t)
	s.pull.Review(githubtest.Actions, "PENDING", "another tool's")
	if o := s.apply(s.input(diag.Error, 5)); o.Status != review.Degraded {
		t.Errorf("another tool's pending review: %v", o)
	}
}

func TestRequestChanges(t *testing.T) {
	s := newSite(t)
	in := s.input(diag.Error, 5)
	in.RequestChanges, in.Blocking = true, diag.Error
	s.apply(in)
	if got := s.pull.Reviews()[0].State; got != "CHANGES_REQUESTED" {
		t.Errorf("the review is %s", got)
	}
	in = s.input(diag.Error)
	in.RequestChanges, in.Blocking = true, diag.Error
	if o := s.apply(in); o.Status != review.Updated || s.pull.Reviews()[0].State != "DISMISSED" {
		t.Errorf("%v: %s", o, s.pull.Reviews()[0].State)
	}

	// Where a branch's rules leave it to people to dismiss a review, what is new is said all the same.
	for _, f := range []githubtest.Fault{githubtest.ReadOnly(), githubtest.NotFound(), githubtest.Unprocessable()} {
		s := newSite(t)
		in := s.input(diag.Error, 5)
		in.RequestChanges, in.Blocking = true, diag.Error
		s.apply(in)
		s.server.Fail("pulls/dismiss-review", f.Always())
		in = s.input(diag.Warning, 10)
		in.RequestChanges, in.Blocking = true, diag.Error
		if o := s.apply(in); o.Status != review.Degraded || !strings.Contains(o.Reason, "taken back") || len(s.pull.Reviews()) != 2 {
			t.Errorf("%s: %v, %d reviews", f, o, len(s.pull.Reviews()))
		}
	}

	own := newSite(t)
	own.repo.Commit("bot", map[string]string{path: lines(5)})
	own.pull = own.repo.OpenPull(githubtest.PullOptions{Head: "bot", Author: githubtest.Actions})
	in = own.input(diag.Error, 5)
	in.RequestChanges, in.Blocking = true, diag.Error
	if o := own.apply(in); o.Status != review.Degraded || own.pull.Reviews()[0].State != "COMMENTED" || len(own.pull.Reviews()[0].Comments) != 1 {
		t.Errorf("on its own pull request: %v", o)
	}
}

// faults is the table of what goes wrong with the post, and what becomes of the review.
var faults = []struct {
	fault   githubtest.Fault
	want    review.Status
	reviews int
}{
	{githubtest.Unauthorized(), review.Degraded, 0},
	{githubtest.ReadOnly(), review.Degraded, 0},
	{githubtest.NotFound(), review.Degraded, 0},
	{githubtest.Conflict(), review.Degraded, 0},
	{githubtest.Unprocessable(), review.Degraded, 1},
	{githubtest.SecondaryLimit(403, 7), review.Posted, 1},
	{githubtest.SecondaryLimit(403, -1), review.Posted, 1},
	{githubtest.SecondaryLimit(429, 7), review.Posted, 1},
	{githubtest.SecondaryLimit(429, 3600), review.Degraded, 0},
	{githubtest.PrimaryLimit(20 * time.Second), review.Posted, 1},
	{githubtest.PrimaryLimit(time.Hour), review.Degraded, 0},
	{githubtest.ServerError(), review.Posted, 1},
	{githubtest.HTML(), review.Posted, 1},
	{githubtest.BadGatewayAfterActing(), review.Posted, 1},
	{githubtest.HTMLInsteadOfJSON(), review.Posted, 1},
	{githubtest.Hang(), review.Posted, 1},
	{githubtest.Cut(), review.Posted, 1},
	{githubtest.HalfBody(), review.Posted, 1},
}

func TestFaultsOfThePost(t *testing.T) {
	for _, c := range faults {
		t.Run(c.fault.String(), func(t *testing.T) {
			s := newSite(t)
			s.server.Fail("pulls/create-review", c.fault)
			if c.fault.String() == "hang" {
				s.timeout = 300 * time.Millisecond
			}
			in := s.input(diag.Error, 5, 10)
			o := s.apply(in)
			reviews, _ := s.posted()
			if o.Status != c.want || reviews != c.reviews || (o.Status == review.Degraded) != (o.Reason != "") {
				t.Errorf("%v, %d reviews; want %s, %d", o, reviews, c.want, c.reviews)
			}
			s.apply(in) // GitHub is well again
			if o := s.apply(in); o.Status != review.Unchanged {
				t.Errorf("a run after that: %v", o)
			}
			if reviews, _ := s.posted(); reviews != 1 {
				t.Errorf("after all, %d reviews stand there", reviews)
			}
		})
	}
}

// Whatever else fails, once or for ever, nothing is posted twice, and when GitHub is well again one run mends it.
func TestFaultsElsewhere(t *testing.T) {
	throughREST := []string{"pulls/get", "users/get-authenticated", "pulls/list-review-comments", "pulls/list-reviews"}
	for _, operation := range append([]string{"graphql", "pulls/update-review", "pulls/update-review-comment"}, throughREST...) {
		for _, c := range faults {
			t.Run(operation+" "+c.fault.String(), func(t *testing.T) {
				s := newSite(t)
				if slices.Contains(throughREST, operation) {
					s.server.Fail("graphql", githubtest.NotFound().Always())
				}
				s.apply(s.input(diag.Error, 5))
				s.server.Fail(operation, c.fault)
				if c.fault.String() == "hang" {
					s.timeout = 300 * time.Millisecond
				}
				s.apply(s.input(diag.Error, 10))
				s.apply(s.input(diag.Error, 10))
				if o := s.apply(s.input(diag.Error, 10)); o.Status != review.Unchanged {
					t.Errorf("at last: %v", o)
				}
				reviews, comments := s.posted()
				if reviews != 2 || comments != 2 {
					t.Errorf("%d reviews, %d comments", reviews, comments)
				}
			})
		}
	}
}

func TestPageThatRepeats(t *testing.T) {
	for _, operation := range []string{"pulls/list-reviews", "pulls/list-review-comments"} {
		s := newSite(t)
		s.apply(s.input(diag.Error, 5))
		s.server.Fail("graphql", githubtest.NotFound().Always())
		s.server.Fail(operation, githubtest.RepeatedPage().Always())
		if o := s.apply(s.input(diag.Error, 5, 10)); o.Status != review.Degraded {
			t.Errorf("%s: %v", operation, o)
		}
		if reviews, _ := s.posted(); reviews != 1 {
			t.Errorf("%s: %d reviews", operation, reviews)
		}
	}
}

// A token that may only read, as a fork's: nothing is written, and it says why.
func TestReadOnlyToken(t *testing.T) {
	s := newSite(t)
	s.token.Pulls = githubtest.Read
	o := s.apply(s.input(diag.Error, 5))
	if o.Status != review.Degraded || !strings.Contains(o.Reason, "not allowed") {
		t.Errorf("%v", o)
	}
}
