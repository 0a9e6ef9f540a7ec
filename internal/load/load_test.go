package load

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

func read(text string) *okr.File { return File(source.New("okrs/2026-Q4/payments.toml", []byte(text))) }

const top = "team = \"payments\"\nquarter = \"2026-Q4\"\nobjective = \"Pay in a blink\"\n"

// TestExample reads the format's own example.
func TestExample(t *testing.T) {
	b, err := os.ReadFile("testdata/example.toml")
	if err != nil {
		t.Fatal(err)
	}
	f := read(string(b))
	if s := says(f); s != "nothing\n" {
		t.Errorf("the example has mistakes:\n%s", s)
	}
	is := func(what string, got, want any) {
		t.Helper()
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: got %v, want %v", what, got, want)
		}
	}
	at := func(p source.Place) string { s, _, _ := strings.Cut(where(p), "⏎"); return s }
	is("team", f.Team, "payments")
	is("team key", at(f.TeamKey.At), `2:13 "payments"`)
	is("quarter", f.Quarter, "2026-Q4")
	is("objectives", len(f.Objectives), 1)
	is("key results", len(f.KeyResults), 3)
	kr := f.KeyResults[0]
	is("key result", at(kr.At), "6:1 [[key_result]]")
	is("title", kr.Title.V, "Cut p95 checkout latency from 800 ms to 200 ms")
	is("baseline", at(kr.Baseline.At), "8:14 800")
	is("numbers", []float64{kr.Baseline.V, kr.Target.V, kr.Current.V, kr.Confidence.V}, "[800 200 540 0.5]")
	is("unit", kr.Unit.V, "ms")
	is("no reading", f.KeyResults[1].Current.Given(), false)
	is("shared with", at(f.KeyResults[2].SharedWith[0].At), `25:16 "fraud"`)
	is("health metrics", len(f.HealthMetrics), 3)
	is("status", f.HealthMetrics[1].Status.V, okr.Amber)
	is("drafts", len(f.Drafts), 3)
	is("draft", f.Drafts[2].Quarter.V, "2027-Q3")
	is("initiative", f.Initiatives[0].KeyResult.V, 1)
	is("stage", f.Initiatives[0].Stage(), okr.Doing)
	is("monday", f.Weeks[0].Monday.V, "2026-10-05")
	is("commitments", len(f.Weeks[0].Commitments), 3)
	is("list", at(f.Weeks[0].DemosAt), `58:15 ["Live p95 board"]`)
	is("change", at(f.Changes[0].Date.At), "61:10 2026-11-02")
	is("learned", f.Retrospective.Learned.V, "Most of the latency was ours, not the network's")
	is("retrospective", at(f.Retrospective.At), "64:1 [retrospective]")
	is("first comment", f.Comments[0].V, ":schema ../../okr.schema.json")
	is("head", at(f.Head()), "2:1 team")
	is("title of a table", f.TitleOf(f.Outline.At(4)), `"Cut p95 checkout latency from 800 ms to 200 ms"`)
}

func TestPath(t *testing.T) {
	for _, c := range []struct{ path, text, team, quarter string }{
		{"okrs/2026-Q4/payments.toml", top, "payments", "2026-Q4"},
		{"okrs/2026-Q4/clinics/eye.toml", top, "eye", "2026-Q4"}, // judged as of its path
		{"2025-Q1/2026-Q3/eye.toml", top, "eye", "2026-Q3"},
		{"okrs/2026-q4/eye.toml", top, "payments", "2026-Q4"}, // no folder is a quarter: as of its keys
		{"eye.toml", "quarter = '2026Q1'\n", "eye", "2026-Q1"},
		{"/2026-Q4/eye.toml", "x = ", "eye", "2026-Q4"},
		{"", "a = 1\n", ".", ""},
	} {
		f := File(source.New(c.path, []byte(c.text)))
		if f.Team != c.team || f.Quarter.String() != c.quarter {
			t.Errorf("%s: team %q, quarter %q", c.path, f.Team, f.Quarter)
		}
	}
	if f := Unreadable("okrs/2026-Q4/eye.toml", "the file is a folder", "remove it"); f.Readable() || f.Team != "eye" || f.Problems[0].At.IsZero() {
		t.Errorf("an unreadable file: %+v", f)
	}
}

