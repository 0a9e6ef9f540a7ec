package config

// An Option is what the documentation says of one key. A test holds the list
// and the reader together.
type Option struct {
	Table   string // the table that it stands in; "" at the top
	Name    string
	Type    string
	Default string // in words, or as TOML between backquotes
	Doc     string // Markdown
	Example string // a line of TOML
}

// Options are all keys but those of single checks, in the order of a well-kept file.
var Options = []Option{
	{"", "files", "list of patterns", "`[\"okrs/**/*.toml\"]`", "Which files are OKRs, counted from the configuration's folder. `*` is a part of a name, `**` any folders, `{a,b}` either. Names that begin with `_` or `.` are never read.", `files = ["okrs/**/*.toml"]`},
	{"", "fiscal-year-starts", "a month's name", "`\"january\"`", "The month in which the fiscal year begins, and with it the first quarter.", `fiscal-year-starts = "april"`},
	{"", "fiscal-year-named-after", "`\"end\"` or `\"start\"`", "`\"end\"`", "Which calendar year a fiscal year has its name from. In a year from April 2025 to March 2026 the first quarter is 2026-Q1 by its `\"end\"` and 2025-Q1 by its `\"start\"`. It makes no difference in a year from January.", `fiscal-year-named-after = "start"`},
	{"", "timezone", "an IANA name", "`\"UTC\"`", "Where the company's days begin: it decides which day is today, and on which day a commit was made.", `timezone = "Europe/Berlin"`},

	{"teams.NAME", "members", "whole number, from 1", "not said", "How many people the team has. With 1 the OKR is a person's, and `individual-okr` says so.", "members = 6"},
	{"teams.NAME", "since", "quarter or date", "always", "The first day on which the team is expected to have an OKR.", `since = "2026-Q2"`},
	{"teams.NAME", "until", "quarter or date", "for ever", "The last such day.", "until = 2027-03-31"},

	{"checks.NAME", "severity", "`\"off\"`, `\"info\"`, `\"warning\"` or `\"error\"`", "the check's own", "How bad a finding is. Where nothing else is to be set, the short form is a line below `[checks]`: `missing-week = \"off\"`.", `severity = "error"`},
	{"checks.NAME", "lock", "`true` or `false`", "`false`", "With `true` no comment in a file silences the check.", "lock = true"},

	{"vocabulary", "outputs", "list of phrases", "none", "What your company says for delivering: a key result with such a phrase is an output.", `outputs = ["ship it"]`},
	{"vocabulary", "metrics", "list of phrases", "none", "Names of your numbers, which the English rules can't know.", `metrics = ["GMV", "p95"]`},
	{"vocabulary", "names", "list of phrases", "none", "Names that the language rules pass over: of products, projects, events and people.", `names = ["Launch Day", "Bonus Plan", "Ada"]`},
}
