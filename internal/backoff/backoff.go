// Package backoff is an HTTP transport with the manners that GitHub asks of its
// callers: one write at a time with a pause between two, a wait where an answer
// asks for one, and another try of what can't be done twice.
package backoff

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"
)

const (
	// pause is the time between two writes.
	pause = time.Second
	// patience is the longest that one request waits for other tries in all. A limit that lasts longer, such as the
	// hour's, is the next run's.
	patience = 5 * time.Minute
	// limited is the first wait for a limit that does not say how long it lasts; the next ones are twice as long.
	limited = time.Minute
	// failed is the first wait after a server's own failure.
	failed = time.Second
	// tries is how often a request is made at most.
	tries = 4
	// answerTime is how long the first byte of an answer may take.
	answerTime = 30 * time.Second
)

// A Transport waits and tries again. What it returns is the last answer, whatever it was.
type Transport struct {
	// Base makes the requests; nil is the default transport with a limit to the time that an answer takes.
	Base http.RoundTripper
	// Sleep waits, or returns the context's error; nil is the clock. Now is nil for the clock as well.
	Sleep func(context.Context, time.Duration) error
	Now   func() time.Time

	mu    sync.Mutex // held by a write
	wrote time.Time
	once  sync.Once
	base  http.RoundTripper
}

type query struct{}

// Query marks requests that only read although their method is POST, as
// GraphQL's are.
func Query(ctx context.Context) context.Context {
	return context.WithValue(ctx, query{}, true)
}

// RoundTrip makes a request as often as it takes. After a failure a POST may
// have been carried out all the same, so it is not made again: who made it
// looks first. A limit is another thing: nothing was done.
func (t *Transport) RoundTrip(q *http.Request) (*http.Response, error) {
	t.once.Do(t.setUp)
	ctx := q.Context()
	reads := q.Method == http.MethodGet || q.Method == http.MethodHead || ctx.Value(query{}) != nil
	again := reads || q.Method != http.MethodPost
	if !reads {
		t.mu.Lock()
		defer t.mu.Unlock()
		defer func() { t.wrote = t.now() }()
		if wait := pause - t.now().Sub(t.wrote); !t.wrote.IsZero() && wait > 0 {
			if err := t.sleep(ctx, wait); err != nil {
				return nil, err
			}
		}
	}
	var body []byte
	if q.Body != nil {
		var err error
		if body, err = io.ReadAll(q.Body); err != nil {
			return nil, err
		}
		q.Body.Close()
	}
	var waited time.Duration
	for try := 0; ; try++ {
		attempt := q.Clone(ctx)
		if q.Body != nil {
			attempt.Body = io.NopCloser(bytes.NewReader(body))
		}
		answer, err := t.base.RoundTrip(attempt)
		if err == nil {
			err = whole(answer)
		}
		wait, retry := t.wait(answer, err, try, again)
		if !retry || try+1 == tries || waited+wait > patience || ctx.Err() != nil {
			return answer, err
		}
		if err := t.sleep(ctx, wait); err != nil {
			return nil, err
		}
		waited += wait
	}
}

// whole reads an answer to its end, so that one that is cut off is a failure to try again.
func whole(answer *http.Response) error {
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		return fmt.Errorf("read the answer: %w", err)
	}
	answer.Body = io.NopCloser(bytes.NewReader(b))
	return nil
}

// wait returns how long to wait before the next try, and whether there is one.
func (t *Transport) wait(answer *http.Response, err error, try int, again bool) (time.Duration, bool) {
	switch {
	case err != nil:
		return failed << try, again
	case answer.StatusCode >= 500:
		return failed << try, again
	case answer.StatusCode != http.StatusForbidden && answer.StatusCode != http.StatusTooManyRequests:
		return 0, false
	}
	if seconds, err := strconv.Atoi(answer.Header.Get("Retry-After")); err == nil && seconds >= 0 {
		return time.Duration(seconds) * time.Second, true
	}
	if answer.Header.Get("X-Ratelimit-Remaining") == "0" {
		if reset, err := strconv.ParseInt(answer.Header.Get("X-Ratelimit-Reset"), 10, 64); err == nil {
			return max(time.Unix(reset, 0).Sub(t.now())+time.Second, time.Second), true
		}
	}
	if answer.StatusCode == http.StatusTooManyRequests || secondary(answer) {
		return limited << try, true
	}
	return 0, false // not a limit: the token may not
}

// secondary reports whether a refusal is that of GitHub's limit on requests in a short time.
func secondary(answer *http.Response) bool {
	b, err := io.ReadAll(answer.Body)
	answer.Body = io.NopCloser(bytes.NewReader(b))
	return err == nil && bytes.Contains(bytes.ToLower(b), []byte("secondary rate limit"))
}

func (t *Transport) setUp() {
	if t.base = t.Base; t.base == nil {
		d := http.DefaultTransport.(*http.Transport).Clone()
		d.ResponseHeaderTimeout = answerTime
		t.base = d
	}
}

func (t *Transport) now() time.Time {
	if t.Now != nil {
		return t.Now()
	}
	return time.Now()
}

func (t *Transport) sleep(ctx context.Context, d time.Duration) error {
	if t.Sleep != nil {
		return t.Sleep(ctx, d)
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
