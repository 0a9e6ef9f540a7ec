package githubtest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// A Server is a fake GitHub API: REST and GraphQL over one state. It refuses
// what GitHub refuses. What no client of ours should ever do fails the test
// besides: a request that the fake does not know, that GitHub's own description
// of the API does not allow, or that runs beside a write.
type Server struct {
	// TruncateText is the size in bytes from which GraphQL cuts a blob's text.
	TruncateText int
	// MaxObjects is the number of "object" fields in one GraphQL query above which it answers 502, as GitHub has done.
	MaxObjects int

	t      testing.TB
	http   *httptest.Server
	mux    *http.ServeMux
	byID   *http.ServeMux // for comments by their number alone, whose paths net/http can't tell from others
	done   chan struct{}
	writes atomic.Int32 // requests that write and are being served

	mu       sync.Mutex
	now      time.Time
	nextID   int64
	repos    map[string]*Repo
	tokens   map[string]*Token
	faults   []*scheduled
	requests []Request
}

// Access is what a token may do with a kind of thing.
type Access int

// The kinds of access, in rising order.
const (
	None Access = iota
	Read
	Write
)

// A Token is what a caller shows: who it is, and what "permissions:" grants it.
type Token struct {
	Login                  string // such as github-actions[bot]
	Contents, Pulls, Issue Access
}

// Actions is the login of a workflow's own token.
const Actions = "github-actions[bot]"

// A Request is one that the server got.
type Request struct {
	Operation string // GitHub's own name for it, such as pulls/create-review; graphql for all of GraphQL
	Method    string
	Path      string
	Status    int // 0 where a fault cut the connection
}

// New returns a running server without repositories. It stops at the test's end.
func New(t testing.TB) *Server {
	s := &Server{
		TruncateText: 512_000, MaxObjects: 100,
		t: t, done: make(chan struct{}),
		now:    time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC),
		nextID: 1000,
		repos:  make(map[string]*Repo), tokens: make(map[string]*Token),
		mux: http.NewServeMux(), byID: http.NewServeMux(),
	}
	s.routes()
	s.http = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(func() {
		close(s.done)
		s.http.Close()
		for _, f := range s.faults {
			if f.left > 0 && !(f.left == forever && f.used) {
				t.Errorf("githubtest: the fault %s of %s was not met %d times", f.name, f.operation, max(f.left, 1))
			}
		}
	})
	return s
}

// URL is the address of the REST API; GraphQL's is URL()+"/graphql". A GitHub
// Enterprise server's paths, /api/v3 and /api/graphql, are served as well.
func (s *Server) URL() string { return s.http.URL }

// Client returns an HTTP client that follows no redirect.
func (s *Server) Client() *http.Client { return s.http.Client() }

// Repo returns the repository of a full name, and makes it where there is none.
func (s *Server) Repo(fullName string) *Repo {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.repos[fullName]; r != nil {
		return r
	}
	owner, name, ok := strings.Cut(fullName, "/")
	if !ok {
		s.t.Fatalf("githubtest: %q is not owner/name", fullName)
	}
	r := &Repo{
		Owner: owner, Name: name, server: s, id: s.id(), objects: newObjects(),
		refs: make(map[string]string), pulls: make(map[int]*Pull), issues: make(map[int]*Issue),
	}
	s.repos[fullName] = r
	return r
}

// Allow makes a token known. What it may do can be changed later.
func (s *Server) Allow(secret string, token Token) *Token {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := &token
	s.tokens[secret] = t
	return t
}

// Advance lets time pass.
func (s *Server) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = s.now.Add(d)
}

// SetTime sets the server's clock. It goes on by a second with every write.
func (s *Server) SetTime(t time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = t.UTC().Truncate(time.Second)
}

// Requests returns the requests so far, and forgets them.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	requests := s.requests
	s.requests = nil
	return requests
}

// Writes returns those of the requests that change something.
func Writes(requests []Request) []Request {
	return slices.DeleteFunc(slices.Clone(requests), func(r Request) bool {
		return r.Method == http.MethodGet || r.Operation == "graphql"
	})
}

func (s *Server) tick() time.Time {
	s.now = s.now.Add(time.Second)
	return s.now
}

func (s *Server) id() int64 {
	s.nextID++
	return s.nextID
}

// wrong records what no client of ours should do.
func (s *Server) wrong(format string, args ...any) { s.t.Errorf("githubtest: "+format, args...) }

// A call is a request on its way through a handler.
type call struct {
	*http.Request
	server *Server
	repo   *Repo
	token  *Token
	body   []byte
	header http.Header // of the answer
}

// A handler answers a call with a status and a body to write as JSON, or with a refusal.
type handler func(*call) (int, any, error)

