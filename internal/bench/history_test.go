package bench

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/render"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/tree"
)

const commits = 2000

// writeHistory makes a company under git: all files of a quarter before it
// begins, and then a reading a commit, evenly over the three quarters. Every
// twentieth team of the running quarter lands in its fifth week.
func writeHistory(tb testing.TB, dir string, teams, commits int) {
	tb.Helper()
	if err := Write(dir, teams, read); err != nil {
		tb.Fatal(err)
	}
	quarters := []okr.Quarter{Running.Add(-2), Running.Add(-1), Running}
	begin := okr.Calendar{}.First(quarters[0])
	days := Today.DaysSince(begin)
	late := func(t int) bool { return t%20 == 19 }

	var b bytes.Buffer
	commit := func(day okr.Date, message string) {
		fmt.Fprintf(&b, "commit refs/heads/main\ncommitter t <t@example.com> %d +0000\ndata %d\n%s\n", day.In(time.UTC).Add(12*time.Hour).Unix(), len(message), message)
	}
	put := func(q okr.Quarter, t, current int) {
		name := fmt.Sprintf("team-%03d", t)
		text := file(name, t, q)
		if current >= 0 {
			text = strings.Replace(text, "current    = 26\n", fmt.Sprintf("current    = %d\n", current), 1)
		}
		fmt.Fprintf(&b, "M 100644 inline okrs/%s/%s.toml\ndata %d\n%s\n", q, name, len(text), text)
	}
	set := make(map[okr.Quarter]bool)
	landed := false
	for n := range commits {
		day := begin.AddDays(n * days / commits)
		q := okr.Calendar{}.Of(day)
		if !set[q] {
			set[q] = true
			commit(okr.Calendar{}.First(q), "kickoff")
			for t := range teams {
				if q != Running || !late(t) {
					put(q, t, 40)
				}
			}
		}
		if !landed && day.After(okr.Calendar{}.First(Running).AddDays(30)) {
			landed = true
			commit(day, "late")
			for t := range teams {
				if late(t) {
					put(Running, t, 40)
				}
			}
		}
		if t := n * 7 % teams; !late(t) || landed || q != Running {
			commit(day, "reading")
			put(q, t, 39-n%13)
		}
	}
	commit(Today.AddDays(-1), "all read") // as they stand in the folder
	for _, q := range quarters {
		for t := range teams {
			put(q, t, -1)
		}
	}
	git(tb, dir, nil, "init", "-q", "-b", "main")
	git(tb, dir, &b, "fast-import", "--quiet")
	git(tb, dir, nil, "reset", "-q")
}

func git(tb testing.TB, dir string, in io.Reader, args ...string) []byte {
	tb.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Stdin = dir, in
	out, err := cmd.Output()
	if err != nil {
		tb.Fatalf("git %s: %v", args, err)
	}
	return out
}

func checkHistory(tb testing.TB, checkout repository.Checkout) render.Report {
	repo, err := checkout.Read(tree.WorkTree(checkout.Dir), repository.Options{Today: Today})
	if err != nil {
		tb.Fatal(err)
	}
	return render.NewReport(repo, checks.Run(repo.Input()))
}

