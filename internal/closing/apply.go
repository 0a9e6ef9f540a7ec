package closing

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/go-github/v62/github"

	"github.com/okrcheck/okrcheck/internal/githubapi"
	"github.com/okrcheck/okrcheck/internal/okr"
)

// GitHub is the repository that a run writes to.
type GitHub struct {
	Client      *githubapi.Client
	Owner, Name string
	// Branch is the branch that was read, Commit its commit: pull requests go there.
	Branch, Commit string
	// Web is the address of the pages that people see, such as https://github.com.
	Web string
	// Key tells these OKRs from others in the same repository: the folder of their configuration.
	Key string
}

// An Outcome is what a run left behind on GitHub.
type Outcome struct {
	Issue, Pull string   // addresses of the pages; "" where there is none
	Notes       []string // what could not be done, and what a person has to do; Markdown
}

func (o *Outcome) note(format string, args ...any) {
	o.Notes = append(o.Notes, fmt.Sprintf(format, args...))
}

// textLimit is the room for a text of ours: GitHub takes 65,536 characters, and some of its parts count bytes.
const textLimit = 60_000

// A session is one try of a run: what it learns of GitHub is not older than the try.
type session struct {
	*GitHub
	rest  *github.Client
	login string
	out   *Outcome
}

// run makes a try, and another where nobody knows whether GitHub carried out
// a write of the first. Each try begins with what GitHub has now, so that
// nothing is written twice.
func (g *GitHub) run(ctx context.Context, do func(*session) error) (Outcome, error) {
	const settle = 5 * time.Second // in which lists learn of what was written
	for try := 1; ; try++ {
		var out Outcome
		err := g.once(ctx, &out, do)
		if err == nil || try == 2 || !uncertain(err) || g.Client.Wait(ctx, settle) != nil {
			return out, err
		}
	}
}

func (g *GitHub) once(ctx context.Context, out *Outcome, do func(*session) error) error {
	rest, err := g.Client.REST()
	if err != nil {
		return err
	}
	s := &session{GitHub: g, rest: rest, out: out}
	// Whoever can open an issue can copy a mark of ours: only what this token wrote counts.
	var who struct{ Viewer struct{ Login string } }
	if err := g.Client.Query(ctx, "query { viewer { login } }", nil, &who); err != nil {
		return fmt.Errorf("ask whose the token is: %w", err)
	}
	if s.login = who.Viewer.Login; s.login == "" {
		return errors.New("GitHub does not say whose the token is")
	}
	return do(s)
}

func uncertain(err error) bool {
	code := githubapi.StatusOf(err)
	return errors.Is(err, githubapi.ErrUncertain) || code >= 500 || code == http.StatusConflict
}

// refused reports whether the token may not, or the thing is switched off.
func refused(err error) bool {
	switch githubapi.StatusOf(err) {
	case http.StatusForbidden, http.StatusNotFound, http.StatusGone:
		return true
	}
	return false
}

// mark is a comment that nobody sees, by which a text of ours is known again.
// No text of a file can hold it: "<" is escaped there.
func (g *GitHub) mark(what string) string {
	sum := sha256.Sum256([]byte(g.Key))
	return fmt.Sprintf("<!-- okrcheck %s %s -->", hex.EncodeToString(sum[:4]), what)
}

// same compares texts as GitHub keeps them.
func same(a, b string) bool {
	clean := func(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }
	return clean(a) == clean(b)
}

// issues finds the issues of quarters, among those of ours that were touched since a day.
func (s *session) issues(ctx context.Context, since okr.Date, quarters ...okr.Quarter) (map[okr.Quarter]*github.Issue, error) {
	all, err := githubapi.Pages(func(o github.ListOptions) ([]*github.Issue, *github.Response, error) {
		return s.rest.Issues.ListByRepo(ctx, s.Owner, s.Name, &github.IssueListByRepoOptions{
			State: "all", Creator: s.login, Since: since.In(time.UTC), ListOptions: o,
		})
	})
	if err != nil {
		return nil, err
	}
	found := make(map[okr.Quarter]*github.Issue)
	for _, i := range all {
		if i.IsPullRequest() || i.GetUser().GetLogin() != s.login {
			continue
		}
		for _, q := range quarters {
			// Of two, which a run beside this one may have left, the older is the quarter's.
			if strings.Contains(i.GetBody(), s.issueMark(q)) && (found[q] == nil || i.GetNumber() < found[q].GetNumber()) {
				found[q] = i
			}
		}
	}
	return found, nil
}

