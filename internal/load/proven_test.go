package load

import (
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/internal/source"
)

// TestProven shows on which side of the rules a document lies.
func TestProven(t *testing.T) {
	for text, want := range map[string]bool{
		top: true,
		"a = 1\nb = -2.5e3\nc = true\nd = 2026-10-05\ne = ['x', \"y\\n\", '''z''']\n[f]\n[[g]]\n[[g]]\na = 1\n": true,
		"":                            true,
		"a = 999_999_999_999_999_999": false, // 19 characters: the judge counts the digits
		"a = 99999999999999999999":    false,
		"a = 1e999":                   false,
		"a = 0x1f":                    false,
		"a = inf":                     false,
		"a = 2026-02-30":              false,
		"a = 07:32:00":                false,
		"a = 2026-10-05T07:32:00Z":    false,
		"a = {}":                      false,
		"a = [[1]]":                   false,
		"a.b = 1":                     false,
		"[a.b]":                       false,
		"a = 1\na = 1":                false,
		"a = 1\n\"a\" = 1":            false,
		"[a]\n[a]":                    false,
		"[a]\n[[a]]":                  false,
		"[[a]]\n[a]":                  false,
		"a = []\n[[a]]":               false,
		"a = 1\n[a]":                  false,
		"[[a]]\nb = 1\nb = 2":         false,
		"a = ":                        false,
	} {
		d := parse(source.New("a.toml", []byte(text)))
		if got := d.proven(); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
		d.free()
	}
}

// TestProvenSuite holds the rules against the judge, over TOML's own suite and
// all files of ours. Files as teams write them need no judge.
func TestProvenSuite(t *testing.T) {
	ours, proven := 0, 0
	for _, text := range seeds(t) {
		if yes := holds(t, text); strings.Contains(text, "[[key_result]]") {
			ours++
			if yes {
				proven++
			}
		}
	}
	if ours < 200 || 10*proven < 9*ours {
		t.Errorf("of %d OKR files %d are proven", ours, proven)
	}
}

// holds reports whether a text is proven to be TOML, and fails where the judge
// does not agree, or reads other values.
func holds(t *testing.T, text string) bool {
	t.Helper()
	if _, bad := invalidUTF8([]byte(text)); bad || len(text) > MaxSize {
		return false // File refuses it before
	}
	d := parse(source.New("a.toml", []byte(text)))
	defer d.free()
	if !d.proven() {
		return false
	}
	var want map[string]any
	if _, err := decodeAll(string(d.data), &want); err != nil {
		t.Errorf("proven, and no TOML:\n%q\n%v", text, err)
	} else if got := d.root.any(); !same(got, want) {
		t.Errorf("%q\ngot  %#v\nwant %#v", text, got, want)
	}
	return true
}

func FuzzProven(f *testing.F) {
	for _, text := range seeds(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { holds(t, text) })
}
