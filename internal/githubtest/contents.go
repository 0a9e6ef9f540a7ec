package githubtest

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"
)

func (r *Repo) api(format string, args ...any) string {
	return r.server.URL() + "/repos/" + r.FullName() + fmt.Sprintf(format, args...)
}

func getRepo(c *call) (int, any, error) { return http.StatusOK, c.repo.json(), nil }

// The largest files whose text GitHub gives by their path, and at all.
const (
	contentsLimit = 1 << 20
	blobLimit     = 100 << 20
)

func (c *call) tree(rev string) (string, error) {
	sha := c.repo.resolve(rev)
	if sha == "" {
		return "", &refusal{status: http.StatusNotFound, message: "No commit found for the ref " + rev}
	}
	return c.repo.objects.commits[sha].Tree, nil
}

func getContent(c *call) (int, any, error) {
	tree, err := c.tree(c.FormValue("ref"))
	if err != nil {
		return 0, nil, err
	}
	p := path.Clean("/" + c.PathValue("path"))[1:]
	e, ok := c.repo.objects.at(tree, p)
	if !ok {
		return 0, nil, notFound()
	}
	if e.Mode != modeTree {
		return http.StatusOK, c.repo.contentJSON(p, e, true), nil
	}
	out := []any{}
	for _, child := range c.repo.objects.trees[e.SHA] {
		out = append(out, c.repo.contentJSON(path.Join(p, child.Name), child, false))
	}
	return http.StatusOK, out[:min(len(out), 1000)], nil
}

func (r *Repo) contentJSON(p string, e treeEntry, whole bool) map[string]any {
	kind := map[string]string{modeTree: "dir", modeLink: "symlink"}[e.Mode]
	j := map[string]any{
		"type": cmp.Or(kind, "file"), "name": path.Base(p), "path": p, "sha": e.SHA, "size": len(r.objects.blobs[e.SHA]),
		"url": r.api("/contents/%s", p), "git_url": r.api("/git/blobs/%s", e.SHA), "html_url": r.html() + "/blob/main/" + p,
	}
	switch {
	case !whole:
	case kind == "symlink":
		j["target"] = string(r.objects.blobs[e.SHA])
	case len(r.objects.blobs[e.SHA]) > contentsLimit:
		j["encoding"], j["content"] = "none", ""
	default:
		j["encoding"], j["content"] = "base64", inLines(r.objects.blobs[e.SHA])
	}
	return j
}

// inLines encodes as GitHub does: base64 in lines of 60.
func inLines(b []byte) string {
	var s strings.Builder
	for line := range slices.Chunk([]byte(base64.StdEncoding.EncodeToString(b)), 60) {
		s.Write(line)
		s.WriteByte('\n')
	}
	return s.String()
}

type identity struct {
	Name  string `json:"name"`
	Email string `json:"email"`
	Date  string `json:"date"`
}

