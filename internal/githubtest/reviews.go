package githubtest

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// The states of a review.
const (
	pending          = "PENDING"
	commented        = "COMMENTED"
	approved         = "APPROVED"
	changesRequested = "CHANGES_REQUESTED"
	dismissed        = "DISMISSED"
)

type review struct {
	id        int64
	pull      *Pull
	author    string
	body      string
	state     string
	commit    string
	submitted time.Time
}

type reviewComment struct {
	id               int64
	review           *review
	thread           *thread
	replyTo          int64
	author, body     string
	path, side       string
	line, start      int // as of the commit it was made at; start is 0 for one line
	startSide        string
	commit           string
	hunk             string
	wholeFile        bool
	created, updated time.Time
}

// A thread is a conversation about lines, which a person or a bot may resolve.
type thread struct {
	id       string
	pull     *Pull
	comments []*reviewComment
	resolved string // by whom; "" for open
	minimize string // why its first comment is hidden
}

func (v *review) json() any {
	j := map[string]any{
		"id": v.id, "node_id": fmt.Sprintf("PRR_%d", v.id), "user": user(v.author), "body": v.body, "state": v.state, "commit_id": v.commit,
		"html_url": v.html(), "pull_request_url": v.pull.json()["url"],
		"author_association": "CONTRIBUTOR",
	}
	if v.state != pending {
		j["submitted_at"] = timestamp(v.submitted)
	}
	return j
}

func (v *review) html() string { return fmt.Sprintf("%s#pullrequestreview-%d", v.pull.html(), v.id) }

// position returns the line that a comment stands at now, as GitHub shows it; 0 where it is outdated.
func (rc *reviewComment) position() (line, start int) {
	p := rc.review.pull
	o := p.repo.objects
	head := p.headSHA()
	if rc.side == left {
		return rc.line, rc.start // the base does not move in our tests
	}
	i := slices.IndexFunc(p.changes(head), func(c change) bool { return c.path == rc.path })
	if i < 0 {
		return 0, 0
	}
	now := p.changes(head)[i]
	before, after := o.text(rc.commit, rc.path), o.text(head, rc.path)
	line, ok := moved(before, after, rc.line)
	if !ok || now.hunkOf(right, line) < 0 {
		return 0, 0
	}
	if rc.start > 0 {
		if start, ok = moved(before, after, rc.start); !ok || now.hunkOf(right, start) != now.hunkOf(right, line) {
			return 0, 0
		}
	}
	return line, start
}

func (rc *reviewComment) json() any {
	j := map[string]any{
		"id": rc.id, "node_id": fmt.Sprintf("PRRC_%d", rc.id), "pull_request_review_id": rc.review.id, "user": user(rc.author), "body": rc.body,
		"path": rc.path, "side": rc.side, "commit_id": rc.review.pull.headSHA(), "original_commit_id": rc.commit, "diff_hunk": rc.hunk,
		"created_at": timestamp(rc.created), "updated_at": timestamp(rc.updated), "html_url": fmt.Sprintf("%s#discussion_r%d", rc.review.pull.html(), rc.id),
		"url":              fmt.Sprintf("%s/repos/%s/pulls/comments/%d", rc.review.pull.repo.server.URL(), rc.review.pull.repo.FullName(), rc.id),
		"pull_request_url": rc.review.pull.json()["url"], "author_association": "CONTRIBUTOR", "subject_type": "line",
		"line": nil, "start_line": nil, "original_line": rc.line, "original_start_line": nil, "start_side": nil, "position": nil, "original_position": 1,
	}
	if rc.wholeFile {
		j["subject_type"] = "file"
		delete(j, "line")
		delete(j, "original_line")
		return j
	}
	if line, start := rc.position(); line > 0 {
		j["line"], j["position"] = line, 1
		if start > 0 {
			j["start_line"] = start
		}
	}
	if rc.start > 0 {
		j["original_start_line"], j["start_side"] = rc.start, rc.startSide
	}
	if rc.replyTo != 0 {
		j["in_reply_to_id"] = rc.replyTo
	}
	return j
}

// draft is a comment of a review to be made.
type draft struct {
	Path      string `json:"path"`
	Body      string `json:"body"`
	Line      *int   `json:"line"`
	Side      string `json:"side"`
	StartLine *int   `json:"start_line"`
	StartSide string `json:"start_side"`
	Position  *int   `json:"position"`
}

