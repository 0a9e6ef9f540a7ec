package cli

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/okrcheck/okrcheck/internal/goalposts"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/render"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/score"
	"github.com/okrcheck/okrcheck/internal/tree"
)

type scores struct {
	env       *Env
	quarter   quarterFlag
	format    *choice
	color     *choice
	today     dateFlag
	config    string
	noHistory bool
}

func newScore(env *Env) *cobra.Command {
	cmd := &scores{env: env}
	c := &cobra.Command{
		Use:   "score [flags] [PATH...]",
		Short: "Show progress and scores, team by team",
		Long: `Show how far each key result has come from its baseline, 0, to its target, 1,
and the score of each objective, which is their mean: under 0.3 missed, under 0.7
progress, under 1 success, 1 full. Where goalposts moved since the kickoff, the
score by those of the kickoff stands below.

Without --quarter it is the running one, or with a PATH those of the files.`,
		Example: `  okrcheck score
  okrcheck score --quarter 2026-Q3
  okrcheck score okrs/2026-Q4/payments.toml --format json`,
		DisableFlagsInUseLine: true,
		RunE:                  func(_ *cobra.Command, paths []string) error { return cmd.run(paths) },
	}
	f := c.Flags()
	f.Var(&cmd.quarter, "quarter", "the quarter, instead of the running one")
	cmd.format = addChoice(c, "format", "how to write the scores", "text", "json")
	cmd.color = addChoice(c, "color", "colours in text", "auto", "always", "never")
	f.StringVar(&cmd.config, "config", "", "the configuration `file`, instead of the nearest okrcheck.toml")
	f.Var(&cmd.today, "today", "the day to judge by, instead of today in the configured time zone")
	f.BoolVar(&cmd.noHistory, "no-history", false, "don't read git's history: moved goalposts stay unseen")
	must(c.MarkFlagFilename("config", "toml"))
	return c
}

func (cmd *scores) run(paths []string) error {
	at, paths, err := locate(cmd.env.Dir, paths)
	if err != nil {
		return err
	}
	checkout := repository.Checkout{Dir: at.root, NoHistory: cmd.noHistory}
	options := repository.Options{Paths: paths, Quarter: cmd.quarter.Quarter, Today: cmd.today.Date}
	repo, err := at.openBy(checkout.Read, cmd.env, tree.WorkTree(at.root), cmd.config, options)
	if err != nil {
		return err
	}
	byQuarter := make(map[okr.Quarter][]*okr.File)
	for _, f := range repo.Company.Files {
		if repo.Reported(f.Path()) && !f.Quarter.IsZero() {
			byQuarter[f.Quarter] = append(byQuarter[f.Quarter], f)
		}
	}
	var quarters []okr.Quarter
	for q := range byQuarter {
		if cmd.quarter.IsZero() && (len(paths) > 0 || q == repo.Running) || q == cmd.quarter.Quarter {
			quarters = append(quarters, q)
		}
	}
	if len(quarters) == 0 {
		wanted := cmd.quarter.Quarter
		if wanted.IsZero() {
			wanted = repo.Running
		}
		return failed("name another with --quarter, or write one with: okrcheck new TEAM "+wanted.String(), fmt.Errorf("no OKR file of %s", wanted))
	}
	slices.SortFunc(quarters, func(a, b okr.Quarter) int { return a.Sub(b) })
	out := render.Scores{Today: repo.Today, Running: repo.Running}
	for _, q := range quarters {
		out.Quarters = append(out.Quarters, scoresOf(repo, q, byQuarter[q]))
	}
	if cmd.format.value == "json" {
		err = render.ScoreJSON(cmd.env.Stdout, out)
	} else {
		err = render.ScoreText(cmd.env.Stdout, out, textStyle(cmd.env, at, cmd.color.value))
	}
	if err != nil {
		return failed("", err)
	}
	return nil
}

// scoresOf scores the files of a quarter.
func scoresOf(repo *repository.Repository, q okr.Quarter, files []*okr.File) render.QuarterScore {
	calendar := repo.Config.Calendar
	in := repo.Input()
	reader := goalposts.NewReader(in.Settings.Vocabulary)
	s := render.QuarterScore{Quarter: q, First: calendar.First(q), Last: calendar.Last(q)}
	over := repo.Today.After(calendar.LastKickoffDay(q))
	for _, f := range files {
		if !f.Readable() {
			s.Unreadable = append(s.Unreadable, f.Path())
			continue
		}
		s.Teams = append(s.Teams, score.Of(reader, f, in.History.Of(f), over))
	}
	return s
}

// textStyle returns the style of text on standard output; color is the flag's word.
func textStyle(env *Env, at workplace, color string) render.TextStyle {
	style := render.TextStyle{Width: env.Width, Path: at.toUser}
	style.Color = color == "always" || color == "auto" && colored(env)
	return style
}
