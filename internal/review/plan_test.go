package review

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/source"
	"github.com/okrcheck/okrcheck/internal/tree"
)

var update = flag.Bool("update", false, "rewrite the golden texts")

const (
	payments = "okrs/2026-Q4/payments.toml"
	goodOKR  = `team = "payments"
quarter = "2026-Q4"
objective = "Deliver a checkout so fast that shoppers stop noticing it"

[[key_result]]
title    = "Cut p95 checkout latency from 800 ms to 200 ms"
baseline = 800
target   = 200
unit     = "ms"

[[key_result]]
title    = "Raise completed checkouts from 61 % to 72 %"
baseline = 61
target   = 72
unit     = "%"

[[key_result]]
title    = "Payment errors reported by shoppers in a week"
baseline = 340
target   = 120
`
)

// write writes files to a folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// judged returns what a run on a pull request knows, with the real checks.
func judged(t *testing.T, head string, before, after map[string]string, only ...string) Input {
	t.Helper()
	today, err := okr.ParseDate("2026-11-20")
	if err != nil {
		t.Fatal(err)
	}
	repo, err := repository.Read(tree.WorkTree(write(t, after)), repository.Options{Today: today})
	if err != nil {
		t.Fatal(err)
	}
	if err := repo.ReadBase(tree.WorkTree(write(t, before))); err != nil {
		t.Fatal(err)
	}
	in := repo.Input()
	in.Only = only
	result := checks.Run(in)
	plan := Input{
		Options: Options{MaxComments: 20}, Head: head, Diff: make(Diff), Present: make(map[string]bool),
		Files: "https://github.com/octo/okrs/blob/" + head + "/", Summary: "https://github.com/octo/okrs/actions/runs/1",
	}
	for _, f := range result.Findings {
		plan.Present[f.Identity] = true
		if f.New {
			plan.Findings = append(plan.Findings, f)
		}
	}
	plan.Silenced = result.Silenced
	for name, text := range after {
		if before[name] != text {
			plan.Diff[name] = SureHunks([]byte(before[name]), []byte(text))
		}
	}
	return plan
}

// A page plays the pull request's page: what was posted, edited and resolved.
type page struct {
	next     int64
	reviews  []Review
	comments []Comment
	places   map[int64]LineComment
}

func (p *page) do(a Actions) {
	for _, e := range a.Edits {
		i := slices.IndexFunc(p.comments, func(c Comment) bool { return c.ID == e.ID })
		p.comments[i].Body = e.Body
	}
	for _, e := range a.Bodies {
		i := slices.IndexFunc(p.reviews, func(r Review) bool { return r.ID == e.ID })
		p.reviews[i].Body = e.Body
	}
	for _, id := range a.Dismiss {
		i := slices.IndexFunc(p.reviews, func(r Review) bool { return r.ID == id })
		p.reviews[i].State = "DISMISSED"
	}
	if a.Post == nil {
		return
	}
	p.next++
	state := "COMMENTED"
	if a.Post.Event == ChangesRequested {
		state = "CHANGES_REQUESTED"
	}
	p.reviews = append(p.reviews, Review{ID: p.next, State: state, Body: a.Post.Body})
	for _, c := range a.Post.Comments {
		p.next++
		p.comments = append(p.comments, Comment{ID: p.next, Body: c.Body, Thread: fmt.Sprint("T", p.next), CanResolve: true})
		if p.places == nil {
			p.places = make(map[int64]LineComment)
		}
		p.places[p.next] = c
	}
}

// String shows the page as a reader sees it: what is hidden is left out.
func (p *page) String() string {
	var b strings.Builder
	for _, r := range p.reviews {
		fmt.Fprintf(&b, "## A review (%s)\n\n%s\n\n", r.State, visible(r.Body))
	}
	for _, c := range p.comments {
		at := p.places[c.ID]
		lines := fmt.Sprint(at.Line)
		if at.Start > 0 {
			lines = fmt.Sprintf("%d-%d", at.Start, at.Line)
		}
		fmt.Fprintf(&b, "## A comment on %s:%s\n\n%s\n\n", at.Path, lines, visible(c.Body))
	}
	return b.String()
}

func visible(body string) string { return rows.ReplaceAllString(unmarked(body), "") }

func golden(t *testing.T, name, got string) {
	t.Helper()
	name = filepath.Join("testdata", "review", name+".md")
	if *update {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
		t.Errorf("%s: got\n%s", name, got)
	}
}

const (
	sha1 = "1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b"
	sha2 = "2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b1c"
)

