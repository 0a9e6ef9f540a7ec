package cli

import (
	"github.com/spf13/cobra"

	"github.com/okrcheck/okrcheck/internal/load"
)

func newSchema(*Env) *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Write the JSON Schema of an OKR file, for editors",
		Long: `Write the JSON Schema of an OKR file. Editors with a TOML extension (Even Better
TOML, taplo) complete and explain the keys with it, once a file names it in its
first line:

  #:schema ../../okr.schema.json`,
		Example:               "  okrcheck schema > okr.schema.json",
		DisableFlagsInUseLine: true,
		Args:                  noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			_, err := c.OutOrStdout().Write(load.Schema())
			return err
		},
	}
}
