package checks

import (
	"fmt"
	"strings"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var unknownKey = &Check{
	Name:  "unknown-key",
	Title: "a key that the format does not know in its place",
	Why: "TOML accepts any key, so `basline = 800` is no error to it, and the baseline is simply gone. " + `A format that
silently skips what it does not know punishes the small slip most: the file looks right to everybody who reads it, and
the number is missing from every report.

So each unknown key is a finding, with the key that was probably meant. Where the meaning is clear the value is read as
that key, so that one slip is one finding. A key from another table is told where it belongs. Facts that the
format has no key for can stand in a comment, or in the note of a health metric. Who wrote a line and when is
git's to know: ` + "`git blame`" + ` answers it without a key.`,
	Severity: diag.Warning,
	Group:    Focus,
	When:     Always,
	File: func(p *Pass, f *okr.File) {
		for _, k := range f.UnknownKeys {
			if namesPay(p, f, k) || namesPerson(p, f, k.At) {
				continue // a check of its own says it
			}
			message := fmt.Sprintf("the format has no key %s", quote(k.Name))
			if k.Table != "" {
				message += " in " + header(k.Table)
			}
			help := k.Hint
			if help == "" && k.Meant != "" {
				help = "did you mean " + k.Meant + "?"
			}
			if help == "" {
				help = "remove it, or make it a comment"
			}
			p.Report(diag.Finding{At: k.At, Message: message, Help: help, Edits: k.Edits})
		}
	},
}

// header returns a table's header by its key path: "[[key_result]]" for "key_result[0]".
func header(keyPath string) string {
	name, _, many := strings.Cut(keyPath, "[")
	if many {
		return "[[" + name + "]]"
	}
	return "[" + name + "]"
}
