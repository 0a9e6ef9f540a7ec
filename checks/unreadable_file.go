package checks

import (
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var unreadableFile = &Check{
	Name:  "unreadable-file",
	Title: "the file can't be read as TOML",
	Why: `Nothing in a file that can't be read is checked, scored or shown in a report. Since one missing quotation mark is enough, it
happens to everybody, mostly in a merge or on a phone; and a run that skipped such a file in silence would call the quarter
clean.

The format is TOML 1.1 (toml.io), in UTF-8, since people write and review these files by hand and Git merges them by
lines. The message has the parser's own words and the place where it stopped reading; the mistake itself may stand a
line above. An empty file, one without a single key, one over 1 MiB, and one that the system won't open are reported by the same
name. It is the only finding that such a file has: all others would be guesses.`,
	Severity: diag.Error,
	Group:    Focus,
	When:     Always,
	File:     problems(okr.Unreadable),
}
