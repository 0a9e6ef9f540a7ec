// Package githubapi speaks with GitHub as GitHub asks for: one write after the
// other, waiting when told to, within a budget of time. REST goes through
// go-github, GraphQL through a POST of its own.
package githubapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/google/go-github/v62/github"
)

// A Client speaks with one GitHub. The zero values of what is optional are sensible.
type Client struct {
	API     string // the address of REST, as in GITHUB_API_URL
	GraphQL string // the address of GraphQL, as in GITHUB_GRAPHQL_URL
	Token   string

	Transport http.RoundTripper // nil is http.DefaultTransport
	Timeout   time.Duration     // of one request; zero is 30 seconds
	Budget    time.Duration     // of all waiting together; zero is two minutes
	Sleep     func(context.Context, time.Duration) error
	Now       func() time.Time

	mu        sync.Mutex
	waited    time.Duration
	lastWrite time.Time
	requests  int
	rest      *github.Client
}

// tries is how often a request is made that may be made again.
const tries = 3

// mostBytes is the largest answer that is read.
const mostBytes = 64 << 20

// ErrOutOfTime is the error where GitHub asks to wait longer than there is time for.
var ErrOutOfTime = errors.New("GitHub asks to wait longer than there is time for")

// ErrUncertain is the error of a request of which nobody knows whether GitHub carried it out.
var ErrUncertain = errors.New("GitHub gave no answer that can be read")

// REST returns go-github's client.
func (c *Client) REST() (*github.Client, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.rest != nil {
		return c.rest, nil
	}
	base, err := url.Parse(strings.TrimSuffix(c.API, "/") + "/")
	if err != nil || base.Host == "" {
		return nil, fmt.Errorf("%q is not the address of GitHub's API", c.API)
	}
	rest := github.NewClient(&http.Client{
		Transport:     c,
		CheckRedirect: func(q *http.Request, _ []*http.Request) error { return sameHost(q.URL, base) },
	})
	rest.BaseURL = base
	c.rest = rest
	return rest, nil
}

// sameHost refuses to carry the token elsewhere.
func sameHost(to, base *url.URL) error {
	if to.Host != base.Host || to.Scheme != base.Scheme {
		return fmt.Errorf("GitHub redirects to another host, %s", to.Host)
	}
	return nil
}

// mostPages bounds the pages of a list, of a hundred each, so that one that repeats ends.
const mostPages = 30

// Pages reads a list to its end.
func Pages[T any](list func(github.ListOptions) ([]T, *github.Response, error)) ([]T, error) {
	var all []T
	o := github.ListOptions{PerPage: 100, Page: 1}
	for range mostPages {
		some, response, err := list(o)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
		if response.NextPage <= o.Page {
			return all, nil
		}
		o.Page = response.NextPage
	}
	return nil, fmt.Errorf("a list of GitHub's has more than %d pages", mostPages)
}

// Requests is the number of requests so far, those made again included.
func (c *Client) Requests() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.requests
}

// RoundTrip sends a request with the token, waits where GitHub asks to, and
// makes a reading request again that failed. The whole answer has been read and
// is JSON where it returns no error.
func (c *Client) RoundTrip(q *http.Request) (*http.Response, error) {
	ctx := q.Context()
	var body []byte
	if q.Body != nil {
		var err error
		body, err = io.ReadAll(q.Body)
		q.Body.Close()
		if err != nil {
			return nil, err
		}
	}
	reads := q.Method == http.MethodGet || ctx.Value(readOnly{}) != nil
	for try := 1; ; try++ {
		if !reads {
			if err := c.spaced(ctx); err != nil {
				return nil, err
			}
		}
		response, err := c.once(q, body)
		if err == nil && !limited(response) && response.StatusCode < 500 {
			return response, nil
		}
		again := reads && ctx.Err() == nil
		wait := time.Second << (try - 1)
		if err == nil && limited(response) { // refused, not done: even a write may be made again
			again, wait = true, c.pause(response, try)
		}
		if !again || try == tries {
			return response, err
		}
		if c.Wait(ctx, wait) != nil {
			if response != nil {
				return response, nil
			}
			return nil, err
		}
	}
}

