package action_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	gmhtml "github.com/yuin/goldmark/renderer/html"

	"github.com/okrcheck/okrcheck/internal/githubtest"
)

// hostile is text that means something somewhere: to Markdown, HTML, the
// runner, a terminal, GitHub, or the marker in our own comments.
var hostile = []string{
	// Markdown
	"# heading", "- list", "1. list", "> quote", "*em* **strong**", "_em_ __strong__", "~~gone~~", "`code`", "```\nfence\n```", "````suggestion\nevil = 1\n````",
	"```suggestion\nevil = 1\n```", "[link](https://evil.example)", "![image](https://evil.example/x.png)", "[ref][1]\n\n[1]: https://evil.example", "<https://evil.example>",
	"https://evil.example", "www.evil.example", "evil@evil.example", "a | b | c", "| a |\n|---|\n| b |", "\\| escaped \\|", "line\n\nparagraph", "***", "---", "===",
	"$x$ $$y$$", ":tada: :+1:", "[x] task", "[^1] note", "&lt;b&gt; &amp; &#64;octocat", "    indented code", "\ttab",
	// HTML
	"<b>bold</b>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href=\"https://evil.example\">x</a>", "</td></tr></table>", "</details><details open>",
	"<!-- comment -->", "<!--", "-->", "--!> <!-- x", "<![CDATA[x]]>", "<?php x ?>", "</sub><h1>x</h1>", "&#60;!-- okrcheck 1 e30 0000000000000000 --&#62;",
	// GitHub
	"@octocat look", "cc @octo/team", "#1 and octo/okrs#2", "GH-3", "octo/okrs@1234567", "fixes #4", "1234567890abcdef1234567890abcdef12345678",
	// the marker
	"<!-- okrcheck 1 e30 0000000000000000 -->", "\n\n<!-- okrcheck 1 e30 0000000000000000 -->", "<!-- finding 0123456789abcdef unknown-key -->", "| x <!-- finding 00 x --> |",
	// the runner
	"::error::forged", "::set-output name=verdict::clean", "\n::add-mask::e\n", "::stop-commands::x", "##[error]forged", "##[set-env name=X;]y", "%0A::error::forged",
	"x\n_GitHubActionsFileCommandDelimeter_\npwned=1", "verdict<<EOF\nclean\nEOF", "a=b",
	// a terminal, a reader
	"\x1b[31mred\x1b[0m", "\x1b]8;;https://evil.example\x07x\x1b]8;;\x07", "\x07\x08\x7f", "\u202etxt.exe", "\u2066isolate\u2069", "\u200bzero\u200bwidth", "\u2028line", "\u0085next", "\ufeffmark",
	"\r\nreturn", "\u00a0", "a\u0301\u0301\u0301\u0301\u0301", "👨‍👩‍👧‍👦 🎯", "العربية", strings.Repeat("x", 5000), strings.Repeat("[", 300), strings.Repeat("> ", 200), strings.Repeat("*a ", 500),
}

// quoteTOML writes a text as a basic string.
func quoteTOML(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp):
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// oneLine takes out what no name of a file holds and what ends a comment.
var oneLine = strings.NewReplacer("/", "∕", "\x00", "", "\n", " ", "\r", " ")

func TestHostileText(t *testing.T) {
	if len(hostile) < 60 {
		t.Fatalf("%d payloads", len(hostile))
	}
	for i, payload := range hostile {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			quoted := quoteTOML(payload)
			name := "okrs/2026-Q4/" + oneLine.Replace(payload)
			if len(name) > 200 {
				name = name[:200]
			}
			before := map[string]string{path: okr(good)}
			after := map[string]string{
				path: "team = \"payments\"\nquarter = \"2026-Q4\"\nobjective = " + quoted + "\n" + quoted + " = 1\n" +
					"[[key_result]]\ntitle = " + quoted + "\n# okrcheck: ignore not-three-key-results -- " + oneLine.Replace(strings.ToValidUTF8(strings.Map(printable, payload), "")) + "\n" +
					"[[key_result]]\ntitle = \"Launch \" \n" + "[[week]]\ndate = " + quoted + "\nnote = " + quoted + "\n",
				strings.ToValidUTF8(name, "") + ".toml": "team = " + quoted + "\nquarter = \"2026-Q3\"\n",
			}
			s := newSite(t, before, after)
			s.inputs["only"] = ""
			s.inputs["json-file"], s.inputs["sarif-file"] = "out.json", "out.sarif"
			_, out, _ := s.run()
			if len(out) != 10 || out["verdict"] != "findings" || out["review-status"] != "posted" {
				t.Errorf("%q: outputs %v", payload, out)
			}
			s.obeyed(payload)
			texts := map[string]string{"summary": s.runner.Summary()}
			for _, r := range s.pull.Reviews() {
				texts["review"] = r.Body
				for _, c := range r.Comments {
					texts[fmt.Sprint("comment on ", c.Original)] = c.Body
				}
			}
			for sink, text := range texts {
				harmless(t, payload, sink, text)
			}
			for _, file := range []string{"out.json", "out.sarif"} {
				b, err := os.ReadFile(filepath.Join(s.runner.Workspace, file))
				if err != nil || !json.Valid(b) || bytes.ContainsAny(b, "\x1b\x07") {
					t.Errorf("%q: %s is not good JSON: %v", payload, file, err)
				}
			}
			// What was posted is known again, and what is mended is struck, whatever the text.
			if _, out, requests := s.run(); out["review-status"] != "unchanged" || len(githubtest.Writes(requests)) != 0 {
				t.Errorf("%q: again: %v", payload, out)
			}
			gone := map[string]string{path: okr(good)}
			for file := range after {
				if file != path {
					gone[file] = githubtest.Deleted
				}
			}
			s.push(gone)
			s.run()
			for _, r := range s.pull.Reviews() {
				harmless(t, payload, "struck review", r.Body)
				if !strings.Contains(r.Body, "done as of") && !strings.Contains(r.Body, "Done as of") {
					t.Errorf("%q: the review does not say that it is mended:\n%s", payload, r.Body)
				}
				for _, c := range r.Comments {
					harmless(t, payload, "struck comment", c.Body)
				}
			}
		})
	}
}

