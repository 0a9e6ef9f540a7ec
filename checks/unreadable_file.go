package checks

import (
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var unreadableFile = &Check{
	Name:     "unreadable-file",
	Title:    "the file can't be read as TOML",
	Why:      `Nothing in a file that can't be read is checked, and nobody's tool can show it either. The message has the parser's own words and the place where it stopped.`,
	Severity: diag.Error,
	Group:    Focus,
	When:     Always,
	File:     problems(okr.Unreadable),
}
