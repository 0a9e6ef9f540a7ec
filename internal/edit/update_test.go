package edit

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/internal/load"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

func read(text string) *okr.File {
	return load.File(source.New("okrs/2026-Q4/payments.toml", []byte(text)))
}

func TestUpdate(t *testing.T) {
	const head = "team = \"payments\"\nquarter = \"2026-Q4\"\nobjective = \"Make paying a joy\"\n"
	for _, c := range []struct {
		name, before string
		reading      Reading
		after        string
	}{
		{
			"a value is replaced and its comment stays in its column",
			"[[key_result]]\ntitle = \"a\"\ncurrent    = 540       # the last reading\n",
			Reading{Current: "1200"},
			"[[key_result]]\ntitle = \"a\"\ncurrent    = 1200      # the last reading\n",
		},
		{
			"a comment that is one space away moves",
			"[[key_result]]\ncurrent = 540 # the last reading\n",
			Reading{Current: "1200"},
			"[[key_result]]\ncurrent = 1200 # the last reading\n",
		},
		{
			"a comment without room moves",
			"[[key_result]]\ncurrent = 540  # read\n",
			Reading{Current: "540.25"},
			"[[key_result]]\ncurrent = 540.25 # read\n",
		},
		{
			"a new line is aligned where the table is",
			"[[key_result]]\ntitle    = \"a\"\nbaseline = 61\ntarget   = 72 # so much\nunit     = \"%\"\n",
			Reading{Current: "64"},
			"[[key_result]]\ntitle    = \"a\"\nbaseline = 61\ntarget   = 72 # so much\ncurrent  = 64\nunit     = \"%\"\n",
		},
		{
			"and not where it is not",
			"[[key_result]]\ntitle = \"a\"\nbaseline = 61\ntarget = 72\n",
			Reading{Current: "64"},
			"[[key_result]]\ntitle = \"a\"\nbaseline = 61\ntarget = 72\ncurrent = 64\n",
		},
		{
			"without spaces, indented, with CRLF",
			"[[key_result]]\r\n\ttitle=\"a\"\r\n\ttarget=72\r\n",
			Reading{Current: "64"},
			"[[key_result]]\r\n\ttitle=\"a\"\r\n\ttarget=72\r\n\tcurrent=64\r\n",
		},
		{
			"without a line end at the end",
			"[[key_result]]\ntitle = \"a\"\ntarget = 72",
			Reading{Current: "64", Confidence: "40 %"},
			"[[key_result]]\ntitle = \"a\"\ntarget = 72\ncurrent = 64\nconfidence = 0.4",
		},
		{
			"with tabs before the equals sign",
			"[[key_result]]\ntitle\t= \"a\"\ntarget\t= 72\n",
			Reading{Current: "64"},
			"[[key_result]]\ntitle\t= \"a\"\ntarget\t= 72\ncurrent\t= 64\n",
		},
		{
			"below the header of an empty table",
			"[[key_result]] # the first\n\n[[key_result]]\ntitle = \"b\"\n",
			Reading{Current: "64"},
			"[[key_result]] # the first\ncurrent = 64\n\n[[key_result]]\ntitle = \"b\"\n",
		},
		{
			"the second of them",
			"[[key_result]]\ncurrent = 1\n[[key_result]]\ncurrent = 2\n[[key_result]]\ncurrent = 3\n",
			Reading{KeyResult: 1, Current: "7"},
			"[[key_result]]\ncurrent = 1\n[[key_result]]\ncurrent = 7\n[[key_result]]\ncurrent = 3\n",
		},
		{
			"in braces on a line",
			"key_result = [{title = \"a\", baseline = 1, target = 2, unit = \"ms\"}, {title = \"b\"}]\n",
			Reading{Current: "1.5ms"},
			"key_result = [{title = \"a\", baseline = 1, target = 2, current = 1.5, unit = \"ms\"}, {title = \"b\"}]\n",
		},
		{
			"in braces on several lines",
			"key_result = [{\n  title  = \"a\",\n  target = 2 # two\n}]\n",
			Reading{Current: "1"},
			"key_result = [{\n  title  = \"a\",\n  current = 1,\n  target = 2 # two\n}]\n",
		},
		{
			"a text where the number belongs",
			"[[key_result]]\ntitle = \"a\"\ncurrent = \"n/a\" # soon\n",
			Reading{Current: "0"},
			"[[key_result]]\ntitle = \"a\"\ncurrent = 0 # soon\n",
		},
		{
			"under another name",
			"[[key_result]]\ntitle = \"a\"\nactual = 5\n",
			Reading{Current: "6"},
			"[[key_result]]\ntitle = \"a\"\nactual = 6\n",
		},
		{
			"a text of several lines above it",
			"[[key_result]]\ntitle = \"\"\"a\nb = 1 # no comment\"\"\"\n",
			Reading{Current: "6"},
			"[[key_result]]\ntitle = \"\"\"a\nb = 1 # no comment\"\"\"\ncurrent = 6\n",
		},
		{
			"health and confidence at once",
			"[[key_result]]\ntitle = \"a\"\nconfidence = 0.5\n[[health_metric]]\nname   = \"Churn\"\nstatus = \"green\"    # red | amber | green\n[[health_metric]]\nname = \"Sleep\"\n",
			Reading{Confidence: "0.30", Health: []HealthReading{{0, okr.Red}, {1, okr.Green}}},
			"[[key_result]]\ntitle = \"a\"\nconfidence = 0.3\n[[health_metric]]\nname   = \"Churn\"\nstatus = \"red\"      # red | amber | green\n[[health_metric]]\nname = \"Sleep\"\nstatus = \"green\"\n",
		},
	} {
		for _, mark := range []string{"", "\uFEFF"} {
			got, err := Update(read(mark+head+c.before), c.reading)
			if want := mark + head + c.after; err != nil || string(got) != want {
				t.Errorf("%s: %v\n got %q\nwant %q", c.name, err, got, want)
			}
		}
	}
}

