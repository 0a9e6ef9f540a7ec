package diag

import (
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/internal/source"
)

// findings reads lines of "path check subject".
func findings(text string) []Finding {
	files := make(map[string]*source.File)
	var list []Finding
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		part := strings.SplitN(line, " ", 3)
		if files[part[0]] == nil {
			files[part[0]] = source.New(part[0], []byte(strings.Repeat("\n", 50)))
		}
		list = append(list, Finding{Check: part[1], Subject: part[2], At: source.Place{File: files[part[0]], Start: i}})
	}
	Sort(list)
	Identify(list)
	return list
}

func TestCompare(t *testing.T) {
	for _, c := range []struct{ name, base, head, want string }{
		{"the same", "a output title Launch the app", "a output title Launch the app", ""},
		{"other lines", "a x one\na output title Launch", "a output title Launch\na x one", ""},
		{"spelling", "a output title Launch the app!", "a output title launch  the App", ""},
		{"nothing before", "", "a output Launch", "a output Launch"},
		{"another file", "a output Launch", "a output Launch\nb output Launch", "b output Launch"},
		{"another check", "a output Launch", "a vague Launch", "a vague Launch"},
		{"a word mended", "a output title Launch teh app in Japan", "a output title Launch the app in Japan", ""},
		{"another text", "a output title Launch the app", "a output title Hire five engineers", "a output title Hire five engineers"},
		{"one more of the same", "a output Launch", "a output Launch\na output Launch", "a output Launch"},
		{"one fewer of the same", "a output Launch\na output Launch\na output Launch", "a output Launch\na output Launch", ""},
		{"the most alike of two", "a output Launch the app in Japan", "a output Launch the app in Japan now\na output Launch the app in Jap", "a output Launch the app in Japan now"},
		{"a renamed file", "old output Launch\nold output Hire", "new output Launch\nnew output Hire\nnew output Ship", "new output Ship"},
		{"without a subject", "a draft -", "a draft -", ""},
	} {
		head, base := findings(c.head), findings(c.base)
		Compare(head, base, func(path string) string {
			if path == "old" {
				return "new"
			}
			return path
		})
		var fresh []string
		for _, f := range head {
			if f.New {
				fresh = append(fresh, f.At.File.Path+" "+f.Check+" "+f.Subject)
			}
		}
		if got := strings.Join(fresh, "\n"); got != c.want {
			t.Errorf("%s: new is %q, want %q", c.name, got, c.want)
		}
	}
}

// Among many equal mistakes likeness would cost more than it tells.
func TestCompareMany(t *testing.T) {
	head, base := findings(strings.Repeat("a x Launch number one\n", 2000)), findings(strings.Repeat("a x Hire\n", 2000))
	Compare(head, base, nil)
	for _, f := range head {
		if !f.New {
			t.Fatal("a finding of another subject is not new")
		}
	}
}
