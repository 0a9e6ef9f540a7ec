package action

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

// The tables of docs/action.md have a row for each input and output of action.yml, word for word, and no other.
func TestTablesOfInputsAndOutputs(t *testing.T) {
	read := func(path string) string {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return strings.ReplaceAll(string(b), "\r\n", "\n")
	}
	entry := regexp.MustCompile(`(?m)^  ([a-z-]+):\n    description: (.*)\n(?:    required: false\n    default: (.*)\n)?`)
	definition, _, _ := strings.Cut(read("../../action.yml"), "\nruns:")
	var want []string
	for _, m := range entry.FindAllStringSubmatch(definition, -1) {
		name, text, standard := m[1], m[2], strings.Trim(m[3], "'")
		switch {
		case m[3] == "":
			want = append(want, fmt.Sprintf("| `%s` | %s |", name, text))
		case standard == "":
			want = append(want, fmt.Sprintf("| `%s` | | %s |", name, text))
		default:
			want = append(want, fmt.Sprintf("| `%s` | `%s` | %s |", name, standard, text))
		}
	}
	if len(want) != strings.Count(definition, "    description: ") {
		t.Fatalf("%d entries read from action.yml, of %d", len(want), strings.Count(definition, "    description: "))
	}
	got := regexp.MustCompile("(?m)^\\| `[a-z-]+` \\| .*\\|$").FindAllString(read("../../docs/action.md"), -1)
	if a, b := strings.Join(got, "\n"), strings.Join(want, "\n"); a != b {
		t.Errorf("docs/action.md has\n%s\n\naction.yml says\n%s", a, b)
	}
}
