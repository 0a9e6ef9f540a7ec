package githubapi

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"
)

// A clock goes on by what is slept.
type clock struct{ now time.Time }

func (c *clock) sleep(_ context.Context, d time.Duration) error {
	c.now = c.now.Add(d)
	return nil
}

// client returns a client of a server that answers with these statuses in turn, the last one for ever.
func client(t *testing.T, header http.Header, statuses ...int) (*Client, *clock) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		status := statuses[0]
		if len(statuses) > 1 {
			statuses = statuses[1:]
		}
		w.Header().Set("Content-Type", "application/json")
		if status >= 400 {
			for name, values := range header {
				w.Header()[name] = values
			}
		}
		w.WriteHeader(status)
		_, _ = w.Write([]byte("{}"))
	}))
	t.Cleanup(s.Close)
	at := &clock{now: time.Unix(1_000_000, 0)}
	return &Client{API: s.URL, GraphQL: s.URL, Token: "t", Sleep: at.sleep, Now: func() time.Time { return at.now }}, at
}

func send(c *Client, method string) error {
	q, err := http.NewRequest(method, c.API, nil)
	if err != nil {
		return err
	}
	response, err := c.RoundTrip(q)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return &Status{Code: response.StatusCode}
	}
	return nil
}

func TestWaiting(t *testing.T) {
	for _, test := range []struct {
		name     string
		method   string
		header   http.Header
		statuses []int
		waited   time.Duration
		requests int
		status   int
	}{
		{"well", "GET", nil, []int{200}, 0, 1, 0},
		{"a failure once", "GET", nil, []int{502, 200}, time.Second, 2, 0},
		{"failures", "GET", nil, []int{502}, 3 * time.Second, 3, 502},
		{"a failure of a write", "POST", nil, []int{502}, 0, 1, 502},
		{"Retry-After", "GET", http.Header{"Retry-After": {"7"}}, []int{429, 200}, 7 * time.Second, 2, 0},
		{"Retry-After of a write", "POST", http.Header{"Retry-After": {"7"}}, []int{403, 200}, 7 * time.Second, 2, 0},
		{"until the reset", "GET", http.Header{"X-Ratelimit-Remaining": {"0"}, "X-Ratelimit-Reset": {"1000030"}}, []int{403, 200}, 31 * time.Second, 2, 0},
		{"a reset that is past", "GET", http.Header{"X-Ratelimit-Remaining": {"0"}, "X-Ratelimit-Reset": {"1"}}, []int{403, 200}, time.Second, 2, 0},
		{"a reset that is far away", "GET", http.Header{"X-Ratelimit-Remaining": {"0"}, "X-Ratelimit-Reset": {"9223372036854775807"}}, []int{403}, 0, 1, 403},
		{"longer than there is time for", "GET", http.Header{"Retry-After": {"9999999999"}}, []int{429}, 0, 1, 429},
		{"nonsense", "GET", http.Header{"Retry-After": {"-5"}}, []int{429, 200}, time.Minute, 2, 0},
		{"not allowed", "GET", nil, []int{403}, 0, 1, 403},
	} {
		c, at := client(t, test.header, test.statuses...)
		begin := at.now
		err := send(c, test.method)
		if StatusOf(err) != test.status || at.now.Sub(begin) != test.waited || c.Requests() != test.requests {
			t.Errorf("%s: %v after %v and %d requests, want %d, %v, %d", test.name, err, at.now.Sub(begin), c.Requests(), test.status, test.waited, test.requests)
		}
	}
}

func TestWritesAreSpaced(t *testing.T) {
	c, at := client(t, nil, 200)
	begin := at.now
	for range 3 {
		if err := send(c, "POST"); err != nil {
			t.Fatal(err)
		}
	}
	if got := at.now.Sub(begin); got != 2*time.Second {
		t.Errorf("three writes take %v, want a second between", got)
	}
}

// The token goes to no other host than GitHub's.
func TestRedirect(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("another host was asked") }))
	defer other.Close()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) { http.Redirect(w, q, other.URL, http.StatusFound) }))
	defer s.Close()
	c := &Client{API: s.URL, GraphQL: s.URL, Token: "t", Sleep: new(clock).sleep}
	rest, err := c.REST()
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := rest.Repositories.Get(context.Background(), "o", "r"); err == nil {
		t.Error("the redirect was followed")
	}
	if err := c.Query(context.Background(), "query { viewer { login } }", nil, nil); err == nil {
		t.Error("the redirect of GraphQL was followed")
	}
}

func TestReason(t *testing.T) {
	timeout := &url.Error{Op: "Get", URL: "https://x", Err: context.DeadlineExceeded}
	for _, err := range []error{
		&Status{Code: 401}, &Status{Code: 403}, &Status{Code: 404}, &Status{Code: 422}, &Status{Code: 429}, &Status{Code: 502}, &Status{Code: 418},
		ErrOutOfTime, ErrUncertain, timeout, context.DeadlineExceeded, &GraphQLError{Type: "FORBIDDEN", Message: "<b>"}, errors.New("x\ny"),
	} {
		if r := Reason(err); r == "" || len(r) > 100 || containsAny(r) {
			t.Errorf("%v: %q", err, r)
		}
	}
}

func TestUnusable(t *testing.T) {
	for want, errs := range map[bool][]error{
		true: {&Status{Code: 403}, &Status{Code: 404}, &Status{Code: 502}, ErrUncertain, &GraphQLError{Message: "Field 'fullDatabaseId' doesn't exist on type 'PullRequestReview'"}},
		false: {
			nil, &Status{Code: 401}, &Status{Code: 429}, ErrOutOfTime, context.Canceled,
			&GraphQLError{Type: "FORBIDDEN"}, &GraphQLError{Type: "NOT_FOUND"}, &GraphQLError{Type: "RATE_LIMITED"},
		},
	} {
		for _, err := range errs {
			if got := Unusable(err); got != want {
				t.Errorf("%v: %t", err, got)
			}
		}
	}
}

func containsAny(text string) bool {
	for _, r := range text {
		if r < ' ' || r == '<' {
			return true
		}
	}
	return false
}
