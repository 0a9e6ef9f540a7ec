// Package example turns the checks' fixtures into their documentation: a
// mistake, what the check says about it, and the mended file.
package example

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/config"
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/load"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
	"github.com/okrcheck/okrcheck/testdata"
)

// An Example is the first file of a check's fixture that it finds something in.
type Example struct {
	// Prose says what the example shows.
	Prose string
	// Bad is the file with the mistake.
	Bad      *source.File
	Findings []diag.Finding

	bad, good map[string]string // all files with the mistake, and mended, by path
}

// today is the day of a fixture that names none.
var today = okr.NewDate(2026, 10, 9)

// expectation is what tells the tests which finding a line, or a place named in the preamble, has.
var expectation = regexp.MustCompile(`(?m)[ \t]*# want(?: "(?:[^"\\]|\\.)*")+[ \t]*$|^want: .*\n`)

// Of returns a check's example. The error is fs.ErrNotExist where the check has
// none that can be shown.
func Of(check string) (Example, error) {
	text, err := testdata.Checks.ReadFile("checks/" + check + ".txtar")
	if err != nil {
		return Example{}, err
	}
	archive := txtar.Parse(expectation.ReplaceAll(text, nil))
	in := checks.Input{Today: today, Only: []string{check}}
	cfg := config.Default()
	var sources []*source.File
	var files []*okr.File
	bad, good := make(map[string]string), make(map[string]string)
	var past Past
	for _, f := range archive.Files {
		path, isBad := strings.CutPrefix(f.Name, "bad/")
		if isBad {
			bad[path] = string(f.Data)
		}
		switch {
		case f.Name == "today":
			if in.Today, err = okr.ParseDate(strings.TrimSpace(string(f.Data))); err != nil {
				return Example{}, fmt.Errorf("%s: %w", check, err)
			}
		case past.Add(f.Name, string(f.Data)):
		case isBad && path == config.Name:
			if cfg, err = config.Parse(source.New(path, f.Data)); err != nil {
				return Example{}, fmt.Errorf("%s: %w", check, err)
			}
			sources = append(sources, cfg.Source)
		case isBad:
			files = append(files, load.File(source.New(path, f.Data)))
			sources = append(sources, files[len(files)-1].Source)
		default:
			good[strings.TrimPrefix(f.Name, "good/")] = string(f.Data)
		}
	}
	in.Head, in.Calendar, in.Settings = okr.NewCompany(files, cfg.Teams), cfg.Calendar, cfg.Settings
	in.History = past.History(files, cfg.Calendar, in.Today)
	if base := past.Base(); base != nil {
		in.Base = okr.NewCompany(base, cfg.Teams)
		in.BaseHistory = past.History(base, cfg.Calendar, in.Today)
	}
	findings := checks.Run(in).Findings
	for _, f := range sources { // in the fixture's order
		e := Example{Prose: strings.TrimSpace(string(archive.Comment)), Bad: f, bad: bad, good: good}
		for _, finding := range findings {
			if finding.At.File == f {
				e.Findings = append(e.Findings, finding)
			}
		}
		if len(e.Findings) > 0 {
			return e, nil
		}
	}
	return Example{}, fmt.Errorf("%s: no finding to show: %w", check, fs.ErrNotExist)
}
