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

// A Pull is a pull request.
type Pull struct {
	Number int

	repo      *Repo
	head      *Repo // nil where it was deleted
	headRef   string
	baseRef   string
	heads     []string // all commits that the head ever was at, the last one now
	title     string
	body      string
	author    string
	state     string // open or closed
	draft     bool
	created   time.Time
	updated   time.Time
	closed    time.Time
	merged    time.Time
	id        int64
	reviews   []*review
	comments  []*reviewComment
	mergedSHA string
}

// PullOptions describe a pull request to open.
type PullOptions struct {
	Head   string // the branch
	From   *Repo  // the repository of the branch; nil for the same one
	Base   string // "" for main
	Title  string
	Body   string
	Author string // "" for octocat
	Draft  bool
}

// OpenPull opens a pull request, as a person would.
func (r *Repo) OpenPull(o PullOptions) *Pull {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	from := o.From
	if from == nil {
		from = r
	}
	tip := from.refs["refs/heads/"+o.Head]
	if tip == "" {
		r.server.t.Fatalf("githubtest: %s has no branch %s", from.FullName(), o.Head)
	}
	return r.openPull(from, o, tip)
}

func (r *Repo) openPull(from *Repo, o PullOptions, tip string) *Pull {
	now := r.server.tick()
	r.number++
	p := &Pull{
		Number: r.number, repo: r, head: from, headRef: o.Head, baseRef: cmp.Or(o.Base, "main"),
		title: cmp.Or(o.Title, "Change things"), body: o.Body, author: cmp.Or(o.Author, "octocat"),
		state: "open", draft: o.Draft, created: now, id: r.server.id(),
	}
	r.pulls[p.Number] = p
	p.push(tip)
	return p
}

// push moves the head.
func (p *Pull) push(sha string) {
	p.heads = append(p.heads, sha)
	p.updated = p.repo.server.now
	ref := fmt.Sprintf("refs/pull/%d/", p.Number)
	p.repo.refs[ref+"head"] = sha
	o := p.repo.objects
	base := p.baseSHA()
	p.mergedSHA = o.commit(commit{Tree: p.repo.mergedTree(base, sha), Parents: []string{base, sha}, Message: "Merge " + sha + " into " + base, Author: p.author, When: p.updated})
	p.repo.refs[ref+"merge"] = p.mergedSHA
}

func (p *Pull) headSHA() string { return p.heads[len(p.heads)-1] }
func (p *Pull) baseSHA() string { return p.repo.refs["refs/heads/"+p.baseRef] }

// Head returns the commit at the pull request's head, MergeBase the one that its diff begins at.
func (p *Pull) Head() string {
	p.repo.server.mu.Lock()
	defer p.repo.server.mu.Unlock()
	return p.headSHA()
}

// MergeBase returns the commit that the pull request's diff begins at.
func (p *Pull) MergeBase() string {
	p.repo.server.mu.Lock()
	defer p.repo.server.mu.Unlock()
	return p.repo.objects.mergeBase(p.baseSHA(), p.headSHA())
}

// Merge merges the pull request and returns the merge commit.
func (p *Pull) Merge() string {
	r := p.repo
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	now := r.server.tick()
	sha := r.objects.commit(commit{
		Tree: r.mergedTree(p.baseSHA(), p.headSHA()), Parents: []string{p.baseSHA(), p.headSHA()},
		Message: fmt.Sprintf("Merge pull request #%d", p.Number), Author: "octocat", When: now,
	})
	r.moveRef("refs/heads/"+p.baseRef, sha)
	p.state, p.merged, p.closed, p.mergedSHA = "closed", now, now, sha
	return sha
}

// Close closes the pull request without merging it.
func (p *Pull) Close() {
	p.repo.server.mu.Lock()
	defer p.repo.server.mu.Unlock()
	p.state, p.closed = "closed", p.repo.server.tick()
}

// changes returns the files of the pull request's diff at one of its commits.
func (p *Pull) changes(head string) []change {
	o := p.repo.objects
	base := o.mergeBase(p.baseSHA(), head)
	tree := ""
	if c := o.commits[base]; c != nil {
		tree = c.Tree
	}
	return o.diffTrees(tree, o.commits[head].Tree)
}

// holds reports whether a commit is one of the pull request's.
func (p *Pull) holds(sha string) bool {
	if slices.Contains(p.heads, sha) {
		return true
	}
	o := p.repo.objects
	return o.ancestors(p.headSHA())[sha] && !o.ancestors(p.baseSHA())[sha]
}

