// Package render writes what a run found: one file a format, each a function
// over an io.Writer.
package render

import (
	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/repository"
)

// A Report is what a run found, and what the reader needs to know of the run.
type Report struct {
	checks.Result
	Today okr.Date
	// Quarter is the running one, First and Last its days.
	Quarter     okr.Quarter
	First, Last okr.Date
	// Files and Teams count what was checked.
	Files, Teams int
	// Base is the revision that the run is compared with, "" for none; Known counts the findings that it has as well,
	// which are left out.
	Base  string
	Known diag.Count
	// Only names the checks that the run was limited to; empty means all.
	Only []string
}

const documentation = "https://github.com/okrcheck/okrcheck/blob/main/docs/checks.md"

// Page returns the address of a check's documentation.
func Page(check string) string { return documentation + "#" + check }

// NewReport returns the report on what was asked for of a repository: what was
// only read to compare with is left out.
func NewReport(repo *repository.Repository, result checks.Result) Report {
	r := Report{
		Today:   repo.Today,
		Quarter: repo.Running,
		First:   repo.Config.Calendar.First(repo.Running),
		Last:    repo.Config.Calendar.Last(repo.Running),
	}
	teams := make(map[string]bool)
	for _, f := range repo.Company.Files {
		if repo.Reported(f.Path()) {
			r.Files++
			teams[f.Team] = true
		}
	}
	delete(teams, "") // of a file that does not say
	r.Teams = len(teams)
	var known []diag.Finding
	for _, f := range result.Findings {
		switch {
		case !repo.Reported(f.At.File.Path):
		case f.New:
			r.Findings = append(r.Findings, f)
		default:
			known = append(known, f)
		}
	}
	r.Known = diag.Of(known)
	for _, s := range result.Silenced {
		if repo.Reported(s.Finding.At.File.Path) {
			r.Silenced = append(r.Silenced, s)
		}
	}
	for _, n := range result.NotChecked {
		if n.Path == "" || repo.Reported(n.Path) {
			r.NotChecked = append(r.NotChecked, n)
		}
	}
	return r
}