func putContent(c *call) (int, any, error) {
	var in struct {
		Message   string    `json:"message"`
		Content   *string   `json:"content"`
		SHA       string    `json:"sha"`
		Branch    string    `json:"branch"`
		Committer *identity `json:"committer"`
		Author    *identity `json:"author"`
	}
	if err := c.decode(&in); err != nil {
		return 0, nil, err
	}
	branch := cmp.Or(in.Branch, "main")
	ref := "refs/heads/" + branch
	tip := c.repo.refs[ref]
	if tip == "" && len(c.repo.refs) > 0 {
		return 0, nil, &refusal{status: http.StatusNotFound, message: "Branch " + branch + " not found"}
	}
	files := make(map[string]treeEntry)
	var parents []string
	if tip != "" {
		files, parents = c.repo.objects.files(c.repo.objects.commits[tip].Tree), []string{tip}
	}
	p := c.PathValue("path")
	old, exists := files[p]
	switch {
	case exists && in.SHA == "":
		return 0, nil, &refusal{status: http.StatusUnprocessableEntity, message: `Invalid request. "sha" wasn't supplied.`}
	case exists && in.SHA != old.SHA, !exists && in.SHA != "":
		return 0, nil, &refusal{status: http.StatusConflict, message: fmt.Sprintf("%s does not match %s", p, in.SHA)}
	}
	deletes := c.Method == http.MethodDelete
	status := http.StatusCreated
	if exists {
		status = http.StatusOK
	}
	var content any
	if deletes {
		if !exists {
			return 0, nil, notFound()
		}
		delete(files, p)
	} else {
		if in.Content == nil {
			return 0, nil, &refusal{status: http.StatusUnprocessableEntity, message: `Invalid request. "content" wasn't supplied.`}
		}
		text, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(*in.Content, "\n", ""))
		if err != nil {
			return 0, nil, &refusal{status: http.StatusUnprocessableEntity, message: "content is not valid Base64"}
		}
		files[p] = treeEntry{Mode: modeFile, SHA: c.repo.objects.blob(text)}
		content = c.repo.contentJSON(p, files[p], false)
	}
	sha := c.repo.objects.commit(commit{Tree: c.repo.objects.treeOf(files), Parents: parents, Message: in.Message, Author: c.token.Login, When: c.server.tick()})
	c.repo.moveRef(ref, sha)
	return status, map[string]any{"content": content, "commit": c.repo.gitCommitJSON(c.repo.objects.commits[sha])}, nil
}

func getBlob(c *call) (int, any, error) {
	sha := c.PathValue("file_sha")
	b, ok := c.repo.objects.blobs[sha]
	if !ok || len(b) > blobLimit {
		return 0, nil, notFound()
	}
	return http.StatusOK, map[string]any{"sha": sha, "node_id": "B_" + sha, "size": len(b), "url": c.repo.api("/git/blobs/%s", sha), "encoding": "base64", "content": inLines(b)}, nil
}

func createBlob(c *call) (int, any, error) {
	var in struct {
		Content  string `json:"content"`
		Encoding string `json:"encoding"`
	}
	if err := c.decode(&in); err != nil {
		return 0, nil, err
	}
	b := []byte(in.Content)
	if in.Encoding == "base64" {
		var err error
		if b, err = base64.StdEncoding.DecodeString(in.Content); err != nil {
			return 0, nil, unprocessable("content is not valid Base64")
		}
	}
	sha := c.repo.objects.blob(b)
	return http.StatusCreated, map[string]any{"sha": sha, "url": c.repo.api("/git/blobs/%s", sha)}, nil
}

func getTree(c *call) (int, any, error) {
	sha := c.PathValue("tree_sha")
	if commit := c.repo.resolve(sha); commit != "" {
		sha = c.repo.objects.commits[commit].Tree
	}
	entries, ok := c.repo.objects.trees[sha]
	if !ok {
		return 0, nil, notFound()
	}
	return http.StatusOK, c.repo.treeJSON(sha, entries, c.FormValue("recursive") != ""), nil
}

func (r *Repo) treeJSON(sha string, entries []treeEntry, recursive bool) any {
	out := []any{}
	var add func(prefix string, entries []treeEntry)
	add = func(prefix string, entries []treeEntry) {
		for _, e := range entries {
			j := map[string]any{"path": prefix + e.Name, "mode": e.Mode, "sha": e.SHA, "type": "blob", "size": len(r.objects.blobs[e.SHA]), "url": r.api("/git/blobs/%s", e.SHA)}
			if e.Mode == modeTree {
				delete(j, "size")
				j["type"], j["url"] = "tree", r.api("/git/trees/%s", e.SHA)
			}
			out = append(out, j)
			if e.Mode == modeTree && recursive {
				add(prefix+e.Name+"/", r.objects.trees[e.SHA])
			}
		}
	}
	add("", entries)
	return map[string]any{"sha": sha, "url": r.api("/git/trees/%s", sha), "tree": out, "truncated": false}
}

