package githubtest

import (
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// A Fault is something that goes wrong with an answer.
type Fault struct {
	name string
	// acts says that the request is carried out all the same.
	acts    bool
	prepare func(*call)
	// instead replaces the answer, deliver its way to the caller.
	instead func(q *http.Request, status int, body []byte, header http.Header) (int, []byte, http.Header)
	deliver func(s *Server, w http.ResponseWriter, q *http.Request, status int, body []byte)

	times, skip int
	when        func(*http.Request) bool
}

// forever is a number of times that no test uses up.
const forever = 1 << 30

type scheduled struct {
	Fault
	operation string
	left      int
	used      bool
}

// meets reports whether the fault befalls a call, and counts it if so. The state is locked.
func (f *scheduled) meets(operation string, c *call) bool {
	if f.operation != operation && f.operation != "*" || f.when != nil && !f.when(c.Request) {
		return false
	}
	if f.skip > 0 {
		f.skip--
		return false
	}
	f.used = true
	if f.left != forever {
		f.left--
	}
	return true
}

// Fail lets a fault befall the next request of an operation, GitHub's name for
// it such as pulls/create-review, graphql for GraphQL, * for any. A fault that no request meets
// fails the test.
func (s *Server) Fail(operation string, f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.times == 0 {
		f.times = 1
	}
	s.faults = append(s.faults, &scheduled{Fault: f, operation: operation, left: f.times})
}

// Times makes a fault befall n requests.
func (f Fault) Times(n int) Fault { f.times = n; return f }

// Always makes a fault befall all requests; one at least must come.
func (f Fault) Always() Fault { f.times = forever; return f }

// Skip lets n requests pass first.
func (f Fault) Skip(n int) Fault { f.skip = n; return f }

// When limits a fault to some requests of its operation.
func (f Fault) When(meets func(*http.Request) bool) Fault { f.when = meets; return f }

// String names the fault.
func (f Fault) String() string { return f.name }

func answer(name string, status int, header http.Header, message string) Fault {
	return answerOn("https://docs.github.com/rest", name, status, header, message)
}

// answerOn answers with the address of a page, by which clients tell the two rate limits apart.
func answerOn(page, name string, status int, header http.Header, message string) Fault {
	return Fault{name: name, instead: func(*http.Request, int, []byte, http.Header) (int, []byte, http.Header) {
		if header == nil {
			header = make(http.Header)
		}
		return status, fmt.Appendf(nil, `{"message":%q,"documentation_url":%q,"status":"%d"}`, message, page, status), header
	}}
}

// Unauthorized is the answer to a token that is not valid any more.
func Unauthorized() Fault {
	return answer("401", http.StatusUnauthorized, nil, "Bad credentials")
}

// ReadOnly is the answer to a write with a token that may only read, as on a fork's pull request.
func ReadOnly() Fault {
	return answer("403 read-only", http.StatusForbidden, nil, "Resource not accessible by integration")
}

// SecondaryLimit is the answer to too many requests in a short time: status is
// 403 or 429, retryAfter a number of seconds, or negative for none.
func SecondaryLimit(status, retryAfter int) Fault {
	header := make(http.Header)
	name := fmt.Sprintf("%d secondary limit", status)
	if retryAfter >= 0 {
		header.Set("Retry-After", strconv.Itoa(retryAfter))
		name += " with Retry-After"
	}
	return answerOn("https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits",
		name, status, header, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.")
}

// PrimaryLimit is the answer when the hour's requests are used up; they come back after wait.
func PrimaryLimit(wait time.Duration) Fault {
	return answer("403 rate limit", http.StatusForbidden, http.Header{
		"X-Ratelimit-Limit": {"1000"}, "X-Ratelimit-Remaining": {"0"},
		"X-Ratelimit-Reset": {strconv.FormatInt(time.Now().Add(wait).Unix(), 10)},
	}, "API rate limit exceeded for installation.")
}

// NotFound is the answer to what is not there, or may not be known to be.
func NotFound() Fault { return answer("404", http.StatusNotFound, nil, "Not Found") }

// Conflict is the answer to a write on a state that is no more.
func Conflict() Fault {
	return answer("409", http.StatusConflict, nil, "is at 1111111111111111111111111111111111111111 but expected 2222222222222222222222222222222222222222")
}

// Unprocessable is the answer to what GitHub understands and does not do.
func Unprocessable() Fault {
	return answer("422", http.StatusUnprocessableEntity, nil, "Unprocessable Entity")
}

// ServerError is GitHub's own failure, before it did anything.
func ServerError() Fault { return answer("500", http.StatusInternalServerError, nil, "Server Error") }

// BadGatewayAfterActing carries the request out and answers 502.
func BadGatewayAfterActing() Fault {
	f := HTML()
	f.name, f.acts = "502 after having acted", true
	return f
}

// HTML is the answer of a gateway that does not know of JSON.
func HTML() Fault {
	return Fault{name: "502 with HTML", instead: func(*http.Request, int, []byte, http.Header) (int, []byte, http.Header) {
		return http.StatusBadGateway, []byte("<html><body><h1>Unicorn! 502</h1></body></html>"), http.Header{"Content-Type": {"text/html"}}
	}}
}

// HTMLInsteadOfJSON carries the request out and answers 200 with a page.
func HTMLInsteadOfJSON() Fault {
	return Fault{name: "200 with HTML", acts: true, instead: func(*http.Request, int, []byte, http.Header) (int, []byte, http.Header) {
		return http.StatusOK, []byte("<!DOCTYPE html><html><body>Sign in</body></html>"), http.Header{"Content-Type": {"text/html"}}
	}}
}

// Hang answers nothing until the caller gives up.
func Hang() Fault {
	return Fault{name: "hang", deliver: func(s *Server, _ http.ResponseWriter, q *http.Request, _ int, _ []byte) {
		select {
		case <-q.Context().Done():
		case <-s.done:
		}
		panic(http.ErrAbortHandler)
	}}
}

// Cut carries the request out and cuts the connection.
func Cut() Fault {
	return Fault{name: "cut connection", acts: true, deliver: func(*Server, http.ResponseWriter, *http.Request, int, []byte) {
		panic(http.ErrAbortHandler)
	}}
}

// HalfBody carries the request out and cuts the connection in the middle of the answer.
func HalfBody() Fault {
	return Fault{name: "half a body", acts: true, deliver: func(_ *Server, w http.ResponseWriter, _ *http.Request, status int, body []byte) {
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(status)
		_, _ = w.Write(body[:len(body)/2])
		if flush, ok := w.(http.Flusher); ok {
			flush.Flush()
		}
		panic(http.ErrAbortHandler)
	}}
}

// RepeatedPage answers with the first page of a list, whichever was asked for, and links to the next one.
func RepeatedPage() Fault {
	return Fault{
		name: "a page that repeats", acts: true,
		prepare: func(c *call) {
			_ = c.ParseForm()
			c.Form.Del("page")
		},
		instead: func(q *http.Request, status int, body []byte, header http.Header) (int, []byte, http.Header) {
			query := q.URL.Query()
			asked, _ := strconv.Atoi(query.Get("page"))
			query.Set("page", strconv.Itoa(max(asked, 1)+1))
			header.Set("Link", fmt.Sprintf(`<http://%s%s?%s>; rel="next"`, q.Host, q.URL.EscapedPath(), query.Encode()))
			return status, body, header
		},
	}
}

// GraphQLError is GraphQL's way to fail: status 200 and an error of a type, such as FORBIDDEN or RATE_LIMITED.
func GraphQLError(kind, message string) Fault {
	return Fault{name: "GraphQL " + kind, instead: func(*http.Request, int, []byte, http.Header) (int, []byte, http.Header) {
		return http.StatusOK, fmt.Appendf(nil, `{"data":null,"errors":[{"type":%q,"message":%q}]}`, kind, message), make(http.Header)
	}}
}