// bad has an output for a key result, two keys that nobody knows, and an individual's OKR elsewhere.
var bad = strings.NewReplacer(
	"Cut p95 checkout latency from 800 ms to 200 ms\"\nbaseline = 800\ntarget   = 200\nunit     = \"ms\"\n", "Launch the mobile app\"\n",
	"target   = 72\n", "target   = 72\nmood     = \"fine\"\nowners   = 3\n",
).Replace(goodOKR)

var goldenChecks = []string{"key-result-is-output", "unknown-key", "repeated-key-result"}

func TestFirstAndSecondReview(t *testing.T) {
	before := map[string]string{payments: goodOKR, "okrs/2026-Q4/fraud.toml": strings.ReplaceAll(goodOKR, "payments", "fraud")}
	after := maps.Clone(before)
	after[payments] = bad
	var p page
	in := judged(t, sha1, before, after, goldenChecks...)
	first := Plan(in)
	p.do(first)
	golden(t, "first", p.String())

	in.Comments, in.Reviews = p.comments, p.reviews
	if again := Plan(in); !again.None() {
		t.Errorf("a second run of the same commit does %+v", again)
	}

	after[payments] = strings.Replace(bad, "\"Launch the mobile app\"", "\"Cut p95 checkout latency from 800 ms to 200 ms\"\nbaseline = 800\ntarget = 200\nunit = \"ms\"", 1)
	in = judged(t, sha2, before, after, goldenChecks...)
	in.Comments, in.Reviews = p.comments, p.reviews
	second := Plan(in)
	if second.Post != nil || len(second.Edits) != 1 || len(second.Resolve) != 1 {
		t.Errorf("after a fix: %+v", second)
	}
	p.do(second)
	golden(t, "second", p.String())
	in.Comments, in.Reviews = p.comments, p.reviews
	if again := Plan(in); !again.None() {
		t.Errorf("a second run of the fixed commit does %+v", again)
	}

	in = judged(t, sha1, before, before, goldenChecks...)
	in.Comments, in.Reviews = p.comments, p.reviews
	p.do(Plan(in))
	golden(t, "clean", p.String())
}

// found returns a finding on a line of a file of fifty.
func found(path, check string, severity diag.Severity, line int, subject string) diag.Finding {
	file := files[path]
	if file == nil {
		file = source.New(path, []byte(strings.Repeat("key = 1\n", 50)))
		files[path] = file
	}
	return diag.Finding{
		Check: check, Severity: severity, Subject: subject, New: true, Message: "the thing " + fmt.Sprintf("%q", subject) + " is wrong", Help: "mend it",
		At: source.Place{File: file, Start: file.Offset(line), End: file.Offset(line) + 3},
	}
}

var files = make(map[string]*source.File)

func shownLines(first, last int) []Hunk {
	h := Hunk{First: first, Last: last, added: make(map[int]bool)}
	for line := first; line <= last; line++ {
		h.added[line] = true
	}
	return []Hunk{h}
}

func input(findings ...diag.Finding) Input {
	diag.Sort(findings)
	diag.Identify(findings)
	in := Input{Options: Options{MaxComments: 20}, Head: sha1, Findings: findings, Present: make(map[string]bool), Diff: Diff{"a": shownLines(1, 20)}}
	for _, f := range findings {
		in.Present[f.Identity] = true
	}
	return in
}

func TestPlan(t *testing.T) {
	onLine := found("a", "unknown-key", diag.Warning, 3, "x")
	for _, c := range []struct {
		name                string
		in                  Input
		comments, rows, cut int
	}{
		{"nothing", input(), 0, 0, 0},
		{"a line of the diff", input(onLine), 1, 0, 0},
		{"a line outside, with changed lines in its table", input(found("a", "unknown-key", diag.Warning, 40, "x")), 1, 0, 0},
		{"a file outside", input(found("b", "unknown-key", diag.Warning, 3, "x")), 0, 1, 0},
		{"repeats of a check", input(onLine, found("a", "unknown-key", diag.Warning, 5, "y"), found("a", "unknown-key", diag.Warning, 45, "z")), 1, 0, 0},
		{"two checks", input(onLine, found("a", "wrong-shape", diag.Error, 3, "x")), 2, 0, 0},
	} {
		a := Plan(c.in)
		var comments, rows, cut int
		if a.Post != nil {
			comments, rows, cut = len(a.Post.Comments), len(a.Post.Table), len(a.Post.Cut)
		}
		if comments != c.comments || rows != c.rows || cut != c.cut {
			t.Errorf("%s: %d comments, %d rows, %d cut; want %d, %d, %d", c.name, comments, rows, cut, c.comments, c.rows, c.cut)
		}
	}
}

