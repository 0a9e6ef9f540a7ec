package closing

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/tree"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// example returns the invented company as it stands on a day.
func example(t testing.TB, today string) *repository.Repository {
	t.Helper()
	return read(t, filepath.Join("..", "..", "testdata", "repos", "example"), today)
}

func read(t testing.TB, dir, today string) *repository.Repository {
	t.Helper()
	day, err := okr.ParseDate(today)
	if err != nil {
		t.Fatal(err)
	}
	repo, err := repository.Read(tree.WorkTree(dir), repository.Options{Today: day})
	if err != nil {
		t.Fatal(err)
	}
	return repo
}

func quarter(t testing.TB, text string) okr.Quarter {
	t.Helper()
	q, err := okr.ParseQuarter(text)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// golden compares a text with a golden file.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := []byte(got); !bytes.Equal(got, bytes.ReplaceAll(want, []byte("\r\n"), []byte("\n"))) {
		t.Errorf("%s differs from what is written now; go test ./internal/closing -update rewrites it:\n%s", path, got)
	}
}

// A person's file is no team's, and no name of a person gets into a text.
func TestPersons(t *testing.T) {
	h := files{
		"okrs/2026-Q3/payments.toml":           team("payments", "2026-Q3", "5", "20", "4"),
		"okrs/2026-Q3/people/alice.toml":       team("alice", "2026-Q3", "5", "20", "4"),
		"okrs/2026-Q3/ada.lovelace@x.org.toml": team("ada.lovelace@x.org", "2026-Q3", "5", "20", "4"),
	}
	repo, err := repository.Read(h, repository.Options{Today: okr.NewDate(2026, 9, 21)})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := NewReport(repo, quarter(t, "2026-Q3")).Markdown(&b, 0, ""); err != nil {
		t.Fatal(err)
	}
	e, err := NewQuarterEnd(h, repo, quarter(t, "2026-Q3"))
	if err != nil {
		t.Fatal(err)
	}
	w := NewWeekly(repo)
	for _, f := range e.Files {
		b.WriteString(f.Path)
		b.Write(f.Text)
	}
	all := b.String() + w.Body(0) + w.Comment(0) + e.PullBody(0)
	if strings.Contains(all, "alice") || strings.Contains(all, "lovelace") || !strings.Contains(all, "payments") {
		t.Errorf("a person is in\n%s", all)
	}
}

// Whatever mistakes the files hold, there is a report.
func TestBroken(t *testing.T) {
	for _, today := range []string{"2026-07-06", "2026-10-02", "2026-11-20", "2026-12-21", "2027-01-04"} {
		repo := read(t, filepath.Join("..", "..", "testdata", "repos", "broken"), today)
		for _, q := range append(Ended(repo), repo.Running) {
			e, err := NewQuarterEnd(files{}, repo, q)
			if err != nil {
				t.Error(err)
			}
			e.PullBody(0)
			e.IssueBody(0, "")
		}
		w := NewWeekly(repo)
		if text := w.Body(0) + w.Comment(0); strings.Contains(text, "alice") || strings.Contains(text, "growth-hacking") {
			t.Errorf("on %s:\n%s", today, text)
		}
	}
}
