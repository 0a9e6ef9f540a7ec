package action

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
)

// The events that the action knows.
var (
	pullEvents  = []string{"pull_request", "pull_request_target"}
	wholeEvents = []string{"merge_group", "push", "schedule", "workflow_dispatch"}
)

// A pullEvent is what the runner tells about a pull request.
type pullEvent struct {
	Number      int
	PullRequest struct {
		Head, Base struct {
			SHA  string
			Repo *struct { // nil where the fork was deleted
				FullName string `json:"full_name"`
			}
		}
	} `json:"pull_request"`
}

// fork returns the owner and the name of the repository that the head lies in; false where it is gone.
func (e *pullEvent) fork() (owner, name string, ok bool) {
	if e.PullRequest.Head.Repo == nil {
		return "", "", false
	}
	return strings.Cut(e.PullRequest.Head.Repo.FullName, "/")
}

// event returns the pull request that the workflow runs on, or nil on any other known event.
func (r *runner) event() (*pullEvent, error) {
	name := r.getenv("GITHUB_EVENT_NAME")
	switch {
	case name == "", slices.Contains(wholeEvents, name):
		return nil, nil
	case !slices.Contains(pullEvents, name):
		return nil, fmt.Errorf("okrcheck does not know the event %q: it runs on %s", name, strings.Join(slices.Concat(pullEvents, wholeEvents), ", "))
	}
	b, err := os.ReadFile(r.getenv("GITHUB_EVENT_PATH"))
	if err != nil {
		return nil, fmt.Errorf("the event can't be read: %w", err)
	}
	var e pullEvent
	if err := json.Unmarshal(b, &e); err != nil {
		return nil, fmt.Errorf("the event can't be read: %w", err)
	}
	if e.Number == 0 || e.PullRequest.Head.SHA == "" || e.PullRequest.Base.SHA == "" {
		return nil, fmt.Errorf("the event %s names no pull request", name)
	}
	return &e, nil
}
