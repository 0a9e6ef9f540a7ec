package config

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

func parse(text string) (*Config, error) {
	return Parse(source.New("okrcheck.toml", []byte(text)))
}

func TestEmpty(t *testing.T) {
	for _, text := range []string{"", "# nothing yet\n", "\uFEFF", "[checks]\n[vocabulary]\n"} {
		c, err := parse(text)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if len(c.Files) != 1 || c.Files[0] != "okrs/**/*.toml" || c.Calendar.Location() != time.UTC || len(c.Teams) != 0 {
			t.Errorf("%q: %+v", text, c)
		}
	}
}

// The example of the format's description.
func TestWhole(t *testing.T) {
	c, err := parse(`
files                    = ["okrs/**/*.toml", "./more/*.toml"]
fiscal-year-starts       = "April"
fiscal-year-named-after  = "start"
timezone                 = "Europe/Berlin"

[teams.payments]
members = 6
since   = "2026-Q2"
until   = "2027-Q4"

[teams]
fraud = { since = 2026-11-02 }
growth.until = "2026-12-01"

[checks]
unused-ignore = "off"
ignore-without-reason = { severity = "error", lock = true }
unreadable-file = { lock = true }

[vocabulary]
outputs = ["ship it"]
metrics = ["GMV", "p95"]
names   = ["Launch Day", "Bonus Plan", "Ada"]
`)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(c.Files, " "); got != "okrs/**/*.toml more/*.toml" {
		t.Errorf("files: %s", got)
	}
	if c.Calendar.Starts != time.April || c.Calendar.NamedAfter != okr.NamedAfterStart || c.Calendar.Zone.String() != "Europe/Berlin" {
		t.Errorf("calendar: %+v", c.Calendar)
	}
	var teams []string
	for _, team := range c.Teams {
		teams = append(teams, fmt.Sprintf("%s %d %s %s %d %q", team.Name, team.Members, team.Since, team.Until, team.At.From().Line, team.At.Text()))
	}
	if got, want := strings.Join(teams, "\n"), `payments 6 2026-07-01 2028-03-31 7 "[teams.payments]"
fraud 0 2026-11-02 0001-01-01 13 "fraud"
growth 0 0001-01-01 2026-12-01 14 "growth"`; got != want {
		t.Errorf("teams:\n%s\nwant\n%s", got, want)
	}
	s := c.Settings.Checks
	if *s["unused-ignore"].Severity != diag.Off || *s["ignore-without-reason"].Severity != diag.Error ||
		!s["ignore-without-reason"].Locked || s["unreadable-file"].Severity != nil || !s["unreadable-file"].Locked {
		t.Errorf("checks: %+v", s)
	}
	v := c.Settings.Vocabulary
	if fmt.Sprint(v.Outputs, v.Metrics, v.Names) != "[ship it] [GMV p95] [Launch Day Bonus Plan Ada]" {
		t.Errorf("vocabulary: %+v", v)
	}
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`file = ["a"]`, `1:1: unknown key "file" at the top of the file; did you mean files?`},
		{`zebra = 1`, `1:1: unknown key "zebra" at the top of the file; known here: checks, files, fiscal-year-named-after, fiscal-year-starts, teams, timezone, vocabulary`},
		{`unused-ignore = "off"`, `1:1: unknown key "unused-ignore" at the top of the file; write it below the line [checks]`},
		{`max-objectives = 2`, `1:1: unknown key "max-objectives" at the top of the file; ` + noWay},
		{`allow-individuals = true`, `1:1: unknown key "allow-individuals" at the top of the file; ` + noWay},

		{`files = "okrs/*.toml"`, `1:9: files is a text; write a list of patterns: files = ["okrs/**/*.toml"]`},
		{`files = []`, `1:9: files is empty, so nothing would be checked; write a list of patterns: files = ["okrs/**/*.toml"]`},
		{`files = ["a", 3]`, `1:15: files holds a number among its texts; write a list of patterns: files = ["okrs/**/*.toml"]`},
		{`files = ["a", " "]`, `1:15: a pattern in files is empty; write a list of patterns: files = ["okrs/**/*.toml"]`},
		{`files = ["/okrs/*.toml"]`, `1:10: the pattern "/okrs/*.toml" does not count from this file's folder; leave out the beginning: okrs/**/*.toml`},
		{`files = ["a/../../b"]`, `1:10: the pattern "a/../../b" climbs out of this file's folder; name what lies below it, without ".."`},
		{`files = ["okrs/[.toml"]`, `1:10: "okrs/[.toml" is not a pattern; close every [ and {, or put a \ before them; for example okrs/**/*.toml`},

		{`fiscal-year-starts = "Aprill"`, `1:22: there is no month "Aprill"; did you mean april?`},
		{`fiscal-year-starts = 4`, `1:22: fiscal-year-starts is a number; write a month's name: "april"`},
		{`fiscal-year-starts = ""`, `1:22: there is no month ""; write an English month's name: "april"`},
		{`fiscal-year-named-after = "begin"`, `1:27: a fiscal year can't be named after its "begin"; write "end" where 2026-Q1 of a year from April ends in 2026, "start" where it starts in 2026`},
		{`timezone = "Europe/Berln"`, `1:12: there is no time zone "Europe/Berln"; write an IANA name: "Europe/Berlin", "America/New_York" or "UTC"`},
		{`timezone = "Local"`, `1:12: the time zone "Local" is not the same on every machine; write an IANA name: "Europe/Berlin", "America/New_York" or "UTC"`},
		{`timezone = "../../etc/passwd"`, `1:12: there is no time zone "../../etc/passwd"; write an IANA name: "Europe/Berlin", "America/New_York" or "UTC"`},

		{`teams = ["payments"]`, `1:9: teams is a list; write a table for each team: [teams.payments]`},
		{"[[teams]]\nname = \"payments\"", `1:1: teams is a list; write a table for each team: [teams.payments]`},
		{"[teams]\npayments = 6", `2:12: payments is a number; write a table: [teams.payments]`},
		{"[teams.\"Team Ä\"]", `1:1: "Team Ä" is not a team's name; use a to z, 0 to 9 and hyphens, as in the file's name: [teams.team]`},
		{"[teams.payments]\nmembers = 0", `2:11: team payments can't have 0 members; write a number from 1, or leave the key out`},
		{"[teams.payments]\nmembers = [\"ada\"]", `2:11: members is a list; write the number of people: members = 6`},
		{"[teams.payments]\nmember = 6", `2:1: unknown key "member" in [teams.payments]; did you mean members?`},
		{"[teams.payments]\nsince = \"Q2 2026\"", `2:9: "Q2 2026" is neither a quarter nor a date; write a quarter, "2026-Q4", or a date, "2026-11-02"`},
		{"[teams.payments]\nsince = 2026-11-02T10:00:00Z", `2:9: since is a date or time; write a quarter, "2026-Q4", or a date, "2026-11-02"`},
		{"[teams.payments]\nsince = 2026", `2:9: since is a number; write a quarter, "2026-Q4", or a date, "2026-11-02"`},
		{"[teams.payments]\nuntil = \"2026-Q1\"\nsince = \"2026-Q2\"", `2:9: team payments ends on 2026-03-31, before it begins on 2026-04-01; swap since and until, or mend one of them`},

		{"[checks]\nunused-ignroe = \"off\"", `2:1: there is no check "unused-ignroe"; did you mean unused-ignore?`},
		{"[checks]\nobjectives = 2", `2:1: there is no check "objectives"; ` + noWay},
		{"[checks]\nunused-ignore = \"warn\"", `2:17: there is no severity "warn"; did you mean warning?`},
		{"[checks]\nunused-ignore = false", `2:17: false is not a severity; write "off"`},
		{"[checks]\nunused-ignore = true", `2:17: true is not a severity; write "off", "info", "warning" or "error"`},
		{"[checks]\nunused-ignore = 1", `2:17: unused-ignore is a number; write "off", "info", "warning" or "error"`},
		{"[checks]\nunused-ignore = { level = \"off\" }", `2:19: unknown key "level" in [checks.unused-ignore]; known here: lock, severity`},
		{"[checks.unused-ignore]\nlock = \"yes\"", `2:8: lock is a text; write lock = true where no comment in a file may silence the check`},
		{"[checks]\nmin = 3", `2:1: there is no check "min"; see the list with: okrcheck explain`},
		{"checks = \"off\"", `1:10: checks is a text; write a table, [checks], with lines such as stale-check-in = "off"`},

		{"[vocabulary]\noutput = [\"a\"]", `2:1: unknown key "output" in [vocabulary]; did you mean outputs?`},
		{"[vocabulary]\noutputs = \"a\"", `2:11: outputs is a text; write a list of phrases: ["ship it"]`},
		{"[vocabulary]\noutputs = [\"a\",\n  \"\"]", `3:3: an empty phrase matches nothing; remove it`},

		{"\uFEFFfile = 1", `1:1: unknown key "file" at the top of the file; did you mean files?`},
		{"# ä\r\n\tfile = 1", `2:2: unknown key "file" at the top of the file; did you mean files?`},
	} {
		_, err := parse(c.text)
		if err == nil {
			t.Errorf("%s\nno error, want %s", c.text, c.want)
			continue
		}
		if got := err.Error(); got != "okrcheck.toml:"+c.want {
			t.Errorf("%s\n got %s\nwant okrcheck.toml:%s", c.text, got, c.want)
		}
	}
}

