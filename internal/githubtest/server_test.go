package githubtest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-github/v62/github"

	"github.com/okrcheck/okrcheck/internal/githubtest"
)

const secret = "t0ken"

var ctx = context.Background()

func TestMain(m *testing.M) { m.Run() }

// start returns a server with a repository whose main branch holds a file of ten lines, and a client that may do all.
func start(t testing.TB) (*githubtest.Server, *githubtest.Repo, *github.Client) {
	githubtest.Described(t)
	s := githubtest.New(t)
	s.Allow(secret, githubtest.Token{Login: githubtest.Actions, Contents: githubtest.Write, Pulls: githubtest.Write, Issue: githubtest.Write})
	r := s.Repo("octo/sample")
	r.Commit("main", map[string]string{"README.md": "hello\n", "okrs/2026-Q4/payments.toml": lines(1, 10)})
	return s, r, client(t, s, secret)
}

func client(t testing.TB, s *githubtest.Server, token string) *github.Client {
	c := github.NewClient(nil).WithAuthToken(token)
	base, err := url.Parse(s.URL() + "/")
	if err != nil {
		t.Fatal(err)
	}
	c.BaseURL, c.UserAgent = base, "okrcheck"
	return c
}

func lines(from, to int) string {
	var b strings.Builder
	for i := from; i <= to; i++ {
		fmt.Fprintf(&b, "line %d\n", i)
	}
	return b.String()
}

// open opens a pull request that changes line 5 of ten.
func open(r *githubtest.Repo) *githubtest.Pull {
	r.Commit("feature", map[string]string{"okrs/2026-Q4/payments.toml": strings.Replace(lines(1, 10), "line 5", "line five", 1)})
	return r.OpenPull(githubtest.PullOptions{Head: "feature"})
}

func on(line int) *github.DraftReviewComment {
	return &github.DraftReviewComment{Path: github.String("okrs/2026-Q4/payments.toml"), Body: github.String("why?"), Line: github.Int(line), Side: github.String("RIGHT")}
}

func review(event, body string, comments ...*github.DraftReviewComment) *github.PullRequestReviewRequest {
	return &github.PullRequestReviewRequest{Event: github.String(event), Body: github.String(body), Comments: comments}
}

// status returns the status that an error of the client stands for.
func status(err error) int {
	var r *github.ErrorResponse
	if errors.As(err, &r) {
		return r.Response.StatusCode
	}
	return 0
}

// The objects are git's: git itself names them the same.
func TestObjectNames(t *testing.T) {
	_, r, c := start(t)
	git := func(stdin string, args ...string) string {
		cmd := exec.Command("git", args...)
		cmd.Dir, cmd.Stdin = t.TempDir(), strings.NewReader(stdin)
		out, err := cmd.Output()
		if err != nil {
			t.Skipf("git %v: %v", args, err)
		}
		return strings.TrimSpace(string(out))
	}
	tree, _, err := c.Git.GetTree(ctx, "octo", "sample", r.Tip("main"), true)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range tree.Entries {
		if e.GetPath() == "README.md" {
			if want := git("hello\n", "hash-object", "--stdin"); e.GetSHA() != want {
				t.Errorf("README.md is %s, git says %s", e.GetSHA(), want)
			}
		}
	}
	if len(tree.Entries) != 4 {
		t.Errorf("%d entries, want README.md, okrs, okrs/2026-Q4 and a file", len(tree.Entries))
	}
}

func TestReviewIsAtomic(t *testing.T) {
	_, r, c := start(t)
	p := open(r)
	for name, bad := range map[string]*github.DraftReviewComment{
		"line outside":  on(10),
		"no such line":  on(99),
		"no such path":  {Path: github.String("README.md"), Body: github.String("x"), Line: github.Int(1), Side: github.String("RIGHT")},
		"start is line": {Path: on(5).Path, Body: on(5).Body, Line: github.Int(5), StartLine: github.Int(5), Side: github.String("RIGHT"), StartSide: github.String("RIGHT")},
		"no text":       {Path: on(5).Path, Body: github.String(" "), Line: github.Int(5), Side: github.String("RIGHT")},
	} {
		_, _, err := c.PullRequests.CreateReview(ctx, "octo", "sample", p.Number, review("COMMENT", "Hello", on(5), bad))
		if status(err) != http.StatusUnprocessableEntity || len(p.Reviews()) != 0 {
			t.Errorf("%s: %v, and %d reviews", name, err, len(p.Reviews()))
		}
	}
	ranged := on(6)
	ranged.StartLine, ranged.StartSide = github.Int(4), github.String("RIGHT")
	v, _, err := c.PullRequests.CreateReview(ctx, "octo", "sample", p.Number, review("COMMENT", "Hello", on(5), ranged))
	if err != nil || v.GetState() != "COMMENTED" || v.GetCommitID() != p.Head() {
		t.Fatalf("%v, %v", v, err)
	}
	comments, _, err := c.PullRequests.ListComments(ctx, "octo", "sample", p.Number, nil)
	if err != nil || len(comments) != 2 || comments[1].GetStartLine() != 4 || comments[1].GetLine() != 6 || comments[0].GetUser().GetLogin() != githubtest.Actions {
		t.Errorf("%v, %v", comments, err)
	}
}

