package cli

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/okrcheck/okrcheck/internal/config"
	"github.com/okrcheck/okrcheck/internal/edit"
	"github.com/okrcheck/okrcheck/internal/okr"
)

// initial holds what init writes as it stands.
//
//go:embed initial
var initial embed.FS

func newInit(env *Env) *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "Write the first files: configuration, an OKR file, two workflows",
		Long: `Write okrcheck.toml, a first OKR file for the running quarter, and two GitHub
workflows: one for pull requests, one for the rhythm of a quarter. What is there
already is left as it is.`,
		DisableFlagsInUseLine: true,
		Args:                  noArguments,
		RunE:                  func(*cobra.Command, []string) error { return initialize(env) },
	}
}

func initialize(env *Env) error {
	at := workplace{dir: env.Dir, root: findRoot(env.Dir, env.Dir)}
	var calendar okr.Calendar
	quarter := calendar.Of(calendar.Today(env.Now()))
	team, firstText := edit.First(calendar, quarter)
	first := "okrs/" + quarter.String() + "/" + team + ".toml"

	files := []struct{ path, from string }{
		{config.Name, "okrcheck.toml"},
		{first, ""},
		{".github/workflows/okrcheck.yml", "okrcheck.yml"},
		{".github/workflows/okrcheck-calendar.yml", "okrcheck-calendar.yml"},
	}
	wrote := make(map[string]bool)
	for _, f := range files {
		path := at.toUser(f.path)
		if _, err := os.Stat(filepath.Join(at.root, "okrs")); f.path == first && err == nil {
			fmt.Fprintf(env.Stdout, "kept   %s, as it is\n", at.toUser("okrs"))
			continue
		}
		text := firstText
		if f.from != "" {
			var err error
			text, err = initial.ReadFile("initial/" + f.from)
			must(err)
		}
		switch err := edit.Create(at.root, f.path, text); {
		case errors.Is(err, fs.ErrExist):
			fmt.Fprintf(env.Stdout, "kept   %s, as it is\n", path)
		case err != nil:
			return failed("", err)
		default:
			wrote[f.path] = true
			fmt.Fprintf(env.Stdout, "wrote  %s\n", path)
		}
	}
	fmt.Fprintln(env.Stdout)
	if wrote[first] {
		fmt.Fprintf(env.Stdout, "Next: fill in %s, and rename the file to your team.\n", at.toUser(first))
	}
	fmt.Fprintln(env.Stdout, "To see what is missing:  okrcheck check")
	return nil
}
