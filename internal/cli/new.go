package cli

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"github.com/okrcheck/okrcheck/internal/config"
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/edit"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/tree"
)

type newFile struct {
	env    *Env
	today  dateFlag
	config string
}

func newNew(env *Env) *cobra.Command {
	cmd := &newFile{env: env}
	c := &cobra.Command{
		Use:   "new TEAM [QUARTER] [flags]",
		Short: "Write a team's file for a quarter, from its last one",
		Long: `Write a team's file for a quarter: the running one, or the next where it has a
file. The objective is last quarter's draft for it; health metrics and later drafts
are carried on. A file that is there is left as it is.`,
		Example: `  okrcheck new payments
  okrcheck new payments 2027-Q1`,
		DisableFlagsInUseLine: true,
		RunE:                  func(_ *cobra.Command, args []string) error { return cmd.run(args) },
	}
	f := c.Flags()
	f.Var(&cmd.today, "today", "the day that tells the running quarter, instead of today in the configured time zone")
	f.StringVar(&cmd.config, "config", "", "the configuration `file`, instead of the nearest okrcheck.toml")
	must(c.MarkFlagFilename("config", "toml"))
	return c
}

func (cmd *newFile) run(args []string) error {
	const example = "for example: okrcheck new payments"
	switch {
	case len(args) == 0:
		return misuse(example, "a file for which team?")
	case len(args) > 2:
		return misuse(example+" 2027-Q1", "new takes a team and a quarter, and got %q as well", args[2])
	}
	team := args[0]
	if !okr.IsSlug(team) {
		hint := example
		if s := okr.Slug(team); s != "" {
			hint = "write: okrcheck new " + s
		}
		return misuse(hint, "%q is not a team's name: small letters, digits and hyphens", team)
	}
	var quarter quarterFlag
	if len(args) > 1 {
		if err := quarter.Set(args[1]); err != nil {
			return misuse("", "%w", err)
		}
	}

	at := workplace{dir: cmd.env.Dir, root: findRoot(cmd.env.Dir, cmd.env.Dir)}
	repo, err := at.open(cmd.env, tree.WorkTree(at.root), cmd.config, repository.Options{Today: cmd.today.Date, All: len(args) > 1})
	if err != nil && !errors.Is(err, repository.ErrNoFiles) {
		return err
	}
	if quarter.IsZero() {
		if quarter.Quarter = repo.Running; len(repo.Company.Of(team, repo.Running)) > 0 {
			quarter.Quarter = repo.Running.Add(1)
		}
	}
	if err := expected(repo, team, quarter.Quarter); err != nil {
		return err
	}
	if there := repo.Company.Of(team, quarter.Quarter); len(there) > 0 {
		return misuse("it is left as it is", "%s has a file for %s: %s", team, quarter.Quarter, at.toUser(there[0].Path()))
	}
	n, err := edit.New(repo, team, quarter.Quarter)
	if err != nil {
		return misuse("give "+config.Name+" a pattern for it", "%w", err)
	}
	switch err := edit.Create(at.root, n.Path, n.Text); {
	case errors.Is(err, fs.ErrExist):
		return misuse("it is left as it is", "%s is there already", at.toUser(n.Path))
	case err != nil:
		return failed("", err)
	}
	cmd.tell(at, n)
	return nil
}

// expected returns the error for a team that the configuration does not expect in a quarter.
func expected(repo *repository.Repository, team string, q okr.Quarter) error {
	if len(repo.Company.Teams) == 0 {
		return nil
	}
	listed, ok := repo.Company.Team(team)
	if !ok {
		var names []string
		for _, t := range repo.Company.Teams {
			names = append(names, t.Name)
		}
		hint := fmt.Sprintf("add it there: [teams.%s]", team)
		if near := diag.Nearest(team, names); near != "" {
			hint = "did you mean " + near + "? Else " + hint
		}
		return misuse(hint, "%s lists no team %s", repo.Config.Source.Path, team)
	}
	if !listed.ExpectedIn(q, repo.Config.Calendar) {
		return misuse("mend its since and until, or name another quarter", "%s:%d: team %s is not expected in %s", repo.Config.Source.Path, listed.At.From().Line, team, q)
	}
	return nil
}

// tell says what was written and what comes next.
func (cmd *newFile) tell(at workplace, n *edit.NewFile) {
	out, path := cmd.env.Stdout, at.toUser(n.Path)
	fmt.Fprintf(out, "wrote  %s\n", path)
	if n.Last != nil {
		fmt.Fprintf(out, "from   %s:\n", at.toUser(n.Last.Path()))
		if n.Objective.Given() {
			fmt.Fprintln(out, "       its draft is the objective")
		}
		if len(n.HealthMetrics) > 0 {
			fmt.Fprintf(out, "       health metrics carried on: %d; read each anew\n", len(n.HealthMetrics))
		}
		if len(n.Drafts) > 0 {
			fmt.Fprintf(out, "       drafts carried on: %d\n", len(n.Drafts))
		}
	}
	fmt.Fprintf(out, "\nNext: fill in what is empty or in <angle brackets>.\nTo see what is missing:  okrcheck check %s\n", path)
}
