package review

import (
	"cmp"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/render"
	"github.com/okrcheck/okrcheck/internal/source"
)

// GitHub takes 65,536 characters; what is counted differently somewhere gets room.
const (
	bodyRoom    = 60_000 // bytes of a review's body or a comment, the marker included
	markerRoom  = 24_000 // bytes of the marker's share
	identityLen = 16
)

// mostOpen is how many identities a marker has room for; each takes its length, two quotes and a comma, in base64.
const mostOpen = (markerRoom - 500) * 3 / 4 / (identityLen + 3)

var badges = map[diag.Severity]string{diag.Error: "❌", diag.Warning: "⚠️", diag.Info: "💡"}

// comment writes the comment of a group. It is false where the text has no room.
func (in *Input) comment(g *group) (LineComment, bool) {
	f := g.findings[0]
	at := g.anchor
	var b strings.Builder
	if len(g.findings) == 1 {
		fmt.Fprintf(&b, "%s **%s**\n\n", badges[f.Severity], statement(f.Message))
		in.related(&b, f)
	} else {
		fmt.Fprintf(&b, "%s **%d times in this file: %s.**\n\n", badges[g.severity()], len(g.findings), title(f.Check))
		for _, f := range g.findings {
			first, _ := lines(f.At)
			fmt.Fprintf(&b, "- line %d: %s\n", first, statement(f.Message))
		}
		b.WriteString("\n")
	}
	if why := reason(f.Check); why != "" {
		b.WriteString(why + "\n\n")
	}
	helps := make(map[string]bool)
	for _, f := range g.findings {
		if f.Help != "" && !helps[f.Help] {
			helps[f.Help] = true
			fmt.Fprintf(&b, "**A way out:** %s\n\n", statement(f.Help))
		}
	}
	if len(g.findings) == 1 {
		if text, lines, ok := in.suggestion(f); ok {
			at = lines
			fence := fence(text)
			fmt.Fprintf(&b, "%ssuggestion\n%s%s\n\n", fence, text, fence)
		}
	}
	fmt.Fprintf(&b, "<sub>[%s](%s)</sub>\n", f.Check, render.Page(f.Check))
	m := marker{Key: in.Key, Head: in.Head, Check: f.Check, Path: f.At.File.Path, Open: identities(g.findings), Said: len(g.findings)}
	for _, f := range g.findings {
		m.Subjects = append(m.Subjects, subject(f))
	}
	c := LineComment{Path: f.At.File.Path, Line: at.last, Body: mark(b.String(), m)}
	if at.first < at.last {
		c.Start = at.first
	}
	return c, len(g.findings) <= mostOpen && len(c.Body) <= bodyRoom
}

func (in *Input) related(b *strings.Builder, f diag.Finding) {
	for _, r := range f.Related {
		fmt.Fprintf(b, "- %s: %s\n", in.place(r.At), statement(r.Message))
	}
	if len(f.Related) > 0 {
		b.WriteString("\n")
	}
}

// body writes a review's body: the findings in the table, as many as there is
// room for, and how many comments stand on lines. It returns how many rows there are.
func (in *Input) body(fresh, table []diag.Finding, comments int, inline []string) (string, int) {
	var b strings.Builder
	fmt.Fprintf(&b, "**okrcheck: %s.** ", render.Counts(diag.Of(fresh)))
	switch {
	case len(table) == 0 && len(fresh) == 1:
		b.WriteString("It is on its line, below.")
	case len(table) == 0:
		b.WriteString("They are on their lines, below.")
	case comments > 0:
		fmt.Fprintf(&b, "%d on the lines below, and here the rest:", len(inline))
	default:
		b.WriteString("Here is where, and what to do:")
	}
	b.WriteString("\n")

	open := slices.Concat(inline, identities(table))
	m := marker{Key: in.Key, Head: in.Head, Open: open[:min(len(open), mostOpen)], Said: len(fresh), Cut: len(open) > mostOpen}
	end := in.ending() + "\n\n" + m.String()

	const header = "\n| | where | what | what to do |\n|---|---|---|---|\n"
	const cut = "\n%s found no room here: %s.\n"
	shown := 0
	if len(table) > 0 {
		b.WriteString(header)
		reserved := len(end) + len(cut) + len(in.summary()) + 50
		for _, f := range table {
			row := in.row(f)
			if b.Len()+len(row)+reserved > bodyRoom {
				break
			}
			b.WriteString(row)
			shown++
		}
		if left := len(table) - shown; left > 0 {
			fmt.Fprintf(&b, cut, count(left, "more finding"), in.summary())
		}
	}
	b.WriteString(end)
	return b.String(), shown
}