// The number of git processes does not grow with teams or commits.
func TestFewGitProcesses(t *testing.T) {
	real, err := exec.LookPath("git")
	if err != nil {
		t.Skip(err)
	}
	dir, bin := t.TempDir(), t.TempDir()
	writeHistory(t, dir, 40, 120)
	log := filepath.Join(bin, "log")
	wrapper := fmt.Sprintf("#!/bin/sh\necho \"$*\" >>%s\nexec %s \"$@\"\n", log, real)
	if err := os.WriteFile(filepath.Join(bin, "git"), []byte(wrapper), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	for _, c := range []struct {
		name string
		run  func()
		most int
	}{
		{"check", func() { checkHistory(t, repository.Checkout{Dir: dir}) }, 7},
		{"check --base", func() { checkHistory(t, repository.Checkout{Dir: dir, Base: "main~40"}) }, 11},
		{"the weeks of all teams", func() {
			repo, err := repository.Read(tree.WorkTree(dir), repository.Options{Today: Today})
			if err != nil {
				t.Fatal(err)
			}
			files := slices.Collect(repo.Company.In(Running))
			weeks, err := repository.Checkout{Dir: dir}.Weeks(repo, Running, files)
			if err != nil || len(weeks[files[0]]) != 8 {
				t.Errorf("%d weeks: %v", len(weeks[files[0]]), err)
			}
		}, 5},
	} {
		os.Remove(log)
		c.run()
		ran, err := os.ReadFile(log)
		if err != nil {
			t.Fatal(err)
		}
		n := bytes.Count(ran, []byte("\n"))
		t.Logf("%s: %d git processes\n%s", c.name, n, ran)
		if n > c.most {
			t.Errorf("%s runs git %d times, more than %d", c.name, n, c.most)
		}
	}
}

// BenchmarkHistory is the whole check with its history, up to the written report.
func BenchmarkHistory(b *testing.B) {
	dir := b.TempDir()
	writeHistory(b, dir, teams, commits)
	b.ReportAllocs()
	for b.Loop() {
		if err := render.Text(io.Discard, checkHistory(b, repository.Checkout{Dir: dir}), render.TextStyle{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkNoHistory is the check of the same files without it.
func BenchmarkNoHistory(b *testing.B) {
	dir := b.TempDir()
	writeHistory(b, dir, teams, commits)
	for b.Loop() {
		if err := render.Text(io.Discard, checkHistory(b, repository.Checkout{Dir: dir, NoHistory: true}), render.TextStyle{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPlumbing is the bare git plumbing that feeds a history: the chain of
// commits, the lists and files of three snapshots, and what changed since the kickoff.
func BenchmarkPlumbing(b *testing.B) {
	dir := b.TempDir()
	writeHistory(b, dir, teams, commits)
	kickoffs := map[okr.Quarter]okr.Date{Running: {}, Running.Add(-1): {}}
	for q := range kickoffs {
		kickoffs[q] = okr.Calendar{}.First(q).AddDays(okr.KickoffDays)
	}
	snapshots := []struct {
		day okr.Date
		q   okr.Quarter
	}{{kickoffs[Running], Running}, {kickoffs[Running.Add(-1)], Running.Add(-1)}, {Today.AddDays(-okr.StaleDays), Running}}
	for b.Loop() {
		git(b, dir, nil, "rev-parse", "--is-shallow-repository", "--show-prefix")
		chain := strings.Split(strings.TrimSpace(string(git(b, dir, nil, "rev-list", "--first-parent", "--timestamp", "HEAD", "--"))), "\n")
		before := func(day okr.Date) int {
			limit := fmt.Sprint(day.In(time.UTC).Unix())
			return slices.IndexFunc(chain, func(line string) bool { return line < limit })
		}
		var objects bytes.Buffer
		for _, s := range snapshots {
			_, commit, _ := strings.Cut(chain[before(s.day)], " ")
			for line := range bytes.SplitSeq(git(b, dir, nil, "ls-tree", "-r", "-z", "--full-tree", commit, "--", "okrs"), []byte{0}) {
				if bytes.Contains(line, []byte(s.q.String())) {
					objects.Write(line[len("100644 blob "):][:40])
					objects.WriteByte('\n')
				}
			}
		}
		git(b, dir, &objects, "cat-file", "--batch")
		var pairs bytes.Buffer
		for i := before(kickoffs[Running]) - 1; i >= 0; i-- {
			_, commit, _ := strings.Cut(chain[i], " ")
			_, parent, _ := strings.Cut(chain[i+1], " ")
			fmt.Fprintf(&pairs, "%s %s\n", commit, parent)
		}
		git(b, dir, &pairs, "diff-tree", "--stdin", "--root", "-r", "--raw", "--no-abbrev", "-z", "-M", "--", "okrs")
	}
}
