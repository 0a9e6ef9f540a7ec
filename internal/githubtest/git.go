package githubtest

import (
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// objects is the store that a repository shares with its forks, as on GitHub.
type objects struct {
	blobs   map[string][]byte
	trees   map[string][]treeEntry
	commits map[string]*commit
}

func newObjects() *objects {
	return &objects{blobs: make(map[string][]byte), trees: make(map[string][]treeEntry), commits: make(map[string]*commit)}
}

type treeEntry struct {
	Mode, Name, SHA string
}

const (
	modeFile = "100644"
	modeLink = "120000"
	modeTree = "040000"
)

type commit struct {
	SHA, Tree, Message, Author string
	Parents                    []string
	When                       time.Time
}

// hash returns git's name of an object.
func hash(kind, content string) string {
	sum := sha1.Sum(fmt.Appendf(nil, "%s %d\x00%s", kind, len(content), content))
	return hex.EncodeToString(sum[:])
}

func (o *objects) blob(content []byte) string {
	sha := hash("blob", string(content))
	o.blobs[sha] = slices.Clone(content)
	return sha
}

func (o *objects) tree(entries []treeEntry) string {
	key := func(e treeEntry) string { // git sorts a folder as if its name ended in a slash
		if e.Mode == modeTree {
			return e.Name + "/"
		}
		return e.Name
	}
	slices.SortFunc(entries, func(a, b treeEntry) int { return strings.Compare(key(a), key(b)) })
	var b strings.Builder
	for _, e := range entries {
		raw, _ := hex.DecodeString(e.SHA)
		fmt.Fprintf(&b, "%s %s\x00%s", strings.TrimPrefix(e.Mode, "0"), e.Name, raw)
	}
	sha := hash("tree", b.String())
	o.trees[sha] = entries
	return sha
}

func (o *objects) commit(c commit) string {
	var b strings.Builder
	fmt.Fprintf(&b, "tree %s\n", c.Tree)
	for _, p := range c.Parents {
		fmt.Fprintf(&b, "parent %s\n", p)
	}
	for _, role := range []string{"author", "committer"} {
		fmt.Fprintf(&b, "%s %s <%s@users.noreply.github.com> %d +0000\n", role, c.Author, c.Author, c.When.Unix())
	}
	fmt.Fprintf(&b, "\n%s", c.Message)
	c.SHA = hash("commit", b.String())
	o.commits[c.SHA] = &c
	return c.SHA
}

// files returns all files of a tree, by path.
func (o *objects) files(tree string) map[string]treeEntry {
	files := make(map[string]treeEntry)
	var walk func(prefix, tree string)
	walk = func(prefix, tree string) {
		for _, e := range o.trees[tree] {
			if e.Mode == modeTree {
				walk(prefix+e.Name+"/", e.SHA)
			} else {
				files[prefix+e.Name] = e
			}
		}
	}
	walk("", tree)
	return files
}

// treeOf returns the tree of these files.
func (o *objects) treeOf(files map[string]treeEntry) string {
	folders := make(map[string]map[string]treeEntry)
	var entries []treeEntry
	for p, e := range files {
		if folder, rest, below := strings.Cut(p, "/"); below {
			if folders[folder] == nil {
				folders[folder] = make(map[string]treeEntry)
			}
			folders[folder][rest] = e
			continue
		}
		e.Name = p
		entries = append(entries, e)
	}
	for folder, files := range folders {
		entries = append(entries, treeEntry{Mode: modeTree, Name: folder, SHA: o.treeOf(files)})
	}
	return o.tree(entries)
}

// at returns what stands at a path of a tree: the root for "".
func (o *objects) at(tree, p string) (treeEntry, bool) {
	e := treeEntry{Mode: modeTree, SHA: tree}
	for name := range strings.SplitSeq(path.Clean("/" + p)[1:], "/") {
		if name == "" {
			break
		}
		i := slices.IndexFunc(o.trees[e.SHA], func(e treeEntry) bool { return e.Name == name })
		if i < 0 || e.Mode != modeTree {
			return treeEntry{}, false
		}
		e = o.trees[e.SHA][i]
	}
	return e, true
}

// text returns a blob's text at a path of a commit; empty where there is none.
func (o *objects) text(commit, p string) []byte {
	c := o.commits[commit]
	if c == nil {
		return nil
	}
	e, ok := o.at(c.Tree, p)
	if !ok {
		return nil
	}
	return o.blobs[e.SHA]
}

// ancestors returns a commit and all that it comes from.
func (o *objects) ancestors(sha string) map[string]bool {
	seen := make(map[string]bool)
	for todo := []string{sha}; len(todo) > 0; {
		sha := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if c := o.commits[sha]; c != nil && !seen[sha] {
			seen[sha] = true
			todo = append(todo, c.Parents...)
		}
	}
	return seen
}

// log returns a commit and its ancestors, the newest first.
func (o *objects) log(sha string) []*commit {
	var log []*commit
	for sha := range o.ancestors(sha) {
		log = append(log, o.commits[sha])
	}
	slices.SortFunc(log, func(a, b *commit) int {
		if c := b.When.Compare(a.When); c != 0 {
			return c
		}
		switch { // of the same second: a child before its parent
		case o.ancestors(a.SHA)[b.SHA]:
			return -1
		case o.ancestors(b.SHA)[a.SHA]:
			return 1
		}
		return strings.Compare(a.SHA, b.SHA)
	})
	return log
}

// mergeBase returns the newest commit that both come from, or "".
func (o *objects) mergeBase(a, b string) string {
	of := o.ancestors(a)
	for _, c := range o.log(b) {
		if of[c.SHA] {
			return c.SHA
		}
	}
	return ""
}

// touches reports whether a commit changes something at a path, against its first parent.
func (o *objects) touches(c *commit, p string) bool {
	now, is := o.at(c.Tree, p)
	if len(c.Parents) == 0 {
		return is
	}
	then, was := o.at(o.commits[c.Parents[0]].Tree, p)
	return is != was || now.SHA != then.SHA
}

// A Repo is a repository on the fake GitHub.
type Repo struct {
	Owner, Name string
	// HidesForks makes the repository answer as if it had no commit of a fork's, as some have reported of GitHub.
	HidesForks bool
	// ForbidsPulls keeps workflows from opening pull requests, which is a new repository's setting on GitHub.
	ForbidsPulls bool

	server  *Server
	id      int64
	fork    bool
	objects *objects
	refs    map[string]string // full name, such as refs/heads/main, to a commit
	pulls   map[int]*Pull
	issues  map[int]*Issue
	number  int // the last one given to an issue or a pull request
}

// FullName returns owner/name.
func (r *Repo) FullName() string { return r.Owner + "/" + r.Name }

// Deleted as a file's text takes the file away.
const Deleted = "\x00deleted"

const link = "\x00link "

// Link as a file's text makes it a symbolic link.
func Link(target string) string { return link + target }

// Commit changes files on a branch and returns the commit. The branch begins
// at main's tip where it does not exist, or from nothing where main does not either.
func (r *Repo) Commit(branch string, changes map[string]string) string {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	var parents []string
	files := make(map[string]treeEntry)
	for _, name := range []string{branch, "main"} {
		if tip := r.refs["refs/heads/"+name]; tip != "" {
			parents, files = []string{tip}, r.objects.files(r.objects.commits[tip].Tree)
			break
		}
	}
	r.change(files, changes)
	sha := r.objects.commit(commit{Tree: r.objects.treeOf(files), Parents: parents, Message: "Change " + strings.Join(slices.Sorted(maps.Keys(changes)), ", "), Author: "octocat", When: r.server.tick()})
	r.moveRef("refs/heads/"+branch, sha)
	return sha
}

// Rewrite replaces a branch's tip by a commit with the same parent and other changes, as a force push does.
func (r *Repo) Rewrite(branch string, changes map[string]string) string {
	r.server.mu.Lock()
	ref := "refs/heads/" + branch
	tip := r.objects.commits[r.refs[ref]]
	if tip == nil || len(tip.Parents) == 0 {
		r.server.mu.Unlock()
		r.server.t.Fatalf("githubtest: %s has no commit to rewrite", branch)
	}
	r.refs[ref] = tip.Parents[0]
	r.server.mu.Unlock()
	return r.Commit(branch, changes)
}

// Merge merges a branch into another file by file, the merged one's changes winning.
func (r *Repo) Merge(into, branch string) string {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	ours, theirs := r.refs["refs/heads/"+into], r.refs["refs/heads/"+branch]
	sha := r.objects.commit(commit{
		Tree: r.mergedTree(ours, theirs), Parents: []string{ours, theirs},
		Message: "Merge " + branch, Author: "octocat", When: r.server.tick(),
	})
	r.moveRef("refs/heads/"+into, sha)
	return sha
}

func (r *Repo) mergedTree(ours, theirs string) string {
	o := r.objects
	merged := o.files(o.commits[ours].Tree)
	base := map[string]treeEntry{}
	if b := o.mergeBase(ours, theirs); b != "" {
		base = o.files(o.commits[b].Tree)
	}
	now := o.files(o.commits[theirs].Tree)
	for p, e := range now {
		if base[p] != e {
			merged[p] = e
		}
	}
	for p := range base {
		if _, ok := now[p]; !ok {
			delete(merged, p)
		}
	}
	return o.treeOf(merged)
}

func (r *Repo) change(files map[string]treeEntry, changes map[string]string) {
	for p, text := range changes {
		target, isLink := strings.CutPrefix(text, link)
		switch {
		case text == Deleted:
			delete(files, p)
		case isLink:
			files[p] = treeEntry{Mode: modeLink, SHA: r.objects.blob([]byte(target))}
		default:
			files[p] = treeEntry{Mode: modeFile, SHA: r.objects.blob([]byte(text))}
		}
	}
}

// moveRef sets a ref and tells the pull requests whose head it is.
func (r *Repo) moveRef(ref, sha string) {
	r.refs[ref] = sha
	for _, repo := range r.server.repos {
		for _, p := range repo.pulls {
			if p.head == r && "refs/heads/"+p.headRef == ref && p.state == "open" {
				p.push(sha)
			}
		}
	}
}

// Fork makes a copy of the repository that belongs to somebody else.
func (r *Repo) Fork(owner string) *Repo {
	f := r.server.Repo(owner + "/" + r.Name)
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	f.fork, f.objects = true, r.objects
	for ref, sha := range r.refs {
		if strings.HasPrefix(ref, "refs/heads/") {
			f.refs[ref] = sha
		}
	}
	return f
}

// Delete takes the repository away; pull requests from it live on without a head repository.
func (r *Repo) Delete() {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	delete(r.server.repos, r.FullName())
	for _, repo := range r.server.repos {
		for _, p := range repo.pulls {
			if p.head == r {
				p.head = nil
			}
		}
	}
}

// Tip returns the commit that a branch is at, or "".
func (r *Repo) Tip(branch string) string {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	return r.refs["refs/heads/"+branch]
}

// File returns a file's text on a branch, and whether it is there.
func (r *Repo) File(branch, p string) (string, bool) {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	c := r.objects.commits[r.refs["refs/heads/"+branch]]
	if c == nil {
		return "", false
	}
	e, ok := r.objects.at(c.Tree, p)
	return string(r.objects.blobs[e.SHA]), ok && e.Mode != modeTree
}

// resolve returns the commit that a revision names: a ref, a branch, a tag, or a commit's hash, whole.
func (r *Repo) resolve(rev string) string {
	if rev == "" || rev == "HEAD" {
		rev = "main"
	}
	for _, prefix := range []string{"", "refs/", "refs/heads/", "refs/tags/"} {
		if sha := r.refs[prefix+rev]; sha != "" {
			return sha
		}
	}
	if r.objects.commits[rev] != nil && r.sees(rev) {
		return rev
	}
	return ""
}

// sees reports whether the repository serves a commit: any of its network's, unless it hides its forks'.
func (r *Repo) sees(sha string) bool {
	if !r.HidesForks {
		return true
	}
	for ref, tip := range r.refs {
		if strings.HasPrefix(ref, "refs/heads/") && r.objects.ancestors(tip)[sha] {
			return true
		}
	}
	return false
}

func isBinary(b []byte) bool { return !utf8.Valid(b) || slices.Contains(b, 0) }
