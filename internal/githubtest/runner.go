// Package githubtest plays GitHub in tests: the runner that an action runs in,
// and the API that it calls. Both are as strict as the real ones, or stricter.
package githubtest

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// A Runner is what an action sees of the machine that runs it: an environment,
// a workspace, a log whose commands it obeys, and files that it reads afterwards.
type Runner struct {
	Workspace string
	Log       Log

	t   testing.TB
	dir string
	env map[string]string
}

// NewRunner returns a runner whose workspace holds these files, by path.
func NewRunner(t testing.TB, files map[string]string) *Runner {
	t.Helper()
	dir := t.TempDir()
	r := &Runner{t: t, dir: dir, Workspace: filepath.Join(dir, "workspace")}
	r.env = map[string]string{
		"CI": "true", "GITHUB_ACTIONS": "true",
		"GITHUB_WORKSPACE":    r.Workspace,
		"GITHUB_EVENT_NAME":   "push",
		"GITHUB_REPOSITORY":   "octo/sample",
		"GITHUB_SERVER_URL":   "https://github.com",
		"GITHUB_SHA":          "1111111111111111111111111111111111111111",
		"GITHUB_OUTPUT":       filepath.Join(dir, "output"),
		"GITHUB_STEP_SUMMARY": filepath.Join(dir, "summary"),
	}
	r.must(os.Mkdir(r.Workspace, 0o755))
	r.must(os.WriteFile(r.env["GITHUB_OUTPUT"], nil, 0o644))
	r.must(os.WriteFile(r.env["GITHUB_STEP_SUMMARY"], nil, 0o644))
	for path, text := range files {
		path = filepath.Join(r.Workspace, filepath.FromSlash(path))
		r.must(os.MkdirAll(filepath.Dir(path), 0o755))
		r.must(os.WriteFile(path, []byte(text), 0o644))
	}
	return r
}

// API tells the action where the fake GitHub is, and gives it a token.
func (r *Runner) API(s *Server, token string) {
	r.Setenv("GITHUB_API_URL", s.URL())
	r.Setenv("GITHUB_GRAPHQL_URL", s.URL()+"/graphql")
	r.Input("github-token", token)
}

// Event sets the event that the workflow runs on, with its payload as JSON.
func (r *Runner) Event(name, payload string) {
	r.t.Helper()
	path := filepath.Join(r.dir, "event.json")
	r.must(os.WriteFile(path, []byte(payload), 0o644))
	r.Setenv("GITHUB_EVENT_NAME", name)
	r.Setenv("GITHUB_EVENT_PATH", path)
}

// Input sets one of the action's inputs, as "with:" does.
func (r *Runner) Input(name, value string) {
	r.Setenv("INPUT_"+strings.ToUpper(strings.ReplaceAll(name, " ", "_")), value)
}

// Setenv sets a variable; Unsetenv removes it.
func (r *Runner) Setenv(name, value string) { r.env[name] = value }

// Unsetenv removes a variable.
func (r *Runner) Unsetenv(name string) { delete(r.env, name) }

// Getenv is the action's view of the environment.
func (r *Runner) Getenv(name string) string { return r.env[name] }

// Summary returns the job's summary, and fails the test where GitHub would drop it.
func (r *Runner) Summary() string {
	r.t.Helper()
	const limit = 1 << 20
	b, err := os.ReadFile(r.env["GITHUB_STEP_SUMMARY"])
	r.must(err)
	if len(b) > limit {
		r.t.Errorf("the summary has %d bytes: GitHub drops one over %d", len(b), limit)
	}
	return string(b)
}

// Outputs returns the step's outputs, read as the runner reads them.
func (r *Runner) Outputs() map[string]string {
	r.t.Helper()
	b, err := os.ReadFile(r.env["GITHUB_OUTPUT"])
	r.must(err)
	outputs := make(map[string]string)
	lines := strings.SplitAfter(string(b), "\n")
	for i := 0; i < len(lines); i++ {
		line := strings.TrimRight(lines[i], "\r\n")
		if line == "" {
			continue
		}
		equals, heredoc := strings.Index(line, "="), strings.Index(line, "<<")
		switch {
		case equals >= 0 && (heredoc < 0 || equals < heredoc):
			outputs[line[:equals]] = line[equals+1:]
		case heredoc > 0:
			delimiter := line[heredoc+2:]
			var value []string
			for i++; ; i++ {
				if i == len(lines) {
					r.t.Fatalf("output %s: no line %q", line[:heredoc], delimiter)
				}
				text := strings.TrimRight(lines[i], "\r\n")
				if text == delimiter {
					break
				}
				value = append(value, text)
			}
			outputs[line[:heredoc]] = strings.Join(value, "\n")
		default:
			r.t.Fatalf("the runner can't read the output line %q", line)
		}
	}
	return outputs
}

func (r *Runner) must(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

// A Log is a step's log.
type Log struct {
	mu sync.Mutex
	b  bytes.Buffer
}

// Write adds to the log.
func (l *Log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

// String returns the log as written, commands included.
func (l *Log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// A Command is an instruction to the runner in the log.
type Command struct {
	Name       string
	Properties map[string]string
	Message    string
}

var (
	command    = regexp.MustCompile(`^\s*::([^\s:]+)(?: (.*?))?::(.*)$`)
	oldCommand = regexp.MustCompile(`##\[([^\s\]]+)(?: ([^\]]*))?\](.*)$`)
	unescape   = strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%")
)

// Commands returns the commands that the runner obeys: both of its syntaxes,
// the older of which it finds anywhere in a line, except where they are stopped.
func (l *Log) Commands() []Command {
	var commands []Command
	stopped := "" // the word that ends the stretch without commands
	for line := range strings.Lines(l.String()) {
		line = strings.TrimRight(line, "\r\n")
		m := command.FindStringSubmatch(line)
		separator := ","
		if m == nil {
			m, separator = oldCommand.FindStringSubmatch(line), ";"
		}
		switch {
		case m == nil:
		case stopped != "":
			if m[1] == stopped {
				stopped = ""
			}
		default:
			c := Command{Name: m[1], Properties: make(map[string]string), Message: unescape.Replace(m[3])}
			for property := range strings.SplitSeq(m[2], separator) {
				if name, value, ok := strings.Cut(property, "="); ok {
					c.Properties[strings.TrimSpace(name)] = unescape.Replace(value)
				}
			}
			if c.Name == "stop-commands" {
				stopped = c.Message
			}
			commands = append(commands, c)
		}
	}
	return commands
}
