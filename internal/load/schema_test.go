package load

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/internal/source"
)

// The reader takes what the description of the format allows, and nothing else.
func TestFormat(t *testing.T) {
	var tables []string
	for _, s := range shapes {
		tables = append(tables, s.name)
	}
	if described := slices.Sorted(maps.Keys(Format)); !slices.Equal(described, slices.Sorted(slices.Values(tables))) {
		t.Errorf("described are %q, and read %q", described, tables)
	}
	for table, keys := range Format {
		for _, k := range keys {
			if k.Type == Tables || k.Type == OneTable {
				continue
			}
			value := func(json string) string {
				if k.Type == Day {
					return strings.Trim(json, `"`)
				}
				return json
			}
			bad := map[Type][]string{
				Text: {`""`, `1`, `[1]`}, Number: {`"many"`, `nan`, `true`}, Whole: {`"many"`, `1.5`}, Day: {`"soon"`, `1`}, Texts: {`1`, `[1]`, `[""]`},
			}[k.Type]
			if k.Low != k.High {
				bad = append(bad, fmt.Sprint(k.Low-1), fmt.Sprint(k.High+1))
			}
			if k.Words != nil {
				bad = append(bad, `"purple"`)
			}
			if k.Pattern != "" && k.Type == Text {
				bad = append(bad, `"Not This"`)
			}
			good := []string{value(k.Example)}
			for _, w := range k.Words {
				good = append(good, `"`+w+`"`)
			}
			for _, v := range good {
				if n := problemsWith(table, k.Name, v); n > 0 {
					t.Errorf("[%s] %s = %s is a problem", table, k.Name, v)
				}
			}
			if table == "retrospective" {
				bad = slices.DeleteFunc(bad, func(v string) bool { return v == `""` }) // missing-retrospective says it
			}
			for _, v := range bad {
				if n := problemsWith(table, k.Name, v); n == 0 {
					t.Errorf("[%s] %s = %s is no problem", table, k.Name, v)
				}
			}
			if n := problemsWithout(table, k.Name); (n > 0) != k.Required {
				t.Errorf("[%s] without %s has %d problems, and required is %v", table, k.Name, n, k.Required)
			}
		}
	}
}

func problemsWithout(table, name string) int { return problemsWith(table, name, "") }

// problemsWith counts the problems of a file whose table has all keys, and in it one of this value.
func problemsWith(table, name, value string) int {
	var b strings.Builder
	write := func(in string) {
		for _, k := range Format[in] {
			v := k.Example
			if k.Type == Day {
				v = strings.Trim(v, `"`)
			}
			if in == table && k.Name == name {
				v = value
			}
			if v != "" && k.Type != Tables && k.Type != OneTable {
				fmt.Fprintf(&b, "%s = %s\n", k.Name, v)
			}
		}
	}
	write("")
	if table == "retrospective" {
		b.WriteString("[retrospective]\n")
	} else if table != "" {
		fmt.Fprintf(&b, "[[%s]]\n", table)
	}
	if table != "" {
		write(table)
	}
	f := File(source.New("okrs/2026-Q4/payments.toml", []byte(b.String())))
	return len(f.Problems) + len(f.UnknownKeys)
}