func printable(r rune) rune {
	if unicode.IsControl(r) {
		return ' '
	}
	return r
}

// obeyed looks at what the runner obeys, and at what a terminal would.
func (s *site) obeyed(payload string) {
	for _, c := range s.runner.Log.Commands() {
		switch c.Name {
		case "group", "endgroup", "stop-commands":
		case "error", "warning", "notice":
			if c.Properties["title"] == "" || strings.HasPrefix(c.Message, "forged") {
				s.t.Errorf("%q: forged annotation %+v", payload, c)
			}
		default:
			s.t.Errorf("%q: the runner obeys %+v", payload, c)
		}
	}
	log := colours.ReplaceAllString(s.runner.Log.String(), "")
	if i := strings.IndexFunc(log, func(r rune) bool {
		return r != '\n' && r != '\u200d' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
	}); i >= 0 {
		s.t.Errorf("%q: the log holds %q", payload, log[max(0, i-20):min(len(log), i+20)])
	}
}

var (
	colours  = regexp.MustCompile(`\x1b\[[0-9;]*m`)
	comments = regexp.MustCompile(`(?s)<!--.*?-->`)
	ours     = regexp.MustCompile(`^<!-- (okrcheck 1 [\w-]+ [0-9a-f]{16}|finding [0-9a-f]{16} [a-z0-9-]+) -->$`)
	tags     = regexp.MustCompile(`<(/?)([a-zA-Z0-9]+)([^>]*)>`)
	allowed  = regexp.MustCompile(`^(p|strong|em|del|table|thead|tbody|tr|th|td|ul|ol|li|a|br|sub|span|code|pre|h3|details|summary|hr)$`)
	link     = regexp.MustCompile(`^ href="(https://github\.com/(octo/okrs|okrcheck/okrcheck)/[^"]*)"$`)
	mention  = regexp.MustCompile(`(^|[^\w/])@\w|(^|[\s(\[])[\w./-]*#\d|\bGH-\d`)
)

// harmless renders Markdown as GitHub does and looks at what came of it.
func harmless(t *testing.T, payload, sink, text string) {
	t.Helper()
	for _, c := range comments.FindAllString(text, -1) {
		if !ours.MatchString(c) {
			t.Errorf("%q in the %s: a comment of HTML, %s", payload, sink, c)
		}
	}
	if n := strings.Count(text, "<!-- okrcheck"); sink != "summary" && n != 1 || strings.Count(text, "<!--") != len(comments.FindAllString(text, -1)) {
		t.Errorf("%q in the %s: %d markers", payload, sink, n)
	}
	var b bytes.Buffer
	md := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(gmhtml.WithUnsafe()))
	if err := md.Convert([]byte(text), &b); err != nil {
		t.Fatal(err)
	}
	page := comments.ReplaceAllString(b.String(), "")
	for _, tag := range tags.FindAllStringSubmatch(page, -1) {
		switch {
		case !allowed.MatchString(tag[2]):
			t.Errorf("%q in the %s: the element %s", payload, sink, tag[0])
		case tag[2] == "a" && tag[1] == "":
			if !link.MatchString(tag[3]) {
				t.Errorf("%q in the %s: the link %s", payload, sink, tag[0])
			}
		case tag[3] != "" && tag[2] != "code" && tag[2] != "th" && tag[2] != "td" && tag[2] != "br":
			t.Errorf("%q in the %s: the element %s", payload, sink, tag[0])
		}
	}
	plain := html.UnescapeString(tags.ReplaceAllString(page, ""))
	if m := mention.FindString(plain); m != "" {
		t.Errorf("%q in the %s: %q is a mention or a reference", payload, sink, m)
	}
}
