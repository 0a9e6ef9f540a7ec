package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

func date(t *testing.T, text string) okr.Date {
	t.Helper()
	d, err := okr.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func reportOf(t *testing.T, findings ...diag.Finding) Report {
	return Report{
		Today: date(t, "2026-11-20"), Quarter: okr.Quarter{Year: 2026, N: 4},
		First: date(t, "2026-10-01"), Last: date(t, "2026-12-31"),
		Files: 36, Teams: 12,
		Result: checks.Result{Findings: findings},
	}
}

func finding(t *testing.T, n int, severity diag.Severity, check string) diag.Finding {
	t.Helper()
	f := source.New(fmt.Sprintf("okrs/2026-Q4/team-%02d.toml", n), []byte("title = \"Launch\"\n"))
	return diag.Finding{
		Check: check, Severity: severity, At: source.Place{File: f, Start: 8, End: 16},
		Message: fmt.Sprintf("key result %d is an output", n), Help: "say what changes for whom",
	}
}

func asText(t *testing.T, r Report, style TextStyle) string {
	t.Helper()
	var b strings.Builder
	if err := Text(&b, r, style); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTextOfACleanRunIsOneLine(t *testing.T) {
	const want = "12 teams, 36 files: all clear for 2026-Q4 (1 Oct – 31 Dec 2026)\n"
	if got := asText(t, reportOf(t), TextStyle{}); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := asText(t, reportOf(t), TextStyle{Quiet: true}); got != "" {
		t.Errorf("a quiet clean run says %q", got)
	}
}

// Hundreds of findings stay readable: a few of each check in full, one line for
// each of the others, none left out, the worst first.
func TestTextGroupsRepeats(t *testing.T) {
	var findings []diag.Finding
	for n := range 300 {
		findings = append(findings, finding(t, n, diag.Warning, "unused-ignore"), finding(t, n, diag.Error, "unreadable-file"))
	}
	got := asText(t, reportOf(t, findings...), TextStyle{})
	for n := range 300 {
		for _, line := range []string{
			fmt.Sprintf("okrs/2026-Q4/team-%02d.toml:1:9: warning: key result %d is an output [unused-ignore]\n", n, n),
			fmt.Sprintf("okrs/2026-Q4/team-%02d.toml:1:9: error: key result %d is an output [unreadable-file]\n", n, n),
		} {
			if strings.Count(got, line) != 1 {
				t.Fatalf("%d times %q", strings.Count(got, line), line)
			}
		}
	}
	if n := strings.Count(got, strings.Repeat("^", 8)); n != 2*firstOnes {
		t.Errorf("%d snippets, want %d", n, 2*firstOnes)
	}
	if n := strings.Count(got, Page("unreadable-file")); n != 1 {
		t.Errorf("the page is named %d times", n)
	}
	if strings.Index(got, "[unused-ignore]") < strings.LastIndex(got, "[unreadable-file]") {
		t.Error("a warning stands before an error")
	}
	if !strings.Contains(got, "300 errors, 300 warnings in 300 files") {
		t.Errorf("no counts in the end: %s", got[len(got)-600:])
	}
}

func TestTextDefusesWhatAFileSays(t *testing.T) {
	f := finding(t, 1, diag.Error, "unreadable-file")
	f.At = source.Place{File: source.New("okrs/\x1b[2Jevil\n.toml", []byte("a = \"\x1b]0;pwned\x07\u202e\"\n::error::x\n")), Start: 0, End: 30}
	f.Message, f.Help = "key \"\x1b[31m\n::error::\" is bad", "\u202edo"
	f.Related = []diag.Related{{At: f.At, Message: "\x07"}}
	r := reportOf(t, f)
	r.NotChecked = []checks.NotChecked{{Check: "x", Reason: "\x1b"}}
	got := asText(t, r, TextStyle{})
	if strings.ContainsAny(got, "\x1b\x07\u202e") || strings.Contains(got, "\n::") {
		t.Errorf("passed on as it was: %q", got)
	}
	if !strings.Contains(got, `okrs/\x1b[2Jevil\n.toml:1:1: error: key "\x1b[31m\n::error::" is bad`) {
		t.Error(got)
	}
}

func TestTextSaysWhatWasNotJudged(t *testing.T) {
	r := reportOf(t)
	for n := range 3 {
		r.Silenced = append(r.Silenced, checks.Silenced{Finding: finding(t, n, diag.Error, "too-safe")})
		r.NotChecked = append(r.NotChecked, checks.NotChecked{Check: "moved-goalposts", Path: fmt.Sprint(n), Reason: "the clone is shallow: fetch-depth: 0 mends it"})
	}
	r.NotChecked = append(r.NotChecked, checks.NotChecked{Check: "late-okr", Reason: "the clone is shallow: fetch-depth: 0 mends it"})
	got := asText(t, r, TextStyle{})
	for _, want := range []string{
		"\n3 findings silenced by a comment: too-safe (3 times)\n",
		"\nnot checked: late-okr, moved-goalposts (3 times): the clone is shallow: fetch-depth: 0 mends it\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in:\n%s", want, got)
		}
	}
}

