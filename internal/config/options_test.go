package config

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/internal/source"
)

// The reader takes the examples of what is documented, and knows no other keys.
func TestDocumentedOptions(t *testing.T) {
	real := strings.NewReplacer("teams.NAME", "teams.payments", "checks.NAME", "checks.missing-week")
	known := make(map[string][]string)
	for _, o := range Options {
		header := "\n"
		if o.Table != "" {
			header = "[" + real.Replace(o.Table) + "]\n"
		}
		if _, err := Parse(source.New(Name, []byte(header+o.Example+"\n"))); err != nil {
			t.Errorf("the example %s: %v", o.Example, err)
		}
		if !strings.HasPrefix(o.Example, o.Name+" = ") {
			t.Errorf("%s has the example %s", o.Name, o.Example)
		}
		known[o.Table] = append(known[o.Table], o.Name)
	}
	known[""] = append(known[""], "teams", "checks", "vocabulary")
	for table, names := range known {
		header := "\n"
		if table != "" {
			header = "[" + real.Replace(table) + "]\n"
		}
		_, err := Parse(source.New(Name, []byte(header+"qqqqqqqqqqqq = 1\n")))
		var mistakes Errors
		if !errors.As(err, &mistakes) {
			t.Fatalf("[%s] takes any key: %v", table, err)
		}
		slices.Sort(names)
		if want := "known here: " + strings.Join(names, ", "); mistakes[0].Help != want {
			t.Errorf("[%s]: %s; documented are %q", table, mistakes[0].Help, names)
		}
	}
}
