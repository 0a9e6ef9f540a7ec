package cli

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// release is the released version, set by the linker
// (-X github.com/okrcheck/okrcheck/internal/cli.release=v1.2.3); without it the
// build's own information serves.
var release string

func newVersion(*Env) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Say which okrcheck this is",
		Args:  noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			_, err := fmt.Fprintln(c.OutOrStdout(), version())
			return err
		},
	}
}

// version returns the version, the commit and the Go release that built it, on one line.
func version() string {
	v, commit, changed, toolchain := release, "", "", "an unknown Go"
	if info, ok := debug.ReadBuildInfo(); ok {
		toolchain = info.GoVersion
		if v == "" {
			v = info.Main.Version
		}
		for _, s := range info.Settings {
			switch {
			case s.Key == "vcs.revision":
				commit = ", commit " + s.Value[:min(12, len(s.Value))]
			case s.Key == "vcs.modified" && s.Value == "true":
				changed = " with changes"
			}
		}
	}
	if v == "" {
		v = "(devel)"
	}
	return fmt.Sprintf("okrcheck %s%s%s, built with %s", v, commit, changed, toolchain)
}

// noArguments refuses arguments.
func noArguments(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return misuse("see: "+c.CommandPath()+" --help", "%s takes no arguments, and got %q", c.CommandPath(), args[0])
	}
	return nil
}
