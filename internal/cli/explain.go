package cli

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/rivo/uniseg"
	"github.com/spf13/cobra"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/example"
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
	page, err := example.Page(c, width)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s (%s)\n%s\n\n", c.Name, c.Severity, c.Title)
	for i, part := range strings.Split(strings.TrimSpace(page), "```") {
		switch {
		case i%2 == 1:
			_, code, _ := strings.Cut(part, "\n") // the first line names the language
			fmt.Fprintf(w, "\n%s\n", indent(code))
		case strings.TrimSpace(part) != "":
			fmt.Fprintln(w, wrap(part, width))
		}
	}
	_, err = fmt.Fprintf(w, "\n%s\n", render.Page(c.Name))
	return err
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