func TestReviewRules(t *testing.T) {
	s, r, c := start(t)
	p := open(r)
	create := func(v *github.PullRequestReviewRequest) error {
		_, _, err := c.PullRequests.CreateReview(ctx, "octo", "sample", p.Number, v)
		return err
	}
	if err := create(review("COMMENT", "")); status(err) != 422 {
		t.Errorf("without a body: %v", err)
	}
	if err := create(review("COMMENT", strings.Repeat("ü", 65537))); status(err) != 422 {
		t.Errorf("with a long body: %v", err)
	}
	old := review("COMMENT", "x")
	old.CommitID = github.String(r.Tip("main"))
	if err := create(old); status(err) != 422 {
		t.Errorf("on a commit of the base: %v", err)
	}

	// One pending review stands in the way of all others.
	if err := create(&github.PullRequestReviewRequest{Body: github.String("later"), Comments: []*github.DraftReviewComment{on(5)}}); err != nil {
		t.Fatal(err)
	}
	if err := create(review("COMMENT", "x")); status(err) != 422 || !strings.Contains(err.Error(), "one pending review") {
		t.Errorf("beside a pending review: %v", err)
	}
	if comments, _, _ := c.PullRequests.ListComments(ctx, "octo", "sample", p.Number, nil); len(comments) != 0 {
		t.Errorf("a pending review's comments are shown: %v", comments)
	}
	mine := p.Reviews()[0].ID
	if _, _, err := c.PullRequests.DeletePendingReview(ctx, "octo", "sample", p.Number, mine); err != nil {
		t.Error(err)
	}

	if err := create(review("COMMENT", "x")); err != nil {
		t.Fatal(err)
	}
	v := p.Reviews()[0].ID
	if _, _, err := c.PullRequests.DeletePendingReview(ctx, "octo", "sample", p.Number, v); status(err) != 422 {
		t.Errorf("deletes a submitted review: %v", err)
	}
	if _, _, err := c.PullRequests.DismissReview(ctx, "octo", "sample", p.Number, v, &github.PullRequestReviewDismissalRequest{Message: github.String("done")}); status(err) != 422 {
		t.Errorf("dismisses a comment: %v", err)
	}
	if _, _, err := c.PullRequests.UpdateReview(ctx, "octo", "sample", p.Number, v, "y"); err != nil || p.Reviews()[0].Body != "y" {
		t.Error(err)
	}
	theirs := p.Review("hubot", "COMMENTED", "by somebody else")
	if _, _, err := c.PullRequests.UpdateReview(ctx, "octo", "sample", p.Number, theirs, "ours"); status(err) != 403 {
		t.Errorf("changes another's review: %v", err)
	}

	if err := create(review("REQUEST_CHANGES", "no")); err != nil {
		t.Fatal(err)
	}
	last := p.Reviews()[len(p.Reviews())-1].ID
	if _, _, err := c.PullRequests.DismissReview(ctx, "octo", "sample", p.Number, last, &github.PullRequestReviewDismissalRequest{Message: github.String("mended")}); err != nil {
		t.Error(err)
	}
	own := r.OpenPull(githubtest.PullOptions{Head: "feature", Author: githubtest.Actions})
	if _, _, err := c.PullRequests.CreateReview(ctx, "octo", "sample", own.Number, review("REQUEST_CHANGES", "no")); status(err) != 422 {
		t.Errorf("requests changes of itself: %v", err)
	}
	s.Requests()
}

