package load

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

var update = flag.Bool("update", false, "rewrite testdata/mistakes.txtar with what the reader says now")

// where is a place as a person sees it: line, column and text.
func where(p source.Place) string {
	if p.IsZero() {
		return "nowhere"
	}
	at := p.From()
	return fmt.Sprintf("%d:%d %s", at.Line, at.Column, strings.ReplaceAll(p.Text(), "\n", "⏎"))
}

// says is all that the reader has to say about a file, a line for each.
func says(f *okr.File) string {
	var b strings.Builder
	edits := func(edits []source.Edit) {
		for _, e := range edits {
			fmt.Fprintf(&b, "  write %s for %s\n", e.NewText, where(e.At))
		}
	}
	for _, p := range f.Problems {
		fmt.Fprintf(&b, "%s\n  %s: %s\n  help: %s\n", where(p.At), p.Kind, p.Message, p.Help)
		edits(p.Edits)
	}
	for _, u := range f.UnknownKeys {
		fmt.Fprintf(&b, "%s\n  unknown-key: %s", where(u.At), u.Name)
		if u.Table != "" {
			b.WriteString(" in " + u.Table)
		}
		if u.Meant != "" {
			b.WriteString(", read as " + u.Meant)
		}
		b.WriteString("\n")
		if u.Hint != "" {
			b.WriteString("  hint: " + u.Hint + "\n")
		}
		edits(u.Edits)
	}
	for _, i := range f.Ignores {
		if i.Malformed != "" {
			fmt.Fprintf(&b, "%s\n  malformed: %s\n", where(i.At), i.Malformed)
		}
	}
	if b.Len() == 0 {
		return "nothing\n"
	}
	return b.String()
}

// TestMistakes reads each NAME.toml of the archive as the payments team's file
// of 2026-Q4 and compares what the reader says with NAME.says.
func TestMistakes(t *testing.T) {
	const path = "testdata/mistakes.txtar"
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := make(map[string]string)
	for _, f := range archive.Files {
		want[f.Name] = string(f.Data)
	}
	got := &txtar.Archive{Comment: archive.Comment}
	for _, f := range archive.Files {
		name, ok := strings.CutSuffix(f.Name, ".toml")
		if !ok {
			continue
		}
		text := says(File(source.New("okrs/2026-Q4/payments.toml", f.Data)))
		got.Files = append(got.Files, f, txtar.File{Name: name + ".says", Data: []byte(text)})
		if !*update && text != want[name+".says"] {
			t.Errorf("%s: got\n%swant\n%s", name, text, want[name+".says"])
		}
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestEdits makes the edits that come with the mistakes: they leave a file that
// can be read, and those mistakes are gone.
func TestEdits(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/mistakes.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range archive.Files {
		if !strings.HasSuffix(file.Name, ".toml") {
			continue
		}
		f := File(source.New("okrs/2026-Q4/payments.toml", file.Data))
		var edits []source.Edit
		left := 0
		for _, p := range f.Problems {
			edits = append(edits, p.Edits...)
			if len(p.Edits) == 0 {
				left++
			}
		}
		for _, u := range f.UnknownKeys {
			edits = append(edits, u.Edits...)
			if len(u.Edits) == 0 {
				left++
			}
		}
		mended := mend(file.Data, edits)
		g := File(source.New("okrs/2026-Q4/payments.toml", mended))
		if f.Readable() != g.Readable() {
			t.Errorf("%s: the edits make a file that can't be read:\n%s\n%s", file.Name, mended, says(g))
		}
		if n := len(g.Problems) + len(g.UnknownKeys); n > left {
			t.Errorf("%s: %d mistakes had no edit, and %d are left:\n%s\n%s", file.Name, left, n, mended, says(g))
		}
	}
}

// mend makes edits, from the last to the first.
func mend(text []byte, edits []source.Edit) []byte {
	text = bytes.Clone(text)
	for len(edits) > 0 {
		last := 0
		for i, e := range edits {
			if e.At.Start > edits[last].At.Start {
				last = i
			}
		}
		e := edits[last]
		text = append(text[:e.At.Start:e.At.Start], append([]byte(e.NewText), text[e.At.End:]...)...)
		edits = append(edits[:last:last], edits[last+1:]...)
	}
	return text
}
