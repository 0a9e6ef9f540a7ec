package githubtest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// An Issue is one of a repository's issues, as a person sees it.
type Issue struct {
	Number              int
	Title, Body, Author string
	State               string // open or closed
	Labels              []string
	Comments            []IssueComment
	Created, Updated    time.Time
	id                  int64
	repo                *Repo
	stateReason         string
}

// An IssueComment is one below an issue or a pull request.
type IssueComment struct {
	ID               int64
	Author, Body     string
	Created, Updated time.Time
}

// OpenIssue opens an issue, as a person would.
func (r *Repo) OpenIssue(author, title, body string, labels ...string) int {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	return r.openIssue(author, title, body, labels).Number
}

func (r *Repo) openIssue(author, title, body string, labels []string) *Issue {
	now := r.server.tick()
	r.number++
	i := &Issue{Number: r.number, Title: title, Body: body, Author: author, State: "open", Labels: labels, Created: now, Updated: now, id: r.server.id(), repo: r}
	r.issues[i.Number] = i
	return i
}

// Issues returns the repository's issues by number, without the pull requests.
func (r *Repo) Issues() []Issue {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	var out []Issue
	for _, n := range slices.Sorted(maps.Keys(r.issues)) {
		i := *r.issues[n]
		i.Comments, i.Labels = slices.Clone(i.Comments), slices.Clone(i.Labels)
		out = append(out, i)
	}
	return out
}

// Pulls returns the numbers of the repository's pull requests.
func (r *Repo) Pulls() []int {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	return slices.Sorted(maps.Keys(r.pulls))
}

// Pull returns the pull request of a number, nil where there is none.
func (r *Repo) Pull(number int) *Pull {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	return r.pulls[number]
}

// Text returns a pull request's title and body.
func (p *Pull) Text() (title, body string) {
	p.repo.server.mu.Lock()
	defer p.repo.server.mu.Unlock()
	return p.title, p.body
}

func (i *Issue) json() map[string]any {
	labels := []any{}
	for _, l := range i.Labels {
		labels = append(labels, map[string]any{"name": l})
	}
	return map[string]any{
		"id": i.id, "node_id": fmt.Sprintf("I_%d", i.id), "number": i.Number, "title": i.Title, "body": i.Body, "user": user(i.Author), "state": i.State,
		"labels": labels, "comments": len(i.Comments), "created_at": timestamp(i.Created), "updated_at": timestamp(i.Updated), "locked": false, "assignees": []any{},
		"html_url": fmt.Sprintf("%s/issues/%d", i.repo.html(), i.Number), "url": i.repo.api("/issues/%d", i.Number), "author_association": "CONTRIBUTOR",
	}
}

// asIssue is a pull request in a list of issues, where GitHub shows it as well.
func (p *Pull) asIssue() map[string]any {
	return map[string]any{
		"id": p.id, "node_id": fmt.Sprintf("PR_%d", p.id), "number": p.Number, "title": p.title, "body": p.body, "user": user(p.author), "state": p.state,
		"labels": []any{}, "comments": 0, "created_at": timestamp(p.created), "updated_at": timestamp(p.updated), "locked": false, "assignees": []any{},
		"html_url": p.html(), "url": p.repo.api("/issues/%d", p.Number), "pull_request": map[string]any{"url": p.repo.api("/pulls/%d", p.Number), "html_url": p.html()},
	}
}

func (i *Issue) commentJSON(k *IssueComment) any {
	return map[string]any{
		"id": k.ID, "node_id": fmt.Sprintf("IC_%d", k.ID), "body": k.Body, "user": user(k.Author), "created_at": timestamp(k.Created), "updated_at": timestamp(k.Updated),
		"html_url": fmt.Sprintf("%s/issues/%d#issuecomment-%d", i.repo.html(), i.Number, k.ID), "url": i.repo.api("/issues/comments/%d", k.ID),
		"issue_url": i.repo.api("/issues/%d", i.Number), "author_association": "CONTRIBUTOR",
	}
}

func (c *call) issue() (*Issue, error) {
	if i := c.repo.issues[c.pathInt("issue_number")]; i != nil {
		return i, nil
	}
	return nil, notFound()
}

func listIssues(c *call) (int, any, error) {
	state := cmp.Or(c.FormValue("state"), "open")
	since, _ := time.Parse(time.RFC3339, c.FormValue("since"))
	var labels []string
	if l := c.FormValue("labels"); l != "" {
		labels = strings.Split(l, ",")
	}
	type entry struct {
		number int
		json   map[string]any
	}
	var found []entry
	for _, i := range c.repo.issues {
		missing := slices.ContainsFunc(labels, func(l string) bool { return !slices.Contains(i.Labels, l) })
		if author := c.FormValue("creator"); (state == "all" || i.State == state) && !missing && !i.Updated.Before(since) && (author == "" || author == i.Author) {
			found = append(found, entry{i.Number, i.json()})
		}
	}
	for _, p := range c.repo.pulls {
		if author := c.FormValue("creator"); (state == "all" || p.state == state) && labels == nil && !p.updated.Before(since) && (author == "" || author == p.author) {
			found = append(found, entry{p.Number, p.asIssue()})
		}
	}
	slices.SortFunc(found, func(a, b entry) int { return cmp.Compare(b.number, a.number) })
	if c.FormValue("direction") == "asc" {
		slices.Reverse(found)
	}
	out := []any{}
	for _, e := range found {
		out = append(out, e.json)
	}
	return http.StatusOK, page(c, out), nil
}