// place finds a draft's lines in a diff, or says why GitHub refuses it.
func (d draft) place(p *Pull, commit string) (*reviewComment, string) {
	if d.Position != nil {
		p.repo.server.wrong("a comment with a position: GitHub is closing it down; give line and side")
	}
	side := cmp.Or(d.Side, right)
	changes := p.changes(commit)
	i := slices.IndexFunc(changes, func(c change) bool { return c.path == d.Path })
	switch {
	case i < 0:
		return nil, "Path could not be resolved"
	case d.Line == nil || changes[i].hunkOf(side, *d.Line) < 0:
		return nil, "Line could not be resolved"
	}
	rc := &reviewComment{path: d.Path, body: d.Body, side: side, line: *d.Line, commit: commit}
	at := changes[i].hunkOf(side, *d.Line)
	rc.hunk = strings.Join(changes[i].hunks[at].lines, "\n")
	if d.StartLine != nil {
		rc.start, rc.startSide = *d.StartLine, cmp.Or(d.StartSide, side)
		if rc.start >= rc.line && rc.startSide == side || changes[i].hunkOf(rc.startSide, rc.start) != at {
			return nil, "Start line must precede the end line, in the same hunk"
		}
	}
	return rc, ""
}

func (c *call) review() (*Pull, *review, error) {
	p, err := c.pull()
	if err != nil {
		return nil, nil, err
	}
	i := slices.IndexFunc(p.reviews, func(v *review) bool { return v.id == int64(c.pathInt("review_id")) })
	if i < 0 || p.reviews[i].state == pending && p.reviews[i].author != c.token.Login {
		return nil, nil, notFound()
	}
	return p, p.reviews[i], nil
}

var events = map[string]string{"": pending, "COMMENT": commented, "APPROVE": approved, "REQUEST_CHANGES": changesRequested}

// checkEvent says why GitHub refuses a review of this kind.
func (c *call) checkEvent(p *Pull, event, body string) error {
	switch {
	case (event == "COMMENT" || event == "REQUEST_CHANGES") && strings.TrimSpace(body) == "":
		return unprocessable("A review of this kind needs a body")
	case event == "APPROVE" && p.author == c.token.Login:
		return unprocessable("Can not approve your own pull request")
	case event == "REQUEST_CHANGES" && p.author == c.token.Login:
		return unprocessable("Can not request changes on your own pull request")
	case event == "APPROVE" && c.token.Login == Actions && p.repo.ForbidsPulls:
		return unprocessable("GitHub Actions is not permitted to approve pull requests.")
	}
	return nil
}

func createReview(c *call) (int, any, error) {
	p, err := c.pull()
	if err != nil {
		return 0, nil, err
	}
	var in struct {
		CommitID string  `json:"commit_id"`
		Body     string  `json:"body"`
		Event    string  `json:"event"`
		Comments []draft `json:"comments"`
	}
	if err := c.decode(&in); err != nil {
		return 0, nil, err
	}
	if slices.ContainsFunc(p.reviews, func(v *review) bool { return v.author == c.token.Login && v.state == pending }) {
		return 0, nil, unprocessable("User can only have one pending review per pull request")
	}
	if err := c.checkEvent(p, in.Event, in.Body); err != nil {
		return 0, nil, err
	}
	if err := checkBody("PullRequestReview", in.Body); err != nil {
		return 0, nil, err
	}
	commit := cmp.Or(in.CommitID, p.headSHA())
	if !p.holds(commit) {
		return 0, nil, unprocessable("Commit is not part of the pull request")
	}
	now := c.server.tick()
	v := &review{pull: p, author: c.token.Login, body: in.Body, state: events[in.Event], commit: commit}
	// One comment that can't be placed, and nothing is made.
	var comments []*reviewComment
	for _, d := range in.Comments {
		rc, reason := d.place(p, commit)
		if reason != "" {
			return 0, nil, unprocessable(reason)
		}
		if strings.TrimSpace(d.Body) == "" {
			return 0, nil, unprocessable("Body can't be blank")
		}
		if err := checkBody("PullRequestReviewComment", d.Body); err != nil {
			return 0, nil, err
		}
		comments = append(comments, rc)
	}
	v.id = c.server.id()
	if v.state != pending {
		v.submitted = now
	}
	for _, rc := range comments {
		p.addComment(rc, v, now)
	}
	p.reviews = append(p.reviews, v)
	return http.StatusOK, v.json(), nil
}