// ending is the short text below the table, which is never cut.
func (in *Input) ending() string {
	var b strings.Builder
	if len(in.Silenced) > 0 {
		fmt.Fprintf(&b, "\n%s silenced by a comment in this pull request:\n\n", count(len(in.Silenced), "finding"))
		const most = 10
		for _, s := range in.Silenced[:min(len(in.Silenced), most)] {
			fmt.Fprintf(&b, "- %s: %s: “%s”\n", in.place(s.Finding.At), s.Finding.Check, limited(s.By.Reason, 200))
		}
		if more := len(in.Silenced) - most; more > 0 {
			fmt.Fprintf(&b, "- and %d more\n", more)
		}
	}
	if in.Known != (diag.Count{}) {
		verb := "were there before this pull request; they don't count here"
		if k := in.Known; k.Errors+k.Warnings+k.Infos == 1 {
			verb = "was there before this pull request; it does not count here"
		}
		fmt.Fprintf(&b, "\n%s %s.\n", render.Counts(in.Known), verb)
	}
	fmt.Fprintf(&b, "\n<sub>As of %s.</sub>", short(in.Head))
	return b.String()
}

// summary points to where all findings are.
func (in *Input) summary() string {
	if in.Summary == "" {
		return "the job's summary has them all"
	}
	return "[the job's summary](" + in.Summary + ") has them all"
}

func (in *Input) row(f diag.Finding) string {
	what := statement(f.Message)
	for _, r := range f.Related {
		what += "<br>" + in.place(r.At) + ": " + statement(r.Message)
	}
	return fmt.Sprintf("| %s | %s | %s ([%s](%s)) | %s %s |\n",
		badges[f.Severity], in.place(f.At), what, f.Check, render.Page(f.Check), statement(f.Help), row(f.Identity, f.Check))
}

// place names a file and a line, as a link where there is something to link to.
func (in *Input) place(at source.Place) string {
	line := at.From().Line
	name := fmt.Sprintf("%s:%d", limited(at.File.Path, 300), line)
	if in.Files == "" {
		return name
	}
	path := (&url.URL{Path: at.File.Path}).EscapedPath()
	path = strings.NewReplacer("&", "%26", "$", "%24", "(", "%28", ")", "%29", "*", "%2A", "_", "%5F", "~", "%7E").Replace(path)
	return fmt.Sprintf("[%s](%s%s#L%d)", name, in.Files, strings.TrimPrefix(path, "./"), line)
}

// rewritten is a comment whose findings stand there still, with another text. Where
// somebody answered, what was answered stays.
func (in *Input) rewritten(c Comment, m marker) string {
	m.Head = in.Head
	g := new(group)
	for _, id := range m.Open {
		if i := slices.IndexFunc(in.Findings, func(f diag.Finding) bool { return f.Identity == id }); i >= 0 {
			g.findings = append(g.findings, in.Findings[i])
		}
	}
	if c.Replied || len(g.findings) < len(m.Open) {
		return mark(unmarked(c.Body), m)
	}
	without := *in
	without.Better = nil // GitHub holds a suggestion against the lines that the comment was made on
	now, _ := without.comment(g)
	return mark(unmarked(now.Body), m)
}

// mended is the text of a comment whose findings are gone: one struck line, or,
// where somebody answered, the text as it was and a line more.
func (in *Input) mended(c Comment, m marker) string {
	verb := "Fixed"
	if slices.ContainsFunc(m.Open, func(id string) bool { return in.Quiet[id] }) {
		verb = "Silenced"
	}
	done := fmt.Sprintf("%s in %s.", verb, short(in.Head))
	text := unmarked(c.Body)
	if c.Replied {
		text += "\n\n**" + done + "**"
	} else {
		line, _, _ := strings.Cut(text, "\n")
		line = strings.ReplaceAll(strings.TrimSpace(line), "**", "")
		for _, badge := range badges {
			line = strings.TrimSpace(strings.TrimPrefix(line, badge))
		}
		text = "✅ ~~" + line + "~~ " + done
	}
	m.Open, m.Head = nil, in.Head
	return mark(text, m)
}

