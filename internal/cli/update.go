package cli

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/edit"
	"github.com/okrcheck/okrcheck/internal/load"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/render"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/source"
	"github.com/okrcheck/okrcheck/internal/tree"
)

type update struct {
	env        *Env
	today      dateFlag
	quarter    quarterFlag
	config     string
	confidence string
	health     []string
}

func newUpdate(env *Env) *cobra.Command {
	cmd := &update{env: env}
	c := &cobra.Command{
		Use:   "update TEAM [KR [VALUE]] [flags]",
		Short: "Write this week's reading into a team's file",
		Long: `Set current of a key result to VALUE in the team's file of the running quarter,
and with flags its confidence and the status of health metrics. One line
changes for each; everything else in the file stays as it is.

KR is 1, 2 or 3, or KR1, KR2 or KR3.`,
		Example: `  okrcheck update payments 1 540
  okrcheck update payments KR2 "64.5 %" --confidence 0.4
  okrcheck update payments --health "developer satisfaction=amber"`,
		DisableFlagsInUseLine: true,
		RunE:                  func(_ *cobra.Command, args []string) error { return cmd.run(args) },
	}
	f := c.Flags()
	f.StringVar(&cmd.confidence, "confidence", "", "the `chance` of full success, from 0 to 1")
	f.StringArrayVar(&cmd.health, "health", nil, "the status of a health metric: `NAME=STATUS`, red, amber or green; can be given several times")
	f.Var(&cmd.quarter, "quarter", "the quarter, instead of the running one")
	f.Var(&cmd.today, "today", "the day that tells the running quarter, instead of today in the configured time zone")
	f.StringVar(&cmd.config, "config", "", "the configuration `file`, instead of the nearest okrcheck.toml")
	must(c.MarkFlagFilename("config", "toml"))
	return c
}

// negativeNumbers puts negative numbers behind two hyphens, where they are no flags:
// okrcheck update support 2 -12.
func negativeNumbers(args []string) []string {
	if len(args) == 0 || args[0] != "update" || slices.Contains(args, "--") {
		return args
	}
	var numbers, others []string
	for i, arg := range args {
		if negative.MatchString(arg) && !strings.HasPrefix(args[i-1], "--") {
			numbers = append(numbers, arg)
		} else {
			others = append(others, arg)
		}
	}
	if len(numbers) == 0 {
		return args
	}
	return append(append(others, "--"), numbers...)
}

var negative = regexp.MustCompile(`^-\.?[0-9]`)

const updateHint = "for example: okrcheck update payments 1 540"

func (cmd *update) run(args []string) error {
	switch {
	case len(args) == 0:
		return misuse(updateHint, "which team, which key result, and what is its value now?")
	case len(args) == 1 && cmd.confidence != "":
		return misuse(updateHint+" --confidence 0.4", "the confidence of which key result?")
	case len(args) == 1 && len(cmd.health) == 0, len(args) == 2 && cmd.confidence == "":
		return misuse(updateHint, "what is the value now?")
	case len(args) > 3:
		return misuse("quote a value with a space in it: "+`"64.5 %"`, "there is one value, and got %q as well", args[3])
	}
	reading := edit.Reading{Confidence: cmd.confidence}
	if len(args) > 1 {
		n, err := keyResultNumber(args[1])
		if err != nil {
			return err
		}
		reading.KeyResult = n
	}
	if len(args) > 2 {
		if reading.Current = args[2]; strings.TrimSpace(args[2]) == "" {
			return misuse(updateHint, "the value is empty")
		}
	}

	at := workplace{dir: cmd.env.Dir, root: findRoot(cmd.env.Dir, cmd.env.Dir)}
	f, err := cmd.find(at, args[0])
	if err != nil {
		return err
	}
	if reading.Health, err = readHealth(f, cmd.health); err != nil {
		return err
	}
	text, err := edit.Update(f, reading)
	if err != nil {
		return misuse("", "%w", err)
	}
	change := edit.Change{Path: f.Path(), Before: f.Source.Bytes, After: text}
	if err := change.Write(at.root); err != nil {
		return failed("", err)
	}
	cmd.tell(at, f, load.File(source.New(f.Path(), text)), reading)
	return nil
}

var keyResultName = regexp.MustCompile(`^(?i:kr)? ?([1-9])$`)

// keyResultNumber reads 1 or KR1, and returns the index.
func keyResultNumber(text string) (int, error) {
	m := keyResultName.FindStringSubmatch(text)
	if m == nil {
		return 0, misuse("write 1, 2 or 3, or KR1, KR2 or KR3; they are named by their order in the file", "%q is not a key result", text)
	}
	return int(m[1][0] - '1'), nil
}

// find returns the file of a team in the quarter.
func (cmd *update) find(at workplace, team string) (*okr.File, error) {
	options := repository.Options{Today: cmd.today.Date, All: !cmd.quarter.IsZero()}
	repo, err := at.open(cmd.env, tree.WorkTree(at.root), cmd.config, options)
	if err != nil {
		return nil, err
	}
	return teamFile(repo, team, cmd.quarter.Quarter)
}

