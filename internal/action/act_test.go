package action_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/okrcheck/okrcheck/internal/config"
	"github.com/okrcheck/okrcheck/internal/githubtest"
)

// actVariable names the program act. testdata/e2e/run sets it, with an engine
// to run containers, where both are to be had.
const actVariable = "OKRCHECK_ACT"

// The workflows that users copy, as docs/action.md has them, run by act: the
// action is built from our Dockerfile and runs in a container of its own,
// without a checkout, against a fake GitHub.
func TestAct(t *testing.T) {
	act := os.Getenv(actVariable)
	if act == "" {
		t.Skipf("%s is not set: testdata/e2e/run makes this test", actVariable)
	}
	// Of a quarter to come only the text is judged, whatever day it is.
	calendar := config.Default().Calendar
	quarter := calendar.Of(calendar.Today(time.Now())).Add(1).String()
	path := strings.Replace(path, "2026-Q4", quarter, 1)
	clean := strings.Replace(okr(good), "2026-Q4", quarter, 1)
	for _, name := range []string{"Time to resolve a P1 incident", "On-call escalations per week", "Developer satisfaction"} {
		clean += fmt.Sprintf("\n[[health_metric]]\nname   = %q\nstatus = \"green\"\n", name)
	}
	flawed := strings.NewReplacer(good, "Increase checkouts by 40 %", "baseline = 800", "basline = 800").Replace(clean)
	before := map[string]string{"README.md": "x\n", path: clean}

	run := func(t *testing.T, s *site, workflow string) (status int, log string, requests []githubtest.Request) {
		t.Helper()
		dir, home := t.TempDir(), t.TempDir()
		write := func(name, text string) string {
			name = filepath.Join(dir, name)
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			return name
		}
		write(".github/workflows/okrcheck.yml", workflow)
		event := write("event.json", s.pull.Event("synchronize"))
		root, err := filepath.Abs("../..")
		if err != nil {
			t.Fatal(err)
		}
		s.server.Requests()
		c := exec.Command(act, s.event, "--eventpath", event, "--secret", "GITHUB_TOKEN="+secret,
			"--local-repository", "okrcheck/okrcheck@v1="+root, // what the workflow uses is this repository
			"--platform", "ubuntu-latest=-self-hosted", "--pull=false", "--rebuild=false", "--rm", "--no-cache-server",
			// act names folders of this machine to the action: they are given to the container under the same names.
			"--container-options", "--network host --volume "+home+":"+home, "--container-daemon-socket", "-",
			"--env", "GITHUB_API_URL="+s.server.URL(), "--env", "GITHUB_GRAPHQL_URL="+s.server.URL()+"/graphql",
			"--env", "GITHUB_REPOSITORY="+s.repo.FullName(), "--env", "SHA_REF="+s.pull.Head())
		c.Dir = dir
		c.Env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_CACHE_HOME="+home, "GITHUB_TOKEN=")
		began := time.Now()
		out, err := c.CombinedOutput()
		var exit *exec.ExitError
		if err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		requests = s.server.Requests()
		t.Logf("act %s: status %d after %s, %d requests", s.event, c.ProcessState.ExitCode(), time.Since(began).Round(100*time.Millisecond), len(requests))
		return c.ProcessState.ExitCode(), string(out), requests
	}
	expect := func(t *testing.T, status, want int, log string, said ...string) {
		t.Helper()
		if status != want {
			t.Errorf("status %d, want %d\n%s", status, want, log)
		}
		for _, text := range said {
			if !strings.Contains(log, text) {
				t.Errorf("the log lacks %q\n%s", text, log)
			}
		}
	}

	t.Run("pull_request", func(t *testing.T) {
		s := newSite(t, before, map[string]string{path: flawed})
		status, log, _ := run(t, s, documented(t, 0))
		expect(t, status, 1, log, "The review is posted")
		reviews := s.pull.Reviews()
		if len(reviews) != 1 || reviews[0].State != "COMMENTED" || len(reviews[0].Comments) != 2 {
			t.Fatalf("%+v\n%s", reviews, log)
		}
		for i, want := range []struct{ line, text string }{{"objective = ", "is a number"}, {"basline = 800", "```suggestion\nbaseline = 800\n```"}} {
			c := reviews[0].Comments[i]
			if line := strings.Count(flawed[:strings.Index(flawed, want.line)], "\n") + 1; c.Path != path || c.Line != line || !strings.Contains(c.Body, want.text) {
				t.Errorf("comment %d, want line %d: %+v", i, line, c)
			}
		}

		status, log, requests := run(t, s, documented(t, 0))
		expect(t, status, 1, log, "The review is unchanged")
		if w := githubtest.Writes(requests); len(w) != 0 || len(s.pull.Reviews()) != 1 {
			t.Errorf("the second run wrote %v", w)
		}

		s.push(map[string]string{path: clean + "# mended\n"})
		status, log, _ = run(t, s, documented(t, 0))
		expect(t, status, 0, log, "The review is updated")
		for _, c := range s.pull.Reviews()[0].Comments {
			if !strings.Contains(c.Body, "Fixed in "+s.pull.Head()[:7]) {
				t.Errorf("%+v", c)
			}
		}
	})

	// A fork's token may only read: there is no review, and the findings decide.
	t.Run("fork", func(t *testing.T) {
		s := openSite(t, before, map[string]string{path: flawed}, true)
		s.token.Pulls = githubtest.Read
		status, log, _ := run(t, s, documented(t, 0))
		expect(t, status, 1, log, "The review is degraded", "Increase checkouts by 40 %")
		s.push(map[string]string{path: clean + "# mended\n"})
		status, log, _ = run(t, s, documented(t, 0))
		expect(t, status, 0, log, "The review is unchanged")
		if n := len(s.pull.Reviews()); n != 0 {
			t.Errorf("%d reviews", n)
		}
	})

	// A merge queue, a push and a run by hand have no pull request: the commit is checked as a whole.
	t.Run("whole", func(t *testing.T) {
		s := newSite(t, before, map[string]string{path: flawed})
		for _, s.event = range []string{"merge_group", "push", "workflow_dispatch"} {
			status, log, requests := run(t, s, strings.Replace(documented(t, 0), "\n  pull_request:\n", "\n  "+s.event+":\n", 1))
			expect(t, status, 1, log, "Increase checkouts by 40 %")
			if w := githubtest.Writes(requests); len(w) != 0 {
				t.Errorf("%s wrote %v", s.event, w)
			}
		}
	})

	t.Run("pull_request_target", func(t *testing.T) {
		s := openSite(t, before, map[string]string{path: flawed}, true)
		s.event = "pull_request_target"
		status, log, _ := run(t, s, documented(t, 1))
		expect(t, status, 1, log, "The review is posted")
		if r := s.pull.Reviews(); len(r) != 1 || len(r[0].Comments) != 2 {
			t.Errorf("%+v", r)
		}
	})
}

// documented returns one of the workflows that docs/action.md shows.
func documented(t *testing.T, n int) string {
	t.Helper()
	b, err := os.ReadFile("../../docs/action.md")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile("(?s)```yaml\n(name: .*?)```").FindAllSubmatch(b, -1)
	if n >= len(found) {
		t.Fatalf("docs/action.md has %d workflows", len(found))
	}
	return string(found[n][1])
}
