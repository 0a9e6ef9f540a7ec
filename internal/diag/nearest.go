package diag

import (
	"strings"

	"github.com/agnivade/levenshtein"
)

// Nearest returns the word that a misspelt one is most like, in whatever case,
// or "" where none is like it.
func Nearest(word string, words []string) string {
	best, distance := "", len(word)/2+1
	for _, w := range words {
		if d := levenshtein.ComputeDistance(strings.ToLower(word), strings.ToLower(w)); d < distance {
			best, distance = w, d
		}
	}
	return best
}