// A refusal is an answer that GitHub gives to what it does not do.
type refusal struct {
	status  int
	message string
	errors  any // what stands under "errors"
}

func (r *refusal) Error() string { return fmt.Sprintf("%d %s", r.status, r.message) }

func notFound() error { return &refusal{status: http.StatusNotFound, message: "Not Found"} }

func unprocessable(errors ...string) error {
	return &refusal{status: http.StatusUnprocessableEntity, message: "Unprocessable Entity", errors: errors}
}

func invalid(resource, field, code, message string) error {
	return &refusal{
		status: http.StatusUnprocessableEntity, message: "Validation Failed",
		errors: []map[string]string{{"resource": resource, "field": field, "code": code, "message": message}},
	}
}

func forbidden() error {
	return &refusal{status: http.StatusForbidden, message: "Resource not accessible by integration"}
}

// need is the access that an operation needs, of each kind.
type need struct{ contents, pulls, issues Access }

func (t *Token) has(n need) bool {
	return t.Contents >= n.contents && t.Pulls >= n.pulls && t.Issue >= n.issues
}

// handle serves a REST operation.
func (s *Server) handle(operation, pattern string, n need, h handler) {
	s.muxFor(pattern).HandleFunc(pattern, func(w http.ResponseWriter, q *http.Request) {
		body, err := io.ReadAll(q.Body)
		if err != nil {
			return // the caller is gone
		}
		q.Body = io.NopCloser(bytes.NewReader(body))
		c := &call{Request: q, server: s, body: body, header: make(http.Header)}
		s.answer(operation, w, c, func() (int, any, error) {
			described, err := checkREST(operation, q, body)
			if err != nil {
				s.wrong("%s %s %s: %v", q.Method, q.URL, body, err)
				return 0, nil, &refusal{status: http.StatusUnprocessableEntity, message: "Validation Failed", errors: []string{err.Error()}}
			}
			if c.repo = s.repos[q.PathValue("owner")+"/"+q.PathValue("repo")]; c.repo == nil && q.PathValue("owner") != "" {
				return 0, nil, notFound()
			}
			if !c.token.has(n) {
				return 0, nil, forbidden()
			}
			status, answer, err := h(c)
			if err == nil {
				if err := checkAnswer(described, status, answer); err != nil {
					s.wrong("%v", err)
				}
			}
			return status, answer, err
		})
	})
}

var commentByID = regexp.MustCompile(`/repos/[^/]+/[^/]+/(pulls|issues)/comments/`)

func (s *Server) muxFor(path string) *http.ServeMux {
	if commentByID.MatchString(path) {
		return s.byID
	}
	return s.mux
}

// answer does what all operations have in common: who asks, what goes wrong on demand, and what is written down.
func (s *Server) answer(operation string, w http.ResponseWriter, c *call, do func() (int, any, error)) {
	writes := c.Method != http.MethodGet && operation != "graphql"
	if writes {
		if s.writes.Add(1) > 1 {
			s.wrong("%s runs beside another write: GitHub asks for one after the other", operation)
		}
		defer s.writes.Add(-1)
	}
	log := func(status int) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.requests = append(s.requests, Request{Operation: operation, Method: c.Method, Path: c.URL.RequestURI(), Status: status})
	}
	if c.UserAgent() == "" || strings.HasPrefix(c.UserAgent(), "Go-http-client") {
		s.wrong("%s has no User-Agent of its own, which GitHub asks for", operation)
	}

	s.mu.Lock()
	var fault *scheduled
	if i := slices.IndexFunc(s.faults, func(f *scheduled) bool { return f.left != 0 && f.meets(operation, c) }); i >= 0 {
		fault = s.faults[i]
	}
	status, body, header := 0, []byte(nil), http.Header(nil)
	if fault == nil || fault.acts {
		if fault != nil && fault.prepare != nil {
			fault.prepare(c)
		}
		status, body, header = s.act(c, do)
	}
	s.mu.Unlock()

	if fault != nil && fault.instead != nil {
		status, body, header = fault.instead(c.Request, status, body, header)
	}
	for name, values := range header {
		w.Header()[name] = values
	}
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
	}
	if fault != nil && fault.deliver != nil {
		log(0)
		fault.deliver(s, w, c.Request, status, body)
		return
	}
	log(status)
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// act serves a call from the state, which is locked.
func (s *Server) act(c *call, do func() (int, any, error)) (int, []byte, http.Header) {
	secret := c.Header.Get("Authorization")
	for _, scheme := range []string{"Bearer ", "bearer ", "token "} {
		secret = strings.TrimPrefix(secret, scheme)
	}
	var status int
	var body any
	var err error
	if c.token = s.tokens[secret]; c.token == nil {
		err = &refusal{status: http.StatusUnauthorized, message: "Bad credentials"}
	} else {
		status, body, err = do()
	}
	var no *refusal
	if errors.As(err, &no) {
		status = no.status
		b := map[string]any{"message": no.message, "documentation_url": "https://docs.github.com/rest", "status": strconv.Itoa(status)}
		if no.errors != nil {
			b["errors"] = no.errors
		}
		body = b
	} else if err != nil {
		s.wrong("%v", err)
		status = http.StatusInternalServerError
	}
	if status == http.StatusNoContent {
		return status, nil, c.header
	}
	b, err := json.Marshal(body)
	if err != nil {
		s.wrong("%v", err)
	}
	if c.header == nil {
		c.header = make(http.Header)
	}
	c.header.Set("X-Ratelimit-Limit", "1000")
	c.header.Set("X-Ratelimit-Remaining", "900")
	c.header.Set("X-Ratelimit-Reset", strconv.FormatInt(time.Now().Add(time.Hour).Unix(), 10))
	return status, b, c.header
}

