package closing

import (
	_ "embed"
	"fmt"
	"io"
	"strings"

	"github.com/okrcheck/okrcheck/internal/okr"
)

// style is the page's, light and dark, on a screen and on paper.
//
//go:embed report.css
var style string

// HTML writes the report as a page that needs nothing else: no script, no file
// beside it. Texts of files stand between tags alone and are escaped there;
// html/template would do the same and make the program larger by a third (4 MB), since
// its look-up of methods by name keeps all that go-github has.
func (r Report) HTML(w io.Writer) error {
	p := &page{}
	p.printf(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>%s</title>
<style>
%s</style>
</head>
<body>
<main>
<h1>%s</h1>
<p>%s</p>
`, r.title(), style, r.title(), r.summary())
	r.htmlShares(p)
	for _, s := range r.gaps(inHTML) {
		p.printf("<p>%s</p>\n", s)
	}
	r.htmlWaiting(p)
	r.htmlTalks(p)
	for _, t := range r.Teams {
		t.html(p)
	}
	p.printf("<footer class=\"note\"><p>%s</p></footer>\n</main>\n</body>\n</html>\n", howScored)
	_, err := io.WriteString(w, p.b.String())
	return err
}

// htmlShares draws how many key results came how far.
func (r Report) htmlShares(p *page) {
	_, list := r.tallies()
	if len(list) == 0 {
		return
	}
	p.printf("<div class=\"shares\" aria-hidden=\"true\">")
	for _, b := range list {
		p.printf("<span class=\"%s\" style=\"flex:%d\"></span>", b.band, b.n)
	}
	p.printf("</div>\n<ul class=\"legend\">\n")
	for _, b := range list {
		p.printf("<li class=\"%s\">%d %s</li>\n", b.band, b.n, b.band)
	}
	p.printf("</ul>\n")
}

func (r Report) htmlWaiting(p *page) {
	waiting := r.Waiting()
	if len(waiting) == 0 || !r.Over {
		return
	}
	var list []string
	for _, t := range waiting {
		list = append(list, fmt.Sprintf("%s: %s", inHTML.strong(inHTML.text(t.Name)), t.owes(inHTML)))
	}
	p.printf("<section>\n<header><h2>Still to score</h2></header>\n<p>The report is complete when these numbers are in the files:</p>\n")
	p.htmlList(list)
	p.printf("</section>\n")
}

func (r Report) htmlTalks(p *page) {
	talks, unknown := r.talks(inHTML), r.unknown(inHTML)
	if len(talks) > 0 {
		p.printf("<section>\n<header><h2>Worth a talk</h2></header>\n")
		for _, talk := range talks {
			p.printf("<h3>%s</h3>\n", talk.title)
			p.htmlList(talk.about)
		}
		p.printf("</section>\n")
	}
	if unknown != "" {
		p.printf("<p class=\"note\">%s</p>\n", unknown)
	}
}

func (p *page) htmlList(items []string) {
	p.printf("<ul>\n")
	for _, item := range items {
		p.printf("<li>%s</li>\n", item)
	}
	p.printf("</ul>\n")
}

// html writes a team's section.
func (t Team) html(p *page) {
	score := ""
	if t.Score != nil {
		score = okr.FormatScore(*t.Score) + " "
	}
	p.printf("<section>\n<header><h2>%s</h2><span class=\"score %s\">%s%s</span></header>\n", inHTML.text(t.Name), t.Band, score, t.Band)
	defer p.printf("</section>\n")
	if t.Unreadable != "" {
		p.printf("<p>The file can't be read: %s.</p>\n", inHTML.text(t.Unreadable))
		return
	}
	p.printf("<p class=\"objective\">%s</p>\n<p>%s</p>\n", inHTML.text(t.Objective), t.verdict(inHTML))
	if len(t.KeyResults) > 0 {
		p.printf("<div class=\"scroll\"><table>\n<thead><tr><th></th><th>key result</th><th class=\"n\">from</th><th class=\"n\">to</th><th class=\"n\">came to</th><th class=\"n\">score</th></tr></thead>\n<tbody>\n")
		for _, k := range t.KeyResults {
			from, to, cameTo := k.numbers(inHTML)
			p.printf("<tr><td>%s</td><td>%s%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n",
				k.Name, inHTML.text(k.Title), k.bar(), from, to, cameTo, k.verdict())
		}
		p.printf("</tbody>\n</table></div>\n")
	}
	if len(t.HealthMetrics) > 0 {
		p.printf("<ul class=\"guardrails\">\n")
		for _, h := range t.HealthMetrics {
			p.printf("<li class=\"%s\">%s</li>\n", h.band(), h.html())
		}
		p.printf("</ul>\n")
	}
	if history := t.history(inHTML); len(history) > 0 {
		p.htmlList(history)
	}
	if t.Learned != "" {
		p.printf("<blockquote>%s</blockquote>\n", inHTML.text(t.Learned))
	}
}

// bar draws how much of its way a key result came.
func (k KeyResult) bar() string {
	if k.Score == nil {
		return ""
	}
	return fmt.Sprintf(`<span class="bar %s" aria-hidden="true"><span style="width:%.0f%%"></span></span>`, k.Band, *k.Score*100)
}

// band is the class that gives a health metric its colour.
func (h HealthMetric) band() string {
	if h.Status == "" {
		return "none"
	}
	return string(h.Status)
}

// html says where a health metric stands, for who sees no colours too.
func (h HealthMetric) html() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: ", inHTML.text(h.Name))
	switch h.Status {
	case okr.Red:
		b.WriteString(inHTML.strong("red"))
	case "":
		b.WriteString("without a status")
	default:
		b.WriteString(string(h.Status))
	}
	if h.Note != "" {
		fmt.Fprintf(&b, " (%s)", inHTML.text(h.Note))
	}
	return b.String()
}