func (g *GitHub) issueMark(q okr.Quarter) string { return g.mark("quarter " + q.String()) }

// write brings an issue's text to GitHub and returns the issue.
func (s *session) write(ctx context.Context, issue *github.Issue, q okr.Quarter, body string) (*github.Issue, error) {
	body = s.issueMark(q) + "\n" + body
	var err error
	switch {
	case issue == nil:
		title := Title(q)
		issue, _, err = s.rest.Issues.Create(ctx, s.Owner, s.Name, &github.IssueRequest{Title: &title, Body: &body})
	case !same(issue.GetBody(), body):
		issue, _, err = s.rest.Issues.Edit(ctx, s.Owner, s.Name, issue.GetNumber(), &github.IssueRequest{Body: &body})
	}
	if err != nil {
		return nil, fmt.Errorf("write the issue: %w", err)
	}
	s.out.Issue = issue.GetHTMLURL()
	return issue, nil
}

// say adds a comment to an issue, unless one of its marks is there.
func (s *session) say(ctx context.Context, issue *github.Issue, mark, comment string, unless ...string) error {
	there, err := githubapi.Pages(func(o github.ListOptions) ([]*github.IssueComment, *github.Response, error) {
		return s.rest.Issues.ListComments(ctx, s.Owner, s.Name, issue.GetNumber(), &github.IssueListCommentsOptions{ListOptions: o})
	})
	if err != nil {
		return fmt.Errorf("list the issue's comments: %w", err)
	}
	for _, c := range there {
		for _, m := range append(unless, mark) {
			if c.GetUser().GetLogin() == s.login && strings.Contains(c.GetBody(), m) {
				return nil
			}
		}
	}
	comment = mark + "\n" + comment
	if _, _, err := s.rest.Issues.CreateComment(ctx, s.Owner, s.Name, issue.GetNumber(), &github.IssueComment{Body: &comment}); err != nil {
		return fmt.Errorf("comment on the issue: %w", err)
	}
	return nil
}

// Weekly brings the week's text to the quarter's issue.
func (g *GitHub) Weekly(ctx context.Context, w Weekly) (Outcome, error) {
	body, comment := w.Body(textLimit), w.Comment(textLimit)
	if body == "" {
		return Outcome{}, nil
	}
	return g.run(ctx, func(s *session) error {
		found, err := s.issues(ctx, w.First.AddDays(-7), w.Quarter)
		if refused(err) {
			s.noIssues(err)
			return nil
		}
		if err != nil {
			return fmt.Errorf("list the issues: %w", err)
		}
		issue := found[w.Quarter]
		if issue.GetState() == "closed" {
			s.out.Issue = issue.GetHTMLURL()
			s.out.note("The issue of %s is closed: reopen it to hear from okrcheck again.", w.Quarter)
			return nil
		}
		if issue, err = s.write(ctx, issue, w.Quarter, body); refused(err) {
			s.noIssues(err)
			return nil
		} else if err != nil {
			return err
		}
		if comment == "" {
			return nil
		}
		return s.say(ctx, issue, s.mark("week "+w.Monday.String()), comment)
	})
}

// noIssues says why there is no issue, and that nothing is lost.
func (s *session) noIssues(err error) {
	s.out.note("The issue was not written, since %s: are issues switched on, and does the job have the permission `issues: write`? This summary has all of it.", githubapi.Reason(err))
}