// The two switches that are not offered.
func TestNoWay(t *testing.T) {
	for _, check := range notOffered {
		for _, severity := range []string{`"off"`, `"info"`, `"warning"`, `{ severity = "off" }`} {
			_, err := parse("[checks]\n" + check + " = " + severity)
			if err == nil || !strings.Contains(err.Error(), noWay) {
				t.Errorf("%s = %s: %v", check, severity, err)
			}
		}
		for _, fine := range []string{`"error"`, `{ lock = true }`} {
			if _, err := parse("[checks]\n" + check + " = " + fine); err != nil {
				t.Errorf("%s = %s: %v", check, fine, err)
			}
		}
	}
}

func TestOptions(t *testing.T) {
	c, err := parse("[checks]\nhealth-metric-count = { severity = \"error\", min = 2, max = 6 }")
	if err != nil {
		t.Fatal(err)
	}
	if s := c.Settings.Checks["health-metric-count"]; s.Options["min"] != 2 || s.Options["max"] != 6 || *s.Severity != diag.Error {
		t.Errorf("%+v", s)
	}
	for _, c := range []struct{ text, want string }{
		{`{ min = 6 }`, `2:31: health-metric-count asks for at least 6 and at most 5; make min the smaller one; the defaults are max = 5, min = 3`},
		{`{ max = 2 }`, `2:31: health-metric-count asks for at least 3 and at most 2; make min the smaller one; the defaults are max = 5, min = 3`},
		{`{ min = -1 }`, `2:31: min can't be negative; its default is 3`},
		{`{ min = 3.5 }`, `2:31: min is a number; write a number: min = 3`},
		{`{ mim = 3 }`, `2:25: unknown key "mim" in [checks.health-metric-count]; did you mean min?`},
	} {
		_, err := parse("[checks]\nhealth-metric-count = " + c.text)
		if err == nil || err.Error() != "okrcheck.toml:"+c.want {
			t.Errorf("%s\n got %v\nwant okrcheck.toml:%s", c.text, err, c.want)
		}
	}
}

