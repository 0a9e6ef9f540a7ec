package tree

import (
	"cmp"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/google/go-github/v62/github"

	"github.com/okrcheck/okrcheck/internal/githubapi"
)

// GitHub is a repository on GitHub, read through the API: no checkout, and no
// more than what is asked for, a folder a query. What it read is kept by the
// names that git gives it, so what two commits have in common is read once.
type GitHub struct {
	ctx         context.Context
	client      *githubapi.Client
	owner, name string

	mu      sync.Mutex
	roots   map[string]root               // of the commits that were found
	folders map[string][]listed           // by the tree's object
	blobs   map[string]blob               // by the blob's object
	at      map[string]map[string]located // by commit and path, what is known to be there
	trees   map[string]*gitHubTree        // by commit
	err     error
}

// OpenGitHub returns a repository. The context holds for all that is read of it.
func OpenGitHub(ctx context.Context, client *githubapi.Client, owner, name string) *GitHub {
	return &GitHub{
		ctx: ctx, client: client, owner: owner, name: name,
		roots: make(map[string]root), folders: make(map[string][]listed), blobs: make(map[string]blob), at: make(map[string]map[string]located),
	}
}

// Err returns the first failure of the API. What was read after it is not to be
// relied on: a file may seem to be missing or not to be readable.
func (g *GitHub) Err() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.err
}

// A root is where a commit is found: in this repository, or a pull request's in the fork that it comes from.
type root struct{ owner, name, rev string }

// commit reports whether the root goes by a commit, not by a ref.
func (r root) commit() bool { return !strings.HasPrefix(r.rev, "refs/") }

// A Fork is another way to reach a commit: in another repository, or through a ref.
type Fork struct {
	Owner, Name string // "" is this repository
	Ref         string // "" is the commit itself
}

// listed is an entry of a folder.
type listed struct {
	Name   string
	OID    string `json:"oid"`
	Mode   int
	Object *folderOrBlob
}

type folderOrBlob struct {
	OID         string `json:"oid"`
	Entries     []listed
	Text        *string
	IsTruncated bool
	ByteSize    *int64
}

// located is what is at a path: nothing where oid is "".
type located struct {
	oid  string
	mode int
}

type blob struct {
	bytes []byte
	size  int64
	whole bool // bytes are all of it, by the name that git gives it
}

// The modes of git's entries, as numbers.
const (
	treeMode      = 0o040000
	linkMode      = 0o120000
	submoduleMode = 0o160000
	regularMode   = 0o100644
)

// Names of GraphQL's limits: it has failed on large queries, so ours stay small.
const (
	aFoldersQuery = 8
	aBlobsQuery   = 50
	folderWorth   = 6 // from so many missing blobs on, the folder is read whole
)

const (
	entryFields = "name oid mode"
	folderTwice = "... on Tree { oid entries { " + entryFields + " object { ... on Tree { oid entries { " + entryFields + " } } } } }"
	blobFields  = "... on Blob { oid byteSize isTruncated text }"
)

// Find makes sure that commits can be read, and reads on the way what folders
// and files of them hold. A commit that is not found in the repository is
// looked for in the other places.
func (g *GitHub) Find(commits, folders, files []string, elsewhere ...Fork) error {
	var missing []string
	for chunk := range slices.Chunk(commits, max(1, aBlobsQuery/(1+len(folders)+len(files)))) {
		lost, err := g.find(root{owner: g.owner, name: g.name}, chunk, folders, files)
		if err != nil {
			return err
		}
		missing = append(missing, lost...)
	}
	for _, place := range elsewhere {
		if len(missing) == 0 {
			return nil
		}
		var lost []string
		for _, commit := range missing {
			r := root{owner: cmp.Or(place.Owner, g.owner), name: cmp.Or(place.Name, g.name), rev: place.Ref}
			before := g.Err()
			l, err := g.find(r, []string{commit}, folders, files)
			if err != nil { // a fork that is gone or private
				l = []string{commit}
				g.forget(before)
			}
			lost = append(lost, l...)
		}
		missing = lost
	}
	if len(missing) > 0 {
		return fmt.Errorf("GitHub has no commit %s", missing[0])
	}
	return nil
}