func (p *Pull) addComment(rc *reviewComment, v *review, now time.Time) {
	s := p.repo.server
	rc.id, rc.review, rc.author, rc.created, rc.updated = s.id(), v, v.author, now, now
	if rc.thread == nil {
		rc.thread = &thread{id: fmt.Sprintf("PRRT_%d", rc.id), pull: p}
	}
	rc.thread.comments = append(rc.thread.comments, rc)
	p.comments = append(p.comments, rc)
}

func listReviews(c *call) (int, any, error) {
	p, err := c.pull()
	if err != nil {
		return 0, nil, err
	}
	out := []any{}
	for _, v := range p.reviews {
		if v.state != pending || v.author == c.token.Login {
			out = append(out, v.json())
		}
	}
	return http.StatusOK, page(c, out), nil
}

func getReview(c *call) (int, any, error) {
	_, v, err := c.review()
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, v.json(), nil
}

// newBody returns the text that a request gives to something of its author's.
func (c *call) newBody(what, author string) (string, error) {
	var in struct {
		Body string `json:"body"`
	}
	if err := c.decode(&in); err != nil {
		return "", err
	}
	if author != c.token.Login {
		return "", forbidden()
	}
	if strings.TrimSpace(in.Body) == "" {
		return "", unprocessable("Body can't be blank")
	}
	return in.Body, checkBody(what, in.Body)
}

func updateReview(c *call) (int, any, error) {
	_, v, err := c.review()
	if err != nil {
		return 0, nil, err
	}
	body, err := c.newBody("PullRequestReview", v.author)
	if err != nil {
		return 0, nil, err
	}
	v.body = body
	c.server.tick()
	return http.StatusOK, v.json(), nil
}

func deletePendingReview(c *call) (int, any, error) {
	p, v, err := c.review()
	if err != nil {
		return 0, nil, err
	}
	if v.state != pending {
		return 0, nil, unprocessable("Can not delete a non-pending pull request review")
	}
	answer := v.json()
	p.reviews = slices.DeleteFunc(p.reviews, func(w *review) bool { return w == v })
	p.comments = slices.DeleteFunc(p.comments, func(rc *reviewComment) bool { return rc.review == v })
	return http.StatusOK, answer, nil
}

func submitReview(c *call) (int, any, error) {
	p, v, err := c.review()
	if err != nil {
		return 0, nil, err
	}
	var in struct {
		Body  string `json:"body"`
		Event string `json:"event"`
	}
	if err := c.decode(&in); err != nil {
		return 0, nil, err
	}
	if v.state != pending || v.author != c.token.Login {
		return 0, nil, unprocessable("Can not submit a review that is not pending")
	}
	body := cmp.Or(in.Body, v.body)
	if err := c.checkEvent(p, in.Event, body); err != nil {
		return 0, nil, err
	}
	v.body, v.state, v.submitted = body, events[in.Event], c.server.tick()
	return http.StatusOK, v.json(), nil
}

func dismissReview(c *call) (int, any, error) {
	_, v, err := c.review()
	if err != nil {
		return 0, nil, err
	}
	var in struct {
		Message string `json:"message"`
		Event   string `json:"event"`
	}
	if err := c.decode(&in); err != nil {
		return 0, nil, err
	}
	switch {
	case v.state == commented:
		return 0, nil, unprocessable("Can not dismiss a commented pull request review")
	case v.state != approved && v.state != changesRequested:
		return 0, nil, unprocessable("Can not dismiss a " + strings.ToLower(v.state) + " pull request review")
	case in.Message == "":
		return 0, nil, unprocessable("Message can't be blank")
	case v.author != c.token.Login:
		c.server.wrong("dismisses the review %d of %s: only our own are ours to dismiss", v.id, v.author)
	}
	v.state = dismissed
	c.server.tick()
	return http.StatusOK, v.json(), nil
}

func listReviewComments(c *call) (int, any, error) {
	p, err := c.pull()
	if err != nil {
		return 0, nil, err
	}
	out := []any{}
	for _, rc := range p.comments {
		if rc.review.state != pending {
			out = append(out, rc.json())
		}
	}
	if c.FormValue("direction") == "desc" {
		slices.Reverse(out)
	}
	return http.StatusOK, page(c, out), nil
}

func listCommentsOfReview(c *call) (int, any, error) {
	p, v, err := c.review()
	if err != nil {
		return 0, nil, err
	}
	out := []any{}
	for _, rc := range p.comments {
		if rc.review == v {
			out = append(out, rc.json())
		}
	}
	return http.StatusOK, page(c, out), nil
}

