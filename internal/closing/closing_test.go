package closing

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
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