func TestUpdateRefuses(t *testing.T) {
	for _, c := range []struct {
		text    string
		reading Reading
		want    string
	}{
		{"[[key_result]]\ntarget = 1\n", Reading{Current: "soon"}, `"soon" is not a number`},
		{"[[key_result]]\ntarget = 1\n", Reading{Current: "540 ms"}, `the key result has no unit: write 540`},
		{"[[key_result]]\ntarget = 1\nunit = \"ms\"\n", Reading{Current: "5 s"}, `not in the key result's unit, "ms"`},
		{"[[key_result]]\ntarget = 1\n", Reading{Current: "1,200"}, `in two ways`},
		{"[[key_result]]\ntarget = 1\n", Reading{Current: "NaN"}, `not a number that`},
		{"[[key_result]]\ntarget = 1\n", Reading{Current: "0x10"}, `not a number`},
		{"[[key_result]]\ntarget = 1\n", Reading{Current: "1e999"}, `not a number that`},
		{"[[key_result]]\ntarget = 1\n", Reading{Confidence: "7"}, `not a confidence`},
		{"[[key_result]]\ntarget = 1\n", Reading{KeyResult: 1, Current: "1"}, `has no KR2`},
		{"key_result.title = \"a\"\n", Reading{Current: "1"}, `no header`},
		{"key_result = [\"Cut it\"]\n", Reading{Current: "1"}, `there is no table`},
		{"[[key_result]\n", Reading{Current: "1"}, `can't be read`},
	} {
		got, err := Update(read(c.text), c.reading)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %q, %v, want %s", c.text, got, err, c.want)
		}
	}
}

func TestNumber(t *testing.T) {
	for text, want := range map[string]string{
		"540": "540", "-12": "-12", "+5": "5", "007": "7", "61.50": "61.50", ".5": "0.5", "5.": "5", "1e3": "1e3", " 5 ": "5", "72 %": "72", "72%": "72", "-0": "-0",
		"99999999999999999999": "1e+20",
	} {
		if got, err := number(text, "%"); err != nil || got != want {
			t.Errorf("number(%q) = %q, %v, want %q", text, got, err, want)
		}
	}
}

