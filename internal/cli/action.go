package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/okrcheck/okrcheck/internal/action"
	"github.com/okrcheck/okrcheck/internal/config"
)

func newAction(env *Env) *cobra.Command {
	return &cobra.Command{
		Use:   "action",
		Short: "Do what the GitHub action does; its container runs this",
		Args:  noArguments,
		RunE: func(*cobra.Command, []string) error {
			verdict, err := action.Run(action.Env{Stdout: env.Stdout, Getenv: env.Getenv})
			// What there is to say has been said.
			var input *action.InputError
			var mistakes config.Errors
			switch {
			case errors.As(err, &input), errors.As(err, &mistakes):
				return &stop{status: statusUsage}
			case err != nil || verdict == action.CouldNotFinish:
				return &stop{status: statusFailed}
			case verdict == action.Findings:
				return &stop{status: statusFindings}
			}
			return nil
		},
	}
}
