package tree

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/okrcheck/okrcheck/internal/githubapi"
)

// History returns the past of a commit, which Find has found.
func (g *GitHub) History(commit string) *GitHubHistory {
	return &GitHubHistory{repo: g, head: commit, nodes: make(map[string]node)}
}

// GitHubHistory is the History of a commit on GitHub. GitHub lists commits by
// date, all parents' together; the chain of first parents is picked out here.
type GitHubHistory struct {
	repo *GitHub
	head string

	mu    sync.Mutex
	nodes map[string]node // the commits since from, by name
	from  time.Time       // zero: none was listed
	err   error
}

type node struct {
	OID           string `json:"oid"`
	CommittedDate time.Time
	Parents       struct {
		Nodes []struct {
			OID string `json:"oid"`
		}
	}
}

// What is too much to read through the API.
const (
	mostCommits  = 1000 // in one history
	mostVersions = 40   // of which the files are compared
)

// A Snapshot is a tree of the past that is going to be read.
type Snapshot struct {
	At     time.Time
	Wanted func(name string) bool // which of the files
}

// Prepare reads what is wanted of snapshots, in as few requests as it can: the
// commits back to the earliest of them, the listings, and the files. What fails
// is asked for again when it is read.
func (h *GitHubHistory) Prepare(snapshots []Snapshot, patterns []string) {
	if len(snapshots) == 0 {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	earliest := slices.MinFunc(snapshots, func(a, b Snapshot) int { return a.At.Compare(b.At) })
	if h.list(earliest.At) != nil {
		return // At says why
	}
	var commits []string
	for _, s := range snapshots {
		if commit := h.chain(s.At).before; commit != "" && !slices.Contains(commits, commit) {
			commits = append(commits, commit)
		}
	}
	var folders []string
	for _, p := range split(patterns) {
		if !slices.Contains(folders, p.base) {
			folders = append(folders, p.base)
		}
	}
	for chunk := range slices.Chunk(commits, 10) {
		_, _ = h.repo.find(h.place(), chunk, folders, nil)
	}
	files := make(map[*gitHubTree][]string)
	for _, s := range snapshots {
		t := h.repo.tree(h.chain(s.At).before)
		names, err := t.Glob(patterns)
		if err != nil {
			continue
		}
		for _, name := range names {
			if s.Wanted(name) {
				files[t] = append(files[t], name)
			}
		}
	}
	h.repo.want(files)
}

// place is where the head is found, and so its ancestors.
func (h *GitHubHistory) place() root {
	h.repo.mu.Lock()
	defer h.repo.mu.Unlock()
	if r, ok := h.repo.roots[h.head]; ok {
		return root{owner: r.owner, name: r.name}
	}
	return root{owner: h.repo.owner, name: h.repo.name}
}

// compared reads what it takes to list the files of many commits: first the
// folders' names in git, of which most are the same in all, then each folder once.
func (h *GitHubHistory) compared(commits, patterns []string) {
	place := h.place()
	at := func(commit string) root { return root{place.owner, place.name, commit} }
	var bases, inner []location
	for _, commit := range commits {
		for _, p := range split(patterns) {
			bases = append(bases, location{at(commit), p.base})
		}
	}
	bases = slices.Compact(bases)
	located := h.repo.locateAll(bases)
	seen := make(map[string]bool)
	for i, e := range bases {
		h.repo.mu.Lock()
		for _, entry := range h.repo.folders[located[i]] {
			if _, known := h.repo.folders[entry.OID]; entry.Mode == treeMode && !known && !seen[entry.OID] && !passedOver(entry.Name) {
				seen[entry.OID] = true
				inner = append(inner, location{e.root, path.Join(e.name, entry.Name)})
			}
		}
		h.repo.mu.Unlock()
	}
	h.repo.fetchAll(inner, aBlobsQuery, aFolder)
}

// locateAll lists folders, without what is below them, and returns their names in git.
func (g *GitHub) locateAll(list []location) []string {
	g.fetchAll(slices.Clone(list), aBlobsQuery, aFolder)
	oids := make([]string, len(list))
	g.mu.Lock()
	defer g.mu.Unlock()
	for i, e := range list {
		oids[i] = g.at[e.root.rev][path.Clean(e.name)].oid
	}
	return oids
}

const historyQuery = `query($owner: String!, $name: String!, $commit: String!, $since: GitTimestamp!, $after: String) {
 repository(owner: $owner, name: $name) {
  object(expression: $commit) {
   ... on Commit {
    history(first: 100, since: $since, after: $after) {
     totalCount
     pageInfo { hasNextPage endCursor }
     nodes { oid committedDate parents(first: 1) { nodes { oid } } }
    }
   }
  }
 }
}`

// list reads the commits since an instant.
func (h *GitHubHistory) list(since time.Time) error {
	if h.err != nil || !h.from.IsZero() && !since.Before(h.from) {
		return h.err
	}
	if h.repo.Detour() != "" {
		h.err = &Unknown{Reason: "GitHub's GraphQL, which lists the history, can't be used here"}
		return h.err
	}
	t := gitHubTree{repo: h.repo, commit: h.head}
	r := t.root()
	variables := map[string]any{"owner": r.owner, "name": r.name, "commit": r.rev, "since": since.UTC().Format(time.RFC3339), "after": nil}
	for range mostCommits / 100 {
		var answer struct {
			Repository struct {
				Object *struct {
					History struct {
						TotalCount int
						PageInfo   struct {
							HasNextPage bool
							EndCursor   string
						}
						Nodes []node
					}
				}
			}
		}
		err := h.repo.client.Query(h.repo.ctx, historyQuery, variables, &answer)
		if err == nil && answer.Repository.Object == nil {
			err = &githubapi.Status{Code: 404}
		}
		if err != nil {
			h.err = &Unknown{Reason: "the history can't be read through GitHub's API (" + githubapi.Reason(err) + ")"}
			return h.err
		}
		history := answer.Repository.Object.History
		if history.TotalCount > mostCommits {
			h.err = &Unknown{
				Reason: fmt.Sprintf("%d commits came since %s, too many to read through GitHub's API", history.TotalCount, since.UTC().Format(time.DateOnly)),
				Remedy: "okrcheck check reads them in a clone with all history",
			}
			return h.err
		}
		for _, n := range history.Nodes {
			h.nodes[n.OID] = n
		}
		if !history.PageInfo.HasNextPage {
			h.from = since
			return nil
		}
		variables["after"] = history.PageInfo.EndCursor
	}
	h.err = &Unknown{Reason: "the history can't be read through GitHub's API"}
	return h.err
}

// A mainLine is the chain of first parents, as seen from an instant.
type mainLine struct {
	after  []node // the commits from the instant on, newest first
	before string // the newest one that is older, "" where there is none
}

// chain follows the first parents from the head back to an instant that was listed.
func (h *GitHubHistory) chain(instant time.Time) mainLine {
	var line mainLine
	for commit := h.head; ; {
		n, listed := h.nodes[commit]
		if !listed || n.CommittedDate.Before(instant) {
			line.before = commit
			return line
		}
		line.after = append(line.after, n)
		if len(n.Parents.Nodes) == 0 {
			return line
		}
		commit = n.Parents.Nodes[0].OID
	}
}

// At returns the tree of the newest commit that is older than an instant.
func (h *GitHubHistory) At(instant time.Time) (Tree, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := h.list(instant); err != nil {
		return nil, err
	}
	return h.repo.tree(h.chain(instant).before), nil
}

// tree returns one tree a commit, so that two snapshots can be told to be the same.
func (g *GitHub) tree(commit string) *gitHubTree {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.trees[commit] == nil {
		g.trees[commit] = &gitHubTree{repo: g, commit: commit}
	}
	return g.trees[commit]
}

// Since returns what the commits after an instant changed, oldest first. GitHub
// does not tell it, so the listings of each commit and its parent are compared;
// a file that goes while one of the same bytes comes was renamed.
func (h *GitHubHistory) Since(instant time.Time, patterns []string) ([]Change, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := h.list(instant); err != nil {
		return nil, err
	}
	line := h.chain(instant)
	if len(line.after) > mostVersions {
		return nil, &Unknown{
			Reason: fmt.Sprintf("%d commits came since %s, too many to compare through GitHub's API", len(line.after), instant.UTC().Format(time.DateOnly)),
			Remedy: "okrcheck check reads them in a clone with all history",
		}
	}
	commits := make([]string, 0, len(line.after)+1)
	for _, n := range line.after {
		commits = append(commits, n.OID)
	}
	if line.before != "" {
		commits = append(commits, line.before)
	}
	h.compared(commits, patterns)
	var changes []Change
	then, err := h.listing(line.before, patterns)
	if err != nil {
		return nil, err
	}
	for _, n := range slices.Backward(line.after) {
		now, err := h.listing(n.OID, patterns)
		if err != nil {
			return nil, err
		}
		changes = append(changes, h.changes(then, now, n)...)
		then = now
	}
	return changes, nil
}

// ReadAhead reads what changes left, in as few requests as it can.
func (h *GitHubHistory) ReadAhead(changes []Change) {
	files := make(map[*gitHubTree][]string)
	for _, c := range changes {
		if c.at != nil && c.What != Removed {
			files[c.at] = append(files[c.at], c.Path)
		}
	}
	h.repo.want(files)
}

// listing returns the objects of the files that match, by name.
func (h *GitHubHistory) listing(commit string, patterns []string) (map[string]string, error) {
	t := h.repo.tree(commit)
	names, err := t.Glob(patterns)
	if err != nil {
		return nil, &Unknown{Reason: "the history can't be read through GitHub's API"}
	}
	objects := make(map[string]string, len(names))
	for _, name := range names {
		at, err := t.locate(name)
		if err != nil {
			return nil, &Unknown{Reason: "the history can't be read through GitHub's API"}
		}
		objects[name] = at.oid
	}
	return objects, nil
}

// changes compares two listings.
func (h *GitHubHistory) changes(then, now map[string]string, n node) []Change {
	var added, removed, list []Change
	change := func(name string, what What) Change {
		t := h.repo.tree(n.OID)
		return Change{When: n.CommittedDate.UTC(), Path: name, What: what, Read: func() ([]byte, error) { return t.Read(name) }, at: t}
	}
	for name, object := range now {
		switch before, ok := then[name]; {
		case !ok:
			added = append(added, change(name, Added))
		case before != object:
			list = append(list, change(name, Changed))
		}
	}
	for name := range then {
		if _, ok := now[name]; !ok {
			removed = append(removed, change(name, Removed))
		}
	}
	byName := func(list []Change) {
		slices.SortFunc(list, func(a, b Change) int { return strings.Compare(a.Path, b.Path) })
	}
	byName(added)
	byName(removed)
	byName(list)
	for _, a := range added {
		i := slices.IndexFunc(removed, func(r Change) bool { return then[r.Path] == now[a.Path] })
		if i < 0 { // a file that moved to another quarter and was edited on the way
			i = slices.IndexFunc(removed, func(r Change) bool { return path.Base(r.Path) == path.Base(a.Path) })
		}
		if i >= 0 {
			a.What, a.From = Renamed, removed[i].Path
			removed = slices.Delete(removed, i, i+1)
		}
		list = append(list, a)
	}
	return append(list, removed...)
}