func TestObjectives(t *testing.T) {
	for text, want := range map[string]string{
		"objective = 'A'\nobjective = 'B'\n":                                      "A B",
		"objective = 'A'\nobjective = '''\nB'''\r\nobjective = 'C'\nteam = 'x'\n": "A B C",
		"objective = ['A', 'B']\n":                                                "A B",
		"[[objective]]\ntitle = 'A'\n[[objective]]\nname = 'B'\n":                 "A B",
		"[objective]\ntitle = 'A'\n[objective]\ntitle = 'B'\n[[key_result]]\n":    "A B",
		"objective1 = 'A'\nobjective2 = 'B'\n":                                    "A B",
		"objective = 'A'\nobjectives = ['B']\n":                                   "A B",
		"objective = 'A'\n[[key_result]]\ntitle = 'x'\nobjective = 'B'\n":         "A",
		"okr = 'A'\n":                          "A",
		"[[okr]]\nobjective = 'A'\nteam='x'\n": "A",
		"objective = ''\n":                     "",
		"objective = 5\n":                      "5",
	} {
		f := read(text)
		var got []string
		for _, o := range f.Objectives {
			got = append(got, o.V)
			if !strings.Contains(o.At.Text(), o.V) {
				t.Errorf("%q: %q stands at %s", text, o.V, where(o.At))
			}
		}
		if strings.Join(got, " ") != want || !f.Readable() {
			t.Errorf("%q: got %q\n%s", text, got, says(f))
		}
	}
}

func TestPrecedence(t *testing.T) {
	f := read("team = 'alice@example.com'\nbonus = 'x'\nowner = 'Ann'\n[retrospective]\nlearned = ''\n")
	if f.TeamKey.V != "alice@example.com" {
		t.Errorf("team %q", f.TeamKey.V)
	}
	if !f.Retrospective.Learned.Given() {
		t.Error("learned is not there")
	}
	if len(f.UnknownKeys) != 2 || f.UnknownKeys[1].Value != "Ann" {
		t.Errorf("unknown keys %+v", f.UnknownKeys)
	}
	if len(f.Problems) != 1 { // the missing quarter and objective
		t.Error(says(f))
	}
}

// TestIgnores shows what a comment covers, by the first and the last line.
func TestIgnores(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"before the first key", "# x\n# okrcheck: ignore a -- r\nteam = 'x'\n[[week]]\n", `a "r" 1-4`},
		{"on the line", top + "x = 1 # okrcheck: ignore a, b until 2026-12-31 -- r -- s\n", `a b until 2026-12-31 "r -- s" 4-4`},
		{"alone above", top + "# okrcheck: ignore a\nx = 1\ny = 2\n", `a "" 5-5`},
		{"with a comment between", top + "# okrcheck: ignore a -- r\n# more\nx = 1\ny = 2\n", `a "r" 6-6`},
		{"with an empty line between", top + "# okrcheck: ignore a -- r\n\nx = 1\n", `a "r" 5-5`},
		{"on a header", top + "[[week]] # okrcheck: ignore a -- r\nmonday = 2026-10-05\ndemos = [\n'x',\n]\n\n[[week]]\n", `a "r" 4-8`},
		{"above a header", top + "\n# okrcheck: ignore a -- r\n[[week]]\nmonday = 2026-10-05\n[[week]]\n", `a "r" 6-7`},
		{"above a value of several lines", top + "# okrcheck: ignore a -- r\nx = [\n1,\n2]\ny = 1\n", `a "r" 5-7`},
		{"behind a value of several lines", top + "x = '''\n1\n2''' # okrcheck: ignore a -- r\n", `a "r" 4-6`},
		{"in a list", top + "x = [\n1, # okrcheck: ignore a -- r\n2]\n", `a "r" 5-5`},
		{"spelt freely", top + "x = 1 #OKRcheck: Ignore  a b — r\n", `a b "r" 4-4`},
		{"in a text", top + "x = '# okrcheck: ignore a -- r'\n", ``},
		{"CRLF", strings.ReplaceAll(top+"x = 1 # okrcheck: ignore a -- r\n", "\n", "\r\n"), `a "r" 4-4`},
		{"at the end", top + "# okrcheck: ignore a -- r", `a "r" 4-4`},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b strings.Builder
			f := read(c.text)
			inside(t, f)
			for _, i := range f.Ignores {
				for _, check := range i.Checks {
					b.WriteString(check.V + " ")
				}
				if i.Until.Given() {
					fmt.Fprintf(&b, "until %s ", i.Until.V)
				}
				last := i.Covers
				last.Start = max(last.Start, last.End-1)
				fmt.Fprintf(&b, "%q %d-%d", i.Reason, i.Covers.From().Line, last.From().Line)
			}
			if got := b.String(); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestBounds reads files made to be slow. Each takes milliseconds; a step that
