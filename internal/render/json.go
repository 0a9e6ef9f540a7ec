package render

import (
	"encoding/json"
	"io"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

type jsonReport struct {
	Version    int              `json:"version"`
	Today      okr.Date         `json:"today"`
	Findings   []jsonFinding    `json:"findings"`
	Silenced   []jsonSilenced   `json:"silenced"`
	NotChecked []jsonNotChecked `json:"notChecked"`
	Summary    jsonSummary      `json:"summary"`
}

type jsonFinding struct {
	Check    string        `json:"check"`
	Severity diag.Severity `json:"severity"`
	Path     string        `json:"path"`
	jsonRange
	Message  string        `json:"message"`
	Help     string        `json:"help"`
	URL      string        `json:"url"`
	Identity string        `json:"identity"`
	KeyPath  string        `json:"keyPath"`
	Related  []jsonRelated `json:"related"`
	Edits    []jsonEdit    `json:"edits"`
	New      bool          `json:"new"`
}

// Lines and columns count from 1, columns in code points; the end is exclusive.
type jsonRange struct {
	Line      int `json:"line"`
	Column    int `json:"column"`
	EndLine   int `json:"endLine"`
	EndColumn int `json:"endColumn"`
}

type jsonRelated struct {
	Path    string `json:"path"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

type jsonEdit struct {
	jsonRange
	NewText string `json:"newText"`
}

type jsonSilenced struct {
	Check  string    `json:"check"`
	Path   string    `json:"path"`
	Line   int       `json:"line"`
	Reason string    `json:"reason"`
	Until  *okr.Date `json:"until,omitempty"`
}

type jsonNotChecked struct {
	Check  string `json:"check"`
	Path   string `json:"path,omitempty"`
	Reason string `json:"reason"`
}

type jsonSummary struct {
	Files    int `json:"files"`
	Teams    int `json:"teams"`
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Infos    int `json:"infos"`
	// Known counts what the base has as well, and is not listed; it is missing where there is no base.
	Known *int `json:"known,omitempty"`
}

// JSON writes the report for programs. The form is public: what is there stays
// as it is while the version is 1.
func JSON(w io.Writer, r Report) error {
	n := diag.Of(r.Findings)
	out := jsonReport{
		Version:    1,
		Today:      r.Today,
		Findings:   []jsonFinding{}, // lists are never null
		Silenced:   []jsonSilenced{},
		NotChecked: []jsonNotChecked{},
		Summary:    jsonSummary{Files: r.Files, Teams: r.Teams, Errors: n.Errors, Warnings: n.Warnings, Infos: n.Infos},
	}
	if r.Base != "" {
		known := r.Known.Errors + r.Known.Warnings + r.Known.Infos
		out.Summary.Known = &known
	}
	for _, f := range r.Findings {
		j := jsonFinding{
			Check: f.Check, Severity: f.Severity, Path: f.At.File.Path, jsonRange: rangeOf(f.At),
			Message: f.Message, Help: f.Help, URL: Page(f.Check),
			Identity: f.Identity, KeyPath: f.KeyPath, New: f.New,
			Related: []jsonRelated{}, Edits: []jsonEdit{},
		}
		for _, rel := range f.Related {
			from := rel.At.From()
			j.Related = append(j.Related, jsonRelated{Path: rel.At.File.Path, Line: from.Line, Column: from.Column, Message: rel.Message})
		}
		for _, e := range f.Edits {
			j.Edits = append(j.Edits, jsonEdit{jsonRange: rangeOf(e.At), NewText: e.NewText})
		}
		out.Findings = append(out.Findings, j)
	}
	for _, s := range r.Silenced {
		j := jsonSilenced{
			Check: s.Finding.Check, Path: s.Finding.At.File.Path,
			Line: s.Finding.At.From().Line, Reason: s.By.Reason,
		}
		if s.By.Until.Given() {
			j.Until = &s.By.Until.V
		}
		out.Silenced = append(out.Silenced, j)
	}
	for _, n := range r.NotChecked {
		out.NotChecked = append(out.NotChecked, jsonNotChecked(n))
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

func rangeOf(at source.Place) jsonRange {
	from, to := at.From(), at.To()
	return jsonRange{Line: from.Line, Column: from.Column, EndLine: to.Line, EndColumn: to.Column}
}
