package review

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// shown lists a hunk's lines, the added ones with a plus.
func shown(hunks []Hunk) string {
	var b strings.Builder
	for _, h := range hunks {
		b.WriteString("[")
		for line := h.First; line <= h.Last; line++ {
			if line > h.First {
				b.WriteString(" ")
			}
			if h.Added(line) {
				b.WriteString("+")
			}
			fmt.Fprint(&b, line)
		}
		b.WriteString("]")
	}
	return b.String()
}

func TestParsePatch(t *testing.T) {
	tests := []struct{ name, patch, want string }{
		{"empty", "", ""},
		{"new file", "@@ -0,0 +1,3 @@\n+a\n+b\n+c", "[+1 +2 +3]"},
		{"no newline at the end", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file", "[+1]"},
		{"context and change", "@@ -1,4 +1,4 @@ [[week]]\n a\n-b\n+B\n c\n d", "[1 +2 3 4]"},
		{"two hunks", "@@ -1,2 +1,3 @@\n a\n+b\n c\n@@ -10,2 +11,2 @@\n-x\n+y\n z", "[1 +2 3][+11 12]"},
		{"deletion only", "@@ -1,3 +0,0 @@\n-a\n-b\n-c", ""},
		{"line that looks like a header", "@@ -1,2 +1,3 @@\n a\n+@@ -1 +1 @@\n c", "[1 +2 3]"},
		{"line of pluses", "@@ -1 +1,2 @@\n a\n++++ b/file", "[1 +2]"},
		{"empty context line", "@@ -1,3 +1,4 @@\n a\n \n+b\n c", "[1 2 +3 4]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			hunks, err := ParsePatch(tt.patch)
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(hunks); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
	if _, err := ParsePatch("no patch at all"); err == nil {
		t.Error("a text that is no patch was read as one")
	}
}

func TestHunks(t *testing.T) {
	var base string
	for i := range 20 {
		base += fmt.Sprintln("line", i)
	}
	head := strings.Replace(base, "line 0\n", "new\n", 1) + "last"
	if got, want := shown(Hunks([]byte(base), []byte(head))), "[+1 2 3 4][18 19 20 +21]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := Hunks([]byte(base), []byte(base)); got != nil {
		t.Errorf("equal files have hunks: %v", got)
	}
	if got, want := shown(Hunks(nil, []byte("a\nb\n"))), "[+1 +2]"; got != want {
		t.Errorf("a new file: got %s, want %s", got, want)
	}
}

// Every line that the head has and the base lacks is an added one, and no line
// outside the head is shown.
func FuzzHunks(f *testing.F) {
	f.Add("a\nb\nc\n", "a\nB\nc\n")
	f.Add("", "x")
	f.Add("x\r\n", "x\n")
	f.Fuzz(func(t *testing.T, base, head string) {
		lines := slices.Collect(strings.Lines(head))
		hunks := Hunks([]byte(base), []byte(head))
		before := make(map[string]bool)
		for line := range strings.Lines(base) {
			before[line] = true
		}
		added := make(map[int]bool)
		last := 0
		for _, h := range hunks {
			if h.First <= last || h.Last > len(lines) {
				t.Fatalf("hunk %d-%d after line %d in a head of %d lines", h.First, h.Last, last, len(lines))
			}
			last = h.Last
			for line := h.First; line <= h.Last; line++ {
				added[line] = h.Added(line)
			}
		}
		for i, line := range lines {
			if !before[line] && !added[i+1] {
				t.Errorf("line %d, %q, is new and not shown as added in %s", i+1, line, shown(hunks))
			}
		}
		if reflect.DeepEqual(base, head) != (len(hunks) == 0 && base == head) {
			t.Errorf("hunks of %q and %q: %s", base, head, shown(hunks))
		}
	})
}
