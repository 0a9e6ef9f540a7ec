package render

import (
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/internal/source"
)

// place returns a file of the text between « and », and the place that they mark.
func place(t *testing.T, marked string) source.Place {
	t.Helper()
	before, rest, ok := strings.Cut(marked, "«")
	span, after, ok2 := strings.Cut(rest, "»")
	if !ok || !ok2 {
		t.Fatalf("no marks in %q", marked)
	}
	f := source.New("okrs/2026-Q4/payments.toml", []byte(before+span+after))
	return source.Place{File: f, Start: len(before), End: len(before) + len(span)}
}

func TestSnippet(t *testing.T) {
	for _, test := range []struct {
		name, marked, want string
		width              int
	}{
		{"plain", "team = 1\ntitle = «\"Launch\"» # yes\n", `
  2 | title = "Launch" # yes
    |         ^^^^^^^^`, 80},
		{"carriage return and byte order mark", "\uFEFF«title» = 1\r\nx = 2\r\n", `
  1 | title = 1
    | ^^^^^`, 80},
		{"tabs", "\tx =\t«12»\n", `
  1 |     x =    12
    |            ^^`, 80},
		{"wide, combining, joined", "x = \"価格 e\u0301 👩‍👩‍👧 «値»\"\n", "\n" + `
  1 | x = "価格 e` + "\u0301" + ` 👩‍👩‍👧 値"
    |                ^^`, 80},
		{"escape sequence", "x = \"\x1b[31m«red»\u202e\"\n", `
  1 | x = "\x1b[31mred\u202e"
    |              ^^^`, 80},
		{"a command to GitHub's runner", "x = «\"##[error]no\"»\n", `
  1 | x = "##\x5berror]no"
    |     ^^^^^^^^^^^^^^^^`, 80},
		{"not UTF-8", "x = «\"\xff\xfe\"»\n", `
  1 | x = "\xff\xfe"
    |     ^^^^^^^^^^`, 80},
		{"empty span", "x = «»1\n", `
  1 | x = 1
    |     ^`, 80},
		{"empty span past the end", "x =«»\ny = 1\n", `
  1 | x =
    |    ^`, 80},
		{"empty file", "«»", `
  1 |
    | ^`, 80},
		{"two lines", "a = 1\nx = «[\n    \"one\"]»\n", `
  2 | x = [
    |     ^
  3 |     "one"]
    |     ^^^^^^`, 80},
		{"many lines", strings.Repeat("\n", 8) + "x = «[\n  1,\n  2,\n  3,\n]»\n", `
   9 | x = [
     |     ^
  10 |   1,
     |   ^^
     …
  13 | ]
     | ^`, 80},
		{"long before", strings.Repeat("before ", 20) + "«here» " + strings.Repeat("after ", 20), `
  1 | …ore before here after after…
    |             ^^^^`, 35},
		{"long after", "x = «here» " + strings.Repeat("after ", 20), `
  1 | x = here after after after …
    |     ^^^^`, 35},
		{"long span", strings.Repeat("before ", 20) + "«" + strings.Repeat("long ", 20) + "»", `
  1 | …long long long long long lo…
    |  ^^^^^^^^^^^^^^^^^^^^^^^^^^^`, 35},
	} {
		t.Run(test.name, func(t *testing.T) {
			var b strings.Builder
			snippet(&b, place(t, test.marked), test.width, palette{}, red)
			var got []string
			for _, line := range strings.Split(strings.TrimRight(b.String(), "\n"), "\n") {
				got = append(got, strings.TrimRight(line, " "))
			}
			if want := strings.Trim(test.want, "\n"); strings.Join(got, "\n") != want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
			}
		})
	}
}

// A line as long as a file may be costs no more than another.
func BenchmarkSnippetOfALongLine(b *testing.B) {
	half := strings.Repeat("界", 1<<18)
	f := source.New("x.toml", []byte(half+"here"+half))
	at := source.Place{File: f, Start: len(half), End: len(half) + 4}
	for b.Loop() {
		snippet(&strings.Builder{}, at, 80, palette{}, red)
	}
}

func TestSafe(t *testing.T) {
	for text, want := range map[string]string{
		"plain 61 % – né 👩‍👧":    "plain 61 % – né 👩‍👧",
		"a\nb\tc\r":              `a\nb\tc\r`,
		"\x1b]0;title\x07\x7f":   `\x1b]0;title\x07\x7f`,
		"\u009b31m":              `\u009b31m`,
		"\u202eevil\u2066\u200f": `\u202eevil\u2066\u200f`,
		"\u2028":                 `\u2028`,
		"\U000e0041":             `\U000e0041`,
		"no ##[error]":           `no #\x23[error]`,
		"::error::no":            `\x3a:error::no`,
		"\xff\uFFFD":             `\xff` + "\uFFFD",
	} {
		if got := Safe(text); got != want {
			t.Errorf("Safe(%q) = %s, want %s", text, got, want)
		}
	}
}
