package render

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/config"
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// A MarkdownStyle says how Markdown is written.
type MarkdownStyle struct {
	// Files is the address under which a file of the root is found, with a slash at its end, such as
	// https://github.com/acme/okrs/blob/1a2b3c/; empty for no links.
	Files string
	// Limit is the largest size in bytes; 0 is none. The table is cut at a row, and says by how many.
	Limit int
}

// A reader sees openRows findings without unfolding the rest, where there are more than a few.
const openRows, fewRows = 50, 10

var badges = map[diag.Severity]string{diag.Error: "❌", diag.Warning: "⚠️", diag.Info: "💡"}

// Markdown writes the report as GitHub's Markdown: what was found and where, the worst first, in a table.
func Markdown(w io.Writer, r Report, style MarkdownStyle) error {
	m := &markdown{style: style}
	title := Counts(diag.Of(r.Findings))
	if len(r.Findings) == 0 {
		title = "all clear"
	}
	m.printf("### okrcheck: %s\n\n%s of %s, judged on %s. The running quarter is %s (%s).\n\n",
		title, count(r.Files, "file"), count(r.Teams, "team"), r.Today, r.Quarter, days(r.First, r.Last))

	var tail strings.Builder // is short, and never cut
	if n := len(r.Silenced); n > 0 {
		by := make(map[string]int)
		for _, s := range r.Silenced {
			by[s.Finding.Check]++
		}
		fmt.Fprintf(&tail, "%s silenced by a comment: %s.\n\n", count(n, "finding"), EscapeMarkdown(tally(by)))
	}
	byReason := make(map[string]map[string]int)
	for _, n := range r.NotChecked {
		if byReason[n.Reason] == nil {
			byReason[n.Reason] = make(map[string]int)
		}
		byReason[n.Reason][n.Check]++
	}
	for _, reason := range sortedKeys(byReason) {
		fmt.Fprintf(&tail, "Not checked: %s: %s.\n\n", EscapeMarkdown(tally(byReason[reason])), EscapeMarkdown(reason))
	}

	m.teams(r.Findings)
	m.table(r.Findings, tail.Len())
	m.b.WriteString(tail.String())
	b := bufio.NewWriter(w)
	b.WriteString(m.b.String())
	return b.Flush()
}

type markdown struct {
	b     strings.Builder
	style MarkdownStyle
}

func (m *markdown) printf(format string, args ...any) { fmt.Fprintf(&m.b, format, args...) }

// teams writes what is wrong with whom, where there is more than one team, in a row each, the worst first.
func (m *markdown) teams(findings []diag.Finding) {
	byTeam := make(map[string][]diag.Finding)
	for _, f := range findings {
		team := okr.TeamOf(f.At.File.Path)
		if team+".toml" == config.Name {
			team = "(in " + config.Name + ")"
		}
		byTeam[team] = append(byTeam[team], f)
	}
	if len(byTeam) < 2 {
		return
	}
	names := sortedKeys(byTeam)
	slices.SortStableFunc(names, func(a, b string) int {
		x, y := diag.Of(byTeam[a]), diag.Of(byTeam[b])
		return cmp.Or(cmp.Compare(y.Errors, x.Errors), cmp.Compare(y.Warnings, x.Warnings), cmp.Compare(y.Infos, x.Infos))
	})
	m.printf("| team | errors | warnings | infos | what is wrong |\n|---|--:|--:|--:|---|\n")
	for i, name := range names {
		n := diag.Of(byTeam[name])
		var titles []string
		for _, group := range grouped(byTeam[name]) {
			title := group[0].Check
			if c := checks.Named(title); c != nil {
				title = c.Title
			}
			if len(group) > 1 {
				title += fmt.Sprintf(" (%d times)", len(group))
			}
			if !slices.Contains(titles, title) {
				titles = append(titles, title)
			}
		}
		row := fmt.Sprintf("| %s | %d | %d | %d | %s |\n", EscapeMarkdown(sentence(name)), n.Errors, n.Warnings, n.Infos, EscapeMarkdown(strings.Join(titles, "; ")))
		if m.style.Limit > 0 && m.b.Len()+len(row) > m.style.Limit/2 { // the other half is for the findings
			m.printf("\nand %s\n", count(len(names)-i, "more team"))
			break
		}
		m.b.WriteString(row)
	}
	m.b.WriteString("\n")
}

// table writes the findings as rows and leaves room for reserved bytes.
func (m *markdown) table(findings []diag.Finding, reserved int) {
	if len(findings) == 0 {
		return
	}
	findings = slices.Clone(findings)
	slices.SortStableFunc(findings, func(a, b diag.Finding) int { return int(b.Severity) - int(a.Severity) })

	const header = "| | where | what | what to do |\n|---|---|---|---|\n"
	const fold, unfold = "\n<details><summary>%s</summary>\n\n" + header, "\n</details>\n"
	const ending = "\nOf %d findings %d have no room here; the log has them all.\n"
	reserved += len(ending) + len(fold) + len(unfold) + 100 // the numbers in them
	m.b.WriteString(header)
	folded, shown := false, 0
	for _, f := range findings {
		row := m.row(f)
		if m.style.Limit > 0 && m.b.Len()+len(row)+reserved > m.style.Limit {
			break
		}
		if shown == openRows && len(findings) > openRows+fewRows {
			m.printf(fold, count(len(findings)-openRows, "more finding"))
			folded = true
		}
		m.b.WriteString(row)
		shown++
	}
	if folded {
		m.b.WriteString(unfold)
	}
	if left := len(findings) - shown; left > 0 {
		m.printf(ending, len(findings), left)
	}
	m.b.WriteString("\n")
}

func (m *markdown) row(f diag.Finding) string {
	what := EscapeMarkdown(sentence(f.Message))
	for _, r := range f.Related {
		what += "<br>" + m.place(r.At) + ": " + EscapeMarkdown(sentence(r.Message))
	}
	return fmt.Sprintf("| %s | %s | %s ([%s](%s)) | %s |\n",
		badges[f.Severity], m.place(f.At), what, f.Check, Page(f.Check), EscapeMarkdown(sentence(f.Help)))
}

// place names a file and a line, as a link where there is something to link to.
func (m *markdown) place(at source.Place) string {
	line := at.From().Line
	name := fmt.Sprintf("%s:%d", EscapeMarkdown(sentence(at.File.Path)), line)
	if m.style.Files == "" {
		return name
	}
	path := (&url.URL{Path: at.File.Path}).EscapedPath()
	path = strings.NewReplacer("&", "%26", "$", "%24").Replace(path) // which Markdown would read
	return fmt.Sprintf("[%s](%s%s#L%d)", name, m.style.Files, path, line)
}
