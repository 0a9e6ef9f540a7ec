package render

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	goldmarkhtml "github.com/yuin/goldmark/renderer/html"
)

// hostile are texts that a file can hold and that mean something where a review or a summary is shown.
var hostile = []string{
	"Cut p95 from $10 to $20 & keep <b>99 %</b>",
	"a | b \\| c \\\\| d", "ends with a backslash \\", "\\", "|", "||", "`|`", "``a`` `|`", "a\nb", "a\r\n\r\n# heading", "a\tb",
	"# heading", "## a", "- item", "+ item", "* item", "1. item", "12) item", "> quote", "=====", "-----", "---", "***", "___", "    code",
	"```\ncode\n```", "~~~", "~~gone~~", "**bold** _it_ *it* __b__", "snake_case_name",
	"[link](https://evil.example)", "![image](https://evil.example/p.png)", "[ref]: https://evil.example", "[^1]", "[^1]: note", "[x]", "- [ ] task",
	"<https://evil.example>", "https://evil.example/a?b=c", "HTTP://EVIL.EXAMPLE", "ftp://evil.example", "www.evil.example", "WWW.evil.example", "wwww.evil.example",
	"mail me@evil.example", "mailto:me@evil.example", "xmpp:me@evil.example/x",
	"@octocat", "@octo-org/team", "a@b", "#123", "octo/repo#123", "GH-123", "gh-7", "octo/repo@deadbeef",
	"<script>alert(1)</script>", "<!-- okrcheck:marker -->", "-->", "<!--", "<img src=x onerror=alert(1)>", "<details>", "</details>", "</td></tr></table>", "<br>",
	"&lt;script&gt;", "&#64;octocat", "&copy;", "&", "&amp;",
	":tada:", ":+1:", "::error::x", "##[set-output name=verdict]clean", "10:30 and 1:2:3",
	"$x$", "$$x$$", "$`x`$", "\\(x\\)",
	"\x1b[31mred\x1b[0m", "\u202eevil\u202c", "\u2066a\u2069", "zero\u200bwidth", "\x00", "\xff\xfe", "\u2028line", "\ufeffbom", "e\u0301", "👩‍💻",
	"", " ", " lead and trail ",
}

var tags = regexp.MustCompile(`<[^>]*>`)

func TestEscapeMarkdown(t *testing.T) {
	// Raw HTML is let through, as GitHub does: what gets there must show.
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(goldmarkhtml.WithUnsafe()))
	links := regexp.MustCompile(`(?i)@\w|#\d|gh-\d|://|www\.\w|:[\w+-]+:`)
	for _, text := range hostile {
		for where, frame := range map[string][2]string{
			"cell":      {"| a | b |\n|---|---|\n| ", " | end |\n"},
			"paragraph": {"", "\n"},
			"item":      {"- ", "\n"},
		} {
			escaped := EscapeMarkdown(text)
			var out bytes.Buffer
			if err := md.Convert([]byte(frame[0]+escaped+frame[1]), &out); err != nil {
				t.Fatal(err)
			}
			for _, tag := range tags.FindAllString(out.String(), -1) {
				switch name := strings.Trim(strings.Fields(tag)[0], "</>"); name {
				case "table", "thead", "tbody", "tr", "th", "td", "p", "ul", "li", "span":
				default:
					t.Errorf("%q in a %s becomes <%s>: %s", text, where, name, out.String())
				}
			}
			shown := html.UnescapeString(tags.ReplaceAllString(out.String(), ""))
			if hit := links.FindString(shown); hit != "" {
				t.Errorf("%q in a %s: GitHub makes something of %q", text, where, hit)
			}
			want := strings.Join(strings.Fields(Safe(text)), " ")
			got := strings.Join(strings.Fields(strings.ReplaceAll(shown, "\u200b", "")), " ")
			if where == "cell" {
				got = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(got, "a b "), "end"))
			}
			if got != want {
				t.Errorf("%q in a %s is shown as %q, want %q", text, where, got, want)
			}
		}
	}
}
