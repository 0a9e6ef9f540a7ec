package githubtest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// An object is a value of one of GitHub's GraphQL types, with the fields that the fake knows of it.
type object struct {
	typename string
	fields   map[string]func(args map[string]any) (any, error)
}

func constant(v any) func(map[string]any) (any, error) {
	return func(map[string]any) (any, error) { return v, nil }
}

// A graphQLError is what stands under "errors" beside a field without a value.
type graphQLError struct {
	Type    string `json:"type"`
	Message string `json:"message"`
	Path    []any  `json:"path"`
}

func (e *graphQLError) Error() string { return e.Message }

func (s *Server) graphQL(w http.ResponseWriter, q *http.Request) {
	body, err := io.ReadAll(q.Body)
	if err != nil {
		return
	}
	q.Body = io.NopCloser(bytes.NewReader(body))
	c := &call{Request: q, server: s, body: body}
	s.answer("graphql", w, c, func() (int, any, error) {
		var in struct {
			Query         string         `json:"query"`
			Variables     map[string]any `json:"variables"`
			OperationName string         `json:"operationName"`
		}
		if err := c.decode(&in); err != nil {
			return 0, nil, err
		}
		doc, err := parse(in.Query, in.Variables, in.OperationName)
		if err != nil {
			s.wrong("GraphQL: %v in:\n%s\n%v", err, in.Query, in.Variables)
			return http.StatusOK, map[string]any{"errors": []any{map[string]any{"message": err.Error()}}}, nil
		}
		op := doc.Operations.ForName(in.OperationName)
		x := &execution{call: c, doc: doc, variables: in.Variables}
		if x.objects(op.SelectionSet) > s.MaxObjects {
			return http.StatusBadGateway, map[string]any{"message": "Something went wrong while executing your query."}, nil
		}
		root := c.query()
		if op.Operation == ast.Mutation {
			root = c.mutation()
		}
		data := x.selections([]ast.SelectionSet{op.SelectionSet}, root, nil)
		answer := map[string]any{"data": data}
		if x.errors != nil {
			answer["errors"] = x.errors
		}
		return http.StatusOK, answer, nil
	})
}

// parse reads a document, and checks it against GitHub's schema where that is at hand.
func parse(query string, variables map[string]any, name string) (*ast.QueryDocument, error) {
	doc, err := parser.ParseQuery(&ast.Source{Input: query})
	if err != nil {
		return nil, err
	}
	if os.Getenv(SchemasVariable) != "" {
		schema, err := graphQLSchema()
		if err != nil {
			return nil, err
		}
		checked, errs := gqlparser.LoadQueryWithRules(schema, query, rules.NewDefaultRules())
		if len(errs) > 0 {
			return nil, errs
		}
		if op := checked.Operations.ForName(name); op != nil {
			if _, err := validator.VariableValues(schema, op, variables); err != nil {
				return nil, err
			}
		}
		doc = checked
	}
	if doc.Operations.ForName(name) == nil {
		return nil, gqlerror.Errorf("no operation %q", name)
	}
	return doc, nil
}

type execution struct {
	call      *call
	doc       *ast.QueryDocument
	variables map[string]any
	errors    []*graphQLError
}

// objects counts the fields that read a git object.
func (x *execution) objects(set ast.SelectionSet) int {
	n := 0
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if s.Name == "object" && len(s.Arguments) > 0 {
				n++
			}
			n += x.objects(s.SelectionSet)
		case *ast.InlineFragment:
			n += x.objects(s.SelectionSet)
		case *ast.FragmentSpread:
			n += x.objects(x.doc.Fragments.ForName(s.Name).SelectionSet)
		}
	}
	return n
}

