package render

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/config"
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// A TextStyle says how text is written.
type TextStyle struct {
	Color bool
	// Quiet leaves out all but the findings.
	Quiet bool
	// Width is the terminal's, in columns; 0 where there is none.
	Width int
	// Path turns a path from the root into one that the user can open; nil leaves it.
	Path func(path string) string
}

const (
	// fewFindings is how many findings are all shown in full, file by file. Where
	// there are more, each check's first ones are, and the others have one line each.
	fewFindings = 25
	firstOnes   = 3

	widthUnknown, narrowest = 120, 40
	longestMessage          = 600
)

// Text writes the report for a person. A few findings are written file by file,
// as a compiler does; of many, the worst come first, and those of a check
// together. Every finding has a line "path:line:column: severity: message
// [check]"; the end has the counts and what to do next.
func Text(w io.Writer, r Report, style TextStyle) error {
	t := newText(w, style)
	groups := grouped(r.Findings)
	if len(r.Findings) <= fewFindings {
		for _, f := range r.Findings {
			t.finding(f)
		}
	} else {
		for _, group := range groups {
			t.group(group)
		}
	}
	if !style.Quiet {
		t.end(r, groups)
	}
	return t.Flush()
}

type text struct {
	*bufio.Writer
	style   TextStyle
	palette palette
	linked  map[string]bool // the checks whose page has been named
}

func newText(w io.Writer, style TextStyle) *text {
	if style.Width == 0 {
		style.Width = widthUnknown
	}
	style.Width = max(style.Width, narrowest)
	if style.Path == nil {
		style.Path = func(path string) string { return path }
	}
	return &text{Writer: bufio.NewWriter(w), style: style, palette: palette{style.Color}, linked: make(map[string]bool)}
}

// Mistakes writes what is wrong with a configuration, as Text writes findings.
func Mistakes(w io.Writer, mistakes config.Errors, style TextStyle) error {
	t := newText(w, style)
	for _, m := range mistakes {
		fmt.Fprintf(t, "%s: %s: %s\n", t.palette.bold(t.place(m.At)), t.palette.paint(red, "error"), sentence(m.Message))
		snippet(t, m.At, t.style.Width, t.palette, red)
		if m.Help != "" {
			t.note("help", sentence(m.Help))
		}
		fmt.Fprintln(t)
	}
	return t.Flush()
}

// grouped returns the findings of each severity and check together, the worst
// first, then in the order of the catalogue.
func grouped(findings []diag.Finding) [][]diag.Finding {
	rank := make(map[string]int, len(checks.All))
	for i, c := range checks.All {
		rank[c.Name] = i
	}
	order := func(a, b diag.Finding) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), cmp.Compare(rank[a.Check], rank[b.Check]), cmp.Compare(a.Check, b.Check))
	}
	sorted := slices.Clone(findings)
	slices.SortStableFunc(sorted, order)
	var groups [][]diag.Finding
	for len(sorted) > 0 {
		n := 1
		for n < len(sorted) && order(sorted[0], sorted[n]) == 0 {
			n++
		}
		groups = append(groups, sorted[:n])
		sorted = sorted[n:]
	}
	return groups
}

// group writes the first findings of a check in full, and of the others their lines.
func (t *text) group(findings []diag.Finding) {
	shown := min(firstOnes, len(findings))
	for _, f := range findings[:shown] {
		t.finding(f)
	}
	if shown == len(findings) {
		return
	}
	fmt.Fprintln(t, t.palette.dim(fmt.Sprintf("%d more of %s:", len(findings)-shown, findings[0].Check)))
	for _, f := range findings[shown:] {
		t.line(f)
	}
	fmt.Fprintln(t)
}

func (t *text) finding(f diag.Finding) {
	t.line(f)
	t.details(f)
	fmt.Fprintln(t)
}

// line writes the one line that every finding has, in the form that editors and grep know.
func (t *text) line(f diag.Finding) {
	fmt.Fprintf(t, "%s: %s: %s %s\n",
		t.palette.bold(t.place(f.At)), t.palette.paint(colours[f.Severity], f.Severity.String()),
		sentence(f.Message), t.palette.dim("["+f.Check+"]"))
}

func (t *text) details(f diag.Finding) {
	snippet(t, f.At, t.style.Width, t.palette, colours[f.Severity])
	for _, r := range f.Related {
		t.note("also", t.place(r.At)+": "+sentence(r.Message))
	}
	if f.Help != "" {
		t.note("help", sentence(f.Help))
	}
	if !t.linked[f.Check] {
		t.linked[f.Check] = true
		t.note("page", Page(f.Check))
	}
}

func (t *text) note(label, text string) {
	fmt.Fprintf(t, "  %s %s\n", t.palette.paint(cyan, label+":"), text)
}

func (t *text) place(at source.Place) string {
	from := at.From()
	return fmt.Sprintf("%s:%d:%d", Safe(t.style.Path(at.File.Path)), from.Line, from.Column)
}

// sentence makes a message that quotes a file fit for a line.
func sentence(text string) string {
	if len(text) > longestMessage {
		text = strings.ToValidUTF8(text[:longestMessage], "") + "…"
	}
	return Safe(text)
}