// find asks one place for commits; it returns those that it does not have.
func (g *GitHub) find(r root, commits, folders, files []string) ([]string, error) {
	q := newQuery(r)
	for i, commit := range commits {
		rev := cmp.Or(r.rev, commit)
		q.add(fmt.Sprintf("c%d", i), rev, "... on Commit { oid }")
		for j, folder := range folders {
			q.add(fmt.Sprintf("f%d_%d", i, j), rev+":"+rooted(folder), folderTwice)
		}
		for j, file := range files {
			q.add(fmt.Sprintf("b%d_%d", i, j), rev+":"+file, blobFields+" ... on Tree { oid }")
		}
	}
	answer, err := q.run(g)
	if err != nil {
		return nil, err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	var missing []string
	for i, commit := range commits {
		if o := answer[fmt.Sprintf("c%d", i)]; o == nil || o.OID != commit {
			missing = append(missing, commit)
			continue
		}
		g.roots[commit] = root{owner: r.owner, name: r.name, rev: cmp.Or(r.rev, commit)}
		for j, folder := range folders {
			g.keep(commit, path.Clean(folder), answer[fmt.Sprintf("f%d_%d", i, j)], treeMode)
		}
		for j, file := range files {
			g.keep(commit, file, answer[fmt.Sprintf("b%d_%d", i, j)], regularMode)
		}
	}
	return missing, nil
}

// rooted is a folder's path in a revision's expression.
func rooted(folder string) string {
	if folder = path.Clean(folder); folder != "." {
		return folder
	}
	return ""
}

// keep remembers what was found at a path. The state is locked.
func (g *GitHub) keep(commit, name string, o *folderOrBlob, mode int) {
	if g.at[commit] == nil {
		g.at[commit] = make(map[string]located)
	}
	if o == nil {
		g.at[commit][name] = located{}
		return
	}
	if o.ByteSize == nil && o.Entries == nil {
		mode = treeMode
	}
	g.at[commit][name] = located{o.OID, mode}
	g.keepObject(o)
}

func (g *GitHub) keepObject(o *folderOrBlob) {
	switch {
	case o.ByteSize != nil:
		b := blob{size: *o.ByteSize}
		if o.Text != nil && !o.IsTruncated && names(o.OID, []byte(*o.Text)) {
			b.bytes, b.whole = []byte(*o.Text), true
		}
		if !g.blobs[o.OID].whole {
			g.blobs[o.OID] = b
		}
	case o.Entries != nil:
		if g.folders[o.OID] == nil {
			g.folders[o.OID] = o.Entries
		}
		for _, e := range o.Entries {
			if e.Object == nil {
				continue
			}
			e.Object.OID = e.OID
			g.keepObject(e.Object)
		}
	}
}

// names reports whether bytes are the blob of this name: GitHub's text leaves out what is not UTF-8.
func names(oid string, b []byte) bool {
	header := fmt.Appendf(nil, "blob %d\x00", len(b))
	if len(oid) == 2*sha256.Size {
		sum := sha256.Sum256(append(header, b...))
		return hex.EncodeToString(sum[:]) == oid
	}
	sum := sha1.Sum(append(header, b...)) // git's own name for it, and no secret
	return hex.EncodeToString(sum[:]) == oid
}

// A query asks for objects of a repository, each under an alias.
type query struct {
	root      root
	selection strings.Builder
	types     strings.Builder
	variables map[string]any
	aliases   []string
}

func newQuery(r root) *query {
	return &query{root: r, variables: map[string]any{"owner": r.owner, "name": r.name}}
}

// add asks for what an expression such as SHA:path names. The path is a variable: nothing in it is read as GraphQL.
func (q *query) add(alias, expression, fields string) {
	fmt.Fprintf(&q.types, ", $%s: String!", alias)
	fmt.Fprintf(&q.selection, " %s: object(expression: $%s) { __typename %s }\n", alias, alias, fields)
	q.variables[alias] = expression
	q.aliases = append(q.aliases, alias)
}

func (q *query) run(g *GitHub) (map[string]*folderOrBlob, error) {
	text := "query($owner: String!, $name: String!" + q.types.String() + ") {\n repository(owner: $owner, name: $name) {\n" + q.selection.String() + " }\n}"
	var answer struct{ Repository map[string]*folderOrBlob }
	if err := g.client.Query(g.ctx, text, q.variables, &answer); err != nil {
		return nil, g.failed(err)
	}
	if answer.Repository == nil {
		return nil, g.failed(&githubapi.Status{Code: 404})
	}
	return answer.Repository, nil
}

// failed keeps the first failure.
func (g *GitHub) failed(err error) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.err == nil {
		g.err = fmt.Errorf("the files can't be read through GitHub's API: %s", githubapi.Reason(err))
	}
	return err
}

