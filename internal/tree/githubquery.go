package tree

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/okrcheck/okrcheck/internal/githubapi"
)

// What a question of a query is about.
type kind int

const (
	aCommit kind = iota // whether it is there
	aFile               // with its text
	aFolder             // what it holds
	aFolderTwice
	aFolderOfTexts // what it holds, with the files' texts
	fileOrFolder
)

// GraphQL has failed on large queries, so ours stay small.
const (
	aFoldersQuery = 8
	aBlobsQuery   = 50
	folderWorth   = 6 // from so many missing blobs on, the folder is read whole
)

const (
	blobFields  = "... on Blob { oid byteSize isTruncated text }"
	entryFields = "name oid mode"
	folderTwice = "... on Tree { oid entries { " + entryFields + " object { ... on Tree { oid entries { " + entryFields + " } } } } }"
)

// fields are what GraphQL is asked for.
var fields = map[kind]string{
	aCommit:        "... on Commit { oid }",
	aFile:          blobFields + " ... on Tree { oid }",
	aFolder:        "... on Tree { oid entries { " + entryFields + " } }",
	aFolderTwice:   folderTwice,
	aFolderOfTexts: "... on Tree { oid entries { " + entryFields + " object { " + blobFields + " } } }",
	fileOrFolder:   blobFields + " " + folderTwice,
}

// A query asks for objects of a repository.
type query struct {
	root      root
	questions []question
}

// A question asks for what is at a path of a revision.
type question struct {
	alias     string // the answer's name
	rev, path string
	kind      kind
}

func newQuery(r root) *query { return &query{root: r} }

func (q *query) add(alias, rev, name string, k kind) {
	if name = path.Clean(name); name == "." {
		name = ""
	}
	q.questions = append(q.questions, question{alias, rev, name, k})
}

// expression is git's name for what is asked for.
func (q question) expression() string {
	if q.kind == aCommit {
		return q.rev
	}
	return q.rev + ":" + q.path
}

// run returns what was found, by alias: nil for what is not there. A query
// that is too much for GitHub is halved; where GraphQL does not answer at all,
// REST does from then on.
func (q *query) run(g *GitHub) (map[string]*folderOrBlob, error) {
	if g.Detour() != "" {
		return q.throughREST(g)
	}
	answer, err := q.graphQL(g)
	g.mu.Lock()
	known := g.answered
	g.answered = known || err == nil
	g.mu.Unlock()
	switch {
	case err == nil:
		return answer, nil
	case !githubapi.Unusable(err):
		return nil, g.failed(err)
	case known && len(q.questions) > 1 && githubapi.StatusOf(err) >= 500:
		half := len(q.questions) / 2
		answer, err := (&query{q.root, q.questions[:half]}).run(g)
		if err != nil {
			return nil, err
		}
		rest, err := (&query{q.root, q.questions[half:]}).run(g)
		maps.Copy(answer, rest)
		return answer, err
	}
	g.takeDetour(err)
	return q.throughREST(g)
}

func (q *query) graphQL(g *GitHub) (map[string]*folderOrBlob, error) {
	var types, selection strings.Builder
	variables := map[string]any{"owner": q.root.owner, "name": q.root.name}
	for _, a := range q.questions { // the expression is a variable: nothing in it is read as GraphQL
		fmt.Fprintf(&types, ", $%s: String!", a.alias)
		fmt.Fprintf(&selection, " %s: object(expression: $%s) { __typename %s }\n", a.alias, a.alias, fields[a.kind])
		variables[a.alias] = a.expression()
	}
	text := "query($owner: String!, $name: String!" + types.String() + ") {\n repository(owner: $owner, name: $name) {\n" + selection.String() + " }\n}"
	var answer struct{ Repository map[string]*folderOrBlob }
	if err := g.client.Query(g.ctx, text, variables, &answer); err != nil {
		return nil, err
	}
	if answer.Repository == nil {
		return nil, &githubapi.GraphQLError{Type: "NOT_FOUND"}
	}
	return answer.Repository, nil
}

// A location is a path in a place where its commit is found.
type location struct {
	root root
	name string
}

// want reads what is wanted of several commits.
func (g *GitHub) want(files map[*gitHubTree][]string) {
	byFolder := make(map[location][]location)
	seen := make(map[string]bool)
	missing := 0
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
			b, listed := g.blobs[at.oid]
			if !b.whole && b.size <= MaxSize {
				missing++
			}
			if !listed {
				folder := location{root, path.Dir(name)}
				byFolder[folder] = append(byFolder[folder], location{root, name})
			}
		}
		g.mu.Unlock()
	}
	if g.Detour() != "" { // file by file, then, unless that is too much
		_ = g.afford(missing)
		return
	}
	var folders, single []location
	for folder, names := range byFolder {
		if len(names) >= folderWorth {
			folders = append(folders, folder)
		} else {
			single = append(single, names...)
		}
	}
	g.fetchAll(folders, aFoldersQuery, aFolderOfTexts)
	g.fetchAll(single, aBlobsQuery, aFile)
}

// fetchAll asks for many files or folders, so many a query, in an order that does not change from run to run.
func (g *GitHub) fetchAll(list []location, aQuery int, k kind) {
	slices.SortFunc(list, func(a, b location) int {
		return cmp.Or(strings.Compare(a.root.owner+"/"+a.root.name, b.root.owner+"/"+b.root.name), strings.Compare(a.root.rev, b.root.rev), strings.Compare(a.name, b.name))
	})
	for len(list) > 0 {
		n := 0
		for n < min(len(list), aQuery) && list[n].root.owner == list[0].root.owner && list[n].root.name == list[0].root.name {
			n++
		}
		g.fetch(list[:n], k)
		list = list[n:]
	}
}

// fetch reads files or folders of one repository. What fails is asked for again when it is read.
func (g *GitHub) fetch(list []location, k kind) {
	q := newQuery(list[0].root)
	for i, at := range list {
		q.add(fmt.Sprintf("o%d", i), at.root.rev, at.name, k)
	}
	answer, err := q.run(g)
	if err != nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	for i, at := range list {
		o := answer[fmt.Sprintf("o%d", i)]
		if o == nil {
			continue
		}
		if o.Entries != nil && at.root.commit() {
			g.keep(at.root.rev, path.Clean(at.name), o)
		} else { // a file's mode is in its folder's listing
			g.keepObject(o)
		}
	}
}