// selections gives an object's fields as they are asked for; the sets are those of one field that stands several times.
func (x *execution) selections(sets []ast.SelectionSet, o *object, path []any) map[string]any {
	var names []string
	fields := make(map[string][]*ast.Field)
	var collect func(ast.SelectionSet)
	collect = func(set ast.SelectionSet) {
		for _, s := range set {
			switch s := s.(type) {
			case *ast.Field:
				if len(s.Directives) > 0 {
					x.call.server.wrong("GraphQL: the fake knows no directives")
				}
				if fields[s.Alias] == nil {
					names = append(names, s.Alias)
				}
				fields[s.Alias] = append(fields[s.Alias], s)
			case *ast.InlineFragment:
				if s.TypeCondition == "" || o.is(s.TypeCondition) {
					collect(s.SelectionSet)
				}
			case *ast.FragmentSpread:
				if f := x.doc.Fragments.ForName(s.Name); o.is(f.TypeCondition) {
					collect(f.SelectionSet)
				}
			}
		}
	}
	for _, set := range sets {
		collect(set)
	}
	out := make(map[string]any)
	for _, name := range names {
		f := fields[name][0]
		if f.Name == "__typename" {
			out[name] = o.typename
			continue
		}
		resolve := o.fields[f.Name]
		if resolve == nil {
			x.call.server.wrong("GraphQL: the fake knows no field %s.%s", o.typename, f.Name)
			continue
		}
		args := make(map[string]any)
		for _, a := range f.Arguments {
			v, err := a.Value.Value(x.variables)
			if err != nil {
				x.call.server.wrong("GraphQL: argument %s: %v", a.Name, err)
			}
			args[a.Name] = v
		}
		var deeper []ast.SelectionSet
		for _, f := range fields[name] {
			deeper = append(deeper, f.SelectionSet)
		}
		at := append(slices.Clone(path), name)
		v, err := resolve(args)
		var no *graphQLError
		if errors.As(err, &no) {
			no.Path = at
			x.errors = append(x.errors, no)
		} else if err != nil {
			x.call.server.wrong("GraphQL: %v", err)
		}
		out[name] = x.value(v, deeper, at)
	}
	return out
}

func (x *execution) value(v any, sets []ast.SelectionSet, path []any) any {
	switch v := v.(type) {
	case *object:
		if v == nil {
			return nil
		}
		return x.selections(sets, v, path)
	case []*object:
		out := []any{}
		for i, o := range v {
			out = append(out, x.value(o, sets, append(slices.Clone(path), i)))
		}
		return out
	}
	return v
}

// is reports whether the object is of a type or an interface.
func (o *object) is(name string) bool {
	interfaces := map[string][]string{
		"Tree": {"GitObject", "Node"}, "Blob": {"GitObject", "Node"}, "Commit": {"GitObject", "Node"},
		"PullRequest": {"Node"}, "PullRequestReviewThread": {"Node"}, "PullRequestReview": {"Node"}, "PullRequestReviewComment": {"Node", "Comment"}, "Repository": {"Node"},
		"User": {"Actor"}, "Bot": {"Actor"},
	}
	return o.typename == name || slices.Contains(interfaces[o.typename], name)
}

// connection makes GitHub's kind of a page of a list.
func (c *call) connection(typename string, items []*object) func(map[string]any) (any, error) {
	return func(args map[string]any) (any, error) {
		size := number(args["first"])
		if size == 0 {
			return nil, &graphQLError{Type: "MISSING_PAGINATION_BOUNDARIES", Message: "You must provide a `first` or `last` value to properly paginate the connection."}
		}
		if size > 100 {
			return nil, &graphQLError{Type: "EXCESSIVE_PAGINATION", Message: "Requesting more records than the `first` limit of 100 records."}
		}
		from := 0
		if after, _ := args["after"].(string); after != "" {
			from, _ = strconv.Atoi(strings.TrimPrefix(after, "cursor:"))
		}
		from = min(from, len(items))
		to := min(from+size, len(items))
		return &object{typename, map[string]func(map[string]any) (any, error){
			"totalCount": constant(len(items)),
			"nodes":      constant(items[from:to]),
			"pageInfo": constant(&object{"PageInfo", map[string]func(map[string]any) (any, error){
				"hasNextPage": constant(to < len(items)), "endCursor": constant(fmt.Sprintf("cursor:%d", to)),
			}}),
		}}, nil
	}
}

func number(v any) int {
	switch v := v.(type) {
	case int64:
		return int(v)
	case float64:
		return int(v)
	}
	return 0
}