// end writes what a reader of the last screen needs: how much, of what, and what next.
func (t *text) end(r Report, groups [][]diag.Finding) {
	if len(r.Findings) > fewFindings {
		t.overview(groups)
	}
	what := fmt.Sprintf("%s, %s", count(r.Teams, "team"), count(r.Files, "file"))
	quarter := fmt.Sprintf("%s (%s)", r.Quarter, days(r.First, r.Last))
	if len(r.Findings) == 0 {
		clear := "all clear"
		if r.Base != "" {
			clear = "nothing new"
		}
		if len(r.Only) > 0 {
			clear += " of " + strings.Join(r.Only, ", ")
		}
		if r.Base != "" {
			clear += " since " + Safe(r.Base)
		}
		fmt.Fprintf(t, "%s: %s for %s\n", what, t.palette.paint(green, clear), quarter)
	} else {
		paths := make(map[string]bool)
		for _, f := range r.Findings {
			paths[f.At.File.Path] = true
		}
		since := ""
		if r.Base != "" {
			since = ", new since " + Safe(r.Base)
		}
		fmt.Fprintf(t, "%s checked for %s: %s in %s%s\n", what, quarter, t.palette.bold(Counts(diag.Of(r.Findings))), count(len(paths), "file"), since)
	}
	if r.Known != (diag.Count{}) {
		fmt.Fprintf(t, "there before, and not shown: %s\n", Counts(r.Known))
	}
	t.silenced(r.Silenced)
	t.notChecked(r.NotChecked)
	if len(groups) > 0 {
		worst := groups[0][0].Check
		fmt.Fprintln(t)
		if len(r.Findings) > fewFindings && len(groups) > 1 {
			fmt.Fprintf(t, "One kind at a time:  okrcheck check --only %s\n", worst)
		}
		if n := mendable(r.Findings); n > 0 {
			fmt.Fprintf(t, "To mend what has one right answer (%d of %d):  okrcheck check --fix, or --diff to look at it first\n", n, len(r.Findings))
		}
		fmt.Fprintf(t, "Why it matters, with an example:  okrcheck explain %s\n", worst)
		fmt.Fprintln(t, "To keep something on purpose, say why at the end of its line:  # okrcheck: ignore NAME-OF-THE-CHECK -- the reason")
	}
}

// mendable returns how many findings --fix would mend.
func mendable(findings []diag.Finding) (n int) {
	for _, f := range findings {
		if len(f.Edits) > 0 {
			n++
		}
	}
	return n
}

// overview says how often each check speaks.
func (t *text) overview(groups [][]diag.Finding) {
	var name int
	for _, g := range groups {
		name = max(name, len(g[0].Check))
	}
	for _, g := range groups {
		title := ""
		if c := checks.Named(g[0].Check); c != nil {
			title = c.Title
		}
		s := g[0].Severity
		fmt.Fprintf(t, "%6d %s %-*s  %s\n", len(g), t.palette.paint(colours[s], fmt.Sprintf("%-8s", plural(len(g), s.String()))), name, g[0].Check, t.palette.dim(title))
	}
	fmt.Fprintln(t)
}

func (t *text) silenced(silenced []checks.Silenced) {
	if len(silenced) == 0 {
		return
	}
	by := make(map[string]int)
	for _, s := range silenced {
		by[s.Finding.Check]++
	}
	fmt.Fprintf(t, "%s silenced by a comment: %s\n", count(len(silenced), "finding"), tally(by))
}

// notChecked has one line a reason.
func (t *text) notChecked(notChecked []checks.NotChecked) {
	byReason := make(map[string]map[string]int)
	for _, n := range notChecked {
		if byReason[n.Reason] == nil {
			byReason[n.Reason] = make(map[string]int)
		}
		byReason[n.Reason][n.Check]++
	}
	for _, reason := range sortedKeys(byReason) {
		fmt.Fprintf(t, "%s %s: %s\n", t.palette.paint(yellow, "not checked:"), tally(byReason[reason]), sentence(reason))
	}
}

// Counts returns how many findings there are of each severity, in words.
func Counts(c diag.Count) string {
	var parts []string
	for _, p := range []struct {
		n    int
		noun string
	}{{c.Errors, "error"}, {c.Warnings, "warning"}, {c.Infos, "info"}} {
		if p.n > 0 {
			parts = append(parts, count(p.n, p.noun))
		}
	}
	if len(parts) == 0 {
		return "no findings"
	}
	return strings.Join(parts, ", ")
}

func count(n int, noun string) string { return fmt.Sprintf("%d %s", n, plural(n, noun)) }

func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// tally returns "a, b (3 times)".
func tally(by map[string]int) string {
	var parts []string
	for _, name := range sortedKeys(by) {
		if n := by[name]; n > 1 {
			name = fmt.Sprintf("%s (%d times)", name, n)
		}
		parts = append(parts, name)
	}
	return strings.Join(parts, ", ")
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// days returns a stretch of days as "1 Oct – 31 Dec 2026".
func days(first, last okr.Date) string {
	day := func(d okr.Date, layout string) string { return d.In(time.UTC).Format(layout) }
	if first.Year() == last.Year() {
		return day(first, "2 Jan") + " – " + day(last, "2 Jan 2006")
	}
	return day(first, "2 Jan 2006") + " – " + day(last, "2 Jan 2006")
}