func TestWorstFirstWithinMaxComments(t *testing.T) {
	in := input(
		found("a", "unknown-key", diag.Info, 1, "x"), found("a", "missing-week", diag.Warning, 2, "x"),
		found("a", "wrong-shape", diag.Error, 3, "x"), found("a", "missing-field", diag.Error, 4, "x"))
	in.MaxComments = 2
	p := Plan(in).Post
	if len(p.Comments) != 2 || p.Comments[0].Line != 3 || p.Comments[1].Line != 4 || len(p.Table) != 2 {
		t.Errorf("comments %+v, table %v", p.Comments, p.Table)
	}
	in.MaxComments = 0
	if p := Plan(in).Post; len(p.Comments) != 0 || len(p.Table) != 4 {
		t.Errorf("no comments are allowed: %+v", p)
	}
}

func TestBytesAreLimited(t *testing.T) {
	var findings []diag.Finding
	for i := range 5000 {
		findings = append(findings, found("b", "unknown-key", diag.Warning, 1+i%50, fmt.Sprint("the key ", i)))
	}
	in := input(findings...)
	a := Plan(in)
	if n := len(a.Post.Body); n > bodyRoom {
		t.Errorf("the body has %d bytes", n)
	}
	if len(a.Post.Table)+len(a.Post.Cut) != 5000 || len(a.Post.Cut) == 0 {
		t.Errorf("%d rows, %d cut", len(a.Post.Table), len(a.Post.Cut))
	}
	if want := fmt.Sprintf("%d more findings found no room here", len(a.Post.Cut)); !strings.Contains(a.Post.Body, want) {
		t.Errorf("the body does not say %q", want)
	}
	var p page
	p.do(a)
	in.Comments, in.Reviews = p.comments, p.reviews
	if again := Plan(in); !again.None() {
		t.Error("a second run posts the rest")
	}
}

func TestRepliedCommentKeepsItsText(t *testing.T) {
	in := input(found("a", "unknown-key", diag.Warning, 3, "x"))
	var p page
	p.do(Plan(in))
	p.comments[0].Replied = true
	in = input()
	in.Comments, in.Reviews = p.comments, p.reviews
	a := Plan(in)
	if len(a.Edits) != 1 || !strings.Contains(a.Edits[0].Body, "The thing") || strings.Contains(a.Edits[0].Body, "~~") || !strings.Contains(a.Edits[0].Body, "**Fixed in 1a2b3c4.**") {
		t.Errorf("%+v", a.Edits)
	}
}

func TestNotJudgedIsNotFixed(t *testing.T) {
	in := input(found("a", "unknown-key", diag.Warning, 3, "x"), found("b", "unknown-key", diag.Warning, 3, "x"))
	var p page
	p.do(Plan(in))
	in = input()
	in.Comments, in.Reviews = p.comments, p.reviews
	in.Judged = func(string, string) bool { return false }
	if a := Plan(in); !a.None() {
		t.Errorf("what was not looked at is called fixed: %+v", a)
	}
}

func TestSilencedIsNotFixed(t *testing.T) {
	in := input(found("a", "unknown-key", diag.Warning, 3, "x"))
	var p page
	p.do(Plan(in))
	quiet := in.Present
	in = input()
	in.Comments, in.Reviews, in.Quiet = p.comments, p.reviews, quiet
	if a := Plan(in); len(a.Edits) != 1 || !strings.Contains(a.Edits[0].Body, "Silenced in") {
		t.Errorf("%+v", a)
	}
}

// A title that was edited and is still wrong: the comment follows it, and nobody gets a mail.
func TestEditedTextIsNotFixed(t *testing.T) {
	in := input(found("a", "unknown-key", diag.Warning, 3, "launch the mobile app"), found("a", "unknown-key", diag.Warning, 4, "hire five engineers"))
	var p page
	p.do(Plan(in))
	in = input(found("a", "unknown-key", diag.Warning, 3, "launch the mobile app now"), found("a", "unknown-key", diag.Warning, 4, "hire five engineers"))
	for _, replied := range []bool{false, true} {
		q := page{comments: slices.Clone(p.comments), reviews: slices.Clone(p.reviews)}
		q.comments[0].Replied = replied
		in.Comments, in.Reviews = q.comments, q.reviews
		a := Plan(in)
		if a.Post != nil || len(a.Edits) != 1 || strings.Contains(a.Edits[0].Body, "app now") == replied || strings.Contains(a.Edits[0].Body, "Fixed") {
			t.Errorf("answered %v: %+v", replied, a)
		}
		q.do(a)
		in.Comments, in.Reviews = q.comments, q.reviews
		if a := Plan(in); !a.None() {
			t.Errorf("answered %v, again: %+v", replied, a)
		}
		if strings.Contains(q.reviews[0].Body, "done as of") {
			t.Errorf("the review calls it done: %s", q.reviews[0].Body)
		}
	}
}

