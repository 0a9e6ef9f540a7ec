package closing

import (
	"path/filepath"
	"testing"

	"github.com/okrcheck/okrcheck/internal/tree"
)

// The quarter of the example company as it would be closed with the numbers of November.
func TestQuarterEnd(t *testing.T) {
	repo := example(t, "2027-01-04")
	e, err := NewQuarterEnd(tree.WorkTree(filepath.Join("..", "..", "testdata", "repos", "example")), repo, quarter(t, "2026-Q4"))
	if err != nil {
		t.Fatal(err)
	}
	if len(e.New) != 12 || len(e.Files) != 14 || len(e.Notes) != 0 {
		t.Errorf("%d new files, %d in all, notes %v", len(e.New), len(e.Files), e.Notes)
	}
	text := "<!-- the pull request: " + e.PullTitle() + " -->\n" + e.PullBody(0) + "\n<!-- the last comment -->\n" + e.ClosingComment() + "\n"
	golden(t, "testdata/quarter-end.md", text)
	for _, f := range e.Files {
		if f.Path == "okrs/2027-Q1/logistics.toml" {
			golden(t, "testdata/next.toml", string(f.Text))
		}
	}
	// Of a quarter without files there is nothing to close.
	if e, err := NewQuarterEnd(files{}, repo, quarter(t, "2025-Q1")); err != nil || len(e.Files) != 0 {
		t.Errorf("%v, %v", e.Files, err)
	}
}
