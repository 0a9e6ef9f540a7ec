package action

import (
	"fmt"
	"os"
	"regexp"
	"slices"
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

// The workflows of the README and the one that init writes are those of
// docs/action.md, which act runs in TestAct; comments may differ.
func TestWorkflowsAreTheSame(t *testing.T) {
	bare := func(text string) string {
		text = regexp.MustCompile(`(?m)(^| +)# .*$`).ReplaceAllString(strings.ReplaceAll(text, "\r\n", "\n"), "")
		return strings.TrimSpace(regexp.MustCompile(`\n{2,}`).ReplaceAllString(text, "\n"))
	}
	workflows := func(path string) (found []string) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(path, ".yml") {
			return []string{bare(string(b))}
		}
		for _, m := range regexp.MustCompile("(?s)```yaml\r?\n(name: .*?)```").FindAllSubmatch(b, -1) {
			found = append(found, bare(string(m[1])))
		}
		return found
	}
	documented := workflows("../../docs/action.md")
	if len(documented) != 2 {
		t.Fatalf("docs/action.md has %d workflows", len(documented))
	}
	if got := workflows("../../README.md"); !slices.Equal(got, documented) {
		t.Errorf("the README has %q, docs/action.md %q", got, documented)
	}
	if got := workflows("../cli/initial/okrcheck.yml"); got[0] != documented[0] {
		t.Errorf("init writes %q, docs/action.md has %q", got[0], documented[0])
	}
}