func (c *call) comment() (*reviewComment, error) {
	for _, p := range c.repo.pulls {
		for _, rc := range p.comments {
			if rc.id == int64(c.pathInt("comment_id")) {
				return rc, nil
			}
		}
	}
	return nil, notFound()
}

func getReviewComment(c *call) (int, any, error) {
	rc, err := c.comment()
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, rc.json(), nil
}

func updateReviewComment(c *call) (int, any, error) {
	rc, err := c.comment()
	if err != nil {
		return 0, nil, err
	}
	body, err := c.newBody("PullRequestReviewComment", rc.author)
	if err != nil {
		return 0, nil, err
	}
	rc.body, rc.updated = body, c.server.tick()
	return http.StatusOK, rc.json(), nil
}

func deleteReviewComment(c *call) (int, any, error) {
	rc, err := c.comment()
	if err != nil {
		return 0, nil, err
	}
	if rc.author != c.token.Login {
		return 0, nil, forbidden()
	}
	p := rc.review.pull
	p.comments = slices.DeleteFunc(p.comments, func(o *reviewComment) bool { return o == rc })
	rc.thread.comments = slices.DeleteFunc(rc.thread.comments, func(o *reviewComment) bool { return o == rc })
	return http.StatusNoContent, nil, nil
}

func replyToComment(c *call) (int, any, error) {
	rc, err := c.comment()
	if err != nil {
		return 0, nil, err
	}
	var in struct {
		Body string `json:"body"`
	}
	if err := c.decode(&in); err != nil {
		return 0, nil, err
	}
	if rc.replyTo != 0 {
		return 0, nil, unprocessable("Replies to replies are not supported")
	}
	return http.StatusCreated, rc.reply(c.token.Login, in.Body).json(), nil
}

func (rc *reviewComment) reply(author, body string) *reviewComment {
	p := rc.review.pull
	now := p.repo.server.tick()
	v := &review{id: p.repo.server.id(), pull: p, author: author, state: commented, commit: p.headSHA(), submitted: now}
	p.reviews = append(p.reviews, v)
	answer := *rc
	answer.body, answer.replyTo = body, rc.id
	p.addComment(&answer, v, now)
	return &answer
}

// A Review is one of a pull request's reviews, as a person sees it.
type Review struct {
	ID                          int64
	Author, State, Body, Commit string
	Comments                    []Comment
}

// A Comment is one on a line of a pull request's diff. Line is 0 where it is outdated; Original is the line it was made at.
type Comment struct {
	ID                    int64
	Author, Path, Body    string
	Line, Start, Original int
	Resolved              bool
	Reply                 bool
}

// Reviews returns the pull request's reviews in order, pending ones included.
func (p *Pull) Reviews() []Review {
	p.repo.server.mu.Lock()
	defer p.repo.server.mu.Unlock()
	var out []Review
	for _, v := range p.reviews {
		r := Review{ID: v.id, Author: v.author, State: v.state, Body: v.body, Commit: v.commit}
		for _, rc := range p.comments {
			if rc.review == v {
				line, start := rc.position()
				r.Comments = append(r.Comments, Comment{
					ID: rc.id, Author: rc.author, Path: rc.path, Body: rc.body, Line: line, Start: start, Original: rc.line,
					Resolved: rc.thread.resolved != "", Reply: rc.replyTo != 0,
				})
			}
		}
		out = append(out, r)
	}
	return out
}

// Reply lets a person answer a comment.
func (p *Pull) Reply(comment int64, author, body string) {
	p.repo.server.mu.Lock()
	defer p.repo.server.mu.Unlock()
	for _, rc := range p.comments {
		if rc.id == comment {
			rc.reply(author, body)
			return
		}
	}
	p.repo.server.t.Fatalf("githubtest: there is no comment %d", comment)
}

// Review lets somebody review the pull request as it is; the state is PENDING, COMMENTED, APPROVED or CHANGES_REQUESTED.
func (p *Pull) Review(author, state, body string) int64 {
	p.repo.server.mu.Lock()
	defer p.repo.server.mu.Unlock()
	v := &review{id: p.repo.server.id(), pull: p, author: author, state: state, body: body, commit: p.headSHA()}
	if state != pending {
		v.submitted = p.repo.server.tick()
	}
	p.reviews = append(p.reviews, v)
	return v.id
}