// meaning returns a model without its places: what the file says.
func meaning(v reflect.Value) any {
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[source.Place]() || v.Type() == reflect.TypeFor[okr.Outline]() {
			return nil
		}
		if v.Type() == reflect.TypeFor[okr.Date]() {
			return v.Interface()
		}
		m := make(map[string]any)
		for i := range v.NumField() {
			m[v.Type().Field(i).Name] = meaning(v.Field(i))
		}
		return m
	case reflect.Slice:
		list := []any{}
		for i := range v.Len() {
			list = append(list, meaning(v.Index(i)))
		}
		return list
	}
	return v.Interface()
}

// says returns what a file says, without what the reader thinks of it.
func says(f *okr.File) any {
	plain := *f
	plain.Source, plain.Problems, plain.UnknownKeys, plain.Ignores = nil, nil, nil, nil
	return meaning(reflect.ValueOf(plain))
}

// seeds are OKR files, good and bad.
func seeds(tb testing.TB) []string {
	tb.Helper()
	var texts []string
	for _, pattern := range []string{"../../testdata/example.toml", "../../testdata/repos/*/okrs/*/*.toml"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			tb.Fatalf("%s: %d files, %v", pattern, len(names), err)
		}
		for _, name := range names {
			b, err := os.ReadFile(name)
			if err != nil {
				tb.Fatal(err)
			}
			texts = append(texts, string(b))
		}
	}
	return texts
}

// FuzzUpdate writes any reading into any file: where it is not refused, the
// file says the same but for the reading, and one stretch of its text is
// another: the value, or a line that was not there.
func FuzzUpdate(f *testing.F) {
	for i, text := range seeds(f) {
		f.Add(text, i%3, "540", i%2 == 0)
		f.Add("\uFEFF"+strings.ReplaceAll(text, "\n", "\r\n"), i%3, "-0.25", i%2 == 1)
	}
	f.Add("key_result = [{title = 'a', target = 2}]", 0, "1", true)
	f.Add("key_result = [{\n target = 2, # c\n}]", 0, "1", true)
	f.Fuzz(func(t *testing.T, text string, kr int, value string, current bool) {
		before := read(text)
		r := Reading{KeyResult: kr, Confidence: value}
		if current {
			r = Reading{KeyResult: kr, Current: value}
		}
		got, err := Update(before, r)
		if err != nil {
			return
		}
		if value == "" {
			if string(got) != text {
				t.Fatalf("nothing was read, and the text is another:\n%s", got)
			}
			return
		}
		after := read(string(got))
		if !after.Readable() {
			t.Fatalf("%s\n%s", after.Problems[0].Message, got)
		}
		is, was := &after.KeyResults[kr], &before.KeyResults[kr]
		if current {
			was.Current.V = is.Current.V
		} else {
			was.Confidence.V = is.Confidence.V
		}
		if !reflect.DeepEqual(says(before), says(after)) {
			t.Fatalf("the file says something else\nbefore:\n%s\nafter:\n%s", text, got)
		}
		onePlace(t, text, string(got))
	})
}

// onePlace checks that one stretch was replaced: a value within its line, or nothing, by a line.
func onePlace(t *testing.T, before, after string) {
	t.Helper()
	i := 0
	for i < len(before) && i < len(after) && before[i] == after[i] {
		i++
	}
	j := 0
	for j < len(before)-i && j < len(after)-i && before[len(before)-1-j] == after[len(after)-1-j] {
		j++
	}
	was, is := before[i:len(before)-j], after[i:len(after)-j]
	if n := strings.Count(is, "\n"); n > 1 || len(is) > 200 || n == 1 && was != "" {
		t.Fatalf("%q became %q", was, is)
	}
	if strings.Contains(was, "#") {
		t.Fatalf("a comment changed: %q became %q", was, is)
	}
}

func TestUpdateFiles(t *testing.T) {
	for _, text := range seeds(t) {
		f := read(text)
		for i := range f.KeyResults {
			got, err := Update(f, Reading{KeyResult: i, Current: "1"})
			if err != nil {
				t.Logf("%v", err)
				continue
			}
			again, err := Update(read(string(got)), Reading{KeyResult: i, Current: "1"})
			if err != nil || !bytes.Equal(got, again) {
				t.Errorf("the second time is another: %v", err)
			}
		}
	}
}
