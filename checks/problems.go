package checks

import (
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

// problems returns the check function that says what the reader of the file
// met under the check's own name.
func problems(kind okr.ProblemKind) func(*Pass, *okr.File) {
	return func(p *Pass, f *okr.File) {
		for _, problem := range f.Problems {
			if problem.Kind == kind {
				p.Report(diag.Finding{At: problem.At, Message: problem.Message, Help: problem.Help, Edits: problem.Edits})
			}
		}
	}
}
