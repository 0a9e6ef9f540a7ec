package load

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// where is a place as a person sees it: line:column and the text.
func where(p source.Place) string {
	if p.IsZero() {
		return "nowhere"
	}
	at := p.From()
	return fmt.Sprintf("%d:%d %s", at.Line, at.Column, p.Text())
}

func outline(f *okr.File) string {
	var b strings.Builder
	for i := 1; i < len(f.Outline); i++ {
		e := f.Outline[i]
		fmt.Fprintf(&b, "%s | %s | %s\n", f.Outline.KeyPath(i), where(e.Key), where(e.At))
	}
	return b.String()
}

func TestExample(t *testing.T) {
	b, err := os.ReadFile("testdata/example.toml")
	if err != nil {
		t.Fatal(err)
	}
	f := File(source.New("okrs/2026-Q4/payments.toml", b))
	for _, p := range f.Problems {
		t.Errorf("%s: %s: %s", where(p.At), p.Kind, p.Message)
	}
	for _, u := range f.UnknownKeys {
		t.Errorf("%s: unknown key", where(u.At))
	}
	t.Log(outline(f))
	t.Logf("%+v", f.KeyResults)
}