func (p *Pull) html() string { return fmt.Sprintf("%s/pull/%d", p.repo.html(), p.Number) }

// Event returns the payload of a pull_request event with this action, as in GITHUB_EVENT_PATH.
func (p *Pull) Event(action string) string {
	p.repo.server.mu.Lock()
	defer p.repo.server.mu.Unlock()
	event := map[string]any{
		"action": action, "number": p.Number, "pull_request": p.json(), "repository": p.repo.json(), "sender": user(p.author),
	}
	if action == "synchronize" && len(p.heads) > 1 {
		event["before"], event["after"] = p.heads[len(p.heads)-2], p.headSHA()
	}
	b, err := json.Marshal(event)
	if err != nil {
		p.repo.server.t.Fatal(err)
	}
	return string(b)
}

func (p *Pull) json() map[string]any {
	branch := func(r *Repo, ref, sha string) map[string]any {
		owner := "unknown repository"
		if r != nil {
			owner = r.Owner
		}
		return map[string]any{"label": owner + ":" + ref, "ref": ref, "sha": sha, "user": user(owner), "repo": r.json()}
	}
	submitted := 0
	for _, c := range p.comments {
		if c.review.state != pending {
			submitted++
		}
	}
	return map[string]any{
		"id": p.id, "node_id": fmt.Sprintf("PR_%d", p.id), "number": p.Number, "state": p.state, "draft": p.draft, "locked": false,
		"title": p.title, "body": p.body, "user": user(p.author), "html_url": p.html(),
		"url":        fmt.Sprintf("%s/repos/%s/pulls/%d", p.repo.server.URL(), p.repo.FullName(), p.Number),
		"created_at": timestamp(p.created), "updated_at": timestamp(p.updated), "closed_at": timestamp(p.closed), "merged_at": timestamp(p.merged),
		"merged": !p.merged.IsZero(), "mergeable": p.state == "open", "merge_commit_sha": p.mergedSHA, "labels": []any{},
		"head": branch(p.head, p.headRef, p.headSHA()), "base": branch(p.repo, p.baseRef, p.baseSHA()),
		"changed_files": len(p.changes(p.headSHA())), "review_comments": submitted, "author_association": "CONTRIBUTOR",
	}
}

func (c *call) pull() (*Pull, error) {
	if p := c.repo.pulls[c.pathInt("pull_number")]; p != nil {
		return p, nil
	}
	return nil, notFound()
}

func getPull(c *call) (int, any, error) {
	p, err := c.pull()
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, p.json(), nil
}

func listPulls(c *call) (int, any, error) {
	state := cmp.Or(c.FormValue("state"), "open")
	out := []any{}
	numbers := slices.Sorted(maps.Keys(c.repo.pulls))
	if c.FormValue("direction") != "asc" {
		slices.Reverse(numbers)
	}
	for _, n := range numbers {
		p := c.repo.pulls[n]
		owner := ""
		if p.head != nil {
			owner = p.head.Owner
		}
		if head := c.FormValue("head"); (state == "all" || p.state == state) &&
			(head == "" || head == owner+":"+p.headRef) && (c.FormValue("base") == "" || c.FormValue("base") == p.baseRef) {
			j := p.json()
			for _, name := range []string{"merged", "mergeable", "changed_files", "review_comments"} {
				delete(j, name) // only a single pull request has them
			}
			out = append(out, j)
		}
	}
	return http.StatusOK, page(c, out), nil
}