// updated is the body of an earlier review, some of whose findings are gone.
func (in *Input) updated(body string, before, after marker) string {
	gone := make(map[string]bool)
	for _, id := range before.Open {
		gone[id] = !slices.Contains(after.Open, id)
	}
	lines := strings.Split(unmarked(body), "\n")
	for i, line := range lines {
		found := rows.FindStringSubmatch(line)
		if found == nil || !gone[found[1]] {
			continue
		}
		if cells := strings.Split(line, "|"); len(cells) == 6 { // a pipe in a cell is an entity
			verb := "Fixed"
			if in.Quiet[found[1]] {
				verb = "Silenced"
			}
			lines[i] = fmt.Sprintf("| ✅ | ~~%s~~ | ~~%s~~ | %s in %s. |", strings.TrimSpace(cells[2]), found[2], verb, short(in.Head))
		}
	}
	const progress = "✅ "
	if len(lines) > 2 && strings.HasPrefix(lines[2], progress) {
		lines = slices.Delete(lines, 1, 3)
	}
	done, news := before.Said-len(after.Open), ""
	switch {
	case before.Cut || done == 0: // of what was cut nobody knows
	case before.Said == 1:
		news = fmt.Sprintf("%sDone as of %s. Thank you!", progress, short(in.Head))
	case len(after.Open) == 0:
		news = fmt.Sprintf("%sAll %d are done as of %s. Thank you!", progress, before.Said, short(in.Head))
	default:
		news = fmt.Sprintf("%s%d of %d done as of %s.", progress, done, before.Said, short(in.Head))
	}
	if news != "" {
		lines = slices.Insert(lines, 1, "", news)
	}
	return mark(strings.Join(lines, "\n"), after)
}

// suggestion returns the lines that a finding's edits make, and which lines of
// the head they replace: only where all of these are added by one hunk, and the
// file is better for it.
func (in *Input) suggestion(f diag.Finding) (string, anchor, bool) {
	none := func() (string, anchor, bool) { return "", anchor{}, false }
	file := f.At.File
	if in.Better == nil || len(f.Edits) == 0 {
		return none()
	}
	edits := slices.Clone(f.Edits)
	slices.SortStableFunc(edits, func(a, b source.Edit) int { return cmp.Compare(a.At.Start, b.At.Start) })
	var at anchor
	for i, e := range edits {
		if e.At.File != file || i > 0 && e.At.Start < edits[i-1].At.End {
			return none()
		}
		first, last := lines(e.At)
		if i == 0 {
			at = anchor{first, last}
		}
		at.last = max(at.last, last)
	}
	hunk, ok := in.Diff.hunk(file.Path, at.first, at.last)
	for line := at.first; ok && line <= at.last; line++ {
		ok = hunk.Added(line)
	}
	if !ok || at.last-at.first >= longest {
		return none()
	}
	from, to := file.Offset(at.first), file.Offset(at.last+1)
	var text strings.Builder
	done := from
	for _, e := range edits {
		if e.At.End > to {
			return none()
		}
		text.Write(file.Bytes[done:e.At.Start])
		text.WriteString(e.NewText)
		done = e.At.End
	}
	text.Write(file.Bytes[done:to])
	mended := slices.Concat(file.Bytes[:from], []byte(text.String()), file.Bytes[to:])
	if !presentable(text.String()) || !in.Better(f, mended) {
		return none()
	}
	lines := text.String()
	if lines != "" && !strings.HasSuffix(lines, "\n") {
		lines += "\n"
	}
	return lines, at, true
}

// presentable reports whether a text can stand in a fence as it is: a reader
// sees all of it, and nothing in it could pass for a marker.
func presentable(text string) bool {
	return utf8.ValidString(text) && !strings.Contains(text, "<!--") && !strings.Contains(text, "-->") &&
		!strings.ContainsFunc(text, func(r rune) bool {
			return r != '\n' && r != '\t' && !unicode.IsPrint(r)
		})
}

// fence is a fence that a text does not hold.
func fence(text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence
}

// statement makes of a clause that quotes a file a sentence of Markdown.
func statement(clause string) string {
	text := limited(clause, 1000)
	if r, n := utf8.DecodeRuneInString(text); unicode.IsLower(r) && !strings.HasPrefix(text, "okr") {
		text = string(unicode.ToUpper(r)) + text[n:]
	}
	if last, _ := utf8.DecodeLastRuneInString(text); text != "" && !strings.ContainsRune(".?!…", last) {
		text += "."
	}
	return text
}

// limited escapes a text for Markdown, cut to a number of bytes.
func limited(text string, most int) string {
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "…"
	}
	return render.EscapeMarkdown(text)
}

func title(check string) string {
	if c := checks.Named(check); c != nil {
		return c.Title
	}
	return check
}

var firstSentence = regexp.MustCompile(`^[^\n]*?[^\n.][.!?]["”]?(\s|$)`)

// reason is the first sentence of what the catalogue says about a check.
func reason(check string) string {
	c := checks.Named(check)
	if c == nil {
		return ""
	}
	paragraph, _, _ := strings.Cut(c.Why, "\n\n")
	paragraph = strings.Join(strings.Fields(paragraph), " ")
	return strings.TrimSpace(cmp.Or(firstSentence.FindString(paragraph), paragraph))
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func short(sha string) string { return sha[:min(len(sha), 7)] }