func TestJSON(t *testing.T) {
	f := finding(t, 1, diag.Error, "key-result-is-output")
	f.Identity, f.KeyPath, f.New = "0011223344556677", "key_result[0].title", true
	f.Edits = []source.Edit{{At: f.At, NewText: `"Sales <b>"`}}
	f.Related = []diag.Related{{At: f.At, Message: "the value then"}}
	r := reportOf(t, f)
	by := okr.Ignore{Reason: "the board fixed this date", Until: okr.Value[okr.Date]{V: date(t, "2026-12-31"), At: f.At}}
	r.Silenced = []checks.Silenced{{Finding: f, By: by}, {Finding: f, By: okr.Ignore{Reason: "no end"}}}
	r.NotChecked = []checks.NotChecked{{Check: "moved-goalposts", Reason: "the clone is shallow"}}
	var b strings.Builder
	if err := JSON(&b, r); err != nil {
		t.Fatal(err)
	}
	const want = `{
  "version": 1,
  "today": "2026-11-20",
  "findings": [
    {
      "check": "key-result-is-output",
      "severity": "error",
      "path": "okrs/2026-Q4/team-01.toml",
      "line": 1,
      "column": 9,
      "endLine": 1,
      "endColumn": 17,
      "message": "key result 1 is an output",
      "help": "say what changes for whom",
      "url": "https://github.com/okrcheck/okrcheck/blob/main/docs/checks.md#key-result-is-output",
      "identity": "0011223344556677",
      "keyPath": "key_result[0].title",
      "related": [
        {
          "path": "okrs/2026-Q4/team-01.toml",
          "line": 1,
          "column": 9,
          "message": "the value then"
        }
      ],
      "edits": [
        {
          "line": 1,
          "column": 9,
          "endLine": 1,
          "endColumn": 17,
          "newText": "\"Sales <b>\""
        }
      ],
      "new": true
    }
  ],
  "silenced": [
    {
      "check": "key-result-is-output",
      "path": "okrs/2026-Q4/team-01.toml",
      "line": 1,
      "reason": "the board fixed this date",
      "until": "2026-12-31"
    },
    {
      "check": "key-result-is-output",
      "path": "okrs/2026-Q4/team-01.toml",
      "line": 1,
      "reason": "no end"
    }
  ],
  "notChecked": [
    {
      "check": "moved-goalposts",
      "reason": "the clone is shallow"
    }
  ],
  "summary": {
    "files": 36,
    "teams": 12,
    "errors": 1,
    "warnings": 0,
    "infos": 0
  }
}
`
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestJSONOfACleanRunHasNoNulls(t *testing.T) {
	var b bytes.Buffer
	if err := JSON(&b, reportOf(t)); err != nil {
		t.Fatal(err)
	}
	if !json.Valid(b.Bytes()) || strings.Contains(b.String(), "null") {
		t.Error(b.String())
	}
}

func TestGitHub(t *testing.T) {
	one := finding(t, 1, diag.Error, "key-result-is-output")
	one.At.File.Path = "okrs/a,b:c%.toml"
	one.Message = "key result \"100 %\r\n::error::\" is an output"
	lines := finding(t, 2, diag.Info, "too-long")
	lines.At.File = source.New("x.toml", []byte("x = [\n1,\n]\n"))
	lines.At.Start, lines.At.End = 4, 11
	var b strings.Builder
	if err := GitHub(&b, reportOf(t, one, lines)); err != nil {
		t.Fatal(err)
	}
	const want = `::error file=okrs/a%2Cb%3Ac%25.toml,line=1,endLine=1,col=9,endColumn=17,title=key-result-is-output::` +
		`key result "100 %25\r\n::error::" is an output%0Asay what changes for whom%0A` +
		`https://github.com/okrcheck/okrcheck/blob/main/docs/checks.md#key-result-is-output
::notice file=x.toml,line=1,endLine=3,title=too-long::key result 2 is an output%0Asay what changes for whom%0A` +
		`https://github.com/okrcheck/okrcheck/blob/main/docs/checks.md#too-long
`
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestGitHubKeepsTheRunnersCaps(t *testing.T) {
	for _, test := range []struct {
		findings, lines int
		last            string
	}{{10, 10, "key result 9"}, {11, 10, "and 2 more errors"}, {300, 10, "and 291 more errors"}} {
		var findings []diag.Finding
		for n := range test.findings {
			findings = append(findings, finding(t, n, diag.Error, "key-result-is-output"))
		}
		var b strings.Builder
		if err := GitHub(&b, reportOf(t, findings...)); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(b.String()), "\n")
		if len(lines) != test.lines || !strings.Contains(lines[len(lines)-1], test.last) {
			t.Errorf("%d findings: %d lines, the last %q", test.findings, len(lines), lines[len(lines)-1])
		}
	}
}

func TestCut(t *testing.T) {
	for _, test := range []struct {
		text, want string
	}{{"12345", "12345"}, {"123456", "1234…"}, {"12😀5", "12😀5"}, {"123😀6", "123…"}, {"\xff\xff\xff\xff\xff\xff", "\xff\xff\xff\xff…"}, {"", ""}} {
		if got := cut(test.text, 5); got != test.want {
			t.Errorf("cut(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}
