package checks

import (
	"fmt"

	"github.com/agnivade/levenshtein"
)

// didYouMeanTeam proposes the listed team whose name is most like a wrong one,
// or says otherwise where none is.
func didYouMeanTeam(p *Pass, wrong, otherwise string) string {
	best, distance := "", len(wrong)/2+1
	for _, t := range p.Head.Teams {
		if d := levenshtein.ComputeDistance(wrong, t.Name); d < distance {
			best, distance = t.Name, d
		}
	}
	if best == "" {
		return otherwise
	}
	return fmt.Sprintf("did you mean %q? Otherwise %s", best, otherwise)
}
