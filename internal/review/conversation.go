package review

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/google/go-github/v62/github"

	"github.com/okrcheck/okrcheck/internal/githubapi"
)

// conversation is what stands on the pull request, as far as it is ours.
type conversation struct {
	head     string
	comments []Comment
	reviews  []Review
	pending  []int64 // reviews of ours that were never submitted
}

// add takes in a review of ours.
func (c *conversation) add(r Review, key string) {
	if r.State != "PENDING" {
		c.reviews = append(c.reviews, r)
		return
	}
	// Of a run that was ended while it posted; others see nothing of it.
	if _, ours := readMarker(r.Body, key); ours {
		c.pending = append(c.pending, r.ID)
	}
}

// mostPages bounds the pages of a list, so that one that repeats ends.
const mostPages = 30

// read returns what stands on the pull request: all of it comes in one request
// of GraphQL, or in several of REST where GraphQL can't be used.
func (a *apply) read(ctx context.Context) (*conversation, error) {
	if !a.detour {
		now, err := a.readGraphQL(ctx)
		if a.detour = githubapi.Unusable(err); !a.detour {
			return now, err
		}
	}
	return a.readREST(ctx)
}

const conversationQuery = `query($owner: String!, $repo: String!, $number: Int!, $threads: String, $reviews: String) {
  viewer { login }
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      headRefOid
      reviewThreads(first: 100, after: $threads) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id isResolved viewerCanResolve
          comments(first: 20) { nodes { fullDatabaseId body author { __typename login } } }
        }
      }
      reviews(first: 100, after: $reviews) {
        pageInfo { hasNextPage endCursor }
        nodes { fullDatabaseId state body url author { __typename login } }
      }
    }
  }
}`

type conversationPage struct {
	Viewer     struct{ Login string }
	Repository struct {
		PullRequest *struct {
			HeadRefOid    string
			ReviewThreads struct {
				PageInfo pageInfo
				Nodes    []struct {
					ID                           string
					IsResolved, ViewerCanResolve bool
					Comments                     struct{ Nodes []authored }
				}
			}
			Reviews struct {
				PageInfo pageInfo
				Nodes    []authored
			}
		}
	}
}

type pageInfo struct {
	HasNextPage bool
	EndCursor   string
}

// cursor is where the next page begins: at the end of a list that has none.
func (p pageInfo) cursor(before any) any {
	if p.EndCursor == "" {
		return before
	}
	return p.EndCursor
}

// authored is a comment or a review, with the fields that each has.
type authored struct {
	FullDatabaseID   json.Number // a number too large for GraphQL's own, in quotes
	Body, State, URL string
	Author           *actor
}

func (a authored) id() int64 {
	id, _ := a.FullDatabaseID.Int64()
	return id
}

// An actor is somebody, as GraphQL shows them: a bot without the ending of its login.
type actor struct {
	Typename string `json:"__typename"`
	Login    string
}

func (a *actor) is(login string) bool {
	if a == nil {
		return false
	}
	if name, bot := strings.CutSuffix(login, "[bot]"); bot {
		return a.Typename == "Bot" && strings.TrimSuffix(a.Login, "[bot]") == name
	}
	return a.Login == login
}

func (a *apply) readGraphQL(ctx context.Context) (*conversation, error) {
	p := a.pull
	now := new(conversation)
	seen := make(map[int64]bool)
	variables := map[string]any{"owner": p.Owner, "repo": p.Repo, "number": p.Number, "threads": nil, "reviews": nil}
	for range mostPages {
		var page conversationPage
		if err := p.Client.Query(ctx, conversationQuery, variables, &page); err != nil {
			return nil, err
		}
		pull, viewer := page.Repository.PullRequest, page.Viewer.Login
		if pull == nil || viewer == "" {
			return nil, &githubapi.GraphQLError{Type: "NOT_FOUND"}
		}
		now.head = pull.HeadRefOid
		for _, thread := range pull.ReviewThreads.Nodes {
			said := thread.Comments.Nodes
			if len(said) == 0 || !said[0].Author.is(viewer) || seen[said[0].id()] {
				continue
			}
			seen[said[0].id()] = true
			c := Comment{ID: said[0].id(), Body: said[0].Body, Thread: thread.ID, CanResolve: thread.ViewerCanResolve && !thread.IsResolved}
			for _, reply := range said[1:] {
				c.Replied = c.Replied || !reply.Author.is(viewer)
			}
			now.comments = append(now.comments, c)
		}
		for _, r := range pull.Reviews.Nodes {
			if r.Author.is(viewer) && !seen[-r.id()] {
				seen[-r.id()] = true
				now.add(Review{ID: r.id(), State: r.State, Body: r.Body, URL: r.URL}, a.in.Key)
			}
		}
		threads, reviews := pull.ReviewThreads.PageInfo, pull.Reviews.PageInfo
		if !threads.HasNextPage && !reviews.HasNextPage {
			break
		}
		variables["threads"], variables["reviews"] = threads.cursor(variables["threads"]), reviews.cursor(variables["reviews"])
	}
	return now, nil
}

// readREST reads the same, but for the threads: those can't be resolved.
func (a *apply) readREST(ctx context.Context) (*conversation, error) {
	p := a.pull
	pull, _, err := a.rest.PullRequests.Get(ctx, p.Owner, p.Repo, p.Number)
	if err != nil {
		return nil, err
	}
	now := &conversation{head: pull.GetHead().GetSHA()}
	ours, err := a.author(ctx)
	if err != nil {
		return nil, err
	}
	comments, err := githubapi.Pages(func(o github.ListOptions) ([]*github.PullRequestComment, *github.Response, error) {
		return a.rest.PullRequests.ListComments(ctx, p.Owner, p.Repo, p.Number, &github.PullRequestListCommentsOptions{ListOptions: o})
	})
	if err != nil {
		return nil, err
	}
	threads := make(map[int64]int) // by the ID of a thread's first comment, where it is in now.comments
	for _, c := range comments {
		thread, reply := threads[c.GetInReplyTo()]
		switch mine := ours(c.GetUser(), c.GetBody()); {
		case reply && !mine:
			now.comments[thread].Replied = true
		case mine && c.GetInReplyTo() == 0:
			threads[c.GetID()] = len(now.comments)
			now.comments = append(now.comments, Comment{ID: c.GetID(), Body: c.GetBody()})
		}
	}
	reviews, err := githubapi.Pages(func(o github.ListOptions) ([]*github.PullRequestReview, *github.Response, error) {
		return a.rest.PullRequests.ListReviews(ctx, p.Owner, p.Repo, p.Number, &o)
	})
	if err != nil {
		return nil, err
	}
	for _, r := range reviews {
		if ours(r.GetUser(), r.GetBody()) {
			now.add(Review{ID: r.GetID(), State: r.GetState(), Body: r.GetBody(), URL: r.GetHTMLURL()}, a.in.Key)
		}
	}
	return now, nil
}

// author returns what tells our own texts from others'. REST does not tell a
// workflow's token whose it is: then ours are those of a bot with our marker, which nobody can
// make it say for them.
func (a *apply) author(ctx context.Context) (func(u *github.User, body string) bool, error) {
	us, _, err := a.rest.Users.Get(ctx, "")
	switch {
	case err == nil:
		return func(u *github.User, _ string) bool { return u.GetLogin() == us.GetLogin() }, nil
	case githubapi.StatusOf(err) != 403:
		return nil, err
	}
	return func(u *github.User, body string) bool {
		_, marked := readMarker(body, a.in.Key)
		return marked && u.GetType() == "Bot"
	}, nil
}
