package checks_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/config"
	"github.com/okrcheck/okrcheck/internal/diag"
	examples "github.com/okrcheck/okrcheck/internal/example"
	"github.com/okrcheck/okrcheck/internal/load"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// A fixture is one file of testdata/checks: what a check finds under bad/, and
// the mended version under good/, where no check finds anything. An expected
// finding is a comment at the end of its line, `# want "regexp"`, or a line
// `want: path:line "regexp"` in the preamble where a comment can't stand.
// history/DATE/PATH is what a path was committed as on a day, and stays until
// another day has it; base/PATH is the base of a pull request. Both are the
// past of bad/ and of good/.
type fixture struct {
	name  string
	prose string
	today okr.Date
	files map[string]string // by path, bad/ or good/ included, without the expectations
	want  []want            // under bad/
	past  examples.Past
}

type want struct {
	path    string
	line    int
	message *regexp.Regexp
}

var (
	wantComment = regexp.MustCompile(`[ \t]*# want((?: "(?:[^"\\]|\\.)*")+)[ \t]*$`)
	wantLine    = regexp.MustCompile(`^want: (\S+):(\d+)((?: "(?:[^"\\]|\\.)*")+)$`)
	quoted      = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
)

func fixtures(t *testing.T) []fixture {
	t.Helper()
	paths, err := filepath.Glob("../testdata/checks/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	all := make([]fixture, len(paths))
	for i, path := range paths {
		all[i] = readFixture(t, path)
	}
	return all
}

func readFixture(t *testing.T, path string) fixture {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	archive := txtar.Parse(data)
	f := fixture{
		name:  strings.TrimSuffix(filepath.Base(path), ".txtar"),
		today: okr.NewDate(2026, 10, 9),
		files: make(map[string]string),
	}
	expect := func(path string, line int, expressions string) {
		for _, e := range quoted.FindAllString(expressions, -1) {
			text, err := strconv.Unquote(e)
			if err != nil {
				t.Fatalf("%s: %s:%d: %s: %v", f.name, path, line, e, err)
			}
			re, err := regexp.Compile(text)
			if err != nil {
				t.Fatalf("%s: %s:%d: %v", f.name, path, line, err)
			}
			f.want = append(f.want, want{path, line, re})
		}
	}
	for line := range strings.Lines(string(archive.Comment)) {
		if m := wantLine.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
			n, _ := strconv.Atoi(m[2])
			expect(m[1], n, m[3])
			continue
		}
		f.prose += line
	}
	for _, file := range archive.Files {
		if file.Name == "today" {
			if f.today, err = okr.ParseDate(strings.TrimSpace(string(file.Data))); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if f.past.Add(file.Name, string(file.Data)) {
			continue
		}
		lines := strings.Split(string(file.Data), "\n")
		for i, line := range lines {
			if m := wantComment.FindStringSubmatchIndex(line); m != nil {
				expect(strings.TrimPrefix(file.Name, "bad/"), i+1, line[m[2]:m[3]])
				lines[i] = line[:m[0]]
			}
		}
		f.files[file.Name] = strings.Join(lines, "\n")
	}
	return f
}

// run makes the checks of a fixture's bad or good files; only limits them.
func (f fixture) run(t *testing.T, side string, only ...string) checks.Result {
	t.Helper()
	settings := config.Default()
	text, ok := f.files[side+"/okrcheck.toml"]
	if !ok {
		text, ok = f.files["bad/okrcheck.toml"]
	}
	if ok {
		var err error
		if settings, err = config.Parse(source.New("okrcheck.toml", []byte(text))); err != nil {
			t.Fatal(err)
		}
	}
	var files []*okr.File
	for path, text := range f.files {
		if path, ok := strings.CutPrefix(path, side+"/"); ok && path != "okrcheck.toml" {
			files = append(files, load.File(source.New(path, []byte(text))))
		}
	}
	if len(files) == 0 && side == "good" {
		t.Error("there is no good/ file")
	}
	in := checks.Input{
		Head:     okr.NewCompany(files, settings.Teams),
		History:  f.past.History(files, settings.Calendar, f.today),
		Calendar: settings.Calendar,
		Today:    f.today,
		Settings: settings.Settings,
		Only:     only,
	}
	if base := f.past.Base(); base != nil {
		in.Base = okr.NewCompany(base, settings.Teams)
		in.BaseHistory = f.past.History(base, settings.Calendar, f.today)
	}
	return checks.Run(in)
}

// TestFixtures runs each check on its fixture.
func TestFixtures(t *testing.T) {
	for _, f := range fixtures(t) {
		t.Run(f.name, func(t *testing.T) {
			check := checks.Named(f.name)
			if check == nil {
				t.Fatalf("there is no check named %s", f.name)
			}
			var found []diag.Finding
			if check.Group == checks.Silence {
				// What silences is judged by what the others find.
				for _, finding := range f.run(t, "bad").Findings {
					if finding.Check == f.name {
						found = append(found, finding)
					}
				}
			} else {
				found = f.run(t, "bad", f.name).Findings
			}
			wanted := slices.Clone(f.want)
			for _, finding := range found {
				t.Log(show(finding))
				inStyle(t, finding)
				i := slices.IndexFunc(wanted, func(w want) bool {
					return w.path == finding.At.File.Path && w.line == finding.At.From().Line && w.message.MatchString(finding.Message)
				})
				if i < 0 {
					t.Errorf("not expected: %s", show(finding))
					continue
				}
				wanted = slices.Delete(wanted, i, i+1)
			}
			for _, w := range wanted {
				t.Errorf("expected, but not found: %s:%d: %s", w.path, w.line, w.message)
			}
			if len(f.want) == 0 {
				t.Error("nothing is expected under bad/")
			}
			for _, finding := range f.run(t, "good").Findings {
				t.Errorf("not expected in good/: %s", show(finding))
			}
		})
	}
}

func show(f diag.Finding) string {
	at := f.At.From()
	return fmt.Sprintf("%s:%d:%d: %s: %s: %s (%s)", f.At.File.Path, at.Line, at.Column, f.Severity, f.Check, f.Message, f.Help)
}

// inStyle checks that a message is one clause in the project's voice, that it
// is safe to print, and that there is a way out.
func inStyle(t *testing.T, f diag.Finding) {
	t.Helper()
	r, _ := utf8.DecodeRuneInString(f.Message)
	first, _, _ := strings.Cut(f.Message, " ")
	switch {
	case f.Message == "" || strings.HasSuffix(f.Message, ".") || strings.HasSuffix(f.Message, "!"):
		t.Errorf("the message is no clause without a full stop: %s", show(f))
	case unicode.IsUpper(r) && first != strings.ToUpper(first): // KR1 and UTF-8 may begin it
		t.Errorf("the message begins with a capital: %s", show(f))
	case strings.ContainsFunc(f.Message+f.Help, unicode.IsControl):
		t.Errorf("the message holds a control character: %q", f.Message)
	case f.Help == "":
		t.Errorf("there is no help: %s", show(f))
	case f.Identity == "" || f.Subject == "" && f.Check != "unreadable-file":
		t.Errorf("the finding can't be known again: %s", show(f))
	}
}

// TestExample runs all checks on the example of the format's description.
func TestExample(t *testing.T) {
	text, err := os.ReadFile("../testdata/example.toml")
	if err != nil {
		t.Fatal(err)
	}
	result := checks.Run(checks.Input{
		Head:  okr.NewCompany([]*okr.File{load.File(source.New("okrs/2026-Q4/payments.toml", text))}, nil),
		Today: okr.NewDate(2026, 10, 9),
	})
	for _, f := range result.Findings {
		t.Error(show(f))
	}
	for _, n := range result.NotChecked {
		t.Errorf("not checked: %+v", n)
	}
}
