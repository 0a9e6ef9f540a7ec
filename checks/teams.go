package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
)

// didYouMeanTeam proposes the listed team whose name is most like a wrong one,
// or says otherwise where none is.
func didYouMeanTeam(p *Pass, wrong, otherwise string) string {
	names := make([]string, len(p.Head.Teams))
	for i, t := range p.Head.Teams {
		names[i] = t.Name
	}
	best := diag.Nearest(wrong, names)
	if best == "" {
		return otherwise
	}
	return fmt.Sprintf("did you mean %q? Otherwise %s", best, otherwise)
}