// QuarterEnd closes quarters that have ended: plan is asked for those that are
// not closed yet. An older one than the last counts only where its issue was
// begun and is open.
func (g *GitHub) QuarterEnd(ctx context.Context, calendar okr.Calendar, quarters []okr.Quarter, plan func(okr.Quarter) (QuarterEnd, error)) (Outcome, error) {
	return g.run(ctx, func(s *session) error {
		found, err := s.issues(ctx, calendar.First(quarters[0]), quarters...)
		issues := err == nil
		if refused(err) {
			s.noIssues(err)
		} else if err != nil {
			return fmt.Errorf("list the issues: %w", err)
		}
		for n, q := range quarters {
			issue := found[q]
			if issue.GetState() == "closed" || issue == nil && n+1 < len(quarters) {
				continue
			}
			e, err := plan(q)
			if err != nil {
				return err
			}
			if len(e.Report.Teams) == 0 {
				continue
			}
			for _, n := range e.Notes {
				s.out.note("%s", text(n))
			}
			where, err := s.pull(ctx, e)
			if err != nil {
				return err
			}
			if !issues {
				continue
			}
			if issue == nil { // look again: the pull request took its time
				if found, err = s.issues(ctx, e.Report.First, q); err != nil {
					return fmt.Errorf("list the issues: %w", err)
				}
				issue = found[q]
			}
			if err := s.close(ctx, issue, e, where); refused(err) {
				s.noIssues(err)
			} else if err != nil {
				return err
			}
		}
		return nil
	})
}

// close brings the report to the quarter's issue, and closes it when it is complete.
func (s *session) close(ctx context.Context, issue *github.Issue, e QuarterEnd, where string) error {
	q := e.Report.Quarter
	issue, err := s.write(ctx, issue, q, e.IssueBody(textLimit, where))
	if err != nil {
		return err
	}
	ended, closed := s.mark("ended "+q.String()), s.mark("closed "+q.String())
	if !e.Report.Complete {
		return s.say(ctx, issue, ended, e.EndedComment(textLimit), closed)
	}
	if err := s.say(ctx, issue, closed, e.ClosingComment()); err != nil {
		return err
	}
	state, reason := "closed", "completed"
	if _, _, err := s.rest.Issues.Edit(ctx, s.Owner, s.Name, issue.GetNumber(), &github.IssueRequest{State: &state, StateReason: &reason}); err != nil {
		return fmt.Errorf("close the issue: %w", err)
	}
	return nil
}

// The lines of a commit's message by which a commit of ours is known again:
// the tree that it was made with, which a person's change is not, what it
// brings, and onto what.
const (
	treeLine  = "Okrcheck-Tree: "
	filesLine = "Okrcheck-Files: "
	baseLine  = "Okrcheck-Base: "
)

// trailer returns a line of a commit's message.
func trailer(message, name string) string {
	for line := range strings.Lines(message) {
		if rest, ok := strings.CutPrefix(line, name); ok {
			return strings.TrimSpace(rest)
		}
	}
	return ""
}