func createTree(c *call) (int, any, error) {
	var in struct {
		BaseTree string `json:"base_tree"`
		Tree     []struct {
			Path    string  `json:"path"`
			Mode    string  `json:"mode"`
			Type    string  `json:"type"`
			SHA     *string `json:"sha"`
			Content *string `json:"content"`
		} `json:"tree"`
	}
	if err := c.decode(&in); err != nil {
		return 0, nil, err
	}
	o := c.repo.objects
	files := make(map[string]treeEntry)
	if in.BaseTree != "" {
		base := in.BaseTree
		if commit := o.commits[base]; commit != nil {
			base = commit.Tree
		}
		if _, ok := o.trees[base]; !ok {
			return 0, nil, notFound()
		}
		files = o.files(base)
	}
	for _, e := range in.Tree {
		switch {
		case e.Path == "" || e.Mode == "" || strings.HasPrefix(e.Path, "/") || slices.Contains(strings.Split(e.Path, "/"), ".."):
			return 0, nil, invalid("Tree", "path", "invalid", "tree.path contains a malformed path component")
		case e.Content != nil && e.SHA != nil:
			return 0, nil, invalid("Tree", "sha", "invalid", "Must supply either tree.sha or tree.content")
		case e.Content != nil:
			files[e.Path] = treeEntry{Mode: e.Mode, SHA: o.blob([]byte(*e.Content))}
		case e.SHA == nil:
			delete(files, e.Path)
		case e.Mode == modeTree:
			for p, f := range o.files(*e.SHA) {
				files[e.Path+"/"+p] = f
			}
		default:
			if _, ok := o.blobs[*e.SHA]; !ok {
				return 0, nil, invalid("Tree", "sha", "invalid", "tree.sha "+*e.SHA+" is not a valid blob")
			}
			files[e.Path] = treeEntry{Mode: e.Mode, SHA: *e.SHA}
		}
	}
	sha := o.treeOf(files)
	return http.StatusCreated, c.repo.treeJSON(sha, o.trees[sha], false), nil
}

// gitCommitJSON is a commit as git/commits shows it, commitJSON as commits does.
func (r *Repo) gitCommitJSON(co *commit) map[string]any {
	parents := []any{}
	for _, p := range co.Parents {
		parents = append(parents, map[string]any{"sha": p, "url": r.api("/git/commits/%s", p), "html_url": r.html() + "/commit/" + p})
	}
	who := map[string]any{"name": co.Author, "email": co.Author + "@users.noreply.github.com", "date": timestamp(co.When)}
	return map[string]any{
		"sha": co.SHA, "node_id": "C_" + co.SHA, "url": r.api("/git/commits/%s", co.SHA), "html_url": r.html() + "/commit/" + co.SHA,
		"author": who, "committer": who, "message": co.Message, "tree": map[string]any{"sha": co.Tree, "url": r.api("/git/trees/%s", co.Tree)}, "parents": parents,
		"verification": map[string]any{"verified": false, "reason": "unsigned", "signature": nil, "payload": nil},
	}
}

func (r *Repo) commitJSON(co *commit) map[string]any {
	git := r.gitCommitJSON(co)
	inner := map[string]any{"comment_count": 0}
	for _, name := range []string{"url", "author", "committer", "message", "tree", "verification"} {
		inner[name] = git[name]
	}
	return map[string]any{
		"sha": co.SHA, "node_id": git["node_id"], "url": r.api("/commits/%s", co.SHA), "html_url": git["html_url"], "parents": git["parents"],
		"commit": inner, "author": user(co.Author), "committer": user(co.Author),
	}
}

func getGitCommit(c *call) (int, any, error) {
	co := c.repo.objects.commits[c.PathValue("commit_sha")]
	if co == nil || !c.repo.sees(co.SHA) {
		return 0, nil, notFound()
	}
	return http.StatusOK, c.repo.gitCommitJSON(co), nil
}