func (c *call) query() *object {
	return &object{"Query", map[string]func(map[string]any) (any, error){
		"viewer": constant(&object{"User", map[string]func(map[string]any) (any, error){"login": constant(c.token.Login)}}),
		"repository": func(args map[string]any) (any, error) {
			name := fmt.Sprintf("%v/%v", args["owner"], args["name"])
			r := c.server.repos[name]
			if r == nil {
				return nil, &graphQLError{Type: "NOT_FOUND", Message: fmt.Sprintf("Could not resolve to a Repository with the name '%s'.", name)}
			}
			return c.repositoryObject(r), nil
		},
		"rateLimit": constant(&object{"RateLimit", map[string]func(map[string]any) (any, error){
			"cost": constant(1), "limit": constant(1000), "remaining": constant(900), "resetAt": constant(timestamp(c.server.now.Add(time.Hour))),
		}}),
	}}
}

func (c *call) repositoryObject(r *Repo) *object {
	return &object{"Repository", map[string]func(map[string]any) (any, error){
		"id": constant(fmt.Sprintf("R_%d", r.id)), "nameWithOwner": constant(r.FullName()), "isFork": constant(r.fork),
		"defaultBranchRef": func(map[string]any) (any, error) { return c.refObject(r, "refs/heads/main"), nil },
		"ref": func(args map[string]any) (any, error) {
			name, _ := args["qualifiedName"].(string)
			for _, prefix := range []string{"", "refs/heads/"} {
				if r.refs[prefix+name] != "" {
					return c.refObject(r, prefix+name), nil
				}
			}
			return nil, nil
		},
		"object": func(args map[string]any) (any, error) {
			if c.token.Contents < Read {
				return nil, &graphQLError{Type: "FORBIDDEN", Message: "Resource not accessible by integration"}
			}
			rev, p := "", ""
			if oid, ok := args["oid"].(string); ok {
				rev = oid
			} else {
				expression, _ := args["expression"].(string)
				var deeper bool
				if rev, p, deeper = strings.Cut(expression, ":"); !deeper {
					return c.gitObject(r, rev), nil
				}
			}
			sha := r.resolve(rev)
			if sha == "" {
				return nil, nil
			}
			if args["oid"] != nil {
				return c.commitObject(r, sha), nil
			}
			if e, ok := r.objects.at(r.objects.commits[sha].Tree, p); ok {
				return c.entryObject(r, e, p), nil
			}
			return nil, nil
		},
		"pullRequest": func(args map[string]any) (any, error) {
			if p := r.pulls[number(args["number"])]; p != nil && c.token.Pulls >= Read {
				return c.pullObject(p), nil
			}
			return nil, &graphQLError{Type: "NOT_FOUND", Message: fmt.Sprintf("Could not resolve to a PullRequest with the number of %d.", number(args["number"]))}
		},
	}}
}

// gitObject finds what a revision without a path names.
func (c *call) gitObject(r *Repo, rev string) any {
	if sha := r.resolve(rev); sha != "" {
		return c.commitObject(r, sha)
	}
	if _, ok := r.objects.trees[rev]; ok {
		return c.entryObject(r, treeEntry{Mode: modeTree, SHA: rev}, "")
	}
	if _, ok := r.objects.blobs[rev]; ok {
		return c.entryObject(r, treeEntry{Mode: modeFile, SHA: rev}, "")
	}
	return nil
}

func (c *call) refObject(r *Repo, ref string) *object {
	return &object{"Ref", map[string]func(map[string]any) (any, error){
		"name": constant(strings.TrimPrefix(ref, "refs/heads/")),
		"target": func(map[string]any) (any, error) {
			return c.commitObject(r, r.refs[ref]), nil
		},
	}}
}

