// Package diag holds findings: what a check has to say about a place, how bad
// it is, and how the same finding is known again in another run.
package diag

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/okrcheck/okrcheck/internal/source"
)

// Severity says how bad a finding is.
type Severity int

// The severities, in rising order.
const (
	Off Severity = iota
	Info
	Warning
	Error
)

var severities = [...]string{"off", "info", "warning", "error"}

func (s Severity) String() string { return severities[s] }

// MarshalText gives the severity's name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Lower returns the severity one step down; info stays info.
func (s Severity) Lower() Severity {
	if s <= Info {
		return s
	}
	return s - 1
}

// ParseSeverity reads "off", "info", "warning" or "error".
func ParseSeverity(text string) (Severity, error) {
	for i, name := range severities {
		if text == name {
			return Severity(i), nil
		}
	}
	return Off, fmt.Errorf("unknown severity %q: write off, info, warning or error", text)
}

// A Finding is one mistake at one place.
type Finding struct {
	Check    string
	Severity Severity
	At       source.Place
	// Message states the fact in one lower-case clause without a full stop, and quotes the thing.
	Message string
	// Help is the way out.
	Help string
	// Related holds other places that belong to the mistake: the other file, the value then.
	Related []Related
	// Edits mend the mistake, where there is one right answer.
	Edits []source.Edit

	// KeyPath is the symbolic place, such as "key_result[0].title".
	KeyPath string
	// Subject is the text that the finding is about (a title, a name); the identity is made of it.
	Subject string
	// Identity is the same for the same mistake in another run, wherever its lines have gone.
	Identity string
	// New is false where the base had the finding as well.
	New bool
}

// Related is a second place of a finding.
type Related struct {
	At      source.Place
	Message string
}

// Sort orders findings by path, line, column and check.
func Sort(findings []Finding) {
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.At.File.Path, b.At.File.Path),
			cmp.Compare(a.At.Start, b.At.Start), // lines and columns rise with offsets
			cmp.Compare(a.Check, b.Check),
			cmp.Compare(a.Message, b.Message),
		)
	})
}

// Identify gives every finding its identity: the check, the path and the
// normalized subject, numbered where they are equal. Lines and indexes have no
// part in it, so that an edit elsewhere in the file leaves it alone. The
// findings must be sorted.
func Identify(findings []Finding) {
	for i, identity := range identities(findings, nil) {
		findings[i].Identity = identity
	}
}

// identities returns the findings' identities, with the names that their files
// have by renamed, where it is given.
func identities(findings []Finding, renamed func(path string) string) []string {
	list := make([]string, len(findings))
	seen := make(map[string]int)
	for i, f := range findings {
		path := f.At.File.Path
		if renamed != nil {
			path = renamed(path)
		}
		key := f.Check + "\x00" + path + "\x00" + Normalize(f.Subject)
		seen[key]++
		sum := sha256.Sum256([]byte(key + "\x00" + strconv.Itoa(seen[key])))
		list[i] = hex.EncodeToString(sum[:8])
	}
	return list
}

// Normalize folds case, white space and punctuation, which don't make a text
// another one.
func Normalize(text string) string {
	var b strings.Builder
	space := false
	for _, r := range text {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.Sc, r), r == '%':
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
		default:
			space = true
		}
	}
	return b.String()
}

// Count is the number of findings of each severity.
type Count struct{ Errors, Warnings, Infos int }

// Of counts findings.
func Of(findings []Finding) (c Count) {
	for _, f := range findings {
		switch f.Severity {
		case Error:
			c.Errors++
		case Warning:
			c.Warnings++
		case Info:
			c.Infos++
		}
	}
	return c
}
