package review

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/githubapi"
	"github.com/okrcheck/okrcheck/internal/githubtest"
	"github.com/okrcheck/okrcheck/internal/source"
)

// A world is three files of which a pull request changes two.
type world struct {
	rand *rand.Rand
	text map[string]string
}

const worldLines = 40

func worldBase() map[string]string {
	text := make(map[string]string)
	for _, name := range []string{"a", "b", "c"} {
		var b strings.Builder
		for line := 1; line <= worldLines; line++ {
			if line%10 == 0 {
				b.WriteString("[[key_result]]\n")
			} else {
				fmt.Fprintf(&b, "key = %d\n", line)
			}
		}
		text[name] = b.String()
	}
	return text
}

// push changes some lines of the files a and b.
func (w *world) push() {
	w.text = worldBase()
	for _, name := range []string{"a", "b"} {
		lines := strings.Split(w.text[name], "\n")
		for range 1 + w.rand.IntN(6) {
			lines[w.rand.IntN(worldLines)] = fmt.Sprintf("changed = %d", w.rand.IntN(1000))
		}
		w.text[name] = strings.Join(lines, "\n")
	}
}

// input has random findings on the files as they are.
func (w *world) input(head string) Input {
	var findings []diag.Finding
	for _, name := range []string{"a", "b", "c"} {
		file := source.New(name, []byte(w.text[name]))
		for range w.rand.IntN(8) {
			from, to := 1+w.rand.IntN(worldLines), w.rand.IntN(4)
			f := diag.Finding{
				Check:   []string{"unknown-key", "missing-week", "wrong-shape", "too-safe"}[w.rand.IntN(4)],
				Subject: fmt.Sprint(w.rand.IntN(4)), Severity: diag.Severity(1 + w.rand.IntN(3)), Message: "the thing is wrong", Help: "mend it", New: true,
				At: source.Place{File: file, Start: file.Offset(from), End: file.Offset(from+to) + 3},
			}
			if w.rand.IntN(3) == 0 {
				f.Edits = []source.Edit{{At: f.At, NewText: "mended"}}
			}
			findings = append(findings, f)
		}
	}
	diag.Sort(findings)
	diag.Identify(findings)
	base := worldBase()
	in := Input{
		Options: Options{MaxComments: w.rand.IntN(6), Key: "k", RequestChanges: w.rand.IntN(2) == 0, Blocking: diag.Error},
		Head:    head, Findings: findings, Present: make(map[string]bool), Diff: make(Diff),
		Better: func(diag.Finding, []byte) bool { return true },
	}
	for _, f := range findings {
		in.Present[f.Identity] = true
	}
	for _, name := range []string{"a", "b"} {
		in.Diff[name] = SureHunks([]byte(base[name]), []byte(w.text[name]))
	}
	return in
}

// places counts where each finding stands as open: in a comment, or in a review's table.
func places(comments []Comment, reviews []Review) map[string]int {
	n := make(map[string]int)
	for _, c := range comments {
		m, _ := readMarker(c.Body, "k")
		for _, id := range m.Open {
			n[id]++
		}
	}
	for _, r := range reviews {
		for _, found := range rows.FindAllStringSubmatch(r.Body, -1) {
			n[found[1]]++
		}
	}
	return n
}

func TestPlanProperty(t *testing.T) {
	for seed := range uint64(400) {
		w := &world{rand: rand.New(rand.NewPCG(seed, 1))}
		var p page
		for range 6 {
			w.push()
			in := w.input(sha1)
			in.Comments, in.Reviews = p.comments, p.reviews
			a := Plan(in)
			if a.Post != nil {
				said := slices.Concat(a.Post.Inline, a.Post.Table, a.Post.Cut)
				slices.Sort(said)
				if len(slices.Compact(slices.Clone(said))) != len(said) {
					t.Fatalf("seed %d: a finding stands twice in one review", seed)
				}
				for _, c := range a.Post.Comments {
					first := c.Line
					if c.Start > 0 {
						first = c.Start
					}
					if _, ok := in.Diff.hunk(c.Path, first, c.Line); !ok || c.Start >= c.Line {
						t.Fatalf("seed %d: a comment on %s:%d-%d, outside of the diff", seed, c.Path, c.Start, c.Line)
					}
				}
				if len(a.Post.Comments) > in.MaxComments {
					t.Fatalf("seed %d: %d comments, %d allowed", seed, len(a.Post.Comments), in.MaxComments)
				}
			}
			p.do(a)
			at := places(p.comments, p.reviews)
			for _, f := range in.Findings {
				if at[f.Identity] != 1 {
					t.Fatalf("seed %d: a finding stands in %d places", seed, at[f.Identity])
				}
			}
			in.Comments, in.Reviews = p.comments, p.reviews
			if again := Plan(in); !again.None() {
				t.Fatalf("seed %d: a second run does %+v", seed, again)
			}
		}
	}
}

// The same over GitHub's API, with faults: when GitHub is well again, each finding stands in one place, and a run more does nothing.
func TestApplyProperty(t *testing.T) {
	seeds := uint64(40)
	if testing.Short() {
		seeds = 5
	}
	for seed := range seeds {
		w := &world{rand: rand.New(rand.NewPCG(seed, 2))}
		server := githubtest.New(t)
		server.Allow("t", githubtest.Token{Login: githubtest.Actions, Contents: githubtest.Access(1 + w.rand.IntN(2)), Pulls: githubtest.Write})
		repo := server.Repo("octo/okrs")
		repo.Commit("main", worldBase())
		w.push()
		repo.Commit("feature", w.text)
		pull := repo.OpenPull(githubtest.PullOptions{Head: "feature"})
		apply := func(in Input) Outcome {
			p := Pull{Owner: "octo", Repo: "okrs", Number: pull.Number, Client: &githubapi.Client{
				API: server.URL(), GraphQL: server.URL() + "/graphql", Token: "t", Timeout: 20 * time.Second,
				Sleep: func(context.Context, time.Duration) error { return nil }, Budget: time.Hour,
			}}
			return p.Apply(context.Background(), in)
		}
		for range 4 {
			w.push()
			repo.Rewrite("feature", w.text) // a force push
			in := w.input(pull.Head())
			fault := []githubtest.Fault{
				githubtest.BadGatewayAfterActing(), githubtest.Cut(), githubtest.HalfBody(), githubtest.ServerError(), githubtest.Unprocessable(),
				githubtest.ReadOnly(), githubtest.SecondaryLimit(429, 5), githubtest.HTMLInsteadOfJSON(),
			}[w.rand.IntN(8)]
			server.Fail("*", fault.Skip(w.rand.IntN(4))) // reading, editing or posting, as it comes
			apply(in)
			apply(in)
			apply(in)
			if o := apply(in); o.Status != Unchanged {
				t.Fatalf("seed %d, %s: at last %v", seed, fault, o)
			}
			var comments []Comment
			var reviews []Review
			for _, r := range pull.Reviews() {
				reviews = append(reviews, Review{Body: r.Body})
				for _, c := range r.Comments {
					comments = append(comments, Comment{Body: c.Body})
				}
			}
			at := places(comments, reviews)
			for _, f := range in.Findings {
				if at[f.Identity] != 1 {
					t.Fatalf("seed %d, %s: a finding stands in %d places", seed, fault, at[f.Identity])
				}
			}
		}
	}
}