// digest tells one set of files from another.
func digest(files []File) string {
	h := sha256.New()
	for _, f := range files {
		fmt.Fprintf(h, "%d %s\n%d\n", len(f.Path), f.Path, len(f.Text))
		h.Write(f.Text)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// pull brings the files to a branch and a pull request, and says in Markdown
// where they are. It never moves a branch back, nor over anybody's commit.
func (s *session) pull(ctx context.Context, e QuarterEnd) (where string, err error) {
	if len(e.Files) == 0 {
		return "", nil
	}
	branch, open, err := s.branch(ctx, e)
	if err != nil || branch == "" {
		return "", err
	}
	if open != nil {
		s.out.Pull = open.GetHTMLURL()
		where = pullLine(open)
	}
	sum := digest(e.Files)
	theirs, err := s.commit(ctx, branch, e, sum)
	switch {
	case refused(err):
		s.out.note("The files of the quarter's end were not written, since %s: does the job have the permission `contents: write`? `okrcheck report --quarter %s` and `okrcheck new` write them on a laptop.", githubapi.Reason(err), e.Report.Quarter)
		return where, nil
	case err != nil:
		return "", err
	case theirs:
		s.out.note("The branch `%s` has commits of somebody else's, and is left to them.", branch)
	}
	mark := s.mark("files " + sum)
	body := mark + "\n" + e.PullBody(textLimit)
	switch {
	case open == nil:
		return s.open(ctx, e, branch, body)
	case theirs || strings.Contains(open.GetBody(), mark):
		return where, nil // the body is a person's to change until there is news
	}
	if _, _, err := s.rest.PullRequests.Edit(ctx, s.Owner, s.Name, open.GetNumber(), &github.PullRequest{Body: &body}); err != nil {
		return "", fmt.Errorf("update the pull request: %w", err)
	}
	return where, nil
}

func pullLine(p *github.PullRequest) string {
	return fmt.Sprintf("The report and the files of the next quarter are in #%d.", p.GetNumber())
}

// branch returns the branch of a quarter's end, and its open pull request. A
// branch that was merged is not taken again; it is "" where a person closed the
// pull request without merging it.
func (s *session) branch(ctx context.Context, e QuarterEnd) (string, *github.PullRequest, error) {
	for n := 1; ; n++ {
		branch := s.branchName(e.Report.Quarter)
		if n > 1 {
			branch += fmt.Sprintf("-%d", n)
		}
		pulls, _, err := s.rest.PullRequests.List(ctx, s.Owner, s.Name, &github.PullRequestListOptions{
			State: "all", Head: s.Owner + ":" + branch, Base: s.Branch, ListOptions: github.ListOptions{PerPage: 100},
		})
		if err != nil {
			if refused(err) {
				s.out.note("The pull requests can't be listed, since %s: does the job have the permission `pull-requests: write`?", githubapi.Reason(err))
				return "", nil, nil
			}
			return "", nil, fmt.Errorf("list the pull requests: %w", err)
		}
		var merged, closed bool
		for _, p := range pulls {
			switch {
			case p.GetState() == "open":
				return branch, p, nil
			case p.MergedAt != nil:
				merged = true
			default:
				closed = true
			}
		}
		switch {
		case merged:
			continue
		case closed:
			s.out.note("The pull request of %s was closed, and is not opened again.", e.Report.Quarter)
			return "", nil, nil
		}
		return branch, nil, nil
	}
}

func (g *GitHub) branchName(q okr.Quarter) string {
	name := "okrcheck/close-" + q.String()
	if g.Key != "" && g.Key != "." {
		sum := sha256.Sum256([]byte(g.Key))
		name += "-" + hex.EncodeToString(sum[:4])
	}
	return name
}

// commit brings the branch up to date with one commit onto its tip. It reports
// whether the branch is somebody else's by now.
func (s *session) commit(ctx context.Context, branch string, e QuarterEnd, sum string) (theirs bool, err error) {
	git, ref := s.rest.Git, "refs/heads/"+branch
	tip, response, err := git.GetRef(ctx, s.Owner, s.Name, ref)
	exists := err == nil
	if err != nil && (response == nil || response.StatusCode != http.StatusNotFound) {
		return false, fmt.Errorf("read the branch: %w", err)
	}
	parents := []*github.Commit{{SHA: &s.Commit}}
	if exists {
		at, _, err := git.GetCommit(ctx, s.Owner, s.Name, tip.GetObject().GetSHA())
		if err != nil {
			return false, fmt.Errorf("read the branch's commit: %w", err)
		}
		switch {
		case trailer(at.GetMessage(), treeLine) != at.GetTree().GetSHA():
			return true, nil
		case trailer(at.GetMessage(), filesLine) == sum:
			return false, nil
		case trailer(at.GetMessage(), baseLine) == s.Commit:
			parents = []*github.Commit{{SHA: at.SHA}}
		default: // the tree is the base's, so the commit merges it
			parents = []*github.Commit{{SHA: at.SHA}, {SHA: &s.Commit}}
		}
	}
	tree, err := s.tree(ctx, e.Files)
	if err != nil {
		return false, err
	}
	message := fmt.Sprintf("%s\n\n%s%s\n%s%s\n%s%s\n", e.PullTitle(), filesLine, sum, baseLine, s.Commit, treeLine, tree)
	made, _, err := git.CreateCommit(ctx, s.Owner, s.Name, &github.Commit{Message: &message, Tree: &github.Tree{SHA: &tree}, Parents: parents}, nil)
	if err != nil {
		return false, fmt.Errorf("make the commit: %w", err)
	}
	to := &github.Reference{Ref: &ref, Object: &github.GitObject{SHA: made.SHA}}
	if !exists {
		_, response, err = git.CreateRef(ctx, s.Owner, s.Name, to)
	} else { // never by force: who pushed in the meantime wins
		_, response, err = git.UpdateRef(ctx, s.Owner, s.Name, to, false)
	}
	if err != nil && response != nil && response.StatusCode == http.StatusUnprocessableEntity {
		return false, fmt.Errorf("%w: the branch has moved meanwhile: %w", githubapi.ErrUncertain, err) // look again
	}
	if err != nil {
		return false, fmt.Errorf("move the branch: %w", err)
	}
	return false, nil
}

// tree makes the tree of the base with the files in it.
func (s *session) tree(ctx context.Context, files []File) (string, error) {
	base, _, err := s.rest.Git.GetCommit(ctx, s.Owner, s.Name, s.Commit)
	if err != nil {
		return "", fmt.Errorf("read the commit: %w", err)
	}
	sha := base.GetTree().GetSHA()
	const most = 100 // files of one request
	for len(files) > 0 {
		n := min(len(files), most)
		var entries []*github.TreeEntry
		for _, f := range files[:n] {
			mode, kind, content := "100644", "blob", string(f.Text)
			entries = append(entries, &github.TreeEntry{Path: &f.Path, Mode: &mode, Type: &kind, Content: &content})
		}
		files = files[n:]
		t, _, err := s.rest.Git.CreateTree(ctx, s.Owner, s.Name, sha, entries)
		if err != nil {
			return "", fmt.Errorf("make the tree: %w", err)
		}
		sha = t.GetSHA()
	}
	return sha, nil
}

// open opens the pull request as a draft. Where that may not be done, the
// branch is there, and a link by which a person opens it.
func (s *session) open(ctx context.Context, e QuarterEnd, branch, body string) (string, error) {
	title, draft := e.PullTitle(), true
	request := &github.NewPullRequest{Title: &title, Head: &branch, Base: &s.Branch, Body: &body, Draft: &draft}
	p, _, err := s.rest.PullRequests.Create(ctx, s.Owner, s.Name, request)
	var no *github.ErrorResponse
	if errors.As(err, &no) && strings.Contains(strings.ToLower(no.Message), "draft pull requests are not supported") { // as in some private repositories
		draft = false
		p, _, err = s.rest.PullRequests.Create(ctx, s.Owner, s.Name, request)
	}
	switch {
	case refused(err):
		compare := fmt.Sprintf("%s/%s/%s/compare/%s...%s?expand=1", strings.TrimSuffix(s.Web, "/"), s.Owner, s.Name, url.PathEscape(s.Branch), url.PathEscape(branch))
		s.out.note("The files are on the branch `%s`, but the token may not open pull requests. [Open it here](%s); or allow it in the settings (Actions, General, Workflow permissions), or give the workflow another token.", branch, compare)
		return fmt.Sprintf("The report and the files of the next quarter are on the branch `%s`: [open the pull request](%s).", branch, compare), nil
	case err != nil:
		return "", fmt.Errorf("open the pull request: %w", err)
	}
	s.out.Pull = p.GetHTMLURL()
	if strings.HasSuffix(s.login, "[bot]") {
		s.out.note("Checks may not start by themselves in a pull request that a workflow's own token opened: close it and open it again, or give the workflow another token.")
	}
	return pullLine(p), nil
}