func TestCommentsMove(t *testing.T) {
	_, r, c := start(t)
	p := open(r)
	if _, _, err := c.PullRequests.CreateReview(ctx, "octo", "sample", p.Number, review("COMMENT", "x", on(5))); err != nil {
		t.Fatal(err)
	}
	at := func() int { return p.Reviews()[0].Comments[0].Line }
	changed := strings.Replace(lines(1, 10), "line 5", "line five", 1)
	r.Commit("feature", map[string]string{"okrs/2026-Q4/payments.toml": "new\nnew\n" + changed})
	if at() != 7 {
		t.Errorf("two lines above: the comment is at %d, want 7", at())
	}
	r.Rewrite("feature", map[string]string{"okrs/2026-Q4/payments.toml": strings.Replace(lines(1, 10), "line 5", "line 5.0", 1)})
	if at() != 0 {
		t.Errorf("its line rewritten: the comment is at %d, want none", at())
	}
	comments, _, err := c.PullRequests.ListComments(ctx, "octo", "sample", p.Number, nil)
	if err != nil || comments[0].Line != nil || comments[0].GetOriginalLine() != 5 {
		t.Errorf("%v, %v", comments, err)
	}
	if _, _, err := c.PullRequests.EditComment(ctx, "octo", "sample", comments[0].GetID(), &github.PullRequestComment{Body: github.String("Fixed")}); err != nil || p.Reviews()[0].Comments[0].Body != "Fixed" {
		t.Error(err)
	}
	p.Reply(comments[0].GetID(), "octocat", "thanks")
	if all, _, _ := c.PullRequests.ListComments(ctx, "octo", "sample", p.Number, nil); len(all) != 2 || all[1].GetInReplyTo() != comments[0].GetID() {
		t.Errorf("%v", all)
	}
}

func TestFiles(t *testing.T) {
	_, r, c := start(t)
	big := strings.Repeat("x\n", 25_000)
	files := map[string]string{
		"okrs/2026-Q4/payments.toml": lines(1, 4) + lines(6, 10), "README.md": githubtest.Deleted, "docs/README.md": "hello\n",
		"logo.png": "\x89PNG\x00", "big.toml": big, "link.toml": githubtest.Link("README.md"),
	}
	for i := range 100 {
		files[fmt.Sprintf("okrs/2027-Q1/team-%d.toml", i)] = "x\n"
	}
	r.Commit("feature", files)
	p := r.OpenPull(githubtest.PullOptions{Head: "feature"})
	var all []*github.CommitFile
	o := &github.ListOptions{PerPage: 100}
	for {
		some, resp, err := c.PullRequests.ListFiles(ctx, "octo", "sample", p.Number, o)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, some...)
		if o.Page = resp.NextPage; o.Page == 0 {
			break
		}
	}
	if len(all) != len(files)-1 { // README.md moved
		t.Errorf("%d files, want %d", len(all), len(files)-1)
	}
	by := make(map[string]*github.CommitFile)
	for _, f := range all {
		by[f.GetFilename()] = f
	}
	if f := by["okrs/2026-Q4/payments.toml"]; f.GetStatus() != "modified" || f.GetPatch() != "" {
		t.Errorf("after 20,000 lines of patches: %v", f)
	}
	if f := by["docs/README.md"]; f.GetStatus() != "renamed" || f.GetPreviousFilename() != "README.md" {
		t.Errorf("%v", f)
	}
	for _, name := range []string{"logo.png", "big.toml"} {
		if f := by[name]; f.GetStatus() != "added" || f.Patch != nil {
			t.Errorf("%v", f)
		}
	}
}