// What was mended and comes back is said again.
func TestReturn(t *testing.T) {
	var p page
	with, without := input(found("a", "unknown-key", diag.Warning, 3, "x"), found("b", "unknown-key", diag.Warning, 3, "x")), input()
	for i, in := range []Input{with, without, with} {
		in.Comments, in.Reviews = p.comments, p.reviews
		a := Plan(in)
		if posts := a.Post != nil; posts != (i != 1) {
			t.Errorf("run %d: posts is %v", i, posts)
		}
		p.do(a)
	}
}

func TestRequestChanges(t *testing.T) {
	var p page
	in := input(found("a", "wrong-shape", diag.Error, 3, "x"), found("a", "unknown-key", diag.Warning, 4, "x"))
	in.RequestChanges, in.Blocking = true, diag.Error
	a := Plan(in)
	if a.Post.Event != ChangesRequested {
		t.Errorf("the event is %s", a.Post.Event)
	}
	p.do(a)
	in = input(found("a", "unknown-key", diag.Warning, 4, "x"))
	in.RequestChanges, in.Blocking = true, diag.Error
	in.Comments, in.Reviews = p.comments, p.reviews
	if a = Plan(in); len(a.Dismiss) != 1 || a.Post != nil {
		t.Errorf("after the error is mended: %+v", a)
	}
	p.do(a)
	in.Comments, in.Reviews = p.comments, p.reviews
	if a = Plan(in); !a.None() {
		t.Errorf("and then: %+v", a)
	}
}

// Another workflow's comments, a person's that quotes ours, and an edited one are not ours to touch.
func TestForeignMarkers(t *testing.T) {
	in := input(found("a", "unknown-key", diag.Warning, 3, "x"))
	in.Key = "one"
	var p page
	p.do(Plan(in))
	ours := p.comments[0].Body
	content := markers.FindStringSubmatch(ours)[1]
	forged := markers.FindStringSubmatch(marker{Key: "one", Open: []string{"1"}}.String())[1]
	for name, body := range map[string]string{
		"quoted":   "> " + ours + "\n\nI don't think so.",
		"tampered": strings.Replace(ours, "okrcheck 1 "+content, "okrcheck 1 "+forged, 1),
		"none":     "hello",
	} {
		in := input()
		in.Key = "one"
		in.Comments = []Comment{{ID: 7, Body: body}}
		if a := Plan(in); !a.None() {
			t.Errorf("%s: %+v", name, a)
		}
	}
	other := input()
	other.Key = "two"
	other.Comments, other.Reviews = p.comments, p.reviews
	if a := Plan(other); !a.None() {
		t.Errorf("another workflow's: %+v", a)
	}
}

func TestSuggestion(t *testing.T) {
	text := "team = \"payments\"\nquarter = \"2026-q4\"\n"
	file := source.New("a", []byte(text))
	start := strings.Index(text, "q4")
	f := diag.Finding{Check: "wrong-shape", Severity: diag.Error, New: true, Message: "the quarter is misspelt", Help: "write 2026-Q4", At: source.Place{File: file, Start: start, End: start + 2}}
	f.Edits = []source.Edit{{At: f.At, NewText: "Q4"}}
	better := func(diag.Finding, []byte) bool { return true }
	for _, c := range []struct {
		name   string
		change func(*Input)
		want   bool
	}{
		{"on an added line", func(*Input) {}, true},
		{"on a line of context", func(in *Input) { in.Diff["a"] = []Hunk{{First: 1, Last: 2, added: map[int]bool{1: true}}} }, false},
		{"no better", func(in *Input) { in.Better = func(diag.Finding, []byte) bool { return false } }, false},
		{"with a comment of HTML", func(in *Input) { in.Findings[0].Edits[0].NewText = "<!-- okrcheck" }, false},
		{"with what can't be seen", func(in *Input) { in.Findings[0].Edits[0].NewText = "\u202e" }, false},
	} {
		g := f
		g.Edits = slices.Clone(f.Edits)
		in := input(g)
		in.Better = better
		c.change(&in)
		body := Plan(in).Post.Comments[0].Body
		if got := strings.Contains(body, "```suggestion\nquarter = \"2026-Q4\"\n```"); got != c.want {
			t.Errorf("%s: suggestion is %v in\n%s", c.name, got, body)
		}
	}
}
