package example

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"
	textdiff "github.com/rogpeppe/go-internal/diff"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/config"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/render"
)

const (
	fewFindings = 2  // of an example
	shortFile   = 14 // lines, of a file that is shown whole
)

// Page returns what there is to say about a check, below its name, in
// Markdown: paragraphs and code blocks, nothing else. What okrcheck says is as
// wide as a terminal of width columns; 0 is no terminal.
func Page(c *checks.Check, width int) (string, error) {
	var p page
	p.paragraph(c.Why)
	p.paragraph("It speaks about " + when(c.When) + ".")
	switch e, err := Of(c.Name); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return "", err
	default:
		if err := p.example(e, width); err != nil {
			return "", err
		}
	}
	if c.Group != checks.Silence && c.Name != string(okr.Unreadable) {
		p.paragraph("To keep one on purpose, say why, at the end of its line:")
		p.code("toml", "# okrcheck: ignore "+c.Name+" -- the reason")
	}
	p.configuration(c)
	return strings.TrimSpace(p.String()), nil
}

type page struct{ strings.Builder }

func (p *page) paragraph(text string) { p.WriteString(strings.TrimSpace(text) + "\n\n") }

func (p *page) code(language, text string) {
	fmt.Fprintf(p, "```%s\n%s\n```\n\n", language, strings.TrimRight(text, "\n"))
}

// example shows the mistake, what the check says of it, and what mends it.
func (p *page) example(e Example, width int) error {
	e.Findings = e.Findings[:min(fewFindings, len(e.Findings))]
	p.paragraph("An example. " + e.Prose)
	p.code("toml", e.excerpt())
	p.paragraph("What okrcheck says:")
	var said strings.Builder
	report := render.Report{Result: checks.Result{Findings: e.Findings}}
	if err := render.Text(&said, report, render.TextStyle{Quiet: true, Width: width}); err != nil {
		return err
	}
	p.code("text", said.String())
	p.paragraph("Mended:")
	p.code(e.mended())
	return nil
}

// configuration shows what a company can choose.
func (p *page) configuration(c *checks.Check) {
	if !config.MayLower(c) {
		p.paragraph("It can't be switched off: that there is one objective, and that it is a team's, is what an OKR is.")
		return
	}
	if len(c.Options) == 0 {
		p.paragraph(fmt.Sprintf("To change its severity for everybody, or to switch it off: `%s = \"off\"` below `[checks]` in `okrcheck.toml`.", c.Name))
		return
	}
	options := []string{fmt.Sprintf("severity = %q", c.Severity.String())}
	for _, name := range slices.Sorted(maps.Keys(c.Options)) {
		options = append(options, fmt.Sprintf("%s = %d", name, c.Options[name]))
	}
	p.paragraph("To change it for everybody, in `okrcheck.toml`; these are the defaults:")
	p.code("toml", fmt.Sprintf("[checks]\n%s = { %s }", c.Name, strings.Join(options, ", ")))
}

// excerpt returns the tables that the findings lie in, or the whole of a short file.
func (e Example) excerpt() string {
	n := e.Bad.LineCount()
	begins := func(line int) bool { return strings.HasPrefix(e.Bad.Line(line), "[") }
	blank := func(line int) bool { return strings.TrimSpace(e.Bad.Line(line)) == "" }
	show := make([]bool, n+2)
	for _, f := range e.Findings {
		at := min(f.At.From().Line, n)
		first, last := at, at
		for first > 1 && !begins(first) && !blank(first-1) {
			first--
		}
		for last < n && !begins(last+1) && !blank(last+1) {
			last++
		}
		for line := first; line <= last; line++ {
			show[line] = true
		}
	}
	var b strings.Builder
	b.WriteString("# " + e.Bad.Path + "\n")
	skipped := false
	for line := 1; line <= n; line++ {
		if n > shortFile && !show[line] {
			skipped = true
			continue
		}
		if skipped {
			b.WriteString("# …\n")
			skipped = false
		}
		b.WriteString(render.Safe(e.Bad.Line(line)) + "\n")
	}
	if skipped {
		b.WriteString("# …\n")
	}
	return b.String()
}

// mended returns what mends the example, and its language: the tables that are
// new or other than before, or where some only go or move, the lines of a diff.
func (e Example) mended() (language, text string) {
	if gone := e.gone(); gone != "" {
		return "toml", "# " + gone + " is gone\n"
	}
	path := e.mendedPath()
	title := ""
	if path != e.Bad.Path {
		title = "# " + path + "\n"
	}
	before, after := tables(e.bad[path]), tables(e.good[path])
	switch {
	case len(before) == 0:
		const few = 2
		text := title + strings.Join(after[:min(few, len(after))], "# …\n")
		if len(after) > few {
			text += "# …\n"
		}
		return "toml", text
	case len(after) < len(before) || moved(before, after):
		return "diff", title + diff(e.bad[path], e.good[path])
	}
	var b strings.Builder
	b.WriteString(title)
	for i, t := range after {
		if slices.Contains(before, t) {
			continue
		}
		if i > 0 && b.Len() > len(title) && slices.Contains(before, after[i-1]) {
			b.WriteString("# …\n")
		}
		b.WriteString(t)
	}
	return "toml", b.String()
}

// gone returns the file that goes of two that can't both stay, or "".
func (e Example) gone() string {
	for _, r := range e.Findings[0].Related {
		pair := []string{e.Bad.Path, r.At.File.Path}
		for i, path := range pair {
			_, was := e.bad[path]
			_, is := e.good[path]
			if other := pair[1-i]; was && !is && e.good[other] != "" && e.good[other] == e.bad[other] {
				return path
			}
		}
	}
	return ""
}

// mendedPath returns the path of the file that mends the example: the one with
// the mistake, or what takes its place.
func (e Example) mendedPath() string {
	if text, ok := e.good[e.Bad.Path]; ok && text != e.bad[e.Bad.Path] {
		return e.Bad.Path
	}
	first := e.Findings[0]
	rank := func(path string) int { // the team that the finding names, then the nearest name
		r := levenshtein.ComputeDistance(path, e.Bad.Path)
		if !strings.Contains(first.Message, strconv.Quote(okr.TeamOf(path))) {
			r += 1000
		}
		return r
	}
	best := ""
	for _, path := range slices.Sorted(maps.Keys(e.good)) {
		if e.good[path] != e.bad[path] && (best == "" || rank(path) < rank(best)) {
			best = path
		}
	}
	return best
}

// moved reports whether the tables that both have come in another order.
func moved(before, after []string) bool {
	only := func(list, in []string) []string {
		return slices.DeleteFunc(slices.Clone(list), func(t string) bool { return !slices.Contains(in, t) })
	}
	return !slices.Equal(only(before, after), only(after, before))
}

// tables takes a file apart before its headers, without empty lines.
func tables(text string) (list []string) {
	for line := range strings.Lines(text) {
		switch {
		case strings.TrimSpace(line) == "":
		case len(list) == 0 || strings.HasPrefix(line, "["):
			list = append(list, line)
		default:
			list[len(list)-1] += line
		}
	}
	return list
}

// diff returns the lines of a unified diff, without its names and places.
func diff(before, after string) string {
	unified := string(textdiff.Diff("before", []byte(before), "after", []byte(after)))
	var b strings.Builder
	hunks := 0
	for line := range strings.Lines(unified) {
		switch {
		case strings.HasPrefix(line, "@@"):
			if hunks++; hunks > 1 {
				b.WriteString("@@\n")
			}
		case hunks > 0: // below the names
			b.WriteString(line)
		}
	}
	return b.String()
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