func TestPatch(t *testing.T) {
	_, r, c := start(t)
	p := open(r)
	files, _, err := c.PullRequests.ListFiles(ctx, "octo", "sample", p.Number, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := "@@ -2,7 +2,7 @@ line 1\n line 2\n line 3\n line 4\n-line 5\n+line five\n line 6\n line 7\n line 8"
	if len(files) != 1 || files[0].GetPatch() != want {
		t.Errorf("patch:\n%s\nwant:\n%s", files[0].GetPatch(), want)
	}
}

func TestPermissions(t *testing.T) {
	s, r, _ := start(t)
	p := open(r)
	s.Allow("fork", githubtest.Token{Login: githubtest.Actions, Contents: githubtest.Read, Pulls: githubtest.Read})
	reader := client(t, s, "fork")
	if _, _, err := reader.PullRequests.CreateReview(ctx, "octo", "sample", p.Number, review("COMMENT", "x")); status(err) != 403 {
		t.Errorf("writes with a token to read: %v", err)
	}
	if _, _, err := reader.PullRequests.Get(ctx, "octo", "sample", p.Number); err != nil {
		t.Error(err)
	}
	if _, _, err := reader.Issues.ListByRepo(ctx, "octo", "sample", nil); status(err) != 403 {
		t.Errorf("reads issues without the permission: %v", err)
	}
	if _, _, err := client(t, s, "stolen").PullRequests.Get(ctx, "octo", "sample", p.Number); status(err) != 401 {
		t.Errorf("with an unknown token: %v", err)
	}
	if _, _, err := reader.Users.Get(ctx, ""); status(err) != 403 {
		t.Errorf("asks who it is over REST: %v", err)
	}
	if _, _, err := reader.Repositories.Get(ctx, "octo", "none"); status(err) != 404 {
		t.Errorf("no such repository: %v", err)
	}
}

func TestContentsAndGit(t *testing.T) {
	_, r, c := start(t)
	file, _, _, err := c.Repositories.GetContents(ctx, "octo", "sample", "okrs/2026-Q4/payments.toml", &github.RepositoryContentGetOptions{Ref: "main"})
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := file.GetContent(); text != lines(1, 10) {
		t.Errorf("%q", text)
	}
	if _, folder, _, err := c.Repositories.GetContents(ctx, "octo", "sample", "okrs", nil); err != nil || len(folder) != 1 || folder[0].GetType() != "dir" {
		t.Errorf("%v, %v", folder, err)
	}
	update := &github.RepositoryContentFileOptions{Message: github.String("Change"), Content: []byte("new\n"), Branch: github.String("main")}
	if _, _, err := c.Repositories.UpdateFile(ctx, "octo", "sample", "README.md", update); status(err) != 422 {
		t.Errorf("without the blob's hash: %v", err)
	}
	update.SHA = file.SHA
	if _, _, err := c.Repositories.UpdateFile(ctx, "octo", "sample", "README.md", update); status(err) != 409 {
		t.Errorf("with another's hash: %v", err)
	}
	create := &github.RepositoryContentFileOptions{Message: github.String("Add"), Content: []byte("new\n")}
	if _, _, err := c.Repositories.CreateFile(ctx, "octo", "sample", "okrs/2027-Q1/payments.toml", create); err != nil {
		t.Fatal(err)
	}
	if text, ok := r.File("main", "okrs/2027-Q1/payments.toml"); !ok || text != "new\n" {
		t.Errorf("%q, %v", text, ok)
	}

	// A branch with a commit of two files, and a pull request of it: what the end of a quarter takes.
	tip, _, err := c.Git.GetRef(ctx, "octo", "sample", "heads/main")
	if err != nil {
		t.Fatal(err)
	}
	parent, _, err := c.Git.GetCommit(ctx, "octo", "sample", tip.GetObject().GetSHA())
	if err != nil {
		t.Fatal(err)
	}
	tree, _, err := c.Git.CreateTree(ctx, "octo", "sample", parent.GetTree().GetSHA(), []*github.TreeEntry{
		{Path: github.String("a.toml"), Mode: github.String("100644"), Type: github.String("blob"), Content: github.String("a\n")},
		{Path: github.String("b/c.toml"), Mode: github.String("100644"), Type: github.String("blob"), Content: github.String("c\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	made, _, err := c.Git.CreateCommit(ctx, "octo", "sample", &github.Commit{Message: github.String("Draft"), Tree: tree, Parents: []*github.Commit{{SHA: parent.SHA}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	ref := &github.Reference{Ref: github.String("refs/heads/okrcheck/2027-Q1"), Object: &github.GitObject{SHA: made.SHA}}
	if _, _, err := c.Git.CreateRef(ctx, "octo", "sample", ref); err != nil {
		t.Fatal(err)
	}
	if _, _, err := c.Git.CreateRef(ctx, "octo", "sample", ref); status(err) != 422 {
		t.Errorf("the ref twice: %v", err)
	}
	ref.Object.SHA = github.String(parent.GetSHA())
	if _, _, err := c.Git.UpdateRef(ctx, "octo", "sample", ref, false); status(err) != 422 {
		t.Errorf("back without force: %v", err)
	}
	pull := &github.NewPullRequest{Title: github.String("2027-Q1"), Head: github.String("okrcheck/2027-Q1"), Base: github.String("main"), Body: github.String("Drafts")}
	r.ForbidsPulls = true
	if _, _, err := c.PullRequests.Create(ctx, "octo", "sample", pull); status(err) != 403 {
		t.Errorf("where workflows may not: %v", err)
	}
	r.ForbidsPulls = false
	opened, _, err := c.PullRequests.Create(ctx, "octo", "sample", pull)
	if err != nil || opened.GetHead().GetSHA() != made.GetSHA() {
		t.Fatalf("%v, %v", opened, err)
	}
	if _, _, err := c.PullRequests.Create(ctx, "octo", "sample", pull); status(err) != 422 {
		t.Errorf("the pull request twice: %v", err)
	}
	found, _, err := c.PullRequests.List(ctx, "octo", "sample", &github.PullRequestListOptions{Head: "octo:okrcheck/2027-Q1", State: "all"})
	if err != nil || len(found) != 1 {
		t.Errorf("%v, %v", found, err)
	}
	if _, _, err := c.PullRequests.Edit(ctx, "octo", "sample", opened.GetNumber(), &github.PullRequest{Body: github.String("More drafts")}); err != nil {
		t.Error(err)
	}
	diff, _, err := c.Repositories.CompareCommits(ctx, "octo", "sample", "main", "okrcheck/2027-Q1", nil)
	if err != nil || diff.GetStatus() != "ahead" || diff.GetMergeBaseCommit().GetSHA() != parent.GetSHA() || len(diff.Files) != 2 {
		t.Errorf("%v, %v", diff, err)
	}
	commits, _, err := c.Repositories.ListCommits(ctx, "octo", "sample", &github.CommitsListOptions{Path: "okrs/2026-Q4/payments.toml"})
	if err != nil || len(commits) != 1 {
		t.Errorf("%d commits, %v", len(commits), err)
	}
}

func TestIssues(t *testing.T) {
	_, r, c := start(t)
	open(r)
	i, _, err := c.Issues.Create(ctx, "octo", "sample", &github.IssueRequest{Title: github.String("2026-Q4"), Body: github.String("Week 1"), Labels: &[]string{"okr"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := c.Issues.Edit(ctx, "octo", "sample", i.GetNumber(), &github.IssueRequest{Body: github.String("Week 2")}); err != nil {
		t.Fatal(err)
	}
	k, _, err := c.Issues.CreateComment(ctx, "octo", "sample", i.GetNumber(), &github.IssueComment{Body: github.String("news")})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := c.Issues.EditComment(ctx, "octo", "sample", k.GetID(), &github.IssueComment{Body: github.String("news!")}); err != nil {
		t.Fatal(err)
	}
	all, _, err := c.Issues.ListByRepo(ctx, "octo", "sample", nil)
	if err != nil || len(all) != 2 || !all[1].IsPullRequest() {
		t.Errorf("the list holds issues and pull requests: %v, %v", all, err)
	}
	labelled, _, err := c.Issues.ListByRepo(ctx, "octo", "sample", &github.IssueListByRepoOptions{Labels: []string{"okr"}, State: "all"})
	if err != nil || len(labelled) != 1 {
		t.Errorf("%v, %v", labelled, err)
	}
	if got := r.Issues(); len(got) != 1 || got[0].Body != "Week 2" || len(got[0].Comments) != 1 || got[0].Comments[0].Body != "news!" {
		t.Errorf("%+v", got)
	}
}

// query asks GraphQL and decodes what stands under data.
func query(t testing.TB, s *githubtest.Server, text string, variables map[string]any) (map[string]any, []any, int) {
	t.Helper()
	body, _ := json.Marshal(map[string]any{"query": text, "variables": variables})
	q, _ := http.NewRequest(http.MethodPost, s.URL()+"/graphql", bytes.NewReader(body))
	q.Header.Set("Authorization", "Bearer "+secret)
	q.Header.Set("User-Agent", "okrcheck")
	resp, err := s.Client().Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var out struct {
		Data   map[string]any `json:"data"`
		Errors []any          `json:"errors"`
	}
	b, _ := io.ReadAll(resp.Body)
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatalf("%v in %s", err, b)
	}
	return out.Data, out.Errors, resp.StatusCode
}

// dig follows keys and indexes into decoded JSON.
func dig(v any, path ...any) any {
	for _, p := range path {
		switch p := p.(type) {
		case string:
			m, _ := v.(map[string]any)
			v = m[p]
		case int:
			l, _ := v.([]any)
			if p >= len(l) {
				return nil
			}
			v = l[p]
		}
	}
	return v
}

func TestGraphQL(t *testing.T) {
	s, r, c := start(t)
	s.TruncateText = 200
	r.Commit("main", map[string]string{"okrs/2026-Q4/fraud.toml": lines(1, 100), "okrs/2026-Q4/logo.png": "\x00"})
	data, errs, _ := query(t, s, `query($owner: String!, $name: String!, $folder: String!) {
		viewer { login }
		repository(owner: $owner, name: $name) {
			folder: object(expression: $folder) { ... on Tree { entries { name type mode oid object { __typename ... on Blob { text isTruncated isBinary byteSize } } } } }
			none: object(expression: "main:nothing") { __typename }
			main: object(expression: "main") { ... on Commit { oid history(first: 10, path: "okrs/2026-Q4/fraud.toml") { totalCount pageInfo { hasNextPage endCursor } nodes { oid committedDate } } } }
		}
	}`, map[string]any{"owner": "octo", "name": "sample", "folder": "main:okrs/2026-Q4"})
	if errs != nil {
		t.Fatal(errs)
	}
	if dig(data, "viewer", "login") != githubtest.Actions {
		t.Errorf("%v", data["viewer"])
	}
	entries := dig(data, "repository", "folder", "entries")
	if dig(entries, 0, "name") != "fraud.toml" || dig(entries, 0, "object", "isTruncated") != true || len(dig(entries, 0, "object", "text").(string)) != 200 ||
		dig(entries, 1, "object", "text") != nil || dig(entries, 2, "object", "text") != lines(1, 10) {
		t.Errorf("%v", entries)
	}
	if dig(data, "repository", "none") != nil || dig(data, "repository", "main", "history", "totalCount") != 1.0 {
		t.Errorf("%v", data)
	}

	p := open(r)
	if _, _, err := c.PullRequests.CreateReview(ctx, "octo", "sample", p.Number, review("COMMENT", "x", on(5))); err != nil {
		t.Fatal(err)
	}
	const threads = `query($n: Int!) { repository(owner: "octo", name: "sample") { pullRequest(number: $n) {
		headRefOid reviewThreads(first: 100) { nodes { id isResolved isOutdated viewerCanResolve path line comments(first: 1) { nodes { fullDatabaseId body author { login } } } } pageInfo { hasNextPage endCursor } } } } }`
	const resolve = `mutation($id: ID!) { resolveReviewThread(input: {threadId: $id}) { thread { id isResolved } } }`
	data, errs, _ = query(t, s, threads, map[string]any{"n": p.Number})
	thread := dig(data, "repository", "pullRequest", "reviewThreads", "nodes", 0)
	if errs != nil || dig(thread, "line") != 5.0 || dig(thread, "viewerCanResolve") != true || dig(thread, "comments", "nodes", 0, "author", "login") != "github-actions" {
		t.Fatalf("%v, %v", thread, errs)
	}
	reader := s.Allow(secret, githubtest.Token{Login: githubtest.Actions, Contents: githubtest.Read, Pulls: githubtest.Write})
	if _, errs, _ := query(t, s, resolve, map[string]any{"id": dig(thread, "id")}); dig(errs, 0, "type") != "FORBIDDEN" {
		t.Errorf("resolves without contents: write: %v", errs)
	}
	reader.Contents = githubtest.Write
	if _, errs, _ := query(t, s, resolve, map[string]any{"id": dig(thread, "id")}); errs != nil || !p.Reviews()[0].Comments[0].Resolved {
		t.Errorf("%v", errs)
	}

	s.MaxObjects = 1
	if _, _, status := query(t, s, `{ repository(owner: "octo", name: "sample") { a: object(expression: "main") { oid } b: object(expression: "main:okrs") { oid } } }`, nil); status != 502 {
		t.Errorf("too many objects: %d", status)
	}
}

func TestForks(t *testing.T) {
	s, r, c := start(t)
	fork := r.Fork("stranger")
	fork.Commit("main", map[string]string{"okrs/2026-Q4/payments.toml": "evil\n"})
	p := r.OpenPull(githubtest.PullOptions{Head: "main", From: fork, Author: "stranger"})
	head := func() any {
		data, _, _ := query(t, s, `query($e: String!) { repository(owner: "octo", name: "sample") { object(expression: $e) { ... on Blob { text } } } }`, map[string]any{"e": p.Head() + ":okrs/2026-Q4/payments.toml"})
		return dig(data, "repository", "object", "text")
	}
	if head() != "evil\n" {
		t.Error("the base does not see the fork's commit")
	}
	r.HidesForks = true
	if head() != nil {
		t.Error("the base sees the fork's commit all the same")
	}
	if ref, _, err := c.Git.GetRef(ctx, "octo", "sample", fmt.Sprintf("pull/%d/head", p.Number)); err != nil || ref.GetObject().GetSHA() != p.Head() {
		t.Errorf("%v, %v", ref, err)
	}
	if got, _, err := c.PullRequests.Get(ctx, "octo", "sample", p.Number); err != nil || got.GetHead().GetRepo().GetFullName() != "stranger/sample" {
		t.Errorf("%v, %v", got, err)
	}
	fork.Delete()
	var event github.PullRequestEvent
	if err := json.Unmarshal([]byte(p.Event("synchronize")), &event); err != nil || event.GetPullRequest().GetHead().Repo != nil || event.GetPullRequest().GetHead().GetSHA() != p.Head() {
		t.Errorf("%v, %v", event.GetPullRequest().GetHead(), err)
	}
}

func TestMerge(t *testing.T) {
	_, r, _ := start(t)
	p := open(r)
	before := r.Tip("main")
	r.Commit("main", map[string]string{"README.md": "changed\n"})
	if p.MergeBase() != before {
		t.Error("the merge base moved with the base branch")
	}
	p.Merge()
	if text, _ := r.File("main", "okrs/2026-Q4/payments.toml"); !strings.Contains(text, "line five") {
		t.Error("the pull request's change is not on main")
	}
	if text, _ := r.File("main", "README.md"); text != "changed\n" {
		t.Error("main's own change is gone")
	}
}

func TestPages(t *testing.T) {
	s, r, c := start(t)
	for i := range 250 {
		r.OpenIssue("octocat", fmt.Sprintf("issue %d", i), "")
	}
	seen := make(map[int]bool)
	o := &github.IssueListByRepoOptions{ListOptions: github.ListOptions{PerPage: 100}}
	for {
		some, resp, err := c.Issues.ListByRepo(ctx, "octo", "sample", o)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range some {
			seen[i.GetNumber()] = true
		}
		if o.Page = resp.NextPage; o.Page == 0 {
			break
		}
	}
	if got := s.Requests(); len(seen) != 250 || len(got) != 3 || got[0].Operation != "issues/list-for-repo" {
		t.Errorf("%d issues in %v", len(seen), got)
	}
}

func TestFaults(t *testing.T) {
	for _, test := range []struct {
		fault githubtest.Fault
		check func(error) bool
		acted bool
	}{
		{githubtest.Unauthorized(), func(err error) bool { return status(err) == 401 }, false},
		{githubtest.ReadOnly(), func(err error) bool { return status(err) == 403 }, false},
		{githubtest.SecondaryLimit(403, 7), func(err error) bool {
			var limit *github.AbuseRateLimitError
			return errors.As(err, &limit) && limit.RetryAfter != nil && *limit.RetryAfter == 7*time.Second
		}, false},
		{githubtest.SecondaryLimit(403, -1), func(err error) bool {
			var limit *github.AbuseRateLimitError
			return errors.As(err, &limit) && limit.RetryAfter == nil
		}, false},
		{githubtest.SecondaryLimit(429, 7), func(err error) bool { return status(err) == 429 }, false},
		{githubtest.PrimaryLimit(time.Hour), func(err error) bool {
			var limit *github.RateLimitError
			return errors.As(err, &limit)
		}, false},
		{githubtest.NotFound(), func(err error) bool { return status(err) == 404 }, false},
		{githubtest.Conflict(), func(err error) bool { return status(err) == 409 }, false},
		{githubtest.Unprocessable(), func(err error) bool { return status(err) == 422 }, false},
		{githubtest.ServerError(), func(err error) bool { return status(err) == 500 }, false},
		{githubtest.HTML(), func(err error) bool { return status(err) == 502 }, false},
		{githubtest.BadGatewayAfterActing(), func(err error) bool { return status(err) == 502 }, true},
		{githubtest.HTMLInsteadOfJSON(), func(err error) bool { return err != nil && status(err) == 0 }, true},
		{githubtest.Cut(), func(err error) bool { return err != nil && status(err) == 0 }, true},
		{githubtest.HalfBody(), func(err error) bool { return err != nil && status(err) == 0 }, true},
		{githubtest.Hang(), func(err error) bool { return errors.Is(err, context.DeadlineExceeded) }, false},
	} {
		t.Run(test.fault.String(), func(t *testing.T) {
			s, r, c := start(t)
			p := open(r)
			s.Fail("pulls/create-review", test.fault)
			within, cancel := context.WithTimeout(ctx, 500*time.Millisecond)
			defer cancel()
			_, _, err := c.PullRequests.CreateReview(within, "octo", "sample", p.Number, review("COMMENT", "x"))
			if !test.check(err) {
				t.Errorf("%v", err)
			}
			if acted := len(p.Reviews()) == 1; acted != test.acted {
				t.Errorf("carried out: %v", acted)
			}
			if _, _, err := client(t, s, secret).PullRequests.CreateReview(ctx, "octo", "sample", p.Number, review("COMMENT", "x")); err != nil {
				t.Errorf("the second time: %v", err)
			}
		})
	}
}

func TestRepeatedPage(t *testing.T) {
	s, r, c := start(t)
	for range 40 {
		r.OpenIssue("octocat", "x", "")
	}
	s.Fail("issues/list-for-repo", githubtest.RepeatedPage().Always())
	for n := 1; n < 4; n++ {
		some, resp, err := c.Issues.ListByRepo(ctx, "octo", "sample", &github.IssueListByRepoOptions{ListOptions: github.ListOptions{Page: n}})
		if err != nil || len(some) != 30 || some[0].GetNumber() != 40 || resp.NextPage != n+1 {
			t.Errorf("page %d: %d issues, next %d, %v", n, len(some), resp.NextPage, err)
		}
	}
}

// A recorder is a test that keeps what the server says against it.
type recorder struct {
	testing.TB
	errors   []string
	cleanups []func()
}

func (r *recorder) Errorf(format string, args ...any) {
	r.errors = append(r.errors, fmt.Sprintf(format, args...))
}
func (r *recorder) Cleanup(f func()) { r.cleanups = append(r.cleanups, f) }

func (r *recorder) end() {
	for _, f := range slices.Backward(r.cleanups) {
		f()
	}
}

// What no client of ours should do fails the test that it happens in.
func TestStrictness(t *testing.T) {
	post := func(s *githubtest.Server, path, body string) {
		q, _ := http.NewRequest(http.MethodPost, s.URL()+path, strings.NewReader(body))
		q.Header.Set("Authorization", "Bearer "+secret)
		q.Header.Set("User-Agent", "okrcheck")
		q.Header.Set("Content-Type", "application/json")
		if resp, err := s.Client().Do(q); err == nil {
			resp.Body.Close()
		}
	}
	described := githubtest.Described(t)
	for name, test := range map[string]struct {
		do        func(*githubtest.Server)
		described bool // is it only known from GitHub's description?
	}{
		"an unknown path":     {func(s *githubtest.Server) { post(s, "/repos/octo/sample/merges", `{}`) }, false},
		"an unknown property": {func(s *githubtest.Server) { post(s, "/repos/octo/sample/issues", `{"title":"x","colour":"red"}`) }, false},
		"no JSON":             {func(s *githubtest.Server) { post(s, "/repos/octo/sample/issues", `{`) }, false},
		"a fault not met":     {func(s *githubtest.Server) { s.Fail("pulls/get", githubtest.NotFound()) }, false},
		"an unknown field":    {func(s *githubtest.Server) { post(s, "/graphql", `{"query":"{ viewer { shoeSize } }"}`) }, false},
		"no GraphQL":          {func(s *githubtest.Server) { post(s, "/graphql", `{"query":"{ viewer {"}`) }, false},
		"an event outside the list": {func(s *githubtest.Server) {
			post(s, "/repos/octo/sample/pulls/1/reviews", `{"event":"SHOUT","body":"x"}`)
		}, true},
		"a comment without a path": {func(s *githubtest.Server) {
			post(s, "/repos/octo/sample/pulls/1/reviews", `{"event":"COMMENT","body":"x","comments":[{"body":"x","line":5}]}`)
		}, true},
		"a wrong type of variable": {func(s *githubtest.Server) {
			post(s, "/graphql", `{"query":"query($n: Int!) { repository(owner: \"octo\", name: \"sample\") { pullRequest(number: $n) { id } } }","variables":{"n":"one"}}`)
		}, true},
	} {
		if test.described && !described {
			continue
		}
		t.Run(name, func(t *testing.T) {
			tb := &recorder{TB: t}
			s, r, _ := start(tb)
			open(r)
			test.do(s)
			tb.end()
			if len(tb.errors) == 0 {
				t.Error("nothing is said against it")
			}
		})
	}
}

// GitHub asks for writes one after the other.
func TestWritesSideBySide(t *testing.T) {
	tb := &recorder{TB: t}
	s, r, c := start(tb)
	number := r.OpenIssue("octocat", "x", "")
	s.Fail("issues/create-comment", githubtest.Hang())
	within, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
	defer cancel()
	hangs := make(chan struct{})
	go func() {
		defer close(hangs)
		_, _, _ = c.Issues.CreateComment(within, "octo", "sample", number, &github.IssueComment{Body: github.String("first")})
	}()
	time.Sleep(100 * time.Millisecond)
	if _, _, err := c.Issues.CreateComment(ctx, "octo", "sample", number, &github.IssueComment{Body: github.String("second")}); err != nil {
		t.Error(err)
	}
	<-hangs
	tb.end()
	if len(tb.errors) == 0 {
		t.Error("nothing is said against two writes at once")
	}
}

// The runner finds commands where GitHub's finds them, and so shows what an action lets through.
func TestRunnerObeys(t *testing.T) {
	r := githubtest.NewRunner(t, nil)
	fmt.Fprint(&r.Log, "plain\n  ::warning file=a%2Cb,line=1::100%25%0A\ntext ##[set-output name=x;]y\n::stop-commands::word\n::error::no\n##[error]no\n::word::\n::notice::yes\n")
	var got []string
	for _, c := range r.Log.Commands() {
		got = append(got, fmt.Sprint(c.Name, c.Properties, c.Message))
	}
	want := []string{"warningmap[file:a,b line:1]100%\n", "set-outputmap[name:x]y", "stop-commandsmap[]word", "noticemap[]yes"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
