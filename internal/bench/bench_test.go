package bench

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/BurntSushi/toml"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/render"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/tree"
)

const (
	teams = 300
	// read is how many quarters a run reads of a company without coming ones: the running one and the two last ended.
	read = 3
	kept = 33 // eight years and a quarter
)

// A clean company stays clean, or the benchmarks would measure the writing of findings.
func TestCompanyIsClean(t *testing.T) {
	dir := t.TempDir()
	if err := Write(dir, 60, read); err != nil {
		t.Fatal(err)
	}
	report := check(t, dir)
	if len(report.Findings) > 0 {
		if err := render.Text(os.Stderr, report, render.TextStyle{}); err != nil {
			t.Fatal(err)
		}
		t.Errorf("%d findings in a company that should be clean", len(report.Findings))
	}
}

func check(tb testing.TB, dir string, paths ...string) render.Report {
	repo, err := repository.Read(tree.WorkTree(dir), repository.Options{Today: Today, Paths: paths, Narrow: true})
	if err != nil {
		tb.Fatal(err)
	}
	return render.NewReport(repo, checks.Run(repo.Input()))
}

func company(b *testing.B, quarters int) string {
	dir := b.TempDir()
	if err := Write(dir, teams, quarters); err != nil {
		b.Fatal(err)
	}
	return dir
}

// BenchmarkRead is the bare parallel read of the files that a run loads, into buffers that are used again.
func BenchmarkRead(b *testing.B) { benchmarkFiles(b, func([]byte) error { return nil }) }

// BenchmarkReadDecode is the read, and the decode that nobody can do without.
func BenchmarkReadDecode(b *testing.B) {
	benchmarkFiles(b, func(data []byte) error {
		var values map[string]any
		return toml.Unmarshal(data, &values)
	})
}

func benchmarkFiles(b *testing.B, use func([]byte) error) {
	paths, err := filepath.Glob(filepath.Join(company(b, read), "okrs", "*", "*.toml"))
	if err != nil || len(paths) != teams*read {
		b.Fatalf("%d files: %v", len(paths), err)
	}
	b.ReportAllocs()
	for b.Loop() {
		var next atomic.Int64
		var wg sync.WaitGroup
		for range runtime.GOMAXPROCS(0) {
			wg.Go(func() {
				buffer := make([]byte, 64<<10)
				for i := next.Add(1) - 1; int(i) < len(paths); i = next.Add(1) - 1 {
					f, err := os.Open(paths[i])
					if err != nil {
						b.Error(err)
						return
					}
					n, err := io.ReadFull(f, buffer)
					f.Close()
					if err != io.ErrUnexpectedEOF {
						b.Errorf("%s: %v", paths[i], err)
						return
					}
					if err := use(buffer[:n]); err != nil {
						b.Error(err)
						return
					}
				}
			})
		}
		wg.Wait()
	}
}

// BenchmarkCheck is the whole check of the same files, up to the written report.
func BenchmarkCheck(b *testing.B) { benchmarkCheck(b, read) }

// BenchmarkCheckManyQuarters is the check of a company that keeps eight years
// of closed quarters beside the ones that are read.
func BenchmarkCheckManyQuarters(b *testing.B) { benchmarkCheck(b, kept) }

// BenchmarkCheckOneFile is the check of one file of the company, which others are read to compare with.
func BenchmarkCheckOneFile(b *testing.B) {
	benchmarkCheck(b, read, "okrs/"+Running.String()+"/team-017.toml")
}

func benchmarkCheck(b *testing.B, quarters int, paths ...string) {
	dir := company(b, quarters)
	b.ReportAllocs()
	for b.Loop() {
		if err := render.Text(io.Discard, check(b, dir, paths...), render.TextStyle{}); err != nil {
			b.Fatal(err)
		}
	}
}
