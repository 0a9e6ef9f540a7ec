package cli_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/internal/cli"
)

// A script has no terminal; this says that it has one.
func TestColoursOnATerminal(t *testing.T) {
	dir, err := filepath.Abs("../../testdata/repos/broken")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name     string
		args     string
		env      map[string]string
		terminal bool
		colours  bool
	}{
		{name: "a terminal", terminal: true, colours: true},
		{name: "a pipe"},
		{name: "NO_COLOR", terminal: true, env: map[string]string{"NO_COLOR": "1"}},
		{name: "NO_COLOR is empty", terminal: true, env: map[string]string{"NO_COLOR": ""}, colours: true},
		{name: "a dumb terminal", terminal: true, env: map[string]string{"TERM": "dumb"}},
		{name: "never", args: "--color never", terminal: true},
		{name: "always, in a pipe", args: "--color always", colours: true},
		{name: "always, with NO_COLOR", args: "--color=always", env: map[string]string{"NO_COLOR": "1"}, colours: true},
		{name: "JSON", args: "--format json", terminal: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out, errors strings.Builder
			status := cli.Main(cli.Env{
				Args:   append(strings.Fields("check --today 2026-11-20 --only health-metric-count --fail-on warning"), strings.Fields(test.args)...),
				Stdin:  strings.NewReader(""),
				Stdout: &out, Stderr: &errors,
				Getenv: func(name string) string { return test.env[name] },
				Dir:    dir, Terminal: test.terminal, Width: 80,
			})
			if status != 1 || errors.Len() > 0 {
				t.Fatalf("status %d: %s", status, errors.String())
			}
			if got := strings.Contains(out.String(), "\x1b["); got != test.colours {
				t.Errorf("colours: %v, want %v:\n%s", got, test.colours, out.String())
			}
		})
	}
}