func createCommit(c *call) (int, any, error) {
	var in struct {
		Message   string    `json:"message"`
		Tree      string    `json:"tree"`
		Parents   []string  `json:"parents"`
		Author    *identity `json:"author"`
		Committer *identity `json:"committer"`
	}
	if err := c.decode(&in); err != nil {
		return 0, nil, err
	}
	if _, ok := c.repo.objects.trees[in.Tree]; !ok {
		return 0, nil, unprocessable("Tree SHA does not exist")
	}
	for _, p := range in.Parents {
		if c.repo.objects.commits[p] == nil {
			return 0, nil, unprocessable("Parent SHA does not exist or is not a commit object")
		}
	}
	sha := c.repo.objects.commit(commit{Tree: in.Tree, Parents: in.Parents, Message: in.Message, Author: c.token.Login, When: c.server.tick()})
	return http.StatusCreated, c.repo.gitCommitJSON(c.repo.objects.commits[sha]), nil
}

func (r *Repo) refJSON(ref string) any {
	return map[string]any{
		"ref": ref, "node_id": "REF_" + ref, "url": r.api("/git/%s", ref),
		"object": map[string]any{"type": "commit", "sha": r.refs[ref], "url": r.api("/git/commits/%s", r.refs[ref])},
	}
}

func getRef(c *call) (int, any, error) {
	ref := "refs/" + c.PathValue("ref")
	if c.repo.refs[ref] == "" {
		return 0, nil, notFound()
	}
	return http.StatusOK, c.repo.refJSON(ref), nil
}

func matchingRefs(c *call) (int, any, error) {
	var refs []string
	for ref := range c.repo.refs {
		if strings.HasPrefix(ref, "refs/"+c.PathValue("ref")) {
			refs = append(refs, ref)
		}
	}
	slices.Sort(refs)
	out := []any{}
	for _, ref := range refs {
		out = append(out, c.repo.refJSON(ref))
	}
	return http.StatusOK, page(c, out), nil
}

func createRef(c *call) (int, any, error) {
	var in struct {
		Ref string `json:"ref"`
		SHA string `json:"sha"`
	}
	if err := c.decode(&in); err != nil {
		return 0, nil, err
	}
	switch {
	case !strings.HasPrefix(in.Ref, "refs/") || strings.Count(in.Ref, "/") < 2:
		return 0, nil, unprocessable("Reference name must start with 'refs/' and have at least two slashes")
	case c.repo.objects.commits[in.SHA] == nil:
		return 0, nil, &refusal{status: http.StatusUnprocessableEntity, message: "Object does not exist"}
	case c.repo.refs[in.Ref] != "":
		return 0, nil, &refusal{status: http.StatusUnprocessableEntity, message: "Reference already exists"}
	}
	c.server.tick()
	c.repo.moveRef(in.Ref, in.SHA)
	return http.StatusCreated, c.repo.refJSON(in.Ref), nil
}

func updateRef(c *call) (int, any, error) {
	var in struct {
		SHA   string `json:"sha"`
		Force bool   `json:"force"`
	}
	if err := c.decode(&in); err != nil {
		return 0, nil, err
	}
	ref := "refs/" + c.PathValue("ref")
	switch {
	case c.repo.refs[ref] == "":
		return 0, nil, &refusal{status: http.StatusUnprocessableEntity, message: "Reference does not exist"}
	case c.repo.objects.commits[in.SHA] == nil:
		return 0, nil, &refusal{status: http.StatusUnprocessableEntity, message: "Object does not exist"}
	case !in.Force && !c.repo.objects.ancestors(in.SHA)[c.repo.refs[ref]]:
		return 0, nil, &refusal{status: http.StatusUnprocessableEntity, message: "Update is not a fast forward"}
	}
	c.server.tick()
	c.repo.moveRef(ref, in.SHA)
	return http.StatusOK, c.repo.refJSON(ref), nil
}

