package cli_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/okrcheck/okrcheck/internal/cli"
)

var update = flag.Bool("update", false, "write what the commands say into the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"okrcheck": func() { os.Exit(cli.Main(cli.Process())) },
	})
}

// TestScripts runs the real command. Each script's folder holds copies of the
// two companies, example and broken; their today is 20 November 2026.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			return os.CopyFS(env.WorkDir, os.DirFS("../../testdata/repos"))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status,
			"team":   team,
		},
	})
}

// status runs a command and compares its exit status: status 2 okrcheck check --nonsense.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command [args...]")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("the exit status is %s, want %s\n%s%s", got, args[0], ts.ReadFile("stdout"), ts.ReadFile("stderr"))
	}
}

// team writes a team's file from the script's template.toml, with each old text
// replaced by the new one behind it: team payments.toml 'target = 200' 'target = 300'.
func team(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args)%2 != 1 {
		ts.Fatalf("usage: team FILE [old new]...")
	}
	text := ts.ReadFile(ts.Getenv("WORK") + "/template.toml")
	replace := append([]string{"TEAM", strings.TrimSuffix(args[0], ".toml")}, args[1:]...)
	for i := 0; i < len(replace); i += 2 {
		if !strings.Contains(text, replace[i]) {
			ts.Fatalf("the template does not have %q", replace[i])
		}
		text = strings.ReplaceAll(text, replace[i], strings.ReplaceAll(replace[i+1], `\n`, "\n"))
	}
	ts.Check(os.WriteFile(ts.MkAbs("okrs/2026-Q4/"+args[0]), []byte(text), 0o644))
}