func (c *call) entryObject(r *Repo, e treeEntry, p string) *object {
	if e.Mode != modeTree {
		b := r.objects.blobs[e.SHA]
		text := any(string(b))
		truncated := len(b) > c.server.TruncateText
		if isBinary(b) {
			text = nil
		} else if truncated {
			text = strings.ToValidUTF8(string(b[:c.server.TruncateText]), "")
		}
		return &object{"Blob", map[string]func(map[string]any) (any, error){
			"oid": constant(e.SHA), "id": constant("B_" + e.SHA), "byteSize": constant(len(b)), "isBinary": constant(isBinary(b)), "isTruncated": constant(truncated), "text": constant(text),
		}}
	}
	return &object{"Tree", map[string]func(map[string]any) (any, error){
		"oid": constant(e.SHA), "id": constant("T_" + e.SHA),
		"entries": func(map[string]any) (any, error) {
			var out []*object
			for _, child := range r.objects.trees[e.SHA] {
				at := strings.TrimPrefix(p+"/"+child.Name, "/")
				kind := "blob"
				if child.Mode == modeTree {
					kind = "tree"
				}
				mode, _ := strconv.ParseInt(child.Mode, 8, 32)
				out = append(out, &object{"TreeEntry", map[string]func(map[string]any) (any, error){
					"name": constant(child.Name), "path": constant(at), "type": constant(kind), "mode": constant(mode), "oid": constant(child.SHA),
					"size":   constant(len(r.objects.blobs[child.SHA])),
					"object": func(map[string]any) (any, error) { return c.entryObject(r, child, at), nil },
				}})
			}
			return out, nil
		},
	}}
}

func (c *call) commitObject(r *Repo, sha string) *object {
	co := r.objects.commits[sha]
	if co == nil {
		return nil
	}
	return &object{"Commit", map[string]func(map[string]any) (any, error){
		"oid": constant(co.SHA), "id": constant("C_" + co.SHA), "message": constant(co.Message), "messageHeadline": constant(strings.SplitN(co.Message, "\n", 2)[0]),
		"committedDate": constant(timestamp(co.When)), "authoredDate": constant(timestamp(co.When)),
		"parents": func(args map[string]any) (any, error) {
			var parents []*object
			for _, p := range co.Parents {
				parents = append(parents, c.commitObject(r, p))
			}
			return c.connection("CommitConnection", parents)(args)
		},
		"tree": func(map[string]any) (any, error) {
			return c.entryObject(r, treeEntry{Mode: modeTree, SHA: co.Tree}, ""), nil
		},
		"file": func(args map[string]any) (any, error) {
			p, _ := args["path"].(string)
			e, ok := r.objects.at(co.Tree, p)
			if !ok {
				return nil, nil
			}
			return &object{"TreeEntry", map[string]func(map[string]any) (any, error){
				"path": constant(p), "oid": constant(e.SHA), "object": constant(c.entryObject(r, e, p)),
			}}, nil
		},
		"history": func(args map[string]any) (any, error) {
			p, _ := args["path"].(string)
			since, _ := time.Parse(time.RFC3339, fmt.Sprint(args["since"]))
			until, err := time.Parse(time.RFC3339, fmt.Sprint(args["until"]))
			var found []*object
			for _, a := range r.objects.log(sha) {
				if (p == "" || r.objects.touches(a, p)) && !a.When.Before(since) && (err != nil || !a.When.After(until)) {
					found = append(found, c.commitObject(r, a.SHA))
				}
			}
			return c.connection("CommitHistoryConnection", found)(args)
		},
	}}
}

func (c *call) actorObject(login string) *object {
	kind, name := "User", login
	if base, bot := strings.CutSuffix(login, "[bot]"); bot {
		kind, name = "Bot", base // GraphQL leaves the suffix out, where REST has it
	}
	return &object{kind, map[string]func(map[string]any) (any, error){"login": constant(name)}}
}

