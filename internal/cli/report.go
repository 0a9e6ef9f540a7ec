package cli

import (
	"bytes"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/okrcheck/okrcheck/internal/closing"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/tree"
)

type report struct {
	env            *Env
	quarter        quarterFlag
	format         *choice
	today          dateFlag
	config, output string
	noHistory      bool
}

func newReport(env *Env) *cobra.Command {
	cmd := &report{env: env}
	c := &cobra.Command{
		Use:   "report [flags]",
		Short: "Write what came of a quarter, for people to read",
		Long: `Write what came of a quarter: each team's key results and score, its guardrails,
what moved since the kickoff, and what it learned. Teams stand in the order of their
names; no table compares them. Numbers that are missing are listed first. As html it
is one page that needs nothing else, to send or to print.

Without --quarter it is the one that ended last.`,
		Example: `  okrcheck report
  okrcheck report --quarter 2026-Q3 -o okrs/2026-Q3/REPORT.md
  okrcheck report --quarter 2026-Q3 --format html -o report.html`,
		DisableFlagsInUseLine: true,
		Args:                  noArguments,
		RunE:                  func(*cobra.Command, []string) error { return cmd.run() },
	}
	f := c.Flags()
	f.Var(&cmd.quarter, "quarter", "the quarter, instead of the one that ended last")
	cmd.format = addChoice(c, "format", "how to write the report", "markdown", "html", "json")
	f.StringVarP(&cmd.output, "output", "o", "", "write the report to a `file`")
	f.StringVar(&cmd.config, "config", "", "the configuration `file`, instead of the nearest okrcheck.toml")
	f.Var(&cmd.today, "today", "the day to judge by, instead of today in the configured time zone")
	f.BoolVar(&cmd.noHistory, "no-history", false, "don't read git's history: moved goalposts stay unseen")
	must(c.MarkFlagFilename("config", "toml"))
	return c
}

func (cmd *report) run() error {
	at, _, err := locate(cmd.env.Dir, nil)
	if err != nil {
		return err
	}
	checkout := repository.Checkout{Dir: at.root, NoHistory: cmd.noHistory}
	repo, err := at.openBy(checkout.Read, cmd.env, tree.WorkTree(at.root), cmd.config, repository.Options{Quarter: cmd.quarter.Quarter, Today: cmd.today.Date})
	if err != nil {
		return err
	}
	q := cmd.quarter.Quarter
	if q.IsZero() {
		q = repo.Running.Add(-1)
	}
	r := closing.NewReport(repo, q)
	if len(r.Teams) == 0 {
		return failed("name another with --quarter", fmt.Errorf("no OKR file of %s", q))
	}
	var b bytes.Buffer
	switch cmd.format.value {
	case "json":
		err = r.JSON(&b)
	case "html":
		err = r.HTML(&b)
	default:
		err = r.Markdown(&b, 0, "")
	}
	if err != nil {
		return failed("", err)
	}
	if cmd.output == "" {
		_, err = cmd.env.Stdout.Write(b.Bytes())
	} else if err = os.WriteFile(absolute(cmd.env.Dir, cmd.output), b.Bytes(), 0o644); err == nil {
		fmt.Fprintf(cmd.env.Stderr, "written to %s\n", cmd.output)
	}
	if err != nil {
		return failed("", err)
	}
	return nil
}