// is quadratic in the file would take minutes.
func TestBounds(t *testing.T) {
	mib := func(unit string) string { return strings.Repeat(unit, MaxSize/len(unit)-1) }
	for name, text := range map[string]string{
		"over 1 MiB":          strings.Repeat("# x\n", MaxSize/2),
		"a line of 1 MiB":     "objective = '" + mib("a") + "'"[:1],
		"a key of 1 MiB":      mib("a"),
		"lists":               "a = " + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + "\n",
		"open lists":          "a = " + strings.Repeat("[", 100_000),
		"inline tables":       "a = " + strings.Repeat("{a=", 100_000),
		"some nesting":        "a = " + strings.Repeat("[", 1000) + strings.Repeat("]", 1000) + "\n",
		"a dotted key":        mib("a.") + "a = 1\n",
		"a dotted header":     "[" + strings.Repeat("a.", MaxSize/2-100) + "a]\nb = 1\n",
		"open strings":        mib(`"""`),
		"a long number":       "a = " + mib("1"),
		"comments":            "a = 1\n" + mib("# okrcheck: ignore a -- b\n"),
		"comments in a list":  "a = [\n" + strings.Repeat("#\n", 100_000) + "]\n",
		"empty tables":        mib("[[a]]\n"),
		"objectives":          mib("objective = 'a'\n"),
		"dotted objectives":   mib("objective.a = 'a'\n"),
		"not UTF-8":           mib("a") + "\xff",
		"unknown keys":        top + numbered(10_000, "key%d = 1\n"),
		"unknown tables":      top + numbered(10_000, "[table%d]\nfoo = 1\n"),
		"kr tables":           top + numbered(10_000, "[kr%d]\ntitle = 'x'\n"),
		"mistakes":            top + numbered(10_000, "[[key_result]]\nbasline = '%d'\n"),
		"commitments":         top + "[[week]]\ncommitments = [" + strings.Repeat("1, ", 100_000) + "]\n",
		"subtables of an okr": top + "[okr]\n" + numbered(10_000, "team%d = 1\n"),
	} {
		t.Run(name, func(t *testing.T) {
			f := read(text)
			inside(t, f)
			for i, e := range f.Outline.All() { // what a run asks for each finding
				f.Outline.KeyPath(f.Outline.Find(e.Key))
				f.TitleOf(f.Outline.At(i))
			}
			for _, p := range f.Problems {
				if len(p.Message) > 1000 {
					t.Errorf("a message of %d bytes", len(p.Message))
				}
			}
		})
	}
	f := read(top + numbered(10_000, "[[key_result]]\ntitle = 'Waiting time %d'\nbaseline = 2\ntarget = 1\n"))
	if len(f.KeyResults) != 10_000 || len(f.Problems) > 0 {
		t.Errorf("%d key results, %d problems", len(f.KeyResults), len(f.Problems))
	}
	if i := f.Outline.Len() - 1; f.Outline.KeyPath(i) != "key_result[9999].target" || f.Outline.Find(f.Outline.At(i).At) != i {
		t.Errorf("the last key is %s", f.Outline.KeyPath(i))
	}
}

