package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/okrcheck/okrcheck/internal/goalposts"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/render"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/score"
	"github.com/okrcheck/okrcheck/internal/tree"
)

type trend struct {
	env     *Env
	quarter quarterFlag
	format  *choice
	color   *choice
	today   dateFlag
	config  string
}

func newTrend(env *Env) *cobra.Command {
	cmd := &trend{env: env}
	c := &cobra.Command{
		Use:   "trend [flags] TEAM",
		Short: "Show a team's quarter week by week, from git",
		Long: `Show the readings of a team's key results as they stood at the end of each week
of the quarter, from git's history, and a line of their progress by the goalposts
of today.`,
		Example: `  okrcheck trend payments
  okrcheck trend payments --quarter 2026-Q3`,
		DisableFlagsInUseLine: true,
		RunE:                  func(_ *cobra.Command, args []string) error { return cmd.run(args) },
	}
	f := c.Flags()
	f.Var(&cmd.quarter, "quarter", "the quarter, instead of the running one")
	cmd.format = addChoice(c, "format", "how to write the trend", "text", "json")
	cmd.color = addChoice(c, "color", "colours in text", "auto", "always", "never")
	f.StringVar(&cmd.config, "config", "", "the configuration `file`, instead of the nearest okrcheck.toml")
	f.Var(&cmd.today, "today", "the day to judge by, instead of today in the configured time zone")
	must(c.MarkFlagFilename("config", "toml"))
	return c
}

func (cmd *trend) run(args []string) error {
	if len(args) != 1 {
		return misuse("for example: okrcheck trend payments", "it takes one team, and got %d", len(args))
	}
	at := workplace{dir: cmd.env.Dir, root: findRoot(cmd.env.Dir, cmd.env.Dir)}
	options := repository.Options{Today: cmd.today.Date, Quarter: cmd.quarter.Quarter}
	repo, err := at.open(cmd.env, tree.WorkTree(at.root), cmd.config, options)
	if err != nil {
		return err
	}
	f, err := teamFile(repo, args[0], cmd.quarter.Quarter)
	if err != nil {
		return err
	}
	if !f.Readable() {
		return failed("see: okrcheck check "+at.toUser(f.Path()), fmt.Errorf("%s can't be read", at.toUser(f.Path())))
	}
	calendar := repo.Config.Calendar
	if repo.Today.Before(calendar.First(f.Quarter).Monday()) {
		return misuse("it has a trend from its first week on", "%s has not begun", f.Quarter)
	}
	weeks, err := repository.Checkout{Dir: at.root}.Weeks(repo, f.Quarter, []*okr.File{f})
	if err != nil {
		return failed("a trend is read from git's history", err)
	}
	t := render.TeamTrend{
		Trend: score.TrendOf(goalposts.NewReader(repo.Config.Settings.Vocabulary), f, weeks[f]),
		Today: repo.Today, Running: repo.Running, First: calendar.First(f.Quarter), Last: calendar.Last(f.Quarter),
	}
	if cmd.format.value == "json" {
		err = render.TrendJSON(cmd.env.Stdout, t)
	} else {
		err = render.TrendText(cmd.env.Stdout, t, textStyle(cmd.env, at, cmd.color.value))
	}
	if err != nil {
		return failed("", err)
	}
	return nil
}
