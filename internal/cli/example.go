package cli

import (
	"regexp"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/okrcheck/okrcheck/testdata"
)

// An example is a mistake and its mended version, cut from a check's fixture.
type example struct{ bad, good string }

// expectation is the trailing comment that tells the tests what a line's finding is.
var expectation = regexp.MustCompile(`(?m)[ \t]*# want ".*$`)

// exampleOf returns the lines that a check finds in the first file of its
// fixture with a finding, and those that stand in their stead in the mended version.
func exampleOf(check string) (example, bool) {
	b, err := testdata.Checks.ReadFile("checks/" + check + ".txtar")
	if err != nil {
		return example{}, false
	}
	archive := txtar.Parse(b)
	for _, f := range archive.Files {
		team, ok := strings.CutPrefix(f.Name, "bad/")
		if !ok || !expectation.Match(f.Data) {
			continue
		}
		var e example
		var kept []string
		for line := range strings.Lines(string(f.Data)) {
			if mended := expectation.ReplaceAllString(strings.TrimSuffix(line, "\n"), "") + "\n"; mended != line {
				e.bad += mended
				kept = append(kept, mended)
				continue
			}
			kept = append(kept, line)
		}
		for _, g := range archive.Files {
			if g.Name != "good/"+team {
				continue
			}
			for line := range strings.Lines(string(g.Data)) {
				if strings.TrimSpace(line) != "" && !slices.Contains(kept, line) {
					e.good += line
				}
			}
		}
		return e, true
	}
	return example{}, false
}
