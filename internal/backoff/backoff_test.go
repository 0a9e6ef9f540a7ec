package backoff

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// script answers one after the other.
type script struct {
	answers []func(*http.Request) (*http.Response, error)
	bodies  []string
}

func (s *script) RoundTrip(q *http.Request) (*http.Response, error) {
	body := ""
	if q.Body != nil {
		b, _ := io.ReadAll(q.Body)
		body = string(b)
	}
	s.bodies = append(s.bodies, body)
	answer := s.answers[0]
	if len(s.answers) > 1 {
		s.answers = s.answers[1:]
	}
	return answer(q)
}

func status(code int, body string, header ...string) func(*http.Request) (*http.Response, error) {
	return func(*http.Request) (*http.Response, error) {
		h := make(http.Header)
		for i := 0; i < len(header); i += 2 {
			h.Set(header[i], header[i+1])
		}
		return &http.Response{StatusCode: code, Header: h, Body: io.NopCloser(strings.NewReader(body))}, nil
	}
}

func cut(*http.Request) (*http.Response, error) { return nil, errors.New("connection reset") }

func halfBody(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Header: make(http.Header), Body: io.NopCloser(io.MultiReader(strings.NewReader("{"), broken{}))}, nil
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestTransport(t *testing.T) {
	type answers = []func(*http.Request) (*http.Response, error)
	const limit = `{"message":"You have exceeded a secondary rate limit."}`
	ok := status(200, "{}")
	for name, test := range map[string]struct {
		method  string
		marked  bool
		answers answers
		asked   int // requests
		waited  time.Duration
		status  int // 0 is an error
	}{
		"fine":                       {"GET", false, answers{ok}, 1, 0, 200},
		"a failure":                  {"GET", false, answers{status(500, ""), status(502, ""), ok}, 3, 3 * time.Second, 200},
		"failures":                   {"GET", false, answers{status(500, "")}, 4, 7 * time.Second, 500},
		"a cut":                      {"PATCH", false, answers{cut, ok}, 2, time.Second, 200},
		"half an answer":             {"GET", false, answers{halfBody, ok}, 2, time.Second, 200},
		"a failure of a POST":        {"POST", false, answers{status(502, ""), ok}, 1, 0, 502},
		"a cut of a POST":            {"POST", false, answers{cut, ok}, 1, 0, 0},
		"a POST that reads":          {"POST", true, answers{cut, ok}, 2, time.Second, 200},
		"a limit on a POST":          {"POST", false, answers{status(403, limit, "Retry-After", "7"), ok}, 2, 7 * time.Second, 200},
		"a limit of unknown length":  {"POST", false, answers{status(403, limit), status(429, ""), ok}, 3, 3 * time.Minute, 200},
		"a limit that stays":         {"POST", false, answers{status(429, "")}, 3, 3 * time.Minute, 429},
		"the hour's limit":           {"GET", false, answers{status(403, "", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1059"), ok}, 2, time.Minute, 200},
		"the hour's limit, too long": {"GET", false, answers{status(403, "", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "4600"), ok}, 1, 0, 403},
		"may not":                    {"POST", false, answers{status(403, `{"message":"Resource not accessible by integration"}`), ok}, 1, 0, 403},
		"not there":                  {"GET", false, answers{status(404, ""), ok}, 1, 0, 404},
	} {
		t.Run(name, func(t *testing.T) {
			s := &script{answers: test.answers}
			now := time.Unix(1000, 0)
			var waited time.Duration
			transport := &Transport{
				Base: s,
				Now:  func() time.Time { return now.Add(waited) },
				Sleep: func(_ context.Context, d time.Duration) error {
					waited += d
					return nil
				},
			}
			ctx := context.Background()
			if test.marked {
				ctx = Query(ctx)
			}
			q, err := http.NewRequestWithContext(ctx, test.method, "https://api.example.com/", strings.NewReader("what is said"))
			if err != nil {
				t.Fatal(err)
			}
			answer, err := transport.RoundTrip(q)
			got := 0
			if err == nil {
				got = answer.StatusCode
			}
			if got != test.status || len(s.bodies) != test.asked || waited != test.waited {
				t.Errorf("status %d (%v) after %d requests and %v; want %d after %d and %v", got, err, len(s.bodies), waited, test.status, test.asked, test.waited)
			}
			for _, body := range s.bodies {
				if body != "what is said" {
					t.Errorf("a try sent %q", body)
				}
			}
		})
	}
}

// Two writes keep a pause between them; reads don't.
func TestPause(t *testing.T) {
	var waited time.Duration
	transport := &Transport{
		Base: &script{answers: []func(*http.Request) (*http.Response, error){status(200, "{}")}},
		Now:  func() time.Time { return time.Unix(1000, 0).Add(waited) },
		Sleep: func(_ context.Context, d time.Duration) error {
			waited += d
			return nil
		},
	}
	for _, step := range []struct {
		method string
		waited time.Duration
	}{{"POST", 0}, {"GET", 0}, {"PATCH", time.Second}, {"POST", 2 * time.Second}} {
		q, _ := http.NewRequest(step.method, "https://api.example.com/", nil)
		if _, err := transport.RoundTrip(q); err != nil || waited != step.waited {
			t.Errorf("%s: waited %v in all, want %v (%v)", step.method, waited, step.waited, err)
		}
	}
}
