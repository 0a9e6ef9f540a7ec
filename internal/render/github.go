package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/source"
)

// What a GitHub runner keeps: the rest is dropped without a word.
const (
	annotationsALevel = 10   // of each level, a step
	annotationLength  = 4096 // of a message, in UTF-16 units
)

// Annotation levels, by severity, the worst first.
var levels = []struct {
	severity diag.Severity
	name     string
}{{diag.Error, "error"}, {diag.Warning, "warning"}, {diag.Info, "notice"}}

// GitHub writes the findings as workflow commands, which the runner makes
// annotations of. It writes no more of a level than the runner keeps, and says
// in the last one how many there are besides.
func GitHub(w io.Writer, r Report) error {
	b := bufio.NewWriter(w)
	for _, level := range levels {
		var findings []diag.Finding
		for _, f := range r.Findings {
			if f.Severity == level.severity {
				findings = append(findings, f)
			}
		}
		shown := findings
		if len(shown) > annotationsALevel {
			shown = shown[:annotationsALevel-1]
		}
		for _, f := range shown {
			Annotate(b, level.name, f.At, f.Check, Safe(f.Message)+"\n"+Safe(f.Help)+"\n"+Page(f.Check))
		}
		if more := len(findings) - len(shown); more > 0 {
			Annotate(b, level.name, source.Place{}, "okrcheck",
				fmt.Sprintf("and %s; GitHub shows no more than %d of a level, okrcheck check lists them all", count(more, "more "+level.name), annotationsALevel))
		}
	}
	return b.Flush()
}

// Annotate writes one workflow command. The level is error, warning or notice;
// a zero place annotates no file.
func Annotate(w io.Writer, level string, at source.Place, title, message string) {
	var properties []string
	set := func(name string, value any) {
		properties = append(properties, name+"="+escapeProperty(fmt.Sprint(value)))
	}
	if !at.IsZero() && Safe(at.File.Path) != at.File.Path {
		// An escaped name would annotate no file, and the name itself is not fit for a log.
		message = fmt.Sprintf("%s:%d: %s", Safe(at.File.Path), at.From().Line, message)
		at = source.Place{}
	}
	if !at.IsZero() {
		from, to := at.From(), at.To()
		set("file", at.File.Path)
		set("line", from.Line)
		if last := at.File.Position(max(at.Start, at.End-1)); last.Line > from.Line {
			set("endLine", last.Line) // the runner takes columns within one line only
		} else {
			set("endLine", from.Line)
			set("col", from.Column)
			set("endColumn", max(from.Column, to.Column))
		}
	}
	set("title", title)
	fmt.Fprintf(w, "::%s %s::%s\n", level, strings.Join(properties, ","), escapeData(cut(strings.TrimSpace(message), annotationLength)))
}

// cut cuts a text to n UTF-16 units.
func cut(text string, n int) string {
	units, end := 0, 0
	for i, r := range text {
		if units < n {
			end = i // room for an ellipsis, which is one unit
		}
		if units += utf16.RuneLen(r); units > n {
			return text[:end] + "…"
		}
	}
	return text
}

var (
	data     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func escapeData(text string) string     { return data.Replace(text) }
func escapeProperty(text string) string { return property.Replace(text) }
