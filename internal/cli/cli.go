// Package cli is the command line: one file a command, and Main, which turns
// arguments into an exit status.
//
// How it speaks: reports go to standard output, everything else to standard
// error. What went wrong is one line that begins with "okrcheck:", in lower case
// and without a full stop; a second line says what to do about it. No stack
// traces, no usage texts that nobody asked for.
package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// The exit statuses.
const (
	statusClean    = 0 // nothing found, or nothing at the threshold
	statusFindings = 1 // findings at or above the threshold
	statusUsage    = 2 // a mistake in the arguments or in the configuration
	statusFailed   = 3 // the work could not be finished
)

// Env is all that a command sees of the process that it runs in.
type Env struct {
	Args           []string // without the program's name
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	Dir            string // the current folder
	Now            func() time.Time
	// Interactive says that a person sits at Stdin and Stdout.
	Interactive bool
	// Terminal says that Stdout is a terminal, Width how many columns it has.
	Terminal bool
	Width    int
}

// Process returns the environment of this process.
func Process() Env {
	env := Env{
		Args: os.Args[1:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Getenv: os.Getenv, Now: time.Now,
		Terminal: term.IsTerminal(int(os.Stdout.Fd())),
	}
	env.Dir, _ = os.Getwd() // where there is none, reading "." says so
	env.Interactive = env.Terminal && term.IsTerminal(int(os.Stdin.Fd()))
	if env.Terminal {
		env.Width, _, _ = term.GetSize(int(os.Stdout.Fd()))
	}
	return env
}

// Main runs a command and returns its exit status.
func Main(env Env) int {
	root := newRoot(&env)
	root.SetArgs(negativeNumbers(env.Args))
	root.SetIn(env.Stdin)
	root.SetOut(env.Stdout)
	root.SetErr(env.Stderr)
	err := root.Execute()
	if err == nil {
		return statusClean
	}
	var s *stop
	if !errors.As(err, &s) {
		s = &stop{status: statusFailed, err: err}
	}
	if s.err != nil {
		fmt.Fprintf(env.Stderr, "okrcheck: %v\n", s.err)
	}
	if s.hint != "" {
		fmt.Fprintln(env.Stderr, s.hint)
	}
	return s.status
}

// A stop is a command's error that has an exit status of its own.
type stop struct {
	status int
	err    error // nil where all has been said
	hint   string
}

func (s *stop) Error() string { return fmt.Sprint(s.err) }
func (s *stop) Unwrap() error { return s.err }

// misuse returns the error of a command that was called wrongly.
func misuse(hint, format string, args ...any) error {
	return &stop{status: statusUsage, err: fmt.Errorf(format, args...), hint: hint}
}

// failed returns the error of a command that could not finish.
func failed(hint string, err error) error {
	return &stop{status: statusFailed, err: err, hint: hint}
}

// commands are the commands in the order of the help text.
var commands = []func(*Env) *cobra.Command{
	newCheck,
	newCoach,
	newExplain,
	newInit,
	newNew,
	newUpdate,
	newScore,
	newTrend,
	newReport,
	newSchema,
	newVersion,
	newAction,
}

// Commands returns the command line, for its documentation.
func Commands() *cobra.Command {
	return newRoot(&Env{Getenv: func(string) string { return "" }})
}

func newRoot(env *Env) *cobra.Command {
	cobra.EnableCommandSorting = false // what is used most comes first
	root := &cobra.Command{
		Use:   "okrcheck",
		Short: "Find the mistakes in a repository's OKRs",
		Long: `okrcheck reads the OKRs that a repository keeps as TOML files, one team and one
quarter a file, and says what is wrong with them, on the line.

  okrcheck init     writes a first file to fill in
  okrcheck check    says what is wrong`,
		Args:          unknownCommand,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
		SilenceErrors: true, SilenceUsage: true,
		DisableFlagsInUseLine:      true,
		SuggestionsMinimumDistance: 2,
		Version:                    strings.TrimPrefix(version(), "okrcheck "), // cobra names it itself
	}
	root.SetFlagErrorFunc(flagError)
	for _, command := range commands {
		root.AddCommand(command(env))
	}
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd(env.Args...)
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			c.Short = "Write the completion script of a shell"
		}
	}
	return root
}

func unknownCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := "see: okrcheck --help"
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		hint = "did you mean: okrcheck " + near[0]
	}
	return misuse(hint, "there is no command %q", args[0])
}
