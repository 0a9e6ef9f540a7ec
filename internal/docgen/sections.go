package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/cli"
	"github.com/okrcheck/okrcheck/internal/config"
	"github.com/okrcheck/okrcheck/internal/example"
	"github.com/okrcheck/okrcheck/internal/load"
)

// documents are all that is generated.
var documents = []document{
	{path: "okr.schema.json", whole: func() ([]byte, error) { return load.Schema(), nil }},
	{path: "README.md", sections: []section{
		{"real output", run("console", "check testdata/repos/broken/okrs/2026-Q4/payments.toml --today 2026-10-09 --no-history")},
		{"checks", func(string) (string, error) { return catalogue("docs/checks.md"), nil }},
	}},
	{path: "docs/checks.md", sections: []section{
		{"list", func(string) (string, error) { return catalogue(""), nil }},
		{"pages", func(string) (string, error) { return pages() }},
	}},
	{path: "docs/format.md", sections: []section{
		{"example", exampleFile},
		{"keys", func(string) (string, error) { return keys(), nil }},
	}},
	{path: "docs/config.md", sections: []section{
		{"options", func(string) (string, error) { return options(), nil }},
		{"numbers", func(string) (string, error) { return numbers(), nil }},
	}},
	{path: "docs/rhythm.md", sections: []section{
		{"workflow", workflow("okrcheck-calendar.yml")},
	}},
	{path: "docs/cli.md", sections: []section{
		{"commands", func(string) (string, error) { return commands() }},
		{"json", run("console", "check testdata/repos/broken/okrs/2026-Q4/search.toml testdata/repos/broken/okrs/2026-Q4/payments.toml --today 2026-11-20 --only key-result-is-output --format json --no-history")},
	}},
}

// catalogue lists the checks by their headings; path is the file of their pages.
func catalogue(path string) string {
	var b strings.Builder
	b.WriteString("| | check | severity | what it finds |\n|---|---|---|---|\n")
	var group checks.Group
	for _, c := range checks.All {
		heading := ""
		if c.Group != group {
			group = c.Group
			heading = "**" + string(group) + "**"
		}
		fmt.Fprintf(&b, "| %s | [%s](%s#%s) | %s | %s |\n", heading, c.Name, path, c.Name, c.Severity, cell(c.Title))
	}
	return b.String()
}

// pages returns every check's page under its name.
func pages() (string, error) {
	var b strings.Builder
	var group checks.Group
	for _, c := range checks.All {
		if c.Group != group {
			group = c.Group
			fmt.Fprintf(&b, "## %s\n\n", group)
		}
		page, err := example.Page(c, 0)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "### %s\n\n**%s**: %s.\n\n%s\n\n", c.Name, c.Severity, c.Title, page)
	}
	return b.String(), nil
}

// workflow shows one of the workflows that okrcheck init writes.
func workflow(name string) func(root string) (string, error) {
	return func(root string) (string, error) {
		text, err := os.ReadFile(filepath.Join(root, "internal", "cli", "initial", name))
		return "```yaml\n" + strings.ReplaceAll(string(text), "\r\n", "\n") + "```\n", err
	}
}

func exampleFile(root string) (string, error) {
	text, err := os.ReadFile(filepath.Join(root, "testdata", "example.toml"))
	return fence("toml", string(text)), err
}

var typeNames = map[load.Type]string{
	load.Text: "text", load.Number: "number", load.Whole: "whole number", load.Day: "date", load.Texts: "list of texts",
	load.OneTable: "table", load.Tables: "tables",
}

// keys describes the format's keys, table by table.
func keys() string {
	var b strings.Builder
	describe := func(table, header string) {
		fmt.Fprintf(&b, "### %s\n\n| key | type | required | meaning | example |\n|---|---|---|---|---|\n", header)
		for _, k := range load.Format[table] {
			kind, required, example := typeNames[k.Type], "", ""
			switch {
			case k.Words != nil:
				kind = "`\"" + strings.Join(k.Words, "\"`, `\"") + "\"`"
			case k.Low != k.High:
				kind += fmt.Sprintf(", %g to %g", k.Low, k.High)
			}
			if k.Required {
				required = "yes"
			}
			if k.Example != "" {
				value := k.Example
				if k.Type == load.Day {
					value = strings.Trim(value, `"`)
				}
				example = "`" + value + "`"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", k.Name, cell(kind), required, cell(k.Doc), cell(example))
		}
		b.WriteString("\n")
	}
	describe("", "The file")
	for _, k := range load.Format[""] {
		switch k.Type {
		case load.Tables:
			describe(k.Table, "[["+k.Name+"]]")
		case load.OneTable:
			describe(k.Table, "["+k.Name+"]")
		}
	}
	return b.String()
}

// options describes the configuration's keys, table by table.
func options() string {
	var b strings.Builder
	table := "none"
	for _, o := range config.Options {
		if o.Table != table {
			table = o.Table
			header := "At the top"
			if table != "" {
				header = "[" + table + "]"
			}
			fmt.Fprintf(&b, "\n### %s\n\n| key | type | default | meaning | example |\n|---|---|---|---|---|\n", header)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | `%s` |\n", o.Name, cell(o.Type), cell(o.Default), cell(o.Doc), cell(o.Example))
	}
	return b.String()
}

// numbers lists the numbers of single checks.
func numbers() string {
	var b strings.Builder
	b.WriteString("| check | number | default |\n|---|---|--:|\n")
	for _, c := range checks.All {
		for _, name := range slices.Sorted(maps.Keys(c.Options)) {
			fmt.Fprintf(&b, "| [%s](checks.md#%s) | `%s` | %d |\n", c.Name, c.Name, name, c.Options[name])
		}
	}
	return b.String()
}

// commands returns the help of every command.
func commands() (string, error) {
	var b strings.Builder
	root := cli.Commands()
	for _, c := range append([]*cobra.Command{root}, root.Commands()...) {
		if c.Name() == "help" || c.Hidden {
			continue
		}
		var help strings.Builder
		c.SetOut(&help)
		c.InitDefaultHelpFlag()
		c.InitDefaultVersionFlag()
		if err := c.Help(); err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "### %s\n\n%s\n\n", c.CommandPath(), fence("text", help.String()))
	}
	return b.String(), nil
}

// run shows a command and what it says, in a folder that has nothing of the
// repository but its companies: the same in a clone, a shallow one and a tarball.
func run(language, command string) func(root string) (string, error) {
	return func(root string) (string, error) {
		dir, err := os.MkdirTemp("", "okrcheck-docgen-*")
		if err != nil {
			return "", err
		}
		defer os.RemoveAll(dir)
		const companies = "testdata/repos"
		if err := os.CopyFS(filepath.Join(dir, companies), os.DirFS(filepath.Join(root, companies))); err != nil {
			return "", err
		}
		if err := os.Mkdir(filepath.Join(dir, ".git"), 0o755); err != nil { // paths count from here
			return "", err
		}
		var out strings.Builder
		cli.Main(cli.Env{
			Args: strings.Fields(command), Stdin: strings.NewReader(""), Stdout: &out, Stderr: &out,
			Getenv: func(string) string { return "" }, Dir: dir,
		})
		return fence(language, "$ okrcheck "+command+"\n"+out.String()), nil
	}
}

func fence(language, text string) string {
	return "```" + language + "\n" + strings.TrimRight(text, "\n") + "\n```"
}

// cell makes text of ours, which is Markdown, fit for a table's cell.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }
