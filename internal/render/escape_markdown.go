package render

import (
	"regexp"
	"strings"
)

// Characters that mean something in GitHub's Markdown wherever they stand. A pipe would end a table's cell even behind a
// backslash, so it is an entity; the dollar would begin a formula in spite of a backslash or an entity, but not in an
// element of its own.
var markdownEscapes = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", "|", "&#124;", "$", "<span>$</span>",
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "~", `\~`, "[", `\[`, "]", `\]`,
	// GitHub looks for mentions and references in the finished text, where no escape is left: only a character that
	// can't be seen keeps them apart.
	"@", "@&#8203;", "#", "#&#8203;",
)

// What begins a list, a heading's underline or a rule, at the beginning of a text.
var markdownBlock = regexp.MustCompile(`^([-+=]|\d+[.)])`)

// What GitHub makes a link or a picture of, in the finished text: an address, an emoji's name, a reference to an issue.
var markdownLinks = []struct {
	pattern *regexp.Regexp
	apart   string
}{
	{regexp.MustCompile(`:([\w+/\\-])`), ":&#8203;$1"},
	{regexp.MustCompile(`(?i)(ww)(w\.)`), "$1&#8203;$2"},
	{regexp.MustCompile(`(?i)\b(GH-)(\d)`), "$1&#8203;$2"},
}

// EscapeMarkdown makes text from a file fit for a line of GitHub's Markdown, a table's cell included: it is shown as it
// is written, and becomes no link, picture, mention, reference, formula or HTML. What a reader can't see is shown as
// an escape, as on a terminal; so a text never leaves its line.
func EscapeMarkdown(text string) string {
	text = markdownEscapes.Replace(strings.TrimSpace(Safe(text)))
	text = markdownBlock.ReplaceAllStringFunc(text, func(s string) string {
		last := len(s) - 1
		return s[:last] + `\` + s[last:]
	})
	for _, l := range markdownLinks {
		text = l.pattern.ReplaceAllString(text, l.apart)
	}
	return text
}
