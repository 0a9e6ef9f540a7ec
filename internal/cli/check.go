package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/render"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/tree"
)

// formats are the ways to write a report.
var formats = map[string]func(io.Writer, render.Report, render.TextStyle) error{
	"text":     render.Text,
	"json":     plain(render.JSON),
	"sarif":    plain(render.SARIF),
	"github":   plain(render.GitHub),
	"markdown": plain(func(w io.Writer, r render.Report) error { return render.Markdown(w, r, render.MarkdownStyle{}) }),
}

// plain is a format that takes no style.
func plain(format func(io.Writer, render.Report) error) func(io.Writer, render.Report, render.TextStyle) error {
	return func(w io.Writer, r render.Report, _ render.TextStyle) error { return format(w, r) }
}

type check struct {
	env    *Env
	format *choice
	failOn *choice
	color  *choice
	today  dateFlag

	config, output, base  string
	only                  []string
	all, noHistory, quiet bool
	fix, diff             bool
}

func newCheck(env *Env) *cobra.Command {
	cmd := &check{env: env}
	c := &cobra.Command{
		Use:   "check [flags] [PATH...]",
		Short: "Say what is wrong with the OKRs",
		Long: `Check OKR files or folders; without a PATH, what okrcheck.toml lists, else okrs/.
Of the quarters, the running one, the coming ones and the two that ended last
are read, and what a PATH names.

Exit status: 0 nothing at the threshold of --fail-on, 1 findings, 2 a mistake in
the arguments or in okrcheck.toml, 3 the work could not be finished.`,
		Example: `  okrcheck check
  okrcheck check okrs/2026-Q4/payments.toml
  okrcheck check --base origin/main
  okrcheck check --format json -o findings.json`,
		DisableFlagsInUseLine: true,
		RunE:                  func(_ *cobra.Command, paths []string) error { return cmd.run(paths) },
	}
	cmd.format = addChoice(c, "format", "how to write the report", "text", "json", "sarif", "github", "markdown")
	cmd.failOn = addChoice(c, "fail-on", "the least severity that makes the exit status 1", "error", "warning", "info", "never")
	cmd.color = addChoice(c, "color", "colours in text", "auto", "always", "never")
	f := c.Flags()
	f.StringVarP(&cmd.output, "output", "o", "", "write the report to a `file`")
	f.StringVar(&cmd.config, "config", "", "the configuration `file`, instead of the nearest okrcheck.toml")
	f.BoolVar(&cmd.all, "all", false, "check all ended quarters too")
	f.Var(&cmd.today, "today", "the day to judge by, instead of today in the configured time zone")
	f.StringSliceVar(&cmd.only, "only", nil, "make only these `checks`, divided by commas")
	f.StringVar(&cmd.base, "base", "", "report only what is new since a `revision`, and count the rest")
	f.BoolVar(&cmd.noHistory, "no-history", false, "don't read git's history")
	f.BoolVarP(&cmd.quiet, "quiet", "q", false, "write the findings and nothing else")
	f.BoolVar(&cmd.fix, "fix", false, "mend what has one right answer, and report the rest")
	f.BoolVar(&cmd.diff, "diff", false, "show what --fix would change, and change nothing")
	must(c.RegisterFlagCompletionFunc("only", completeChecks))
	must(c.MarkFlagFilename("config", "toml"))
	return c
}

func (cmd *check) run(paths []string) error {
	for _, name := range cmd.only {
		if checks.Named(name) == nil {
			return noSuchCheck(name)
		}
	}
	if cmd.fix && cmd.diff {
		return misuse("look at it first with --diff", "--fix and --diff exclude each other")
	}
	at, paths, err := locate(cmd.env.Dir, paths)
	if err != nil {
		return err
	}
	if cmd.fix || cmd.diff {
		return cmd.mend(at, paths)
	}
	_, report, err := cmd.judge(at, tree.WorkTree(at.root), paths)
	if err != nil {
		return err
	}
	return cmd.conclude(at, report)
}

// conclude writes a report and gives the exit status that its findings ask for.
func (cmd *check) conclude(at workplace, report render.Report) error {
	if err := cmd.write(at, report); err != nil {
		return failed("", err)
	}
	return cmd.status(report)
}

func (cmd *check) status(report render.Report) error {
	if cmd.fails(report.Findings) {
		return &stop{status: statusFindings}
	}
	return nil
}

// judge reads what there is to check in a tree and checks it.
func (cmd *check) judge(at workplace, t tree.Tree, paths []string) (*repository.Repository, render.Report, error) {
	checkout := repository.Checkout{Dir: at.root, Base: cmd.base, NoHistory: cmd.noHistory}
	options := repository.Options{Paths: paths, Narrow: cmd.base == "", All: cmd.all, Today: cmd.today.Date}
	repo, err := at.openBy(checkout.Read, cmd.env, t, cmd.config, options)
	if err != nil {
		return nil, render.Report{}, err
	}
	in := repo.Input()
	in.Only = cmd.only
	report := render.NewReport(repo, checks.Run(in))
	report.Base, report.Only = cmd.base, cmd.only
	return repo, report, nil
}

func (cmd *check) write(at workplace, report render.Report) error {
	style := render.TextStyle{Color: cmd.colored(), Quiet: cmd.quiet, Width: cmd.env.Width, Path: at.toUser}
	if cmd.output == "" {
		return formats[cmd.format.value](cmd.env.Stdout, report, style)
	}
	var b bytes.Buffer
	if err := formats[cmd.format.value](&b, report, style); err != nil {
		return err
	}
	if err := os.WriteFile(absolute(cmd.env.Dir, cmd.output), b.Bytes(), 0o644); err != nil {
		return err
	}
	if !cmd.quiet {
		fmt.Fprintf(cmd.env.Stderr, "%s: written to %s\n", render.Counts(diag.Of(report.Findings)), cmd.output)
	}
	return nil
}

// colored follows https://no-color.org: NO_COLOR beats the terminal, --color beats both.
func (cmd *check) colored() bool {
	switch cmd.color.value {
	case "always":
		return true
	case "never":
		return false
	}
	return cmd.output == "" && colored(cmd.env)
}

// colored reports whether to colour what goes to standard output.
func colored(env *Env) bool {
	return env.Terminal && env.Getenv("NO_COLOR") == "" && env.Getenv("TERM") != "dumb"
}

func (cmd *check) fails(findings []diag.Finding) bool {
	if cmd.failOn.value == "never" {
		return false
	}
	threshold, err := diag.ParseSeverity(cmd.failOn.value)
	must(err)
	return slices.ContainsFunc(findings, func(f diag.Finding) bool { return f.Severity >= threshold })
}