// teamFile returns the file of a team in a quarter, in the running one where it is zero.
func teamFile(repo *repository.Repository, team string, quarter okr.Quarter) (*okr.File, error) {
	if quarter.IsZero() {
		quarter = repo.Running
	}
	switch files := repo.Company.Of(team, quarter); {
	case len(files) == 1:
		return files[0], nil
	case len(files) > 1:
		return nil, misuse("keep one of them", "%s has %d files in %s: %s and %s", team, len(files), quarter, files[0].Path(), files[1].Path())
	}
	var teams []string
	for f := range repo.Company.In(quarter) {
		teams = append(teams, f.Team)
	}
	hint := "write one with: okrcheck new " + team
	_, listed := repo.Company.Team(team)
	if near := diag.Nearest(team, teams); near != "" && !listed {
		hint = "did you mean " + near + "?"
	}
	return nil, misuse(hint, "%s has no file in %s", team, quarter)
}

// readHealth reads NAME=STATUS. A name may be cut short where one metric alone begins so.
func readHealth(f *okr.File, texts []string) (readings []edit.HealthReading, err error) {
	var names []string
	for _, m := range f.HealthMetrics {
		names = append(names, m.Name.V)
	}
	for _, text := range texts {
		i := strings.LastIndex(text, "=")
		if i < 0 {
			return nil, misuse(`for example: --health "developer satisfaction=amber"`, "%q says no status", text)
		}
		name, word := strings.TrimSpace(text[:i]), strings.ToLower(strings.TrimSpace(text[i+1:]))
		if !slices.Contains(okr.Statuses, okr.Status(word)) {
			hint := "write red, amber or green"
			if near := diag.Nearest(word, []string{"red", "amber", "green"}); near != "" {
				hint = "did you mean " + near + "?"
			}
			return nil, misuse(hint, "%q is not a status", word)
		}
		metric, err := oneNamed(name, names)
		if err != nil {
			return nil, misuse(hintOfNames(name, names), "%s %w", f.Path(), err)
		}
		if slices.ContainsFunc(readings, func(r edit.HealthReading) bool { return r.Metric == metric }) {
			return nil, misuse("give it once", "%q has two statuses", names[metric])
		}
		readings = append(readings, edit.HealthReading{Metric: metric, Status: okr.Status(word)})
	}
	return readings, nil
}

// oneNamed returns the index of the name that is meant, in any case, or that alone begins so.
func oneNamed(name string, names []string) (int, error) {
	found := -1
	for i, n := range names {
		if strings.EqualFold(n, name) {
			if found >= 0 {
				return 0, fmt.Errorf("has two health metrics named %q", name)
			}
			found = i
		}
	}
	if found >= 0 {
		return found, nil
	}
	for i, n := range names {
		if name != "" && len(n) > len(name) && strings.EqualFold(n[:len(name)], name) {
			if found >= 0 {
				return 0, fmt.Errorf("has several health metrics that begin with %q", name)
			}
			found = i
		}
	}
	if found < 0 {
		return 0, errors.New("has no health metric named " + fmt.Sprintf("%q", name))
	}
	return found, nil
}

func hintOfNames(name string, names []string) string {
	if near := diag.Nearest(name, names); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	if len(names) == 0 {
		return "add one to the file: [[health_metric]], with name and status below it"
	}
	return "it has: " + strings.Join(names, "; ")
}

// tell says what is another than before.
func (cmd *update) tell(at workplace, before, after *okr.File, r edit.Reading) {
	out := cmd.env.Stdout
	fmt.Fprintln(out, at.toUser(after.Path()))
	if r.Current != "" || r.Confidence != "" {
		was, is := before.KeyResults[r.KeyResult], after.KeyResults[r.KeyResult]
		fmt.Fprintf(out, "  %s %s\n", okr.Name(r.KeyResult), render.Safe(is.Title.V))
		unit := ""
		if is.Unit.V != "" {
			unit = " " + render.Safe(is.Unit.V)
		}
		if r.Current != "" {
			fmt.Fprintf(out, "    current     %s%s\n", step(number(was.Current), number(is.Current)), unit)
		}
		if r.Confidence != "" {
			fmt.Fprintf(out, "    confidence  %s\n", step(number(was.Confidence), number(is.Confidence)))
		}
		if p, ok := is.Progress(); ok && r.Current != "" {
			earlier := "-"
			if p, ok := was.Progress(); ok {
				earlier = okr.FormatScore(p)
			}
			fmt.Fprintf(out, "    progress    %s, from %s%s (0) to %s%s (1)", step(earlier, okr.FormatScore(p)), number(is.Baseline), unit, number(is.Target), unit)
			switch score, _ := is.Score(); {
			case p < 0:
				fmt.Fprint(out, ": it lost ground")
			default:
				fmt.Fprintf(out, ": %s", okr.BandOf(score))
			}
			fmt.Fprintln(out)
		}
	}
	for _, h := range r.Health {
		was, is := before.HealthMetrics[h.Metric], after.HealthMetrics[h.Metric]
		status := string(was.Status.V)
		if status == "" {
			status = "-"
		}
		fmt.Fprintf(out, "  %s: %s\n", render.Safe(is.Name.V), step(status, string(is.Status.V)))
	}
	if score, ok := after.Score(); ok && r.Current != "" {
		fmt.Fprintf(out, "  the objective's score is %s: %s\n", okr.FormatScore(score), okr.BandOf(score))
	}
}

// step is "a → b", or "a, as before".
func step(was, is string) string {
	if was == is {
		return is + ", as before"
	}
	return was + " → " + is
}

// number is a number as the file has it; "-" where it has none.
func number(v okr.Value[float64]) string {
	if !v.Given() {
		return "-"
	}
	return render.Safe(v.At.Text())
}
