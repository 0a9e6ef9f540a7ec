// Package checks is the catalogue: every mistake that okrcheck knows, one file
// a check. A check is a value; it sees the model through its Pass, reports what
// it finds, and does nothing else: no clock, no I/O, no error.
//
// To add one: write its file, write its fixture in testdata/checks, add its
// line to all.go, and run "go generate ./...".
package checks

import (
	"iter"
	"strings"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/language"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// A Check is one kind of mistake.
type Check struct {
	// Name says the mistake and reads well after "ignore".
	Name string
	// Title is one lower-case line that says what is wrong.
	Title string
	// Why says in Markdown what goes wrong for a team that leaves the mistake in, and where the rule comes from.
	Why string
	// Severity is the default.
	Severity diag.Severity
	// Group is the catalogue's heading that the check stands under.
	Group Group
	// When says in which quarters the check speaks.
	When When
	// Compares is true where the check compares the head with the base, if there is one: all that it finds there is
	// new. What it finds comes and goes with the base, so a comment that silences it is never called unused.
	Compares bool
	// Options are the numbers that the configuration can set, with their defaults.
	Options map[string]int

	// File judges one file by itself; Company judges what needs all of them. A check has one of the two.
	File    func(*Pass, *okr.File)
	Company func(*Pass)
}

// A Group is a heading of the catalogue.
type Group string

// The headings, in the catalogue's order.
const (
	Focus      Group = "Focus"
	Writing    Group = "Writing"
	People     Group = "People"
	Stretch    Group = "Stretch"
	Guardrails Group = "Guardrails"
	Rhythm     Group = "Rhythm"
	Outlook    Group = "Outlook"
	Silence    Group = "Silence"
)

// When is a set of quarters, as seen from the running one.
type When uint8

// The quarters that a check can speak in.
const (
	Running   When = 1 << iota
	Coming         // any later quarter
	LastEnded      // the one before the running quarter
	LongEnded      // any before that

	Ended  = LastEnded | LongEnded
	Always = Running | Coming | Ended
)

// WhenIs places a quarter. A file without a quarter is judged as the running one's.
func WhenIs(q, running okr.Quarter) When {
	if q.IsZero() {
		return Running
	}
	switch d := q.Sub(running); {
	case d == 0:
		return Running
	case d > 0:
		return Coming
	case d == -1:
		return LastEnded
	}
	return LongEnded
}

// Settings are the company's choices, from its configuration.
type Settings struct {
	Checks     map[string]Setting // by the check's name
	Vocabulary language.Vocabulary
}

// A Setting is what a company chose for one check.
type Setting struct {
	Severity *diag.Severity // nil: the check's own
	Locked   bool           // a comment in a file can't silence it
	Options  map[string]int
}

// A Pass is all that a check sees, and where it reports.
type Pass struct {
	*Input
	// Running is the quarter that Today lies in.
	Running okr.Quarter

	check   *Check
	setting Setting
	before  map[*okr.File]*okr.File // the head's files at the base
	reader  *language.Reader
	*readings
	out       *[]diag.Finding
	unchecked *[]NotChecked
}

// Files yields the files that the check speaks about.
func (p *Pass) Files() iter.Seq[*okr.File] {
	return func(yield func(*okr.File) bool) {
		for _, f := range p.Head.Files {
			if p.Speaks(f) && !yield(f) {
				return
			}
		}
	}
}

// Speaks reports whether the check speaks about a file: whether it can be read
// and its quarter is one of the check's. Only a check of the reading itself sees unreadable files.
func (p *Pass) Speaks(f *okr.File) bool {
	return p.check.When&WhenIs(f.Quarter, p.Running) != 0 && (f.Readable() || p.check.Name == string(okr.Unreadable))
}

// Option returns a number that the configuration can set.
func (p *Pass) Option(name string) int {
	if v, ok := p.setting.Options[name]; ok {
		return v
	}
	return p.check.Options[name]
}

// Sentence returns a text as the language reader reads it.
func (p *Pass) Sentence(text string) language.Sentence {
	s, ok := p.sentences[text]
	if !ok {
		s = p.reader.Read(text)
		p.sentences[text] = s
	}
	return s
}

// Prose returns a text of a file as the language reader reads it. It is false
// for an empty text and for one that is not English, which only English rules
// could misjudge; that the file has one is recorded once.
func (p *Pass) Prose(f *okr.File, v okr.Value[string]) (language.Sentence, bool) {
	if strings.TrimSpace(v.V) == "" || !v.Given() {
		return language.Sentence{}, false
	}
	s := p.Sentence(v.V)
	if !s.English() {
		*p.unchecked = append(*p.unchecked, NotChecked{
			Check: writing, Path: f.Path(),
			Reason: "it has sentences in another language; only English is judged for its writing",
		})
		return s, false
	}
	return s, true
}

// Report reports a finding: At, Message and Help are the check's to fill,
// Related and Edits where there are any, Subject where the text at At is not
// what the finding is about.
func (p *Pass) Report(f diag.Finding) { p.report(f, p.severity()) }

// Guess reports a finding that may be wrong, one step below the check's severity.
func (p *Pass) Guess(f diag.Finding) { p.report(f, p.severity().Lower()) }

// Mention reports a finding as an info: in a comment or a draft nothing is lost yet.
func (p *Pass) Mention(f diag.Finding) { p.report(f, diag.Info) }

func (p *Pass) severity() diag.Severity {
	if p.setting.Severity != nil {
		return *p.setting.Severity
	}
	return p.check.Severity
}

func (p *Pass) report(f diag.Finding, s diag.Severity) {
	if f.At.IsZero() {
		panic("checks: " + p.check.Name + " reported a finding without a place: " + f.Message)
	}
	f.Check, f.Severity = p.check.Name, s
	*p.out = append(*p.out, f)
}

// writing stands in NotChecked for all checks that judge sentences.
const writing = "writing"

// NotChecked says which check could not be made, why, and what mends it.
type NotChecked struct {
	Check  string // its name; "writing" for all that judge sentences
	Path   string // the file, or "" for all
	Reason string
}

// CouldNot records that the check could not be made for a file, or for all where f is nil.
func (p *Pass) CouldNot(f *okr.File, reason string) {
	n := NotChecked{Check: p.check.Name, Reason: reason}
	if f != nil {
		n.Path = f.Path()
	}
	*p.unchecked = append(*p.unchecked, n)
}

// subject returns the text that a place is about: a table's title or name with
// the key, else the value itself.
func subject(f *okr.File, at source.Place) string {
	if !f.Readable() {
		return ""
	}
	i := f.Outline.Find(at)
	if i <= 0 {
		return at.Text() // a comment
	}
	e := f.Outline.At(i)
	key := e.Name
	for t := i; t > 0; t = f.Outline.At(t).Parent {
		if title := f.TitleOf(f.Outline.At(t)); title != "" {
			return key + " " + title
		}
	}
	if e.Table {
		return key
	}
	return key + " " + e.At.Text()
}
