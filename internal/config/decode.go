package config

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/load"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// A document is a decoded file that knows its places, and collects mistakes.
type document struct {
	file   *source.File
	root   table
	places places
	errs   Errors
}

func decode(f *source.File) (*document, error) {
	outline, problem := load.Outline(f)
	if problem != nil {
		return nil, Errors{{At: problem.At, Message: problem.Message, Help: problem.Help}}
	}
	var values map[string]any
	if _, err := toml.Decode(string(f.Bytes), &values); err != nil {
		return nil, Errors{{At: source.Place{File: f}, Message: err.Error()}}
	}
	d := &document{file: f, places: newPlaces(outline)}
	d.root = table{doc: d, values: values}
	return d, nil
}

// A value is a value of the document with the place of its key and its own.
type value struct {
	doc  *document
	path []string
	any  any
	key  source.Place
	at   source.Place
}

func (v value) name() string { return v.path[len(v.path)-1] }

func (v value) wrong(message, help string) { v.wrongAt(v.at, message, help) }

func (v value) wrongAt(at source.Place, message, help string) {
	v.doc.errs = append(v.doc.errs, Error{At: at, Message: message, Help: help})
}

func (v value) wrongType(want string) {
	v.wrong(fmt.Sprintf("%s is %s", v.name(), kindOf(v.any)), want)
}

func kindOf(v any) string {
	switch v.(type) {
	case string:
		return "a text"
	case int64, float64:
		return "a number"
	case bool:
		return "true or false"
	case time.Time:
		return "a date or time"
	case map[string]any:
		return "a table"
	}
	return "a list"
}

func (v value) text(want string) (string, bool) {
	text, ok := v.any.(string)
	if !ok {
		v.wrongType(want)
	}
	return text, ok
}

func (v value) integer(want string) (int, bool) {
	n, ok := v.any.(int64)
	if !ok {
		v.wrongType(want)
		return 0, false
	}
	return int(max(min(n, 1<<31-1), -1<<31)), true
}

func (v value) boolean(want string) bool {
	b, ok := v.any.(bool)
	if !ok {
		v.wrongType(want)
	}
	return b
}

// date returns the value where it is a TOML local date.
func (v value) date() (okr.Date, bool) {
	t, ok := v.any.(time.Time)
	if !ok || t.Location().String() != "date-local" { // what the decoder calls it
		return okr.Date{}, false
	}
	return okr.DateOf(t), true
}

// strings returns the texts of a list; nil where it is none.
func (v value) strings(want string) []okr.Value[string] {
	list, ok := v.any.([]any)
	if !ok {
		v.wrongType(want)
		return nil
	}
	texts := make([]okr.Value[string], 0, len(list))
	for i, e := range list {
		at := v.doc.places.element(v.path, i)
		if at.IsZero() {
			at = v.at
		}
		text, ok := e.(string)
		if !ok {
			v.wrongAt(at, fmt.Sprintf("%s holds %s among its texts", v.name(), kindOf(e)), want)
			continue
		}
		texts = append(texts, okr.Value[string]{V: text, At: at})
	}
	return texts
}

func (v value) isTable() (table, bool) {
	t, ok := v.any.(map[string]any)
	return table{doc: v.doc, path: v.path, values: t}, ok
}

func (v value) table(want string) (table, bool) {
	t, ok := v.isTable()
	if !ok {
		v.wrongType(want)
	}
	return t, ok
}

// A table is a table of the document.
type table struct {
	doc    *document
	path   []string
	values map[string]any
}

func (t table) get(key string) (value, bool) {
	any, ok := t.values[key]
	path := append(slices.Clip(slices.Clone(t.path)), key)
	v := value{doc: t.doc, path: path, any: any}
	v.key, v.at = t.doc.places.of(path)
	if v.key.IsZero() {
		v.key = source.Place{File: t.doc.file}
	}
	if v.at.IsZero() {
		v.at = v.key
	}
	return v, ok
}

// all yields the keys and values in the order of the file.
func (t table) all() iter.Seq2[string, value] {
	return func(yield func(string, value) bool) {
		var list []value
		for key := range t.values {
			v, _ := t.get(key)
			list = append(list, v)
		}
		slices.SortFunc(list, func(a, b value) int { return a.key.Start - b.key.Start })
		for _, v := range list {
			if !yield(v.name(), v) {
				return
			}
		}
	}
}

// each hands every value to its key's function, and tells the keys that have none.
func (t table) each(keys map[string]func(value)) {
	for key, v := range t.all() {
		if take := keys[key]; take != nil {
			take(v)
			continue
		}
		v.unknownKey(sorted(keys), strings.Join(t.path, "."))
	}
}

func (v value) unknownKey(known []string, table string) {
	where := "at the top of the file"
	if table != "" {
		where = "in [" + table + "]"
	}
	help := "known here: " + strings.Join(known, ", ")
	if table == "" && checks.Named(v.name()) != nil {
		help = "write it below the line [checks]"
	} else if asksForMore(v.name()) {
		help = noWay
	}
	v.wrongAt(v.key, fmt.Sprintf("unknown key %q %s", v.name(), where), didYouMean(v.name(), known, help))
}

func (v value) unknownCheck(name string) {
	help := "see the list with: okrcheck explain"
	if near := checks.Nearest(name); near != "" && !asksForMore(name) {
		help = fmt.Sprintf("did you mean %s?", near)
	} else if asksForMore(name) {
		help = noWay
	}
	v.wrongAt(v.key, fmt.Sprintf("there is no check %q", name), help)
}

// asksForMore reports whether a key that nobody knows sounds like one of the
// switches that are not offered.
func asksForMore(name string) bool {
	for _, word := range []string{"max-obj", "max_obj", "maxobj", "objectives", "multiple", "allow"} {
		if strings.Contains(strings.ToLower(name), word) {
			return true
		}
	}
	return false
}

// didYouMean names the nearest of the known words, or says something else.
func didYouMean(word string, known []string, otherwise string) string {
	if otherwise == noWay {
		return noWay
	}
	if len(word) > 2 {
		for _, k := range known {
			if strings.HasPrefix(k, strings.ToLower(word)) { // "warn"
				return fmt.Sprintf("did you mean %s?", k)
			}
		}
	}
	if near := diag.Nearest(word, known); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	return otherwise
}

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
