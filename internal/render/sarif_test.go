package render

import (
	"bytes"
	"encoding/json"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/source"
	"github.com/okrcheck/okrcheck/internal/tree"
)

// sarifSchemaFile compiles the official schema.
func sarifSchemaFile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	b, err := os.ReadFile("../../testdata/sarif/sarif-2.1.0-rtm.5.json")
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func asSARIF(t *testing.T, r Report) string {
	t.Helper()
	var b strings.Builder
	if err := SARIF(&b, r); err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	if err := sarifSchemaFile(t).Validate(document); err != nil {
		t.Error(err)
	}
	return b.String()
}

// broken is the report on the company with mistakes.
func broken(t *testing.T) Report {
	t.Helper()
	repo, err := repository.Read(tree.WorkTree("../../testdata/repos/broken"), repository.Options{Today: date(t, "2026-11-20")})
	if err != nil {
		t.Fatal(err)
	}
	return NewReport(repo, checks.Run(repo.Input()))
}

func TestSARIFOfACompany(t *testing.T) {
	r := broken(t)
	var log sarifLog
	if err := json.Unmarshal([]byte(asSARIF(t, r)), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if got, want := len(run.Results), len(r.Findings)+len(r.Silenced); got != want || want == 0 {
		t.Errorf("%d results, want %d", got, want)
	}
	suppressed, fixed := 0, 0
	for _, result := range run.Results {
		if rule := run.Tool.Driver.Rules[*result.RuleIndex]; rule.ID != result.RuleID {
			t.Errorf("the rule of %s is %s", result.RuleID, rule.ID)
		}
		suppressed += len(result.Suppressions)
		fixed += len(result.Fixes)
	}
	if suppressed != len(r.Silenced) || suppressed == 0 || fixed == 0 {
		t.Errorf("%d suppressed of %d, %d with a fix", suppressed, len(r.Silenced), fixed)
	}
	for _, rule := range run.Tool.Driver.Rules {
		// What GitHub takes of a rule.
		if n := len(rule.FullDescription.Text); n > 1024 || len(rule.ShortDescription.Text) > 1024 || len(rule.Properties.Tags) > 10 {
			t.Errorf("%s is too long for GitHub: %d", rule.ID, n)
		}
	}
}

func TestSARIF(t *testing.T) {
	const path = "okrs/2026-Q4/a b:c%é.toml"
	file := source.New(path, []byte("\uFEFFé = \"👩 x\"\nb = 1\n"))
	f := diag.Finding{
		Check: "wrong-shape", Severity: diag.Info, At: source.Place{File: file, Start: 8, End: 16},
		Message: "title \"[a](https://evil.example)\x1b\" is bad", Help: "write it", Identity: "0011223344556677", KeyPath: "key_result[0].title",
		Edits: []source.Edit{{At: source.Place{File: file, Start: 17, End: 17}, NewText: "\n"}},
	}
	f.Related = []diag.Related{{At: f.At, Message: "the value then"}}
	r := reportOf(t, f)
	r.Silenced = []checks.Silenced{{Finding: f, By: okr.Ignore{At: f.At, Reason: "the board fixed this date"}}}
	r.NotChecked = []checks.NotChecked{{Check: "writing", Path: path, Reason: "it is in another language"}, {Check: "too-safe", Reason: "the clone is shallow"}}
	got := asSARIF(t, r)
	for _, want := range []string{
		`"uri": "okrs/2026-Q4/a%20b:c%25%C3%A9.toml",`,
		`"text": "Title \"[a\\](https://evil.example)\\x1b\" is bad. Write it."`,
		`"level": "note"`,
		`"okrcheckIdentity/v1": "0011223344556677"`,
		`"fullyQualifiedName": "key_result[0].title"`,
		`"justification": "the board fixed this date"`,
		`"id": "okrcheck/2026-11-20"`,
		"\"startLine\": 1,\n                  \"startColumn\": 5,\n                  \"endLine\": 1,\n                  \"endColumn\": 10\n",
		"\"associatedRule\": {\n                \"id\": \"too-safe\",",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %s", want)
		}
	}
	if t.Failed() {
		_, results, _ := strings.Cut(got, `"automationDetails"`)
		t.Log(results)
	}
}

func TestSARIFOfACleanRun(t *testing.T) {
	if got := asSARIF(t, reportOf(t)); strings.Contains(got, "null") || !strings.Contains(got, `"results": []`) {
		t.Error(got)
	}
}

// All formats are the same to the byte, however many processors there are.
func TestFormatsAreDeterministic(t *testing.T) {
	all := func() string {
		var b strings.Builder
		r := broken(t)
		for _, err := range []error{
			Text(&b, r, TextStyle{}), JSON(&b, r), SARIF(&b, r), GitHub(&b, r), Markdown(&b, r, MarkdownStyle{Files: "https://x.example/"}),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		return b.String()
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one := all()
	runtime.GOMAXPROCS(8)
	if eight := all(); one != eight {
		t.Error("with eight processors it is another text than with one")
	}
}