func createPull(c *call) (int, any, error) {
	var in struct {
		Title               string `json:"title"`
		Head                string `json:"head"`
		HeadRepo            string `json:"head_repo"`
		Base                string `json:"base"`
		Body                string `json:"body"`
		Draft               bool   `json:"draft"`
		MaintainerCanModify *bool  `json:"maintainer_can_modify"`
	}
	if err := c.decode(&in); err != nil {
		return 0, nil, err
	}
	if c.repo.ForbidsPulls && strings.HasSuffix(c.token.Login, "[bot]") {
		return 0, nil, &refusal{status: http.StatusForbidden, message: "GitHub Actions is not permitted to create or approve pull requests."}
	}
	from, branch := c.repo, in.Head
	if owner, name, ok := strings.Cut(in.Head, ":"); ok {
		if from = c.server.repos[owner+"/"+c.repo.Name]; from == nil {
			return 0, nil, invalid("PullRequest", "head", "invalid", "")
		}
		branch = name
	}
	tip, base := from.refs["refs/heads/"+branch], c.repo.refs["refs/heads/"+in.Base]
	switch {
	case in.Title == "":
		return 0, nil, invalid("PullRequest", "title", "missing_field", "")
	case tip == "":
		return 0, nil, invalid("PullRequest", "head", "invalid", "")
	case base == "":
		return 0, nil, invalid("PullRequest", "base", "invalid", "")
	case c.repo.objects.ancestors(base)[tip]:
		return 0, nil, invalid("PullRequest", "", "custom", fmt.Sprintf("No commits between %s and %s", in.Base, branch))
	}
	for _, p := range c.repo.pulls {
		if p.state == "open" && p.head == from && p.headRef == branch && p.baseRef == in.Base {
			return 0, nil, invalid("PullRequest", "", "custom", fmt.Sprintf("A pull request already exists for %s:%s.", from.Owner, branch))
		}
	}
	if err := checkBody("PullRequest", in.Body); err != nil {
		return 0, nil, err
	}
	p := c.repo.openPull(from, PullOptions{Head: branch, Base: in.Base, Title: in.Title, Body: in.Body, Author: c.token.Login, Draft: in.Draft}, tip)
	return http.StatusCreated, p.json(), nil
}

func updatePull(c *call) (int, any, error) {
	p, err := c.pull()
	if err != nil {
		return 0, nil, err
	}
	var in struct {
		Title               *string `json:"title"`
		Body                *string `json:"body"`
		State               *string `json:"state"`
		Base                *string `json:"base"`
		MaintainerCanModify *bool   `json:"maintainer_can_modify"`
	}
	if err := c.decode(&in); err != nil {
		return 0, nil, err
	}
	if in.Body != nil {
		if err := checkBody("PullRequest", *in.Body); err != nil {
			return 0, nil, err
		}
		p.body = *in.Body
	}
	if in.Title != nil {
		p.title = *in.Title
	}
	p.updated = c.server.tick()
	if in.State != nil && *in.State != p.state {
		if !p.merged.IsZero() {
			return 0, nil, invalid("PullRequest", "state", "custom", "state cannot be changed. The pull request is merged.")
		}
		p.state = *in.State
		p.closed = time.Time{}
		if p.state == "closed" {
			p.closed = p.updated
		}
	}
	return http.StatusOK, p.json(), nil
}

// patchLines is how many lines of patches GitHub gives in one page of a pull request's files, and filesListed how many files at all.
const (
	patchLines  = 20_000
	filesListed = 3000
)

func listFiles(c *call) (int, any, error) {
	p, err := c.pull()
	if err != nil {
		return 0, nil, err
	}
	changes := p.changes(p.headSHA())
	return http.StatusOK, filesJSON(c.repo, p.headSHA(), page(c, changes[:min(len(changes), filesListed)])), nil
}

func filesJSON(r *Repo, head string, changes []change) []any {
	out := []any{}
	lines := 0
	for _, ch := range changes {
		lines += strings.Count(ch.patch, "\n") + 1
		j := map[string]any{
			"sha": ch.sha, "filename": ch.path, "status": ch.status, "additions": ch.additions, "deletions": ch.deletions, "changes": ch.additions + ch.deletions,
			"blob_url": fmt.Sprintf("%s/blob/%s/%s", r.html(), head, ch.path), "raw_url": fmt.Sprintf("%s/raw/%s/%s", r.html(), head, ch.path),
			"contents_url": fmt.Sprintf("%s/repos/%s/contents/%s?ref=%s", r.server.URL(), r.FullName(), ch.path, head),
		}
		if ch.previous != "" {
			j["previous_filename"] = ch.previous
		}
		switch {
		case lines > patchLines:
			j["additions"], j["deletions"], j["changes"] = 0, 0, 0
		case ch.patch != "":
			j["patch"] = ch.patch
		}
		out = append(out, j)
	}
	return out
}

func listPullCommits(c *call) (int, any, error) {
	p, err := c.pull()
	if err != nil {
		return 0, nil, err
	}
	base := c.repo.objects.ancestors(p.baseSHA())
	out := []any{}
	for _, co := range slices.Backward(c.repo.objects.log(p.headSHA())) {
		if !base[co.SHA] {
			out = append(out, c.repo.commitJSON(co))
		}
	}
	return http.StatusOK, page(c, out), nil
}
