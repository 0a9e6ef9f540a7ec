package tree

import (
	"encoding/base64"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/google/go-github/v62/github"

	"github.com/okrcheck/okrcheck/internal/githubapi"
)

// mostDetour is how many requests a run makes where GraphQL, which reads a
// folder at once, can't be used: a repository's workflows have 1,000 an hour.
const mostDetour = 300

// Detour says why files are read through REST, one a request, or "" where they
// are not.
func (g *GitHub) Detour() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.detour
}

// Affordable reports whether so many files can be read: on the detour, not
// more than there are requests for.
func (g *GitHub) Affordable(files int) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.detour == "" || g.detoured+files <= mostDetour
}

// takeDetour reads through REST from now on.
func (g *GitHub) takeDetour(err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.detour == "" {
		g.detour = "GraphQL can't be used here (" + githubapi.Reason(err) + "), so the files were read one by one through REST"
	}
}

// afford says whether there is room for some more requests on the detour.
func (g *GitHub) afford(requests int) error {
	if g.Affordable(requests) {
		return nil
	}
	return g.failed(&Unknown{
		Reason: fmt.Sprintf("GraphQL can't be used here, and through REST the files would take more than %d requests", mostDetour),
		Remedy: "check the repository out before this step, with uses: actions/checkout",
	})
}

// pay counts a request on the detour.
func (g *GitHub) pay() error {
	if err := g.afford(1); err != nil {
		return err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.detoured++
	return nil
}

// throughREST answers a query from listings of folders. They have no texts of
// files, which are read when they are asked for.
func (q *query) throughREST(g *GitHub) (map[string]*folderOrBlob, error) {
	answer := make(map[string]*folderOrBlob)
	for _, a := range q.questions {
		o, err := g.look(q.root, a)
		if err != nil {
			return nil, g.failed(err)
		}
		answer[a.alias] = o
	}
	return answer, nil
}

// look finds what a question asks for, by going down from the commit's folder; nil where it is not there.
func (g *GitHub) look(at root, a question) (*folderOrBlob, error) {
	commit, err := g.commitOf(at, a.rev)
	if err != nil || commit == "" {
		return nil, err
	}
	folder, rest := commit, a.path
	for rest != "" {
		var first string
		first, rest, _ = strings.Cut(rest, "/")
		o, err := g.list(at, folder, false)
		if err != nil || o == nil {
			return nil, err
		}
		e, ok := o.entry(first)
		switch {
		case !ok, rest != "" && e.Mode != treeMode:
			return nil, nil
		case e.Mode != treeMode:
			return &folderOrBlob{OID: e.OID, ByteSize: e.Object.ByteSize}, nil
		}
		folder = e.OID
	}
	switch a.kind {
	case aCommit:
		if o, err := g.list(at, commit, false); err != nil || o == nil {
			return nil, err
		}
		return &folderOrBlob{OID: commit}, nil
	case aFile:
		return &folderOrBlob{OID: folder}, nil
	}
	return g.list(at, folder, a.kind != aFolder)
}

func (o *folderOrBlob) entry(name string) (listed, bool) {
	for _, e := range o.Entries {
		if e.Name == name {
			return e, true
		}
	}
	return listed{}, false
}

// commitOf returns the commit that a revision names, "" where there is none.
func (g *GitHub) commitOf(at root, rev string) (string, error) {
	ref, ok := strings.CutPrefix(rev, "refs/")
	if !ok {
		return rev, nil
	}
	rest, err := g.client.REST()
	if err != nil {
		return "", err
	}
	if err := g.pay(); err != nil {
		return "", err
	}
	found, _, err := rest.Git.GetRef(g.ctx, at.owner, at.name, ref)
	if githubapi.StatusOf(err) == 404 {
		return "", nil
	}
	return found.GetObject().GetSHA(), err
}

// list lists a folder, by its own name in git or its commit's, with all that is
// below it if that is asked for; nil where GitHub has no such folder.
func (g *GitHub) list(at root, name string, below bool) (*folderOrBlob, error) {
	key := fmt.Sprint(at.owner, "/", at.name, " ", name, " ", below)
	g.mu.Lock()
	o, ok := g.listings[key]
	g.mu.Unlock()
	if ok {
		return o, nil
	}
	rest, err := g.client.REST()
	if err != nil {
		return nil, err
	}
	if err := g.pay(); err != nil {
		return nil, err
	}
	got, _, err := rest.Git.GetTree(g.ctx, at.owner, at.name, name, below)
	switch {
	case githubapi.StatusOf(err) == 404: // o is nil
	case err != nil:
		return nil, err
	case got.GetTruncated():
		return nil, errors.New("a folder holds too many files to be listed")
	default:
		o = nested(got)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.listings[key] = o
	return o, nil
}

// nested makes folders of a flat listing, which names each folder before what it holds.
func nested(tree *github.Tree) *folderOrBlob {
	top := &folderOrBlob{OID: tree.GetSHA(), Entries: []listed{}}
	folders := map[string]*folderOrBlob{".": top}
	for _, e := range tree.Entries {
		folder := folders[path.Dir(e.GetPath())]
		if folder == nil {
			continue
		}
		mode, _ := strconv.ParseInt(e.GetMode(), 8, 32)
		o := &folderOrBlob{OID: e.GetSHA()}
		switch e.GetType() {
		case "blob":
			size := int64(e.GetSize())
			o.ByteSize = &size
		case "tree":
			folders[e.GetPath()] = o
		}
		folder.Entries = append(folder.Entries, listed{Name: path.Base(e.GetPath()), OID: e.GetSHA(), Mode: int(mode), Object: o})
	}
	return top
}

// blobREST reads a file's bytes.
func (g *GitHub) blobREST(at root, oid string) ([]byte, error) {
	rest, err := g.client.REST()
	if err != nil {
		return nil, err
	}
	if g.Detour() != "" {
		if err := g.pay(); err != nil {
			return nil, err
		}
	}
	got, _, err := rest.Git.GetBlob(g.ctx, at.owner, at.name, oid)
	if err != nil {
		return nil, g.failed(err)
	}
	if got.GetSize() > MaxSize {
		return nil, ErrTooLarge
	}
	text, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(got.GetContent(), "\n", ""))
	if err != nil || !isNamed(oid, text) {
		return nil, g.failed(githubapi.ErrUncertain)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.blobs[oid] = blob{bytes: text, size: int64(len(text)), whole: true}
	return text, nil
}
