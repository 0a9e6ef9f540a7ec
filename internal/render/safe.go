package render

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Safe makes text from a file fit for a terminal: whatever a terminal would
// obey or a reader could not see (escape sequences, line ends, controls of the
// writing direction, invalid UTF-8) is shown as an escape such as \x1b or \u202e.
// What GitHub's runner obeys in a log is as well: "##[" anywhere in a line, "::"
// at its start.
func Safe(text string) string {
	text = safeForTerminal(text)
	if strings.Contains(text, "##[") {
		text = strings.ReplaceAll(text, "##[", `#\x23[`)
	}
	if strings.HasPrefix(text, "::") {
		text = `\x3a:` + text[2:]
	}
	return text
}

func safeForTerminal(text string) string {
	if strings.IndexFunc(text, unsafe) < 0 && utf8.ValidString(text) {
		return text
	}
	var b strings.Builder
	for i, r := range text {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], "\uFFFD"):
			fmt.Fprintf(&b, `\x%02x`, text[i])
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case !unsafe(r):
			b.WriteRune(r)
		case r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	return b.String()
}

func unsafe(r rune) bool {
	const joiner, nonJoiner = '\u200d', '\u200c' // part of emoji, and of words in some scripts
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) && r != joiner && r != nonJoiner
}
