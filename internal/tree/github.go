package tree

import (
	"cmp"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

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

	answered bool                     // GraphQL did, at least once
	detour   string                   // why REST is used in its place
	detoured int                      // requests on the detour
	listings map[string]*folderOrBlob // from there
}

// OpenGitHub returns a repository. The context holds for all that is read of it.
func OpenGitHub(ctx context.Context, client *githubapi.Client, owner, name string) *GitHub {
	return &GitHub{
		ctx: ctx, client: client, owner: owner, name: name,
		roots: make(map[string]root), folders: make(map[string][]listed), blobs: make(map[string]blob), at: make(map[string]map[string]located),
		trees: make(map[string]*gitHubTree), listings: make(map[string]*folderOrBlob),
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
		q.add(fmt.Sprintf("c%d", i), rev, "", aCommit)
		for j, folder := range folders {
			q.add(fmt.Sprintf("f%d_%d", i, j), rev, folder, aFolderTwice)
		}
		for j, file := range files {
			q.add(fmt.Sprintf("b%d_%d", i, j), rev, file, aFile)
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
			g.keep(commit, path.Clean(folder), answer[fmt.Sprintf("f%d_%d", i, j)])
		}
		for j, file := range files {
			g.keep(commit, file, answer[fmt.Sprintf("b%d_%d", i, j)])
		}
	}
	return missing, nil
}

// keep remembers what was found at a path. The state is locked.
func (g *GitHub) keep(commit, name string, o *folderOrBlob) {
	if g.at[commit] == nil {
		g.at[commit] = make(map[string]located)
	}
	if o == nil {
		g.at[commit][name] = located{}
		return
	}
	mode := regularMode
	if o.ByteSize == nil {
		mode = treeMode
	}
	g.at[commit][name] = located{o.OID, mode}
	g.keepObject(o)
}

func (g *GitHub) keepObject(o *folderOrBlob) {
	switch {
	case o.ByteSize != nil:
		b := blob{size: *o.ByteSize}
		if o.Text != nil && !o.IsTruncated && isNamed(o.OID, []byte(*o.Text)) {
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

// isNamed reports whether bytes are the blob of this name: GitHub's text leaves out what is not UTF-8.
func isNamed(oid string, b []byte) bool {
	header := fmt.Appendf(nil, "blob %d\x00", len(b))
	if len(oid) == 2*sha256.Size {
		sum := sha256.Sum256(append(header, b...))
		return hex.EncodeToString(sum[:]) == oid
	}
	sum := sha1.Sum(append(header, b...)) // git's own name for it, and no secret
	return hex.EncodeToString(sum[:]) == oid
}

// failed keeps the first failure.
func (g *GitHub) failed(err error) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	var known *Unknown
	switch {
	case g.err != nil:
	case errors.As(err, &known):
		g.err = err
	default:
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
	q.add("o", t.root().rev, folder, aFolderTwice)
	answer, err := q.run(g)
	if err != nil {
		return nil, err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if o := answer["o"]; o != nil {
		g.keep(t.commit, folder, o)
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
		q.add("o", t.root().rev, name, fileOrFolder)
		answer, err := q.run(g)
		if err != nil {
			return located{}, err
		}
		g.mu.Lock()
		g.keep(t.commit, name, answer["o"])
		at = g.at[t.commit][name]
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
	return g.blobREST(t.root(), oid)
}

// Want reads many files of some of its trees at once, in as few requests as it
// can: a folder of which much is missing as a whole. What fails is asked for again by Read.
func (g *GitHub) Want(files []string, trees ...Tree) {
	wanted := make(map[*gitHubTree][]string)
	for _, t := range trees {
		if t, ok := t.(*gitHubTree); ok {
			wanted[t] = files
		}
	}
	g.want(wanted)
}

// Want is GitHub.Want of this tree.
func (t *gitHubTree) Want(files []string) { t.repo.Want(files, t) }