func getIssue(c *call) (int, any, error) {
	if p := c.repo.pulls[c.pathInt("issue_number")]; p != nil {
		return http.StatusOK, p.asIssue(), nil
	}
	i, err := c.issue()
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, i.json(), nil
}

func createIssue(c *call) (int, any, error) {
	var in struct {
		Title     string   `json:"title"`
		Body      string   `json:"body"`
		Labels    []string `json:"labels"`
		Assignees []string `json:"assignees"`
	}
	if err := c.decode(&in); err != nil {
		return 0, nil, err
	}
	if strings.TrimSpace(in.Title) == "" {
		return 0, nil, invalid("Issue", "title", "missing_field", "")
	}
	if err := checkBody("Issue", in.Body); err != nil {
		return 0, nil, err
	}
	return http.StatusCreated, c.repo.openIssue(c.token.Login, in.Title, in.Body, in.Labels).json(), nil
}

func updateIssue(c *call) (int, any, error) {
	i, err := c.issue()
	if err != nil {
		return 0, nil, err
	}
	var in struct {
		Title       *string   `json:"title"`
		Body        *string   `json:"body"`
		State       *string   `json:"state"`
		StateReason *string   `json:"state_reason"`
		Labels      *[]string `json:"labels"`
	}
	if err := c.decode(&in); err != nil {
		return 0, nil, err
	}
	if in.Body != nil {
		if err := checkBody("Issue", *in.Body); err != nil {
			return 0, nil, err
		}
		i.Body = *in.Body
	}
	if in.Title != nil {
		i.Title = *in.Title
	}
	if in.State != nil {
		i.State = *in.State
	}
	if in.StateReason != nil {
		i.stateReason = *in.StateReason
	}
	if in.Labels != nil {
		i.Labels = *in.Labels
	}
	i.Updated = c.server.tick()
	return http.StatusOK, i.json(), nil
}

func listIssueComments(c *call) (int, any, error) {
	i, err := c.issue()
	if err != nil {
		return 0, nil, err
	}
	out := []any{}
	for k := range i.Comments {
		out = append(out, i.commentJSON(&i.Comments[k]))
	}
	return http.StatusOK, page(c, out), nil
}

func createIssueComment(c *call) (int, any, error) {
	i, err := c.issue()
	if err != nil {
		return 0, nil, err
	}
	body, err := c.bodyText()
	if err != nil {
		return 0, nil, err
	}
	now := c.server.tick()
	i.Comments = append(i.Comments, IssueComment{ID: c.server.id(), Author: c.token.Login, Body: body, Created: now, Updated: now})
	i.Updated = now
	return http.StatusCreated, i.commentJSON(&i.Comments[len(i.Comments)-1]), nil
}

// bodyText reads the body of a comment.
func (c *call) bodyText() (string, error) {
	var in struct {
		Body string `json:"body"`
	}
	if err := c.decode(&in); err != nil {
		return "", err
	}
	if strings.TrimSpace(in.Body) == "" {
		return "", unprocessable("Body can't be blank")
	}
	return in.Body, checkBody("IssueComment", in.Body)
}

func (c *call) issueComment() (*Issue, *IssueComment, error) {
	for _, i := range c.repo.issues {
		for k := range i.Comments {
			if i.Comments[k].ID == int64(c.pathInt("comment_id")) {
				return i, &i.Comments[k], nil
			}
		}
	}
	return nil, nil, notFound()
}

func getIssueComment(c *call) (int, any, error) {
	i, k, err := c.issueComment()
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, i.commentJSON(k), nil
}

func updateIssueComment(c *call) (int, any, error) {
	i, k, err := c.issueComment()
	if err != nil {
		return 0, nil, err
	}
	body, err := c.bodyText()
	if err != nil {
		return 0, nil, err
	}
	if k.Author != c.token.Login {
		return 0, nil, forbidden()
	}
	k.Body, k.Updated = body, c.server.tick()
	return http.StatusOK, i.commentJSON(k), nil
}

// PushEvent returns the payload of a push to a branch, as in GITHUB_EVENT_PATH.
func (r *Repo) PushEvent(branch string) string {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	b, err := json.Marshal(map[string]any{"ref": "refs/heads/" + branch, "after": r.refs["refs/heads/"+branch], "repository": r.json(), "sender": user("octocat")})
	if err != nil {
		r.server.t.Fatal(err)
	}
	return string(b)
}