func (c *call) pullObject(p *Pull) *object {
	return &object{"PullRequest", map[string]func(map[string]any) (any, error){
		"id": constant(fmt.Sprintf("PR_%d", p.id)), "number": constant(p.Number), "title": constant(p.title), "body": constant(p.body), "isDraft": constant(p.draft),
		"state": constant(strings.ToUpper(p.state)), "headRefOid": constant(p.headSHA()), "baseRefOid": constant(p.baseSHA()), "headRefName": constant(p.headRef), "baseRefName": constant(p.baseRef),
		"author": constant(c.actorObject(p.author)),
		"headRepository": func(map[string]any) (any, error) {
			if p.head == nil {
				return nil, nil
			}
			return c.repositoryObject(p.head), nil
		},
		"reviewThreads": func(args map[string]any) (any, error) {
			var threads []*object
			for _, t := range p.threads() {
				threads = append(threads, c.threadObject(t))
			}
			return c.connection("PullRequestReviewThreadConnection", threads)(args)
		},
		"reviews": func(args map[string]any) (any, error) {
			var reviews []*object
			for _, v := range p.reviews {
				if v.state != pending || v.author == c.token.Login {
					reviews = append(reviews, c.reviewObject(v))
				}
			}
			return c.connection("PullRequestReviewConnection", reviews)(args)
		},
	}}
}

func (c *call) reviewObject(v *review) *object {
	return &object{"PullRequestReview", map[string]func(map[string]any) (any, error){
		"id": constant(fmt.Sprintf("PRR_%d", v.id)), "fullDatabaseId": constant(strconv.FormatInt(v.id, 10)),
		"state": constant(v.state), "body": constant(v.body), "url": constant(v.html()), "author": constant(c.actorObject(v.author)),
	}}
}

func (p *Pull) threads() []*thread {
	var out []*thread
	for _, rc := range p.comments {
		if rc.review.state != pending && !slices.Contains(out, rc.thread) {
			out = append(out, rc.thread)
		}
	}
	return out
}

func (c *call) threadObject(t *thread) *object {
	first := t.comments[0]
	line, start := first.position()
	maybe := func(n int) any {
		if n == 0 {
			return nil
		}
		return n
	}
	var comments []*object
	for _, rc := range t.comments {
		comments = append(comments, &object{"PullRequestReviewComment", map[string]func(map[string]any) (any, error){
			"id": constant(fmt.Sprintf("PRRC_%d", rc.id)), "fullDatabaseId": constant(strconv.FormatInt(rc.id, 10)), "body": constant(rc.body), "path": constant(rc.path),
			"author": constant(c.actorObject(rc.author)), "createdAt": constant(timestamp(rc.created)), "isMinimized": constant(t.minimize != ""),
		}})
	}
	return &object{"PullRequestReviewThread", map[string]func(map[string]any) (any, error){
		"id": constant(t.id), "isResolved": constant(t.resolved != ""), "isOutdated": constant(line == 0), "path": constant(first.path),
		"line": constant(maybe(line)), "startLine": constant(maybe(start)), "originalLine": constant(first.line),
		"viewerCanResolve": constant(c.mayResolve()), "viewerCanReply": constant(c.token.Pulls >= Write),
		"resolvedBy": func(map[string]any) (any, error) {
			if t.resolved == "" {
				return nil, nil
			}
			return c.actorObject(t.resolved), nil
		},
		"comments": c.connection("PullRequestReviewCommentConnection", comments),
	}}
}

// mayResolve says whether a token may resolve a thread: GitHub asks for contents: write besides, and documents it nowhere.
func (c *call) mayResolve() bool { return c.token.Pulls >= Write && c.token.Contents >= Write }

func (c *call) mutation() *object {
	return &object{"Mutation", map[string]func(map[string]any) (any, error){
		"resolveReviewThread": func(args map[string]any) (any, error) {
			in, _ := args["input"].(map[string]any)
			for _, r := range c.server.repos {
				for _, p := range r.pulls {
					for _, t := range p.threads() {
						if t.id != in["threadId"] {
							continue
						}
						if !c.mayResolve() {
							return nil, &graphQLError{Type: "FORBIDDEN", Message: "Resource not accessible by integration"}
						}
						t.resolved = c.token.Login
						c.server.tick()
						return &object{"ResolveReviewThreadPayload", map[string]func(map[string]any) (any, error){"thread": constant(c.threadObject(t))}}, nil
					}
				}
			}
			return nil, &graphQLError{Type: "NOT_FOUND", Message: fmt.Sprintf("Could not resolve to a node with the global id of '%v'", in["threadId"])}
		},
	}}
}