func numbered(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

func TestNotUTF8(t *testing.T) {
	f := read("team = 'x'\n# é\nobjective = 'caf\xe9'\n")
	if len(f.Problems) != 1 || f.Problems[0].Kind != okr.Unreadable || f.Problems[0].At.From() != (source.Position{Line: 3, Column: 17}) {
		t.Error(says(f))
	}
}

// TestMeant tries the words that people write.
func TestMeant(t *testing.T) {
	for table, words := range map[string]map[string]string{
		"": {
			"kr": "key_result", "krs": "key_result", "KRs": "key_result", "key_results": "key_result", "keyResults": "key_result", "key-result": "key_result",
			"kr1": "key_result", "results": "key_result", "objectives": "objective", "obj": "objective", "o": "objective", "goal": "objective", "goals": "objective",
			"title": "objective", "okr": "objective", "health": "health_metric", "health_metrics": "health_metric", "kpi": "health_metric", "kpis": "health_metric",
			"guardrails": "health_metric", "drafts": "draft", "next": "draft", "roadmap": "initiative", "bets": "initiative", "initiatives": "initiative",
			"weeks": "week", "weekly": "week", "changes": "change", "retro": "retrospective", "learnings": "retrospective", "team_name": "team", "squad": "team",
			"period": "quarter", "q": "quarter", "Quarter": "quarter", "quater": "quarter", "objetive": "objective", "tema": "team",
			"owner": "", "bonus": "", "foo": "", "people": "", "mission": "", "1": "", "": "", "date": "",
		},
		"key_result": {
			"name": "title", "description": "title", "start": "baseline", "from": "baseline", "initial": "baseline", "base": "baseline", "to": "target", "end": "target",
			"goal": "target", "actual": "current", "now": "current", "value": "current", "conf": "confidence", "Baseline": "baseline", "taget": "target",
			"currrent": "current", "units": "unit", "shared": "shared_with", "sources": "source", "progress": "", "score": "", "owner": "", "rating": "", "note": "",
			"data": "", "type": "", "metric": "",
		},
		"week":          {"date": "monday", "commits": "commitments", "commitment": "commitments", "demo": "demos", "mon": "", "retro": ""},
		"retrospective": {"learnings": "learned", "learnt": "learned", "lessons": "learned", "lessons_learned": "learned", "wins": ""},
		"change":        {"why": "reason", "when": "date", "reasons": "reason"},
		"health_metric": {"title": "name", "state": "status", "colour": "status", "notes": "note", "target": ""},
	} {
		for word, want := range words {
			if got := tables[table].meant(word); got != want {
				t.Errorf("%q in %q: got %q, want %q", word, table, got, want)
			}
		}
	}
}

func TestNumberIn(t *testing.T) {
	for text, want := range map[string]string{
		"800": "800 ", "1,200": "1200 ", "1_200": "1200 ", "1 200 000": "1200000 ", "20%": "20 %", "20 %": "20 %", "800 ms": "800 ms", "$1,200.50": "1200.5 $",
		"-3.5": "-3.5 ", "+4": "4 ", "3 €": "3 €", "10 days": "10 days", "5 req/s": "5 req/s", " 7 ": "7 ",
		"1.200": "", "1,2": "", "1.2.3": "", "1k": "", "2 M": "", "TBD": "", "": "", "X %": "", "10-20": "", "~5": "", "1e400": "", "5 of 10": "", "2026-10-05": "",
	} {
		got := ""
		if n, unit, ok := numberIn(text); ok {
			got = plainNumber(n) + " " + unit
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func BenchmarkFile(b *testing.B) {
	text, err := os.ReadFile("testdata/example.toml")
	if err != nil {
		b.Fatal(err)
	}
	b.Run("File", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			File(source.New("okrs/2026-Q4/payments.toml", text))
		}
	})
	b.Run("BurntSushi", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var v map[string]any
			if _, err := decodeAll(string(text), &v); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("parse", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			parse(source.New("okrs/2026-Q4/payments.toml", text))
		}
	})
	b.Run("decode", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if err := decode(text); err != nil {
				b.Fatal(err)
			}
		}
	})
}
