package checks

import (
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var missingField = &Check{
	Name:  "missing-field",
	Title: "a required field is absent",
	Why: `A key result without a baseline has no progress, and one without a target is never met: the file can be read, but the
quarter it describes cannot be scored. What is left out in the first week is rarely remembered in the last one, when
nobody knows any more where the number stood.

Andy Grove's *High Output Management* asks of a key result that one can say at the end, without arguing, whether it
was met. That takes where the number stood, where it should go, and what is counted. The format requires little
beyond that: the team, the quarter, one objective, and for each key result ` + "`title`, `baseline` and `target`" + `. A
health metric needs its status and a week its Monday; all else may be left out.`,
	Severity: diag.Error,
	Group:    Focus,
	When:     Running | Coming,
	File:     problems(okr.MissingField),
}
