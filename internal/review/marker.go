package review

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"github.com/okrcheck/okrcheck/internal/diag"
)

// A marker is what okrcheck writes for itself at the end of its comments, where
// a reader does not see it. It is believed in a comment of our own only, and
// only as the last thing there: what is quoted from a file never holds "<!--".
type marker struct {
	Key   string   `json:"key"`             // the workflow's: several share one author
	Head  string   `json:"head"`            // the commit that was judged
	Check string   `json:"check,omitempty"` // of a comment on a line
	Path  string   `json:"path,omitempty"`
	Open  []string `json:"open,omitempty"` // identities of what was found and is not mended yet
	// Subjects are what Open is about, in its order, so that a mistake is known again when its text was edited.
	Subjects []string `json:"subjects,omitempty"`
	Said     int      `json:"said,omitempty"` // how many findings there were at first
	// Cut is true where there were more findings than a marker has room for.
	Cut bool `json:"cut,omitempty"`
}

// Version 1 of the marker: the content, and a checksum by which a text that was cut or edited is noticed.
var markers = regexp.MustCompile(`<!-- okrcheck 1 ([\w-]+) ([0-9a-f]{16}) -->\s*$`)

func (m marker) String() string {
	b, err := json.Marshal(m)
	if err != nil {
		panic(err) // strings and numbers only
	}
	content := base64.RawURLEncoding.EncodeToString(b)
	return "<!-- okrcheck 1 " + content + " " + checksum(content) + " -->"
}

func checksum(content string) string {
	sum := sha256.Sum256([]byte("okrcheck review marker\x00" + content))
	return hex.EncodeToString(sum[:8])
}

// readMarker returns the marker at the end of a comment, if it is of this workflow.
func readMarker(body, key string) (m marker, ok bool) {
	found := markers.FindStringSubmatch(body)
	if found == nil || checksum(found[1]) != found[2] {
		return m, false
	}
	b, err := base64.RawURLEncoding.DecodeString(found[1])
	if err != nil || json.Unmarshal(b, &m) != nil {
		return m, false
	}
	return m, m.Key == key
}

// mark ends a text with a marker.
func mark(text string, m marker) string { return strings.TrimRight(text, "\n") + "\n\n" + m.String() }

// unmarked returns a text without its marker.
func unmarked(body string) string {
	return strings.TrimRight(markers.ReplaceAllString(body, ""), " \r\n")
}

// without returns the marker as of a commit, when only some of what was open is still.
func (m marker) without(head string, gone func(id string) bool) marker {
	m.Head = head
	m.Open = slices.DeleteFunc(slices.Clone(m.Open), gone)
	return m
}

// follow returns the marker with the identities of now for findings whose text was edited.
func (m marker) follow(edited map[string]diag.Finding) (marker, bool) {
	changed := false
	m.Open, m.Subjects = slices.Clone(m.Open), slices.Clone(m.Subjects)
	for i, id := range m.Open {
		if f, ok := edited[id]; ok {
			m.Open[i], changed = f.Identity, true
			if i < len(m.Subjects) {
				m.Subjects[i] = subject(f)
			}
		}
	}
	return m, changed
}

// subject is what a marker keeps of a finding's subject: as much as likeness looks at.
func subject(f diag.Finding) string {
	const most = 200 // bytes
	return strings.ToValidUTF8(f.Subject[:min(len(f.Subject), most)], "")
}

// row is the mark of a finding in the table of a review's body.
func row(id, check string) string { return "<!-- finding " + id + " " + check + " -->" }

var rows = regexp.MustCompile(`<!-- finding ([0-9a-f]+) ([a-z0-9-]+) -->`)
