package review

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
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

func TestSureHunks(t *testing.T) {
	var base string
	for i := range 20 {
		base += fmt.Sprintln("line", i)
	}
	for _, test := range []struct{ name, base, head, want string }{
		{"two changes", base, strings.Replace(base, "line 0\n", "new\n", 1) + "last", "[+1 2 3 4][18 19 20 +21]"},
		{"no change", base, base, ""},
		{"a new file", "", "a\nb\n", "[+1 +2]"},
		{"a removed line", base, strings.Replace(base, "line 7\n", "", 1), ""},
		{"a line like another", "a\nb\n", "a\nb\nb\n", ""}, // the second b, or the first
		{"six lines between", base, "new\n" + strings.Replace(base, "line 6\n", "new too\n", 1), "[+1 2 3 4 5 6 7 +8 9 10 11]"},
		{"seven lines between", base, "new\n" + strings.Replace(base, "line 7\n", "new too\n", 1), "[+1 2 3 4][6 7 8 +9 10 11 12]"},
		{"a line end at the end", "a\nb", "a\nb\n", "[1 +2]"},
		{"other line ends", "a\nb\n", "a\r\nb\r\n", "[+1 +2]"},
		{"an emptied file", base, "", ""},
	} {
		if got := shown(SureHunks([]byte(test.base), []byte(test.head))); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

// Whichever way git compares two files, it shows what is sure: each hunk within
// one of its own, and the added lines as added.
func TestSureHunksAreGits(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	random := rand.New(rand.NewPCG(1, 2))
	words := []string{"[[key_result]]", "baseline = 0", "target = 1", "", "[[week]]", "demos = []", "a", "b", "c"}
	text := func(lines []string) []byte {
		joined := strings.Join(lines, "\n")
		if random.IntN(4) > 0 {
			joined += "\n"
		}
		return []byte(joined)
	}
	dir := t.TempDir()
	for n := range 60 {
		var base []string
		for range random.IntN(60) {
			base = append(base, words[random.IntN(len(words))])
		}
		head := slices.Clone(base)
		for range random.IntN(8) {
			at := random.IntN(len(head) + 1)
			switch random.IntN(4) {
			case 0:
				head = slices.Insert(head, at, fmt.Sprint("new ", random.IntN(100)))
			case 1:
				head = slices.Insert(head, at, words[random.IntN(len(words))])
			case 2:
				head = slices.Delete(head, min(at, len(head)), min(at+1+random.IntN(5), len(head)))
			default: // moved
				to := min(at+random.IntN(6), len(head))
				part := slices.Clone(head[at:to])
				head = slices.Insert(slices.Delete(head, at, to), random.IntN(len(head)-len(part)+1), part...)
			}
		}
		before, after := text(base), text(head)
		sure := SureHunks(before, after)
		a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
		for name, bytes := range map[string][]byte{a: before, b: after} {
			if err := os.WriteFile(name, bytes, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for _, algorithm := range []string{"myers", "minimal", "patience", "histogram"} {
			out, err := exec.Command("git", "-c", "core.autocrlf=false", "diff", "--no-index", "--no-color", "--diff-algorithm="+algorithm, a, b).Output()
			var differ *exec.ExitError
			if err != nil && !errors.As(err, &differ) {
				t.Fatal(err)
			}
			_, patch, found := strings.Cut(string(out), "\n@@")
			var hunks []Hunk
			if found {
				if hunks, err = ParsePatch("@@" + strings.TrimSuffix(patch, "\n")); err != nil {
					t.Fatal(err)
				}
			}
			d := Diff{"b": hunks}
			for _, h := range sure {
				of, ok := d.hunk("b", h.First, h.Last)
				if !ok {
					t.Errorf("case %d, %s: %s is not within a hunk of %s\n%s", n, algorithm, shown([]Hunk{h}), shown(hunks), out)
				}
				for line := h.First; line <= h.Last; line++ {
					if ok && h.Added(line) && !of.Added(line) {
						t.Errorf("case %d, %s: line %d is not added in %s\n%s", n, algorithm, line, shown(hunks), out)
					}
				}
			}
		}
	}
}

// The hunks lie in the head, in order and apart, and every line that the base lacks is an added one.
func FuzzSureHunks(f *testing.F) {
	f.Add("a\nb\nc\n", "a\nB\nc\n")
	f.Add("", "x")
	f.Add("x\r\n", "x\n")
	f.Fuzz(func(t *testing.T, base, head string) {
		lines := slices.Collect(strings.Lines(head))
		before := make(map[string]bool)
		for line := range strings.Lines(base) {
			before[line] = true
		}
		added := make(map[int]bool)
		last := 0
		hunks := SureHunks([]byte(base), []byte(head))
		for _, h := range hunks {
			if h.First < 1 || h.First <= last+1 && last > 0 || h.Last < h.First || h.Last > len(lines) {
				t.Fatalf("hunk %d-%d after line %d in a head of %d lines", h.First, h.Last, last, len(lines))
			}
			last = h.Last
			for line := h.First; line <= h.Last; line++ {
				added[line] = h.Added(line)
			}
		}
		for i, line := range lines {
			if before[line] == added[i+1] {
				t.Errorf("line %d, %q, is wrong in %s", i+1, line, shown(hunks))
			}
		}
	})
}
