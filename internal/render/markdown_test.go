package render

import (
	"bytes"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/source"
)

func asMarkdown(t *testing.T, r Report, style MarkdownStyle) string {
	t.Helper()
	var b strings.Builder
	if err := Markdown(&b, r, style); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A manager sees first which team has what, the worst team first.
func TestMarkdownByTeam(t *testing.T) {
	config := finding(t, 0, diag.Warning, "missing-okr")
	config.At = source.Place{File: source.New("okrcheck.toml", []byte("[teams.x]\n")), Start: 1, End: 8}
	hostile := finding(t, 0, diag.Error, "no-such-check")
	hostile.At.File = source.New("okrs/<b>|x.toml", hostile.At.File.Bytes)
	got := asMarkdown(t, reportOf(t, config, finding(t, 2, diag.Info, "missing-draft"),
		finding(t, 1, diag.Error, "key-result-is-output"), finding(t, 1, diag.Error, "key-result-is-output"), hostile), MarkdownStyle{})
	const want = `
| team | errors | warnings | infos | what is wrong |
|---|--:|--:|--:|---|
| team-01 | 2 | 0 | 0 | a key result that describes work, not its result (2 times) |
| &lt;b&gt;&#124;x | 1 | 0 | 0 | no-such-check |
| (in okrcheck.toml) | 0 | 1 | 0 | `
	if !strings.Contains(got, want) {
		t.Errorf("there is no\n%s\nin\n%s", want, got)
	}
	if one := asMarkdown(t, reportOf(t, finding(t, 1, diag.Error, "wrong-shape")), MarkdownStyle{}); strings.Contains(one, "| team |") {
		t.Errorf("one team has a table of teams:\n%s", one)
	}
}

func TestMarkdownKeepsItsLimit(t *testing.T) {
	r := broken(t)
	for _, limit := range []int{2_000, 4_000, 10_000, 20_000} {
		if n := len(asMarkdown(t, r, MarkdownStyle{Limit: limit})); n > limit {
			t.Errorf("%d bytes, with a limit of %d", n, limit)
		}
	}
}

// Both tables stay tables whatever the files hold.
func TestMarkdownIsTwoTables(t *testing.T) {
	var b bytes.Buffer
	r := broken(t)
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert([]byte(asMarkdown(t, r, MarkdownStyle{Files: "https://x.example/"})), &b); err != nil {
		t.Fatal(err)
	}
	teams := make(map[string]bool)
	for _, f := range r.Findings {
		teams[f.At.File.Path[strings.LastIndex(f.At.File.Path, "/")+1:]] = true
	}
	tables, rows := strings.Count(b.String(), "<table>"), strings.Count(b.String(), "<tr>")
	if want := len(r.Findings) + len(teams) + tables; tables < 2 || rows != want {
		t.Errorf("%d tables with %d rows, want %d", tables, rows, want)
	}
}
