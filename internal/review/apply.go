package review

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/go-github/v62/github"

	"github.com/okrcheck/okrcheck/internal/githubapi"
)

// A Pull names a pull request.
type Pull struct {
	Client      *githubapi.Client
	Owner, Repo string
	Number      int
}

// Status says what became of a review.
type Status string

// The statuses.
const (
	Posted    Status = "posted"    // a new review stands there
	Updated   Status = "updated"   // nothing new; what was said before is up to date
	Unchanged Status = "unchanged" // there was nothing to do
	Degraded  Status = "degraded"  // less than a full review; Reason says why
	Skipped   Status = "skipped"   // nobody wanted it, or the pull request has moved on
)

// An Outcome is what became of a review.
type Outcome struct {
	Status Status
	Reason string // one line in words of ours; "" where all went well
	URL    string // the review's page, if there is one
}

// String says an outcome in a line.
func (o Outcome) String() string {
	if o.Reason == "" {
		return string(o.Status)
	}
	return fmt.Sprintf("%s: %s", o.Status, o.Reason)
}

// Apply plans and does what is to be done on a pull request, one write after
// the other. It looks at what stands there before each step, so it posts
// nothing twice, and it stops where the pull request has moved on from in.Head.
// It never fails: what GitHub refuses is in the outcome.
func (p *Pull) Apply(ctx context.Context, in Input) Outcome {
	a := &apply{pull: p, in: in}
	rest, err := p.Client.REST()
	if err != nil {
		return Outcome{Status: Degraded, Reason: err.Error()}
	}
	a.rest = rest
	return a.run(ctx)
}

type apply struct {
	pull   *Pull
	rest   *github.Client
	in     Input
	rung   int
	detour bool // GraphQL can't be used
	kept   bool // a request for changes that GitHub lets nobody take back
	posted bool
	edited bool
	reason string // why it is less than a full review
}

// A new review comes down a ladder of three rungs: as planned; without asking
// for changes; without comments on lines.
const (
	asPlanned = iota
	asComment
	bodyOnly
	noRung
)

// steps bounds how often the conversation is read again.
const steps = 8

func (a *apply) run(ctx context.Context) Outcome {
	for range steps {
		now, err := a.read(ctx)
		if err != nil {
			return a.stopped("it was not posted", err)
		}
		if now.head != a.in.Head {
			return Outcome{Status: Skipped, Reason: "the pull request has moved on to " + short(now.head) + ", whose own run reviews it"}
		}
		a.in.Comments, a.in.Reviews = now.comments, now.reviews
		actions := Plan(a.in)
		if a.kept {
			actions.Dismiss = nil
		}
		if actions.None() {
			return a.done()
		}
		wrote, err := a.tidy(ctx, actions)
		a.edited = a.edited || wrote
		switch {
		case err != nil && !a.unclear(ctx, err):
			return a.stopped("earlier comments were not brought up to date", err)
		case err != nil, wrote, actions.Post == nil:
			continue // time has passed: look again before posting
		}
		switch err := a.post(ctx, actions.Post); {
		case err == nil:
			a.posted = true
			return a.done()
		case !a.climbDown(ctx, err, actions.Post, now):
			return a.stopped("it was not posted", err)
		}
	}
	return a.stopped("it was not posted", githubapi.ErrUncertain)
}

// tidy does all but the post. What the token may not do is left; it reports whether anything was written.
func (a *apply) tidy(ctx context.Context, actions Actions) (wrote bool, err error) {
	p := a.pull
	for _, e := range actions.Edits {
		if _, _, err := a.rest.PullRequests.EditComment(ctx, p.Owner, p.Repo, e.ID, &github.PullRequestComment{Body: &e.Body}); err != nil && githubapi.StatusOf(err) != 404 {
			return wrote, err
		}
		wrote = true
	}
	for _, e := range actions.Bodies {
		if _, _, err := a.rest.PullRequests.UpdateReview(ctx, p.Owner, p.Repo, p.Number, e.ID, e.Body); err != nil {
			return wrote, err
		}
		wrote = true
	}
	for _, thread := range actions.Resolve {
		const mutation = `mutation($thread: ID!) { resolveReviewThread(input: {threadId: $thread}) { thread { isResolved } } }`
		_ = p.Client.Mutate(ctx, mutation, map[string]any{"thread": thread}) // the comment says that it is fixed in any case
		wrote = true
	}
	for _, id := range actions.Dismiss {
		message := "What it asked for is mended as of " + short(a.in.Head) + "."
		_, _, err := a.rest.PullRequests.DismissReview(ctx, p.Owner, p.Repo, p.Number, id, &github.PullRequestReviewDismissalRequest{Message: &message})
		switch code := githubapi.StatusOf(err); {
		case err == nil:
			wrote = true
		case code == 403 || code == 404 || code == 422: // as where the branch's rules leave it to some people
			a.kept = true
			a.reason = "GitHub refused to let the request for changes be taken back: a person has to dismiss it"
		default:
			return wrote, err
		}
	}
	return wrote, nil
}