// once sends a request one time and reads the whole answer.
func (c *Client) once(q *http.Request, body []byte) (*http.Response, error) {
	timeout := c.Timeout
	if timeout == 0 {
		timeout = 30 * time.Second
	}
	ctx, cancel := context.WithTimeout(q.Context(), timeout)
	defer cancel()
	q = q.Clone(ctx)
	q.Header.Set("User-Agent", "okrcheck")
	if c.Token != "" {
		q.Header.Set("Authorization", "Bearer "+c.Token)
	}
	if body != nil {
		q.Body = io.NopCloser(bytes.NewReader(body))
		q.ContentLength = int64(len(body))
	}
	c.mu.Lock()
	c.requests++
	c.mu.Unlock()
	transport := c.Transport
	if transport == nil {
		transport = http.DefaultTransport
	}
	response, err := transport.RoundTrip(q)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUncertain, err)
	}
	defer response.Body.Close()
	read, err := io.ReadAll(io.LimitReader(response.Body, mostBytes+1))
	switch kind, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type")); {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrUncertain, err)
	case len(read) > mostBytes:
		return nil, errors.New("GitHub's answer is too large")
	case response.StatusCode < 300 && len(read) > 0 && (!strings.HasSuffix(kind, "json") || !json.Valid(read)):
		return nil, fmt.Errorf("%w: it is %q", ErrUncertain, kind)
	}
	response.Body = io.NopCloser(bytes.NewReader(read))
	return response, nil
}

// limited reports whether GitHub refuses because of too many requests.
func limited(r *http.Response) bool {
	if r.StatusCode == http.StatusTooManyRequests {
		return true
	}
	if r.StatusCode != http.StatusForbidden {
		return false
	}
	b, _ := io.ReadAll(r.Body) // from memory
	r.Body = io.NopCloser(bytes.NewReader(b))
	return r.Header.Get("Retry-After") != "" || r.Header.Get("X-Ratelimit-Remaining") == "0" || bytes.Contains(b, []byte("secondary rate limit"))
}

// aDay is more seconds than anybody waits for.
const aDay = 24 * 60 * 60

// pause is how long to wait before a refused request is made again.
func (c *Client) pause(r *http.Response, try int) time.Duration {
	if seconds, err := strconv.Atoi(r.Header.Get("Retry-After")); err == nil && seconds >= 0 {
		return time.Duration(min(seconds, aDay)) * time.Second
	}
	if reset, err := strconv.ParseInt(r.Header.Get("X-Ratelimit-Reset"), 10, 64); err == nil && r.Header.Get("X-Ratelimit-Remaining") == "0" {
		return time.Duration(min(max(1, reset-c.now().Unix()+1), aDay)) * time.Second
	}
	return time.Minute << (try - 1)
}

// spaced waits until a second has passed since the last write.
func (c *Client) spaced(ctx context.Context) error {
	const between = time.Second
	c.mu.Lock()
	since := c.now().Sub(c.lastWrite)
	first := c.lastWrite.IsZero()
	c.mu.Unlock()
	if !first && since < between {
		if err := c.Wait(ctx, between-since); err != nil {
			return err
		}
	}
	c.mu.Lock()
	c.lastWrite = c.now()
	c.mu.Unlock()
	return nil
}

func (c *Client) now() time.Time {
	if c.Now != nil {
		return c.Now()
	}
	return time.Now()
}