func TestAllMistakesAtOnce(t *testing.T) {
	_, err := parse("timezone = 3\nfile = 1\n[checks]\nx = \"off\"\nunused-ignore = \"of\"\n[teams.a]\nmembers = -1\n")
	var mistakes Errors
	if !errors.As(err, &mistakes) || len(mistakes) != 5 {
		t.Fatalf("%v", err)
	}
	for i, line := range []int{1, 2, 4, 5, 7} {
		if got := mistakes[i].At.From().Line; got != line {
			t.Errorf("mistake %d is in line %d, want %d", i, got, line)
		}
	}
}

func TestNotTOML(t *testing.T) {
	for _, c := range []struct{ text, at string }{
		{"files = [", "1:"},
		{"a = 1\nb = [1,,2]\n", "2:"},
		{"a = 1\na = 2\n", "2:1"},
		{"a = \"\xff\"", "1:6"},
		{"a\x00b", "1:"},
		{strings.Repeat("a=[", 1000), "1:"},
	} {
		_, err := parse(c.text)
		if err == nil || !strings.HasPrefix(err.Error(), "okrcheck.toml:"+c.at) {
			t.Errorf("%q: %v, want it at %s", c.text, err, c.at)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{"", "files = [1]", "[teams.a]\nsince = 1", "[checks]\nx = {lock = 1}", "[[teams]]", "teams.a.b.c = 1", "[vocabulary]\nnames = [[]]"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		_, err := Parse(source.New("okrcheck.toml", b))
		if err == nil {
			return
		}
		var mistakes Errors
		if !errors.As(err, &mistakes) || len(mistakes) == 0 {
			t.Fatalf("%v", err)
		}
		for _, e := range mistakes {
			if e.At.IsZero() || e.At.Start < 0 || e.At.End < e.At.Start || e.At.End > len(b) || e.Message == "" {
				t.Fatalf("%+v", e)
			}
			_ = e.Error()
		}
	})
}