func (s *Server) serve(w http.ResponseWriter, q *http.Request) {
	for _, prefix := range []string{"/api/v3", "/api"} { // of a GitHub Enterprise server
		if rest, ok := strings.CutPrefix(q.URL.Path, prefix+"/"); ok && (prefix == "/api/v3" || rest == "graphql") {
			q.URL.Path = "/" + rest
			q.URL.RawPath = strings.TrimPrefix(q.URL.RawPath, prefix)
			break
		}
	}
	mux := s.muxFor(q.URL.Path)
	if _, pattern := mux.Handler(q); pattern == "" {
		s.wrong("unexpected request %s %s", q.Method, q.URL)
		http.Error(w, `{"message":"Not Found"}`, http.StatusNotFound)
		return
	}
	mux.ServeHTTP(w, q)
}

// decode reads a call's JSON body into a struct that names all that the operation takes.
func (c *call) decode(into any) error {
	d := json.NewDecoder(bytes.NewReader(c.body))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		c.server.wrong("%s %s: %v in %s", c.Method, c.URL, err, c.body)
		return &refusal{status: http.StatusBadRequest, message: "Problems parsing JSON"}
	}
	return nil
}

// pathInt returns a number in the path, 0 where there is none.
func (c *call) pathInt(name string) int {
	n, _ := strconv.Atoi(c.PathValue(name))
	return n
}

// bodyLimit is the largest text of a review, a comment, an issue or a pull request, in characters.
const bodyLimit = 65536

func checkBody(resource, body string) error {
	if len([]rune(body)) > bodyLimit {
		return invalid(resource, "body", "custom", "body is too long (maximum is 65536 characters)")
	}
	return nil
}

// page cuts a list as the query asks, and links to the other pages.
func page[T any](c *call, items []T) []T {
	number := func(name string, otherwise int) int {
		n, err := strconv.Atoi(cmp.Or(c.FormValue(name), strconv.Itoa(otherwise)))
		if err != nil || n < 1 {
			n = otherwise
		}
		return n
	}
	size, n := number("per_page", 30), number("page", 1)
	if size > 100 {
		c.server.wrong("%s asks for %d a page: GitHub gives 100 at most", c.URL, size)
		size = 100
	}
	last := max(1, (len(items)+size-1)/size)
	var links []string
	add := func(n int, rel string) {
		u := *c.URL
		query := u.Query()
		query.Set("page", strconv.Itoa(n))
		u.RawQuery = query.Encode()
		links = append(links, fmt.Sprintf(`<http://%s%s>; rel="%s"`, c.Host, u.RequestURI(), rel))
	}
	if n > 1 {
		add(n-1, "prev")
	}
	if n < last {
		add(n+1, "next")
		add(last, "last")
	}
	if links != nil {
		c.header.Set("Link", strings.Join(links, ", "))
	}
	from := min((n-1)*size, len(items))
	return items[from:min(from+size, len(items))]
}

func timestamp(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.Format(time.RFC3339)
}

func user(login string) map[string]any {
	kind := "User"
	if strings.HasSuffix(login, "[bot]") {
		kind = "Bot"
	}
	return map[string]any{"login": login, "id": len(login), "node_id": "U_" + login, "type": kind, "html_url": web + "/" + url.PathEscape(login)}
}

// web is the address of the pages that people see.
const web = "https://github.com"

func (r *Repo) json() any {
	if r == nil {
		return nil
	}
	return map[string]any{
		"id": r.id, "node_id": fmt.Sprintf("R_%d", r.id), "name": r.Name, "full_name": r.FullName(), "owner": user(r.Owner),
		"private": false, "fork": r.fork, "default_branch": "main", "html_url": r.html(), "url": r.server.URL() + "/repos/" + r.FullName(),
	}
}

func (r *Repo) html() string { return web + "/" + r.FullName() }
