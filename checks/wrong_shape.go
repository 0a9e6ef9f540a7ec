package checks

import (
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var wrongShape = &Check{
	Name:  "wrong-shape",
	Title: "a value has the wrong type or shape",
	Why: `A number in quotes, a table where a text belongs: a person still understands it, a tool does not. The value drops
out of every score, report and trend, and nobody notices, because the file looks complete.

The format follows what TOML itself distinguishes: texts stand in quotes, numbers and dates do not, and what can come
several times is an array of tables such as ` + "`[[key_result]]`" + `. A percentage is a number with ` + "`unit = \"%\"`" + `, so
that progress can be computed and a unit can be compared with the title. The finding says what to write; where there is
one right way, ` + "`okrcheck check --fix`" + ` writes it.`,
	Severity: diag.Error,
	Group:    Focus,
	When:     Always,
	File:     problems(okr.WrongShape),
}
