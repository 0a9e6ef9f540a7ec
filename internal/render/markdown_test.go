package render

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

func markdownReport(findings ...diag.Finding) Report {
	return Report{
		Result: checks.Result{Findings: findings},
		Today:  okr.NewDate(2026, time.November, 20), Quarter: okr.Quarter{Year: 2026, N: 4},
		First: okr.NewDate(2026, time.October, 1), Last: okr.NewDate(2026, time.December, 31), Files: 3, Teams: 2,
	}
}

func markdownOf(t *testing.T, r Report, style MarkdownStyle) string {
	t.Helper()
	var b strings.Builder
	if err := Markdown(&b, r, style); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestMarkdown(t *testing.T) {
	f := source.New("okrs/2026-Q4/pay & (go).toml", []byte("a\nb\n"))
	r := markdownReport(
		diag.Finding{Check: "missing-draft", Severity: diag.Info, At: source.Place{File: f}, Message: "no draft", Help: "sketch one"},
		diag.Finding{
			Check: "key-result-is-output", Severity: diag.Error, At: source.Place{File: f, Start: 2, End: 3}, Message: "key result \"A | B\" is an output", Help: "say what changes",
			Related: []diag.Related{{At: source.Place{File: f}, Message: "the first"}},
		},
	)
	r.NotChecked = []checks.NotChecked{{Check: "late-okr", Reason: "the clone is shallow: fetch-depth: 0 mends it"}}
	const page = "https://github.com/okrcheck/okrcheck/blob/main/docs/checks.md#"
	const address = "https://github.com/octo/okrs/blob/abc/okrs/2026-Q4/pay%20%26%20%28go%29.toml"
	want := `### okrcheck: 1 error, 1 info

3 files of 2 teams, judged on 2026-11-20. The running quarter is 2026-Q4 (1 Oct – 31 Dec 2026).

| | where | what | what to do |
|---|---|---|---|
| ❌ | [okrs/2026-Q4/pay &amp; (go).toml:2](` + address + `#L2) | key result "A &#124; B" is an output<br>[okrs/2026-Q4/pay &amp; (go).toml:1](` + address + `#L1): the first ([key-result-is-output](` + page + `key-result-is-output)) | say what changes |
| 💡 | [okrs/2026-Q4/pay &amp; (go).toml:1](` + address + `#L1) | no draft ([missing-draft](` + page + `missing-draft)) | sketch one |

Not checked: late-okr: the clone is shallow: fetch-depth: 0 mends it.

`
	if got := markdownOf(t, r, MarkdownStyle{Files: "https://github.com/octo/okrs/blob/abc/"}); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if got := markdownOf(t, markdownReport(), MarkdownStyle{}); !strings.HasPrefix(got, "### okrcheck: all clear\n") || strings.Contains(got, "|") {
		t.Errorf("a clean report:\n%s", got)
	}
}

// However little room there is, the table ends at a row and says what is missing.
func TestMarkdownLimit(t *testing.T) {
	f := source.New("okrs/2026-Q4/payments.toml", []byte("a\n"))
	var findings []diag.Finding
	for i := range 500 {
		findings = append(findings, diag.Finding{Check: "unknown-key", Severity: diag.Warning, At: source.Place{File: f}, Message: fmt.Sprintf("the format has no key %d", i)})
	}
	whole := markdownOf(t, markdownReport(findings...), MarkdownStyle{})
	if rows := strings.Count(whole, "\n| ⚠️"); rows != 500 || strings.Count(whole, "<details>") != 1 || strings.Count(whole, "</details>") != 1 {
		t.Errorf("%d rows of 500 in:\n%s", rows, whole)
	}
	for limit := 1000; limit < len(whole)+1000; limit += 997 {
		got := markdownOf(t, markdownReport(findings...), MarkdownStyle{Limit: limit})
		rows := strings.Count(got, "\n| ⚠️")
		left := fmt.Sprintf("Of 500 findings %d have no room here", 500-rows)
		if len(got) > limit || strings.Contains(got, left) != (rows < 500) || strings.Count(got, "<details>") != strings.Count(got, "</details>") {
			t.Errorf("within %d bytes: %d bytes, %d rows", limit, len(got), rows)
		}
	}
}
