package load

import (
	"fmt"
	"slices"
	"strings"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// file reads the whole file. The tables come first: a line that slipped below a
// header is found there.
func (r *reader) file() {
	out := r.out
	f := r.fields(r.doc.root, tables[""], 0)
	f.at = out.Head()

	each := func(name string, read func(f *fields)) {
		keys := f.all(name)
		if k := r.strays[name]; k != nil {
			keys = append(keys, k)
		}
		n := 0
		for _, k := range inOrder(keys) {
			n = r.list(k, tables[name], n, read)
		}
	}
	if k := f.key("retrospective"); k != nil {
		r.retrospective(k)
	}
	r.objectives(inOrder(f.all("objective")))
	each("key_result", r.keyResult)
	each("health_metric", r.healthMetric)
	each("draft", r.draft)
	each("initiative", r.initiative)
	each("week", r.week)
	each("change", r.change)

	for _, name := range []string{"team", "quarter", "objective", "retrospective"} {
		if k := r.strays[name]; k != nil && f.key(name) == nil {
			f.first = append(f.first, meaning{name, k})
			switch name {
			case "objective":
				r.objectives([]*key{k})
			case "retrospective":
				r.retrospective(k)
			}
		}
	}
	if k := r.strays["learned"]; k != nil && !out.Retrospective.Learned.Given() {
		r.retrospective(k)
	}
	if k := f.key("team"); k != nil {
		out.TeamKey = f.team(k.value, "team")
	}
	out.QuarterKey = f.quarter("quarter")
	f.missing(f.at, "team", "quarter", "objective")
	r.dates()
}

// inOrder puts keys of one meaning in the order of the document. Tables under
// headers stand between each other's: one [[kr]] among [[key_result]] is one by
// its place.
func inOrder(keys []*key) []*key {
	if len(keys) < 2 {
		return keys
	}
	var single []*key
	for _, k := range keys {
		if !k.value.headers {
			single = append(single, k)
			continue
		}
		for _, item := range k.value.items {
			one := *k
			one.value = &node{kind: list, at: item.at, headers: true, items: []*node{item}, entry: k.value.entry}
			single = append(single, &one)
		}
	}
	slices.SortStableFunc(single, func(a, b *key) int { return a.value.at.Start - b.value.at.Start })
	return single
}

// all returns all keys that mean a name.
func (f *fields) all(name string) (keys []*key) {
	if k := f.key(name); k != nil {
		keys = append(keys, k)
	}
	for _, m := range f.more {
		if m.name == name {
			keys = append(keys, m.key)
		}
	}
	return keys
}

// list reads the tables of a list, however it is written, the first of them as
// number n+1, and returns the number of the last. A shape that is not
// [[header]] or [{…}] is a finding; under a wrong name, single brackets are
// none of their own, since the right name comes with the right header.
func (r *reader) list(k *key, s *shape, n int, read func(*fields)) int {
	add := func(v *node, bare bool) {
		n++
		f := r.fields(v, s, n)
		f.bare = bare
		read(f)
	}
	misnamed := k.name != s.name
	problem := func(at source.Place, help, message string) {
		r.problem(okr.WrongShape, at, help, "", "%s %s", k.name, message)
	}
	switch v := k.value; v.kind {
	case list:
		told := false
		for _, item := range v.items {
			switch {
			case item.kind == table:
				add(item, false)
			case item.kind == text && len(s.keys) > 0:
				if !told {
					problem(v.at, fmt.Sprintf("write one %s for each, with %s below it", s.header, s.keys[0]), "is a list of texts, not of tables")
				}
				told = true
				add(r.bare(item, s), true)
			case !told:
				problem(item.at, fmt.Sprintf("write one %s for each", s.header), "has "+aKind(item)+" where a table belongs")
				told = true
			}
		}
	case table:
		if ofTables(v) { // [key_result.1] and [key_result.2]
			if !misnamed {
				problem(k.at, fmt.Sprintf("write %s each time: their order names them", s.header), "is a table of tables, not a list")
			}
			for _, inner := range v.keys {
				add(inner.value, false)
			}
			break
		}
		if !misnamed {
			p := okr.Problem{
				Kind: okr.WrongShape, At: k.at, Help: "write double brackets: " + s.header,
				Message: fmt.Sprintf("%s is one table, not a list of them", s.name),
			}
			if !v.header.IsZero() && strings.Count(v.header.Text(), ".") == 0 {
				p.Edits = []source.Edit{{At: v.header, NewText: "[" + v.header.Text() + "]"}}
			}
			r.out.Problems = append(r.out.Problems, p)
		}
		add(v, false)
	case text:
		problem(v.at, fmt.Sprintf("write %s, and below it %s = …", s.header, s.keys[0]), "is a text, not a table")
		add(r.bare(v, s), true)
	default:
		problem(v.at, "write "+s.header+", and its keys below it", "is "+aKind(v)+", not a table")
	}
	return n
}

// bare makes a table of a text that stands for one.
func (r *reader) bare(v *node, s *shape) *node {
	name := s.keys[0]
	switch s.name {
	case "draft":
		name = "objective"
	case "change":
		name = "reason"
	case "week":
		name = "commitments"
		v = &node{kind: list, at: v.at, items: []*node{v}, entry: v.entry}
	}
	return &node{kind: table, at: v.at, entry: v.entry, keys: []*key{{name: name, at: v.at, value: v}}}
}

func ofTables(v *node) bool {
	for _, k := range v.keys {
		if k.value.kind != table {
			return false
		}
	}
	return len(v.keys) > 0
}

// objectiveShape is what a table has that stands where the objective's text belongs.
var objectiveShape = &shape{
	name: "objective", what: "objective", header: "objective", keys: []string{"title"},
	aliases: synonyms("title: name text objective description statement summary goal what value o"),
}

// objectives reads the objective, in whatever shape. That there are several is
// a finding of its own and no wrong shape as well.
func (r *reader) objectives(keys []*key) {
	before := len(r.out.Problems)
	for _, k := range keys {
		r.objective(k, k.value)
	}
	if len(r.out.Objectives) < 2 {
		return
	}
	kept := r.out.Problems[:before]
	for _, p := range r.out.Problems[before:] {
		if p.Kind != okr.WrongShape {
			kept = append(kept, p)
		}
	}
	r.out.Problems = kept
	unknown := r.out.UnknownKeys[:0]
	for _, u := range r.out.UnknownKeys {
		if u.Table != "" || u.Meant != "objective" || plain(u.Name) != "objectives" && plain(u.Name) != "objective" {
			unknown = append(unknown, u)
		}
	}
	r.out.UnknownKeys = unknown
}

func (r *reader) objective(k *key, v *node) {
	misnamed := k.name != "objective"
	const help = `write it as one text, above the first table: objective = "…"`
	switch v.kind {
	case list:
		edit := ""
		if len(v.items) == 1 && v.items[0].kind == text && !v.headers {
			edit = v.items[0].at.Text()
		}
		if !misnamed {
			what := "objective is a list, not one text"
			if v.headers {
				what = "objective is a list of tables, not one text"
			}
			r.problem(okr.WrongShape, v.at, help, edit, "%s", what)
			if v.headers && len(v.items) == 1 {
				r.lastProblem().Edits = r.liftObjective(k, v.items[0])
			}
		}
		inner := *k
		inner.name = "" // the list has its finding
		for _, item := range v.items {
			r.objective(&inner, item)
		}
	case table:
		if !misnamed {
			r.problem(okr.WrongShape, k.at, help, "", "objective is a table, not a text")
			r.lastProblem().Edits = r.liftObjective(k, v)
		}
		f := r.fields(v, objectiveShape, 0)
		if t := f.text("title"); t.Given() {
			r.out.Objectives = append(r.out.Objectives, t)
		}
	default:
		if t := r.text(v, "objective"); t.Given() {
			r.out.Objectives = append(r.out.Objectives, t)
		}
	}
}

// liftObjective returns the edits that make a text of a table which holds
// nothing else; none where that would need more than a line to move.
func (r *reader) liftObjective(k *key, v *node) []source.Edit {
	if len(v.keys) != 1 || v.keys[0].value.kind != text || objectiveShape.meant(v.keys[0].name) != "title" {
		return nil
	}
	title := v.keys[0]
	switch {
	case strings.HasPrefix(v.at.Text(), "{"):
		return []source.Edit{{At: v.at, NewText: title.value.at.Text()}}
	case v.header.IsZero(): // objective.title = "…"
		return []source.Edit{{At: source.Place{File: k.at.File, Start: k.at.Start, End: title.at.End}, NewText: "objective"}}
	}
	for _, e := range r.out.Outline.All() {
		if e.Key == v.header {
			break
		}
		if strings.HasPrefix(e.Key.Text(), "[") && e.Table {
			return nil // the line would belong to that table
		}
	}
	header := v.header
	f := header.File
	line := f.Offset(header.From().Line)
	if next := f.Offset(header.From().Line + 1); strings.TrimSpace(string(f.Bytes[line:header.Start])) == "" && strings.TrimSpace(string(f.Bytes[header.End:next])) == "" {
		header.Start, header.End = line, next
	}
	return []source.Edit{{At: header}, {At: title.at, NewText: "objective"}}
}

func (r *reader) keyResult(f *fields) {
	kr := okr.KeyResult{
		At:         f.at,
		Title:      f.text("title"),
		Baseline:   f.number("baseline"),
		Target:     f.number("target"),
		Current:    f.number("current"),
		Unit:       f.text("unit"),
		Confidence: f.confidence("confidence"),
		Source:     f.text("source"),
	}
	shared, _ := f.texts("shared_with", "team")
	for _, t := range shared {
		if v := f.team(&node{kind: text, text: t.V, at: t.At}, f.named("shared_with")); v.Given() {
			kr.SharedWith = append(kr.SharedWith, v)
		}
	}
	f.missing(f.at, "title", "baseline", "target")
	r.out.KeyResults = append(r.out.KeyResults, kr)
}

func (r *reader) healthMetric(f *fields) {
	h := okr.HealthMetric{At: f.at, Name: f.text("name"), Status: oneOf(f, "status", okr.Statuses, colours), Note: f.text("note")}
	f.missing(f.at, "name", "status")
	r.out.HealthMetrics = append(r.out.HealthMetrics, h)
}

func (r *reader) draft(f *fields) {
	d := okr.Draft{At: f.at, Quarter: f.quarter("quarter"), Objective: f.text("objective")}
	f.missing(f.at, "quarter", "objective")
	r.out.Drafts = append(r.out.Drafts, d)
}

func (r *reader) initiative(f *fields) {
	const scale = "write a whole number from 1, little, to 5, much"
	i := okr.Initiative{
		At:     f.at,
		Title:  f.text("title"),
		Impact: f.whole("impact", 1, 5, scale),
		Effort: f.whole("effort", 1, 5, scale),
		Status: oneOf(f, "status", okr.Stages, stages),
	}
	if k := f.key("key_result"); k != nil {
		if n := r.keyResultTitled(k.value); n > 0 {
			r.problem(okr.WrongShape, k.value.at, fmt.Sprintf("write its number: key_result = %d", n), fmt.Sprint(n), "%s is a title, not a number", f.named("key_result"))
			i.KeyResult = okr.Value[int]{V: n, At: k.value.at}
		} else {
			i.KeyResult = f.whole("key_result", 1, 3, "write the number of the key result that it should move: key_result = 1, 2 or 3")
		}
	}
	f.missing(f.at, "title")
	r.out.Initiatives = append(r.out.Initiatives, i)
}

// keyResultTitled returns the number of the key result that a text is the title of, 0 for none.
func (r *reader) keyResultTitled(v *node) int {
	if v.kind != text {
		return 0
	}
	for i, kr := range r.out.KeyResults[:min(3, len(r.out.KeyResults))] {
		if kr.Title.V != "" && diag.Normalize(kr.Title.V) == diag.Normalize(v.text) {
			return i + 1
		}
	}
	return 0
}

func (r *reader) week(f *fields) {
	w := okr.Week{At: f.at, Monday: f.date("monday")}
	w.Commitments, w.CommitmentsAt = f.texts("commitments", "commitment")
	w.Demos, w.DemosAt = f.texts("demos", "demo")
	f.missing(f.at, "monday")
	r.out.Weeks = append(r.out.Weeks, w)
}

func (r *reader) change(f *fields) {
	c := okr.Change{At: f.at, Date: f.date("date"), Reason: f.text("reason")}
	f.missing(f.at, "date", "reason")
	r.out.Changes = append(r.out.Changes, c)
}

// retrospective reads what was learned. That it is empty is a finding of its own check.
func (r *reader) retrospective(k *key) {
	const help = `write [retrospective], and below it learned = "…"`
	s := tables["retrospective"]
	out := &r.out.Retrospective
	v := k.value
	out.At = k.at
	misnamed := k.name != s.name
	switch {
	case v.kind == text:
		if !misnamed {
			r.out.Problems = append(r.out.Problems, okr.Problem{
				Kind: okr.WrongShape, At: v.at, Help: help, Message: "retrospective is a text, not a table",
				Edits: []source.Edit{{At: k.at, NewText: k.at.Text() + ".learned"}},
			})
		}
		out.Learned = okr.Value[string]{V: v.text, At: v.at}
		return
	case v.kind == list && len(v.items) > 0 && v.items[0].kind == table:
		if !misnamed {
			p := okr.Problem{Kind: okr.WrongShape, At: k.at, Help: "write it once, in single brackets: [retrospective]", Message: "retrospective is a list of tables, not one table"}
			if v.headers && len(v.items) == 1 {
				p.Edits = []source.Edit{{At: k.at, NewText: "[retrospective]"}}
			}
			r.out.Problems = append(r.out.Problems, p)
		}
		v = v.items[0]
		out.At = v.at
		if !v.header.IsZero() {
			out.At = v.header
		}
	case v.kind != table:
		if !misnamed {
			r.problem(okr.WrongShape, v.at, help, "", "retrospective is %s, not a table", aKind(v))
		}
		return
	}
	f := r.fields(v, s, 0)
	learned := f.key("learned")
	switch {
	case learned == nil:
	case learned.value.kind == text:
		out.Learned = okr.Value[string]{V: learned.value.text, At: learned.value.at}
	case learned.value.kind == list:
		var all []string
		for _, item := range learned.value.items {
			if item.kind == text && strings.TrimSpace(item.text) != "" {
				all = append(all, strings.TrimSpace(item.text))
			}
		}
		if len(all) == 0 && len(learned.value.items) == 0 { // learned = [] is as empty as ""
			out.Learned = okr.Value[string]{At: learned.value.at}
			return
		}
		joined := strings.Join(all, "\n")
		r.problem(okr.WrongShape, learned.value.at, `write one text; three double quotes hold several lines: """`, "", "learned is a list, not a text")
		out.Learned = okr.Value[string]{V: joined, At: learned.value.at}
	default:
		out.Learned = f.text("learned")
	}
}

// dates records dates that are more than a year from the quarter. The reader
// does not know the fiscal year, so it counts from the ends of what the quarter
// can be in any: what it finds is a slip of the finger (2062, 0206), not a
// misplaced week.
func (r *reader) dates() {
	q := r.out.PathQuarter
	if q.IsZero() {
		q = r.out.QuarterKey.V
	}
	if q.IsZero() {
		return
	}
	first := okr.Calendar{Starts: 2, NamedAfter: okr.NamedAfterEnd}.First(q)
	last := okr.Calendar{Starts: 12, NamedAfter: okr.NamedAfterStart}.Last(q)
	low, high := okr.NewDate(first.Year()-1, 1, 1), okr.NewDate(last.Year()+1, 12, 31)
	check := func(v *okr.Value[okr.Date], what string, i int) {
		if v.Given() && (v.V.Before(low) || v.V.After(high)) {
			r.problem(okr.ImpossibleValue, v.At, fmt.Sprintf("write the year again; the quarter is %s", q), "", "%s %d is %s, more than a year from %s", what, i+1, v.V, q)
			*v = okr.Value[okr.Date]{}
		}
	}
	for i := range r.out.Weeks {
		check(&r.out.Weeks[i].Monday, "monday of week", i)
	}
	for i := range r.out.Changes {
		check(&r.out.Changes[i].Date, "date of change", i)
	}
}
