package bench

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/render"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/tree"
)

// TestNarrow names each file of a company by itself: what is found in it is the
// same, whether all files are read or only those that it is compared with.
func TestNarrow(t *testing.T) {
	history := t.TempDir()
	writeHistory(t, history, 12, 60)
	spoil(t, history)
	for _, dir := range []string{history, "../../testdata/repos/broken", "../../testdata/repos/example"} {
		files, err := filepath.Glob(filepath.Join(dir, "okrs", "*", "*.toml"))
		if err != nil || len(files) == 0 {
			t.Fatal(err)
		}
		found := 0
		for _, name := range files {
			path, err := filepath.Rel(dir, name)
			if err != nil {
				t.Fatal(err)
			}
			say := func(narrow bool) string {
				checkout := repository.Checkout{Dir: dir, NoHistory: dir != history}
				repo, err := checkout.Read(tree.WorkTree(dir), repository.Options{Today: Today, Paths: []string{path}, Narrow: narrow})
				if err != nil {
					t.Fatal(err)
				}
				report := render.NewReport(repo, checks.Run(repo.Input()))
				report.NotChecked = nil // of the others too, where all are read
				found += len(report.Findings)
				var b bytes.Buffer
				if err := render.JSON(&b, report); err != nil {
					t.Fatal(err)
				}
				return b.String()
			}
			if all, narrow := say(false), say(true); all != narrow {
				t.Errorf("%s: with all files\n%s\nwith those that it is compared with\n%s", path, all, narrow)
			}
		}
		if found == 0 && dir == history {
			t.Error("no mistake is found")
		}
	}
}

// spoil makes mistakes between the teams and the quarters of a company.
func spoil(t *testing.T, dir string) {
	t.Helper()
	change := func(quarter, team, to string, replace ...string) {
		t.Helper()
		name := filepath.Join(dir, "okrs", quarter, "team-"+team+".toml")
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		changed := strings.NewReplacer(replace...).Replace(string(text))
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(filepath.Dir(name), to+".toml"), []byte(changed), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	running, last := Running.String(), Running.Add(-1).String()
	change(running, "003", "team-003", "Antwerp", "Dresden", "12 minutes", "12.5 minutes") // repeats another team's
	change(running, "005", "team-005", "target     = 120", "target     = 300")             // the goalposts
	change(running, "007", "renamed", "team-007", "renamed")
	change(running, "008", "team-008", "quarter   = \""+running, "quarter   = \""+last)
	change(last, "009", "team-009", "current    = 26", "current    = 12", "current    = 68", "current    = 72", "current    = 230", "current    = 120")
	change(last, "010", "moved", "team-010", "moved")
}