func deleteRef(c *call) (int, any, error) {
	ref := "refs/" + c.PathValue("ref")
	if c.repo.refs[ref] == "" {
		return 0, nil, &refusal{status: http.StatusUnprocessableEntity, message: "Reference does not exist"}
	}
	delete(c.repo.refs, ref)
	return http.StatusNoContent, nil, nil
}

func listCommits(c *call) (int, any, error) {
	sha := c.repo.resolve(c.FormValue("sha"))
	if sha == "" {
		return 0, nil, notFound()
	}
	since, _ := time.Parse(time.RFC3339, c.FormValue("since"))
	until, err := time.Parse(time.RFC3339, c.FormValue("until"))
	if err != nil {
		until = c.server.now.Add(time.Hour)
	}
	out := []any{}
	for _, co := range c.repo.objects.log(sha) {
		if p := c.FormValue("path"); (p == "" || c.repo.objects.touches(co, p)) && !co.When.Before(since) && !co.When.After(until) {
			out = append(out, c.repo.commitJSON(co))
		}
	}
	return http.StatusOK, page(c, out), nil
}

func getCommit(c *call) (int, any, error) {
	sha := c.repo.resolve(c.PathValue("ref"))
	if sha == "" {
		return 0, nil, &refusal{status: http.StatusUnprocessableEntity, message: "No commit found for SHA: " + c.PathValue("ref")}
	}
	co := c.repo.objects.commits[sha]
	before := ""
	if len(co.Parents) > 0 {
		before = c.repo.objects.commits[co.Parents[0]].Tree
	}
	j := c.repo.commitJSON(co)
	j["files"] = filesJSON(c.repo, sha, page(c, c.repo.objects.diffTrees(before, co.Tree)))
	return http.StatusOK, j, nil
}

func compare(c *call) (int, any, error) {
	from, to, ok := strings.Cut(c.PathValue("basehead"), "...")
	base, head := c.revision(from), c.revision(to)
	if !ok || base == "" || head == "" {
		return 0, nil, notFound()
	}
	o := c.repo.objects
	merge := o.mergeBase(base, head)
	if merge == "" {
		return 0, nil, &refusal{status: http.StatusNotFound, message: "No common ancestor between " + from + " and " + to + "."}
	}
	ours, theirs := o.ancestors(base), o.ancestors(head)
	ahead, behind := []any{}, 0
	for _, co := range slices.Backward(o.log(head)) {
		if !ours[co.SHA] {
			ahead = append(ahead, c.repo.commitJSON(co))
		}
	}
	for sha := range ours {
		if !theirs[sha] {
			behind++
		}
	}
	status := "identical"
	switch {
	case len(ahead) > 0 && behind > 0:
		status = "diverged"
	case len(ahead) > 0:
		status = "ahead"
	case behind > 0:
		status = "behind"
	}
	files := o.diffTrees(o.commits[merge].Tree, o.commits[head].Tree)
	return http.StatusOK, map[string]any{
		"url": c.repo.api("/compare/%s", c.PathValue("basehead")), "html_url": c.repo.html() + "/compare/" + c.PathValue("basehead"),
		"status": status, "ahead_by": len(ahead), "behind_by": behind, "total_commits": len(ahead),
		"base_commit": c.repo.commitJSON(o.commits[base]), "merge_base_commit": c.repo.commitJSON(o.commits[merge]),
		"commits": page(c, ahead), "files": filesJSON(c.repo, head, files[:min(len(files), 300)]),
	}, nil
}

// revision resolves one side of a comparison, which may name a fork's owner.
func (c *call) revision(rev string) string {
	if owner, name, ok := strings.Cut(rev, ":"); ok {
		if fork := c.server.repos[owner+"/"+c.repo.Name]; fork != nil {
			return fork.resolve(name)
		}
		return ""
	}
	return c.repo.resolve(rev)
}
