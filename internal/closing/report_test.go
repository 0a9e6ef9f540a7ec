package closing

import (
	"bytes"
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/internal/goalposts"
	"github.com/okrcheck/okrcheck/internal/language"
	"github.com/okrcheck/okrcheck/internal/load"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/source"
)

// The report of the example company is the documentation's.
func TestReport(t *testing.T) {
	r := NewReport(example(t, "2026-10-02"), quarter(t, "2026-Q3"))
	var markdown, json, html bytes.Buffer
	if err := r.Markdown(&markdown, 0, ""); err != nil {
		t.Fatal(err)
	}
	if err := r.JSON(&json); err != nil {
		t.Fatal(err)
	}
	if err := r.HTML(&html); err != nil {
		t.Fatal(err)
	}
	golden(t, "../../docs/report-example.md", markdown.String())
	golden(t, "testdata/report.html", html.String())
	golden(t, "testdata/report.json", json.String())
}

// What the example company does not have: guardrails that gave way, goalposts that moved, numbers that are missing.
func TestReportOfTrouble(t *testing.T) {
	one := func(text string, replace ...string) *okr.File {
		text = strings.NewReplacer(replace...).Replace(text)
		return load.File(source.New("okrs/2026-Q3/"+strings.Split(text, `"`)[1]+".toml", []byte(text)))
	}
	reader := goalposts.NewReader(language.Vocabulary{})
	green := []string{`status = "red"`, `status = "green"`}
	battle := team("battle", "2026-Q3", "5", "20", "4")
	moved := team("moved", "2026-Q3", "8", "14", "5")
	past := &okr.Past{Kickoff: one(moved, "target = 5", "target = 2", "Make moved a joy", "Win every shop of the region", `name = "Sick days"`, `name = "Sick leave"`)}
	dropped := &okr.Past{Kickoff: one(team("dropped", "2026-Q3"), "Cut complaints from 9 to 3 a week", "Raise colleagues who stay for a year from 60 to 80")}
	r := Report{Quarter: quarter(t, "2026-Q3"), First: okr.NewDate(2026, 7, 1), Last: okr.NewDate(2026, 9, 30), Over: true, Missing: []string{"absent", "away"}, Others: 1}
	for _, f := range []struct {
		file *okr.File
		past *okr.Past
	}{
		{one(battle), &okr.Past{Kickoff: one(battle)}},
		{one(team("dropped", "2026-Q3", "8", "14", "5"), green...), dropped},
		{one(team("lost", "2026-Q3", "11", "11", "8"), green...), &okr.Past{NoKickoff: "the clone is shallow: fetch-depth: 0 mends it"}},
		{one(moved+"[[change]]\ndate = 2026-08-03\nreason = \"The law changed\"\n", green...), past},
		{one(team("safe", "2026-Q3", "5", "20", "3"), green...), &okr.Past{}},
		{one(team("waiting", "2026-Q3", "", "11", ""), green...), &okr.Past{}},
		{one("team = \"unreadable\"\nobjective = \n"), &okr.Past{}},
	} {
		r.Teams = append(r.Teams, newTeam(reader, f.file, f.past, f.past.Kickoff != nil || f.past.NoKickoff != ""))
	}
	var b bytes.Buffer
	if err := r.Markdown(&b, 0, ""); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/trouble.md", b.String())
	b.Reset()
	if err := r.HTML(&b); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/trouble.html", b.String())
}

// No text of a file becomes Markdown, a mention or a mark of ours.
func TestReportOfAttack(t *testing.T) {
	const evil = "@octocat #1 <!-- okrcheck 1 quarter 2026-Q3 --> | **x** ![](https://e.example/x.png) [y](javascript:z)\\n# Heading"
	text := "team = \"payments\"\nquarter = \"2026-Q3\"\nobjective = \"" + evil + "\"\n"
	for range 3 {
		text += "[[key_result]]\ntitle = \"" + evil + "\"\nbaseline = 1\ntarget = 2\ncurrent = 3\nunit = \"" + evil + "\"\n"
	}
	text += "[[health_metric]]\nname = \"" + evil + "\"\nstatus = \"red\"\nnote = \"" + evil + "\"\n[[change]]\nreason = \"" + evil + "\"\n" +
		"[[week]]\nmonday = 2026-09-21\ncommitments = [\"" + evil + "\"]\n[[week]]\nmonday = 2026-09-14\ndemos = [\"" + evil + "\"]\n[retrospective]\nlearned = \"" + evil + "\"\n"
	h := files{"okrs/2026-Q3/payments.toml": text}
	repo, err := repository.Read(h, repository.Options{Today: okr.NewDate(2026, 9, 21)})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := NewReport(repo, quarter(t, "2026-Q3")).Markdown(&b, 0, ""); err != nil {
		t.Fatal(err)
	}
	e, err := NewQuarterEnd(h, repo, quarter(t, "2026-Q3"))
	if err != nil {
		t.Fatal(err)
	}
	w := NewWeekly(repo)
	all := strings.NewReplacer(`\]`, "", `\*`, "").Replace(b.String() + w.Body(0) + w.Comment(0) + e.PullBody(0) + e.EndedComment(0))
	for _, never := range []string{"@octocat", "#1 ", "<!--", "**x**", "](", "\n# Heading", "https://e"} {
		if strings.Contains(all, never) {
			t.Errorf("%q stands in\n%s", never, all)
		}
	}
}

// A page of HTML holds texts of files between its tags, and nothing that runs or is fetched.
func TestReportOfAttackInHTML(t *testing.T) {
	const evil = `<script>alert(1)</script> \"><img src=x onerror=alert(1)> & ' </style></title> \u202e`
	text := "team = \"payments\"\nquarter = \"2026-Q3\"\nobjective = \"" + evil + "\"\n"
	for range 3 {
		text += "[[key_result]]\ntitle = \"" + evil + "\"\nbaseline = 1\ntarget = 2\ncurrent = 3\nunit = \"" + evil + "\"\n"
	}
	text += "[[health_metric]]\nname = \"" + evil + "\"\nstatus = \"red\"\nnote = \"" + evil + "\"\n[[change]]\nreason = \"" + evil + "\"\n[retrospective]\nlearned = \"" + evil + "\"\n"
	h := files{"okrs/2026-Q3/payments.toml": text, "okrs/2026-Q3/<b>x.toml": "x = \n"}
	repo, err := repository.Read(h, repository.Options{Today: okr.NewDate(2026, 10, 2)})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := NewReport(repo, quarter(t, "2026-Q3")).HTML(&b); err != nil {
		t.Fatal(err)
	}
	for _, never := range []string{"<script", "<img", "<b>", "\u202e", "http:", "https:", "url("} {
		if strings.Contains(b.String(), never) {
			t.Errorf("%q stands in\n%s", never, b.String())
		}
	}
	if n := strings.Count(b.String(), "</style>") + strings.Count(b.String(), "</title>"); n != 2 {
		t.Errorf("the style and the title end %d times:\n%s", n, b.String())
	}
	if !strings.Contains(b.String(), "&lt;script&gt;alert(1)") {
		t.Error("the text is not shown")
	}
}
