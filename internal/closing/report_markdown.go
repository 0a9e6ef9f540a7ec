package closing

import (
	"fmt"
	"io"
	"strings"
)

// Markdown writes the report for people, in at most limit bytes; 0 is no limit.
// What is left out then is said to be at a place, such as a path.
func (r Report) Markdown(w io.Writer, limit int, whole string) error {
	p := &page{limit: limit}
	r.write(p, whole)
	_, err := io.WriteString(w, p.b.String())
	return err
}

func (r Report) write(p *page, whole string) {
	p.printf("# %s\n\n%s\n\n%s\n\n", r.title(), r.summary(), howScored)
	if waiting := r.Waiting(); len(waiting) > 0 && r.Over {
		p.printf("**Still to score.** The report is complete when these numbers are in the files:\n\n")
		for _, t := range waiting {
			p.printf("- **%s**: %s\n", text(t.Name), t.owes(inMarkdown))
		}
		p.printf("\n")
	}
	for _, s := range r.gaps(inMarkdown) {
		p.printf("%s\n\n", s)
	}
	if talks := r.talks(inMarkdown); len(talks) > 0 {
		p.printf("## Worth a talk\n\n")
		for _, talk := range talks {
			p.printf("**%s**\n\n", talk.title)
			p.each(bullets(talk.about), "line", whole)
			p.printf("\n")
		}
	}
	if s := r.unknown(inMarkdown); s != "" {
		p.printf("%s\n\n", s)
	}
	var teams []string
	for _, t := range r.Teams {
		teams = append(teams, t.markdown())
	}
	p.each(teams, "team", whole)
}

// bullets makes a list's items of sentences.
func bullets(sentences []string) (list []string) {
	for _, s := range sentences {
		list = append(list, "- "+s+"\n")
	}
	return list
}

// markdown writes a team's section.
func (t Team) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n\n", text(t.Name))
	if t.Unreadable != "" {
		fmt.Fprintf(&b, "The file can't be read: %s.\n\n", text(t.Unreadable))
		return b.String()
	}
	fmt.Fprintf(&b, "_%s_\n\n%s\n\n", text(t.Objective), t.verdict(inMarkdown))
	if len(t.KeyResults) > 0 {
		b.WriteString("| | key result | from | to | came to | score |\n|---|---|--:|--:|--:|--:|\n")
		for _, k := range t.KeyResults {
			from, to, cameTo := k.numbers(inMarkdown)
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", k.Name, text(k.Title), from, to, cameTo, k.verdict())
		}
		b.WriteString("\n")
	}
	if len(t.HealthMetrics) > 0 {
		fmt.Fprintf(&b, "Guardrails: %s.\n\n", t.guardrails(inMarkdown))
	}
	if history := t.history(inMarkdown); len(history) > 0 {
		b.WriteString(strings.Join(bullets(history), "") + "\n")
	}
	if t.Learned != "" {
		fmt.Fprintf(&b, "> %s\n\n", line(t.Learned))
	}
	return b.String()
}
