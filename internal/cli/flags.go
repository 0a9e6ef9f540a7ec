package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

// flagError says what is wrong with a flag, and which one may be meant.
func flagError(c *cobra.Command, err error) error {
	if errors.Is(err, pflag.ErrHelp) {
		return err
	}
	hint := fmt.Sprintf("see: %s --help", c.CommandPath())
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) {
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if near := diag.Nearest(unknown.GetSpecifiedName(), names); near != "" {
			hint = "did you mean --" + near + "?"
		}
	}
	return misuse(hint, "%w", err)
}

// A choice is a flag whose value is one of a few words.
type choice struct {
	value string
	of    []string
}

// addChoice adds a choice flag, the first word its default, and completes it.
func addChoice(c *cobra.Command, name, usage string, of ...string) *choice {
	v := &choice{value: of[0], of: of}
	c.Flags().Var(v, name, usage)
	must(c.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(of, cobra.ShellCompDirectiveNoFileComp)))
	return v
}

func (v *choice) String() string { return v.value }
func (v *choice) Type() string   { return strings.Join(v.of, "|") }

func (v *choice) Set(text string) error {
	if !slices.Contains(v.of, text) {
		return fmt.Errorf("write %s or %s", strings.Join(v.of[:len(v.of)-1], ", "), v.of[len(v.of)-1])
	}
	v.value = text
	return nil
}

// A dateFlag is a day.
type dateFlag struct{ okr.Date }

func (v *dateFlag) Type() string { return "YYYY-MM-DD" }

func (v *dateFlag) String() string {
	if v.IsZero() {
		return ""
	}
	return v.Date.String()
}

func (v *dateFlag) Set(text string) (err error) {
	v.Date, err = okr.ParseDate(text)
	return err
}

// noSuchCheck returns the error for a name that no check has.
func noSuchCheck(name string) error {
	hint := "see the list with: okrcheck explain"
	if near := checks.Nearest(name); near != "" {
		hint = "did you mean " + near + "?"
	}
	return misuse(hint, "there is no check named %q", name)
}

// completeChecks completes the name of a check.
func completeChecks(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var names []cobra.Completion
	for _, c := range checks.All {
		names = append(names, cobra.CompletionWithDesc(c.Name, c.Title))
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// must stops a program whose flags are wired wrongly: every test would meet it.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// A quarterFlag is a quarter.
type quarterFlag struct{ okr.Quarter }

func (v *quarterFlag) Type() string   { return "YYYY-Qn" }
func (v *quarterFlag) String() string { return v.Quarter.String() }

func (v *quarterFlag) Set(text string) (err error) {
	v.Quarter, err = okr.ParseQuarter(strings.ToUpper(text))
	return err
}