// Wait waits, within the budget.
func (c *Client) Wait(ctx context.Context, d time.Duration) error {
	budget := c.Budget
	if budget == 0 {
		budget = 2 * time.Minute
	}
	c.mu.Lock()
	enough := c.waited+d <= budget
	if enough {
		c.waited += d
	}
	c.mu.Unlock()
	if !enough {
		return ErrOutOfTime
	}
	if c.Sleep != nil {
		return c.Sleep(ctx, d)
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

type readOnly struct{}

// A GraphQLError is what GraphQL answers instead of data, or beside it.
type GraphQLError struct {
	Type    string // such as FORBIDDEN, NOT_FOUND, RATE_LIMITED
	Message string
}

func (e *GraphQLError) Error() string { return "GitHub's GraphQL says " + e.Type }

// Unusable reports whether an error says that GraphQL itself is refused or
// fails, or is of a server too old to understand the query, so that REST may serve where it does not.
func Unusable(err error) bool {
	var answered *GraphQLError
	switch {
	case err == nil, errors.Is(err, ErrOutOfTime), errors.Is(err, context.Canceled):
		return false
	case errors.As(err, &answered):
		return answered.Type == "" // it is not about what was asked for, but how
	}
	code := StatusOf(err)
	return code == 0 || code == http.StatusForbidden || code == http.StatusNotFound || code >= 500
}

// Query sends a GraphQL query and decodes its data. Where GitHub answers with
// errors the data that came with them is decoded all the same.
func (c *Client) Query(ctx context.Context, query string, variables map[string]any, into any) error {
	return c.graphQL(context.WithValue(ctx, readOnly{}, true), query, variables, into)
}

// Mutate sends a GraphQL mutation.
func (c *Client) Mutate(ctx context.Context, mutation string, variables map[string]any) error {
	return c.graphQL(ctx, mutation, variables, nil)
}

func (c *Client) graphQL(ctx context.Context, query string, variables map[string]any, into any) error {
	b, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return err
	}
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, c.GraphQL, bytes.NewReader(b))
	if err != nil {
		return err
	}
	q.Header.Set("Content-Type", "application/json")
	response, err := c.RoundTrip(q)
	if err != nil {
		return err
	}
	if limited(response) {
		return &Status{Code: http.StatusTooManyRequests}
	}
	if response.StatusCode != http.StatusOK {
		return &Status{Code: response.StatusCode}
	}
	var answer struct {
		Data   json.RawMessage
		Errors []GraphQLError
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return fmt.Errorf("%w: %w", ErrUncertain, err)
	}
	if into != nil && len(answer.Data) > 0 && string(answer.Data) != "null" {
		if err := json.Unmarshal(answer.Data, into); err != nil {
			return fmt.Errorf("%w: %w", ErrUncertain, err)
		}
	}
	if len(answer.Errors) > 0 {
		return &answer.Errors[0]
	}
	return nil
}

// Status is the error of an answer with another status than was hoped for.
type Status struct{ Code int }

func (s *Status) Error() string { return fmt.Sprintf("GitHub answers %d", s.Code) }

// StatusOf returns the status of an error's answer, 0 where there was none.
func StatusOf(err error) int {
	var s *Status
	var response *github.ErrorResponse
	var limit *github.RateLimitError
	var abuse *github.AbuseRateLimitError
	var graph *GraphQLError
	switch {
	case errors.As(err, &s):
		return s.Code
	case errors.As(err, &response) && response.Response != nil:
		return response.Response.StatusCode
	case errors.As(err, &limit), errors.As(err, &abuse):
		return http.StatusTooManyRequests
	case errors.As(err, &graph):
		switch graph.Type {
		case "FORBIDDEN":
			return http.StatusForbidden
		case "NOT_FOUND":
			return http.StatusNotFound
		case "RATE_LIMITED":
			return http.StatusTooManyRequests
		}
	}
	return 0
}

// Reason puts an error of this package or of go-github into words of ours: one
// lower-case clause that quotes nothing of what GitHub sent.
func Reason(err error) string {
	switch code := StatusOf(err); {
	case errors.Is(err, ErrOutOfTime), code == http.StatusTooManyRequests:
		return "GitHub's rate limit was reached, and there was no time to wait for it"
	case code == http.StatusUnauthorized:
		return "GitHub does not know the token"
	case code == http.StatusForbidden:
		return "the token is not allowed to"
	case code == http.StatusNotFound:
		return "GitHub does not find it, or the token may not see it"
	case code == http.StatusUnprocessableEntity:
		return "GitHub refused it"
	case code >= 500:
		return fmt.Sprintf("GitHub failed, with status %d", code)
	case code > 0:
		return fmt.Sprintf("GitHub answered with status %d", code)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return "GitHub did not answer in time"
	}
	return "GitHub could not be reached, or its answer could not be read"
}