// forget takes back what failed in a way that does no harm.
func (g *GitHub) forget(before error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.err = before
}

// Commit returns the tree of a commit, which Find has found.
func (g *GitHub) Commit(sha string) Tree { return g.tree(sha) }

type gitHubTree struct {
	repo   *GitHub
	commit string // "" is the empty tree
}

func (t *gitHubTree) Glob(patterns []string) ([]string, error) {
	if t.commit == "" {
		return nil, nil
	}
	split := split(patterns)
	var found []string
	seen := make(map[string]bool)
	for _, p := range split {
		if seen[p.base] {
			continue
		}
		seen[p.base] = true
		at, err := t.locate(p.base)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, err
		}
		if at.mode != treeMode {
			continue
		}
		err = t.walk(p.base, at.oid, func(name string, e listed) {
			if e.Mode != submoduleMode && slices.ContainsFunc(split, func(p pattern) bool { return p.match(name) }) {
				found = append(found, name)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}

// walk visits the files below a folder.
func (t *gitHubTree) walk(folder, oid string, visit func(string, listed)) error {
	entries, err := t.entries(folder, oid)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := path.Join(folder, e.Name)
		switch {
		case passedOver(e.Name):
		case e.Mode == treeMode:
			if err := t.walk(name, e.OID, visit); err != nil {
				return err
			}
		default:
			visit(name, e)
		}
	}
	return nil
}

// entries returns what a folder holds; it asks for two levels at once.
func (t *gitHubTree) entries(folder, oid string) ([]listed, error) {
	g := t.repo
	g.mu.Lock()
	entries, ok := g.folders[oid]
	g.mu.Unlock()
	if ok {
		return entries, nil
	}
	q := newQuery(t.root())
	q.add("o", t.root().rev+":"+rooted(folder), folderTwice)
	answer, err := q.run(g)
	if err != nil {
		return nil, err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if o := answer["o"]; o != nil {
		g.keep(t.commit, folder, o, treeMode)
		return o.Entries, nil
	}
	return nil, fs.ErrNotExist
}

func (t *gitHubTree) root() root {
	t.repo.mu.Lock()
	defer t.repo.mu.Unlock()
	if r, ok := t.repo.roots[t.commit]; ok {
		return r
	}
	return root{owner: t.repo.owner, name: t.repo.name, rev: t.commit}
}

// locate finds what is at a path, in the folders that are known already or by asking for the path itself.
func (t *gitHubTree) locate(name string) (located, error) {
	name = path.Clean(name)
	g := t.repo
	g.mu.Lock()
	at, ok := t.known(name)
	g.mu.Unlock()
	if !ok {
		q := newQuery(t.root())
		q.add("o", t.root().rev+":"+rooted(name), blobFields+" "+folderTwice)
		answer, err := q.run(g)
		if err != nil {
			return located{}, err
		}
		g.mu.Lock()
		g.keep(t.commit, name, answer["o"], regularMode)
		at = g.at[t.commit][name]
		if o := answer["o"]; o != nil && o.Entries != nil {
			at.mode = treeMode
			g.at[t.commit][name] = at
		}
		g.mu.Unlock()
	}
	if at.oid == "" {
		return at, fs.ErrNotExist
	}
	return at, nil
}

// known finds a path in what was read. The state is locked.
func (t *gitHubTree) known(name string) (located, bool) {
	g := t.repo
	if at, ok := g.at[t.commit][name]; ok {
		return at, true
	}
	if name == "." {
		return located{}, false
	}
	folder, ok := t.known(path.Dir(name))
	if !ok {
		return located{}, false
	}
	if folder.oid == "" || folder.mode != treeMode {
		return located{}, true // nothing is below what is not there
	}
	entries, ok := g.folders[folder.oid]
	if !ok {
		return located{}, false
	}
	for _, e := range entries {
		if e.Name == path.Base(name) {
			return located{e.OID, e.Mode}, true
		}
	}
	return located{}, true
}

// Foreign reports whether a name lies in a submodule.
func (t *gitHubTree) Foreign(name string) bool {
	t.repo.mu.Lock()
	defer t.repo.mu.Unlock()
	for ; name != "."; name = path.Dir(name) {
		if at, ok := t.known(name); ok && at.mode == submoduleMode {
			return true
		}
	}
	return false
}

func (t *gitHubTree) Read(name string) ([]byte, error) {
	b, err := t.read(path.Clean(name), 0)
	if err != nil {
		return nil, explain(name, err)
	}
	return b, nil
}

func (t *gitHubTree) read(name string, links int) ([]byte, error) {
	if t.commit == "" {
		return nil, fs.ErrNotExist
	}
	at, err := t.locate(name)
	if err != nil {
		return nil, err
	}
	if at.mode == treeMode || at.mode == submoduleMode {
		return nil, ErrFolder
	}
	b, err := t.blob(name, at.oid)
	if err != nil || at.mode != linkMode {
		return b, err
	}
	target := path.Join(path.Dir(name), string(b))
	if path.IsAbs(string(b)) || target == ".." || strings.HasPrefix(target, "../") {
		return nil, ErrOutside
	}
	if links > 8 {
		return nil, errLoop
	}
	return t.read(target, links+1)
}

// blob returns a file's bytes: those that are known, GraphQL's, or, where its text is not all of it, REST's.
func (t *gitHubTree) blob(name, oid string) ([]byte, error) {
	g := t.repo
	g.mu.Lock()
	b, ok := g.blobs[oid]
	g.mu.Unlock()
	if !ok {
		t.Want([]string{name})
		g.mu.Lock()
		b = g.blobs[oid]
		g.mu.Unlock()
	}
	switch {
	case b.whole:
		return b.bytes, nil
	case b.size > MaxSize:
		return nil, ErrTooLarge
	case g.Err() != nil: // not file by file what failed together
		return nil, g.Err()
	}
	rest, err := g.client.REST()
	if err != nil {
		return nil, err
	}
	r := t.root()
	var got *github.Blob
	if got, _, err = rest.Git.GetBlob(g.ctx, r.owner, r.name, oid); err != nil {
		return nil, g.failed(err)
	}
	if got.GetSize() > MaxSize {
		return nil, ErrTooLarge
	}
	text, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(got.GetContent(), "\n", ""))
	if err != nil || !names(oid, text) {
		return nil, g.failed(githubapi.ErrUncertain)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.blobs[oid] = blob{bytes: text, size: int64(len(text)), whole: true}
	return text, nil
}

// Want reads many files at once, in as few requests as it can: a folder of
// which much is missing as a whole. What fails is asked for again by Read.
func (t *gitHubTree) Want(files []string) { t.repo.want(map[*gitHubTree][]string{t: files}) }

// An expression is what a query asks for, in the place where its commit is found.
type expression struct {
	root root
	name string
}

func (g *GitHub) want(files map[*gitHubTree][]string) {
	type folder struct {
		root root
		name string
	}
	byFolder := make(map[folder][]expression)
	seen := make(map[string]bool)
	for t, names := range files {
		if t.commit == "" {
			continue
		}
		root := t.root()
		g.mu.Lock()
		for _, name := range names {
			name = path.Clean(name)
			at, ok := t.known(name)
			if !ok || at.oid == "" || at.mode == treeMode || at.mode == submoduleMode || seen[at.oid] {
				continue
			}
			seen[at.oid] = true
			if _, ok := g.blobs[at.oid]; !ok {
				f := folder{root, path.Dir(name)}
				byFolder[f] = append(byFolder[f], expression{root, name})
			}
		}
		g.mu.Unlock()
	}
	var folders, single []expression
	for f, names := range byFolder {
		if len(names) >= folderWorth {
			folders = append(folders, expression(f))
		} else {
			single = append(single, names...)
		}
	}
	g.fetchAll(folders, aFoldersQuery, "... on Tree { oid entries { "+entryFields+" object { "+blobFields+" } } }")
	g.fetchAll(single, aBlobsQuery, blobFields)
}

// fetchAll asks for expressions, so many a query, in an order that does not change from run to run.
func (g *GitHub) fetchAll(list []expression, aQuery int, fields string) {
	slices.SortFunc(list, func(a, b expression) int {
		return cmp.Or(strings.Compare(a.root.owner+"/"+a.root.name, b.root.owner+"/"+b.root.name), strings.Compare(a.root.rev, b.root.rev), strings.Compare(a.name, b.name))
	})
	for len(list) > 0 {
		n := 0
		for n < min(len(list), aQuery) && list[n].root.owner == list[0].root.owner && list[n].root.name == list[0].root.name {
			n++
		}
		g.fetch(list[:n], fields)
		list = list[n:]
	}
}

// fetch reads folders or files of one repository; a query that is too much is halved.
func (g *GitHub) fetch(list []expression, fields string) {
	q := newQuery(list[0].root)
	for i, e := range list {
		q.add(fmt.Sprintf("o%d", i), e.root.rev+":"+rooted(e.name), fields)
	}
	before := g.Err()
	answer, err := q.run(g)
	if err != nil {
		if len(list) > 1 && githubapi.StatusOf(err) >= 500 {
			g.forget(before)
			g.fetch(list[:len(list)/2], fields)
			g.fetch(list[len(list)/2:], fields)
		}
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	for i := range list {
		o := answer[fmt.Sprintf("o%d", i)]
		if o == nil {
			continue
		}
		if commit := list[i].root.rev; o.Entries != nil && list[i].root.commit() {
			if g.at[commit] == nil {
				g.at[commit] = make(map[string]located)
			}
			g.at[commit][path.Clean(list[i].name)] = located{o.OID, treeMode}
		}
		g.keepObject(o)
	}
}

// A Comparison is what a pull request changes.
type Comparison struct {
	Base    string // the commit that the histories have in common
	Changes []FileChange
}

// A FileChange is one file of a comparison.
type FileChange struct {
	Path, Previous string // Previous is its name before, where it was renamed
	Status         string // as GitHub has it: added, modified, removed, renamed, …
	Patch          string // "" where GitHub leaves it out
	Object         string // the blob
}

// Compare returns what a pull request changes, in one request where it has
// fewer than 300 files; else the pull request's own list is read as well.
func (g *GitHub) Compare(base, head string, pull int) (Comparison, error) {
	rest, err := g.client.REST()
	if err != nil {
		return Comparison{}, err
	}
	got, _, err := rest.Repositories.CompareCommits(g.ctx, g.owner, g.name, base, head, &github.ListOptions{PerPage: 1})
	var c Comparison
	const mostFiles = 300 // that GitHub compares
	switch {
	case err == nil:
		c.Base = got.GetMergeBaseCommit().GetSHA()
		c.Changes = fileChanges(got.Files)
		if len(got.Files) < mostFiles {
			return c, nil
		}
	case githubapi.StatusOf(err) == 404: // a fork's commit that is not reached from here
		c.Base = base
	default:
		return c, g.failed(err)
	}
	c.Changes = nil
	o := &github.ListOptions{PerPage: 100}
	for range 30 { // GitHub lists 3,000 files
		files, response, err := rest.PullRequests.ListFiles(g.ctx, g.owner, g.name, pull, o)
		if err != nil {
			return c, g.failed(err)
		}
		c.Changes = append(c.Changes, fileChanges(files)...)
		if response.NextPage == 0 {
			break
		}
		o.Page = response.NextPage
	}
	return c, nil
}

func fileChanges(files []*github.CommitFile) []FileChange {
	var list []FileChange
	for _, f := range files {
		list = append(list, FileChange{Path: f.GetFilename(), Previous: f.GetPreviousFilename(), Status: f.GetStatus(), Patch: f.GetPatch(), Object: f.GetSHA()})
	}
	return list
}
