package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/rivo/uniseg"
	"github.com/spf13/cobra"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/example"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/render"
)

func newExplain(env *Env) *cobra.Command {
	return &cobra.Command{
		Use:                   "explain [CHECK]",
		Short:                 "Explain a check, or list them all",
		DisableFlagsInUseLine: true,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return misuse("see: okrcheck explain --help", "explain takes one check, and got %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: completeChecks,
		RunE: func(_ *cobra.Command, args []string) error {
			w := bufio.NewWriter(env.Stdout)
			if len(args) == 0 {
				listChecks(w)
				return w.Flush()
			}
			c := checks.Named(args[0])
			if c == nil {
				return noSuchCheck(args[0])
			}
			if err := explain(w, c, env.Width); err != nil {
				return err
			}
			return w.Flush()
		},
	}
}

// listChecks writes the catalogue by its headings.
func listChecks(w io.Writer) {
	width := 0
	for _, c := range checks.All {
		width = max(width, len(c.Name))
	}
	var group checks.Group
	for _, c := range checks.All {
		if c.Group != group {
			if group != "" {
				fmt.Fprintln(w)
			}
			group = c.Group
			fmt.Fprintln(w, group)
		}
		fmt.Fprintf(w, "  %-*s  %-7s  %s\n", width, c.Name, c.Severity, c.Title)
	}
	fmt.Fprintf(w, "\nMore about one:  okrcheck explain %s\n", checks.All[0].Name)
}

// explain writes a check's page.
func explain(w io.Writer, c *checks.Check, width int) error {
	const widest = 80 // beyond it lines are hard to read
	if width == 0 || width > widest {
		width = widest
	}
	fmt.Fprintf(w, "%s (%s)\n%s\n\n", c.Name, c.Severity, c.Title)
	fmt.Fprintln(w, wrap(c.Why, width))
	fmt.Fprintln(w)
	fmt.Fprintln(w, wrap("It speaks about "+when(c.When)+".", width))
	if len(c.Options) > 0 {
		var options []string
		for _, name := range slices.Sorted(maps.Keys(c.Options)) {
			options = append(options, fmt.Sprintf("%s = %d", name, c.Options[name]))
		}
		fmt.Fprintf(w, "\nIn okrcheck.toml, with the defaults:\n  [checks]\n  %s = { severity = %q, %s }\n", c.Name, c.Severity, strings.Join(options, ", "))
	}
	if err := showExample(w, c, width); err != nil {
		return err
	}
	if c.Group != checks.Silence && c.Name != string(okr.Unreadable) {
		fmt.Fprintf(w, "\nTo keep one on purpose, at the end of its line:\n  # okrcheck: ignore %s -- the reason\n", c.Name)
	}
	_, err := fmt.Fprintf(w, "\n%s\n", render.Page(c.Name))
	return err
}

// showExample writes what the check says of its example, and how that looks when it is mended.
func showExample(w io.Writer, c *checks.Check, width int) error {
	const few = 3
	e, err := example.Of(c.Name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	report := render.Report{Result: checks.Result{Findings: e.Findings[:min(few, len(e.Findings))]}}
	var b strings.Builder
	if err := render.Text(&b, report, render.TextStyle{Quiet: true, Width: width}); err != nil {
		return err
	}
	fmt.Fprintf(w, "\nFor example:\n\n%s", strings.TrimSuffix(b.String(), "\n"))
	if mended := e.Mended(); mended != "" {
		fmt.Fprintf(w, "\nIt is silent on:\n\n%s", indent(mended))
	}
	return nil
}

// when says in which quarters a check speaks.
func when(w checks.When) string {
	var quarters []string
	for _, q := range []struct {
		when checks.When
		name string
	}{{checks.Running, "the running quarter"}, {checks.Coming, "coming ones"}} {
		if w&q.when != 0 {
			quarters = append(quarters, q.name)
		}
	}
	switch w & checks.Ended {
	case checks.Ended:
		quarters = append(quarters, "those that have ended")
	case checks.LastEnded:
		quarters = append(quarters, "the one that ended last")
	}
	if n := len(quarters); n > 1 {
		return strings.Join(quarters[:n-1], ", ") + " and " + quarters[n-1]
	}
	return strings.Join(quarters, "")
}

// wrap breaks the lines of a text at a width. Paragraphs stay apart, list items
// begin their own line.
func wrap(text string, width int) string {
	var paragraphs []string
	for paragraph := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		var b strings.Builder
		column := 0
		for line := range strings.Lines(paragraph) {
			item := strings.HasPrefix(strings.TrimSpace(line), "- ")
			for i, word := range strings.Fields(line) {
				n := uniseg.StringWidth(word)
				switch {
				case column == 0:
				case column+1+n > width || i == 0 && item:
					b.WriteByte('\n')
					column = 0
				default:
					b.WriteByte(' ')
					column++
				}
				b.WriteString(word)
				column += n
			}
		}
		paragraphs = append(paragraphs, b.String())
	}
	return strings.Join(paragraphs, "\n\n")
}

func indent(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			b.WriteString("  ")
		}
		b.WriteString(line)
	}
	return b.String()
}