// post makes the review on its rung.
func (a *apply) post(ctx context.Context, post *Post) error {
	request := &github.PullRequestReviewRequest{CommitID: &a.in.Head, Body: &post.Body, Event: &post.Event}
	if a.rung >= asComment {
		request.Event = github.String(Commented)
	}
	if a.rung >= bodyOnly {
		request.Body = &post.Alone
	} else {
		for _, c := range post.Comments {
			d := &github.DraftReviewComment{Path: &c.Path, Body: &c.Body, Line: &c.Line, Side: github.String("RIGHT")}
			if c.Start > 0 {
				d.StartLine, d.StartSide = &c.Start, github.String("RIGHT")
			}
			request.Comments = append(request.Comments, d)
		}
	}
	p := a.pull
	made, _, err := a.rest.PullRequests.CreateReview(ctx, p.Owner, p.Repo, p.Number, request)
	if err == nil {
		a.in.Reviews = append(a.in.Reviews, Review{URL: made.GetHTMLURL(), Body: made.GetBody()})
	}
	return err
}

// climbDown answers a post that failed: it makes way for another try, and is
// false where there is none.
func (a *apply) climbDown(ctx context.Context, err error, post *Post, now *conversation) bool {
	switch code := githubapi.StatusOf(err); {
	case code == 422 && len(now.pending) > 0:
		for _, id := range now.pending {
			if _, _, err := a.rest.PullRequests.DeletePendingReview(ctx, a.pull.Owner, a.pull.Repo, a.pull.Number, id); err != nil {
				return false
			}
		}
		return true
	case code == 422, code == 403 && post.Event == ChangesRequested && a.rung == asPlanned:
		if a.rung == asPlanned && post.Event == ChangesRequested {
			a.rung = asComment
			a.reason = "GitHub refused to let the review ask for changes"
			return true
		}
		if a.rung < bodyOnly && len(post.Comments) > 0 {
			a.rung = bodyOnly
			a.reason = "GitHub refused the comments on lines; all findings are in the review's text"
			return true
		}
		a.rung = noRung
		return false
	}
	a.posted = a.unclear(ctx, err) // if it stands there when we look again
	return a.posted
}

// unclear waits after an error that leaves open whether GitHub did what it was
// asked to; it is false after any other.
func (a *apply) unclear(ctx context.Context, err error) bool {
	code := githubapi.StatusOf(err)
	return (code == 0 || code >= 500) && ctx.Err() == nil && a.pull.Client.Wait(ctx, 2*time.Second) == nil
}

// done is the outcome when there is nothing left to do.
func (a *apply) done() Outcome {
	o := Outcome{Status: Unchanged, Reason: a.reason, URL: lastURL(a.in)}
	switch {
	case a.reason != "":
		o.Status = Degraded
	case a.posted:
		o.Status = Posted
	case a.edited:
		o.Status = Updated
	}
	return o
}

// stopped is the outcome when GitHub refuses or fails.
func (a *apply) stopped(what string, err error) Outcome {
	reason := githubapi.Reason(err)
	if githubapi.StatusOf(err) == 403 {
		reason += " write to pull requests, as on a pull request from a fork"
	}
	return Outcome{Status: Degraded, Reason: what + ", since " + reason, URL: lastURL(a.in)}
}

// lastURL is the address of our last review.
func lastURL(in Input) string {
	for _, r := range slices.Backward(in.Reviews) {
		if _, ours := readMarker(r.Body, in.Key); ours {
			return r.URL
		}
	}
	return ""
}
