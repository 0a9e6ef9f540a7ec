package load

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/agnivade/levenshtein"

	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// named is a key as a message names it: "target of key result 2".
func (f *fields) named(name string) string {
	if f.shape.name == "" {
		return name
	}
	return name + " of " + f.what()
}

// text reads a text. One that is empty is as good as none.
func (f *fields) text(name string) okr.Value[string] {
	k := f.key(name)
	if k == nil {
		return okr.Value[string]{}
	}
	if v := k.value; v.kind == text && strings.TrimSpace(v.text) != "" {
		return okr.Value[string]{V: v.text, At: v.at}
	}
	return f.r.text(k.value, f.named(name))
}

func (r *reader) text(v *node, what string) okr.Value[string] {
	switch v.kind {
	case text:
		if strings.TrimSpace(v.text) == "" {
			r.problem(okr.ImpossibleValue, v.at, "write the text between the quotes, or remove the line", "", "%s is empty", what)
			return okr.Value[string]{}
		}
		return okr.Value[string]{V: v.text, At: v.at}
	case list:
		var only okr.Value[string]
		edit := ""
		if len(v.items) == 1 && v.items[0].kind == text {
			only = okr.Value[string]{V: v.items[0].text, At: v.items[0].at}
			edit = v.items[0].at.Text()
		}
		r.problem(okr.WrongShape, v.at, "write one text in double quotes, without brackets", edit, "%s is a list, not a text", what)
		return only
	case table:
		r.problem(okr.WrongShape, v.at, "write one text in double quotes", "", "%s is a table, not a text", what)
		return okr.Value[string]{}
	}
	edit := quote(v.text)
	r.problem(okr.WrongShape, v.at, "put it in double quotes: "+edit, edit, "%s is %s, not a text", what, aKind(v))
	return okr.Value[string]{V: v.text, At: v.at}
}

// aKind names a scalar that stands where another type belongs.
func aKind(v *node) string {
	switch v.kind {
	case integer, float:
		return "the number " + shown(v)
	case boolean:
		return v.text
	case date:
		return "the date " + shown(v)
	case dateTime:
		return "the date and time " + shown(v)
	case clock:
		return "the time " + shown(v)
	case list:
		return "a list"
	case table:
		return "a table"
	}
	return "the text " + shown(v)
}

// texts reads a list of texts, and the list's place.
func (f *fields) texts(name, one string) (values []okr.Value[string], at source.Place) {
	k := f.key(name)
	if k == nil {
		return nil, source.Place{}
	}
	switch v := k.value; v.kind {
	case list:
		values = make([]okr.Value[string], 0, len(v.items))
		for i, item := range v.items {
			if item.kind == text && strings.TrimSpace(item.text) != "" {
				values = append(values, okr.Value[string]{V: item.text, At: item.at})
			} else if t := f.r.text(item, fmt.Sprintf("%s %d of %s", one, i+1, f.what())); t.Given() {
				values = append(values, t)
			}
		}
		return values, v.at
	case text:
		edit := "[" + v.at.Text() + "]"
		f.r.problem(okr.WrongShape, v.at, "write a list, in square brackets: "+name+` = ["…", "…"]`, edit, "%s is a text, not a list", f.named(name))
		if strings.TrimSpace(v.text) != "" {
			values = append(values, okr.Value[string]{V: v.text, At: v.at})
		}
		return values, v.at
	default:
		f.r.problem(okr.WrongShape, v.at, "write a list of texts, in square brackets: "+name+` = ["…", "…"]`, "", "%s is %s, not a list", f.named(name), aKind(v))
		return nil, v.at
	}
}

// float reads a TOML number.
func (v *node) float() float64 {
	digits := strings.ReplaceAll(v.text, "_", "")
	if v.kind == integer {
		if n, err := strconv.ParseInt(digits, 0, 64); err == nil {
			return float64(n)
		}
	}
	n, err := strconv.ParseFloat(strings.TrimPrefix(digits, "+"), 64)
	if err != nil {
		return math.NaN() // the judge passes no such number
	}
	return n
}

// number reads a number, also one that stands as a text.
func (f *fields) number(name string) okr.Value[float64] {
	k := f.key(name)
	if k == nil {
		return okr.Value[float64]{}
	}
	v := k.value
	switch v.kind {
	case integer, float:
		n := v.float()
		if math.IsNaN(n) || math.IsInf(n, 0) {
			f.r.problem(okr.ImpossibleValue, v.at, "write the number itself, as in "+name+" = "+f.r.example(f.shape, name), "", "%s is %s", f.named(name), v.text)
			return okr.Value[float64]{}
		}
		return okr.Value[float64]{V: n, At: v.at}
	case text:
		n, unit, ok := numberIn(v.text)
		if !ok {
			f.r.problem(okr.WrongShape, v.at, fmt.Sprintf("write the number alone, without quotes: %s = %s", name, f.r.example(f.shape, name)), "", "%s is the text %s, not a number", f.named(name), shown(v))
			return okr.Value[float64]{}
		}
		help := fmt.Sprintf("write the number without quotes: %s = %s", name, plainNumber(n))
		edit := plainNumber(n)
		switch named := f.key("unit"); {
		case unit == "" || !f.shape.has("unit"):
		case named == nil:
			help += ", and unit = " + quote(unit)
			edit = "" // the number alone would lose it
		case strings.TrimSpace(named.value.text) != unit:
			edit = ""
		}
		f.r.problem(okr.WrongShape, v.at, help, edit, "%s is the text %s, not a number", f.named(name), shown(v))
		return okr.Value[float64]{V: n, At: v.at}
	case list:
		if len(v.items) == 1 && (v.items[0].kind == integer || v.items[0].kind == float) {
			n := v.items[0].float()
			f.r.problem(okr.WrongShape, v.at, "write the number without brackets: "+name+" = "+v.items[0].text, v.items[0].text, "%s is a list, not a number", f.named(name))
			return okr.Value[float64]{V: n, At: v.at}
		}
	}
	f.r.problem(okr.WrongShape, v.at, "write a number, as in "+name+" = "+f.r.example(f.shape, name), "", "%s is %s, not a number", f.named(name), aKind(v))
	return okr.Value[float64]{}
}

// numberText is a number in a text, with a currency or a unit around it. A
// comma counts where it parts thousands.
var numberText = regexp.MustCompile(`^\s*([$€£¥]?)\s*([+-]?\d{1,3}(?:[,_ ']\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?)\s*(%|[$€£¥]|\p{L}[\p{L}/² ]{0,20})?\s*$`)

// thousandth is 1.2 to some and 1200 to others.
var thousandth = regexp.MustCompile(`^[+-]?[1-9]\d{0,2}\.\d{3}$`)

// numberIn reads a number and its unit, where the text can be read in one way.
func numberIn(s string) (n float64, unit string, ok bool) {
	if len(s) > 64 {
		return 0, "", false
	}
	m := numberText.FindStringSubmatch(s)
	if m == nil || thousandth.MatchString(m[2]) {
		return 0, "", false
	}
	n, err := strconv.ParseFloat(strings.NewReplacer(",", "", "_", "", " ", "", "'", "").Replace(m[2]), 64)
	if err != nil || math.IsInf(n, 0) {
		return 0, "", false
	}
	unit = strings.TrimSpace(m[3])
	switch unit {
	case "k", "K", "m", "M", "bn", "B", "b", "mn", "mio", "million", "thousand", "billion":
		return 0, "", false // a factor, or metres: not for us to say
	case "":
		unit = m[1]
	}
	return n, unit, true
}

// plainNumber writes a number as TOML.
func plainNumber(n float64) string {
	if n == math.Trunc(n) && math.Abs(n) < 1<<53 {
		return strconv.FormatFloat(n, 'f', 0, 64)
	}
	return strconv.FormatFloat(n, 'g', -1, 64)
}

// confidence reads a chance from 0 to 1, also one that stands in per cent.
func (f *fields) confidence(name string) okr.Value[float64] {
	const help = "write a number from 0 to 1: confidence = 0.5 is an even chance"
	k := f.key(name)
	if k == nil {
		return okr.Value[float64]{}
	}
	v := k.value
	if v.kind == text {
		n, unit, ok := numberIn(v.text)
		switch {
		case ok && unit == "%" && n >= 0 && n <= 100:
			n /= 100
		case ok && unit == "" && n > 10 && n <= 100:
			n /= 100
		case !ok || n < 0 || n > 1 || unit != "":
			f.r.problem(okr.WrongShape, v.at, help, "", "%s is the text %s, not a number", f.named(name), shown(v))
			return okr.Value[float64]{}
		}
		f.r.problem(okr.WrongShape, v.at, "write "+name+" = "+plainNumber(n), plainNumber(n), "%s is the text %s, not a number", f.named(name), shown(v))
		return okr.Value[float64]{V: n, At: v.at}
	}
	n := f.number(name)
	switch {
	case !n.Given() || n.V >= 0 && n.V <= 1:
		return n
	case n.V > 10 && n.V <= 100: // 5 can be five in ten, or five per cent
		edit := plainNumber(n.V / 100)
		f.r.problem(okr.ImpossibleValue, n.At, "confidence goes from 0 to 1: write confidence = "+edit, edit, "%s is %s, outside 0 to 1", f.named(name), v.text)
		return okr.Value[float64]{V: n.V / 100, At: n.At}
	}
	f.r.problem(okr.ImpossibleValue, n.At, help, "", "%s is %s, outside 0 to 1", f.named(name), shown(v))
	return okr.Value[float64]{}
}

var wholeText = regexp.MustCompile(`^\s*(?i:kr|key result|#)?\s*(\d{1,3})\s*(?:/\s*\d+)?\s*$`)

// whole reads a whole number of a range.
func (f *fields) whole(name string, low, high int, help string) okr.Value[int] {
	k := f.key(name)
	if k == nil {
		return okr.Value[int]{}
	}
	v := k.value
	n := math.NaN()
	switch v.kind {
	case integer, float:
		n = v.float()
	case text:
		if m := wholeText.FindStringSubmatch(v.text); m != nil {
			n, _ = strconv.ParseFloat(m[1], 64)
		}
		if n >= float64(low) && n <= float64(high) {
			edit := plainNumber(n)
			f.r.problem(okr.WrongShape, v.at, "write the number without quotes: "+name+" = "+edit, edit, "%s is the text %s, not a number", f.named(name), shown(v))
			return okr.Value[int]{V: int(n), At: v.at}
		}
		f.r.problem(okr.WrongShape, v.at, help, "", "%s is the text %s, not a number", f.named(name), shown(v))
		return okr.Value[int]{}
	case list:
		f.r.problem(okr.WrongShape, v.at, help, "", "%s is a list, not one number", f.named(name))
		return okr.Value[int]{}
	default:
		f.r.problem(okr.WrongShape, v.at, help, "", "%s is %s, not a number", f.named(name), aKind(v))
		return okr.Value[int]{}
	}
	switch {
	case !(n >= float64(low) && n <= float64(high)):
		f.r.problem(okr.ImpossibleValue, v.at, help, "", "%s is %s, outside %d to %d", f.named(name), shown(v), low, high)
		return okr.Value[int]{}
	case n != math.Trunc(n):
		f.r.problem(okr.ImpossibleValue, v.at, help, "", "%s is %s, not a whole number", f.named(name), shown(v))
		return okr.Value[int]{}
	case v.kind == float: // 2.0
		edit := plainNumber(n)
		f.r.problem(okr.WrongShape, v.at, "write "+name+" = "+edit, edit, "%s is %s, not a whole number", f.named(name), shown(v))
	}
	return okr.Value[int]{V: int(n), At: v.at}
}

// oneOf reads one of a few words, also one that is misspelt, in capitals, or
// one of the other words for it.
func oneOf[T ~string](f *fields, name string, allowed []T, others map[string]T) okr.Value[T] {
	k := f.key(name)
	if k == nil {
		return okr.Value[T]{}
	}
	v := k.value
	if v.kind == text && slices.Contains(allowed, T(v.text)) {
		return okr.Value[T]{V: T(v.text), At: v.at}
	}
	words := make([]string, len(allowed))
	for i, a := range allowed {
		words[i] = string(a)
	}
	choice := "write " + strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1] + ", in double quotes"
	if v.kind != text {
		f.r.problem(okr.WrongShape, v.at, choice, "", "%s is %s, not a text", f.named(name), aKind(v))
		return okr.Value[T]{}
	}
	meant := T("")
	word := plain(v.text)
	for _, a := range allowed {
		if word == string(a) || len(word) < 20 && near(word, string(a), levenshtein.ComputeDistance(word, string(a))) {
			meant = a
			break
		}
	}
	if meant == "" {
		meant = others[word]
	}
	if meant == "" {
		message, what := "%s is %s", shown(v)
		if strings.TrimSpace(v.text) == "" {
			message, what = "%s is %s", "empty"
		}
		f.r.problem(okr.ImpossibleValue, v.at, choice, "", message, f.named(name), what)
		return okr.Value[T]{}
	}
	edit := quote(string(meant))
	f.r.problem(okr.ImpossibleValue, v.at, "write "+name+" = "+edit, edit, "%s is %s", f.named(name), shown(v))
	return okr.Value[T]{V: meant, At: v.at}
}

var (
	colours = map[string]okr.Status{
		"yellow": okr.Amber, "orange": okr.Amber, "ambre": okr.Amber, "y": okr.Amber, "a": okr.Amber,
		"r": okr.Red, "g": okr.Green, "🔴": okr.Red, "🟡": okr.Amber, "🟠": okr.Amber, "🟢": okr.Green,
	}
	stages = map[string]okr.Stage{
		"inprogress": okr.Doing, "wip": okr.Doing, "started": okr.Doing, "active": okr.Doing, "ongoing": okr.Doing, "running": okr.Doing,
		"todo": okr.Idea, "planned": okr.Idea, "backlog": okr.Idea, "notstarted": okr.Idea, "open": okr.Idea, "proposed": okr.Idea, "new": okr.Idea,
		"complete": okr.Done, "completed": okr.Done, "finished": okr.Done, "shipped": okr.Done, "closed": okr.Done,
		"cancelled": okr.Dropped, "canceled": okr.Dropped, "rejected": okr.Dropped, "abandoned": okr.Dropped, "stopped": okr.Dropped,
	}
)

// dates in a text that can be read in one way.
var dateLayouts = []string{"2006-01-02", "2006-1-2", "2006/01/02", "2006/1/2", "2006.01.02", "20060102", "2 January 2006", "January 2, 2006", "2 Jan 2006", "Jan 2, 2006", "2-Jan-2006"}

// date reads a TOML local date.
func (f *fields) date(name string) okr.Value[okr.Date] {
	k := f.key(name)
	if k == nil {
		return okr.Value[okr.Date]{}
	}
	v := k.value
	if v.kind == date {
		day, _ := okr.ParseDate(v.text) // the judge passes no other
		return okr.Value[okr.Date]{V: day, At: v.at}
	}
	help := "write a date without quotes, as in " + name + " = " + f.r.example(f.shape, name)
	var day okr.Date
	switch v.kind {
	case dateTime:
		day, _ = okr.ParseDate(v.text[:min(len("2026-10-05"), len(v.text))])
		f.r.problem(okr.WrongShape, v.at, "write the date alone: "+name+" = "+day.String(), day.String(), "%s has a time: %s", f.named(name), shown(v))
	case text:
		for _, layout := range dateLayouts {
			if t, err := time.Parse(layout, strings.TrimSpace(v.text)); err == nil {
				day = okr.DateOf(t)
				break
			}
		}
		if day.IsZero() {
			f.r.problem(okr.WrongShape, v.at, help, "", "%s is the text %s, not a date", f.named(name), shown(v))
			return okr.Value[okr.Date]{}
		}
		f.r.problem(okr.WrongShape, v.at, "write the date without quotes: "+name+" = "+day.String(), day.String(), "%s is the text %s, not a date", f.named(name), shown(v))
	default:
		f.r.problem(okr.WrongShape, v.at, help, "", "%s is %s, not a date", f.named(name), aKind(v))
		return okr.Value[okr.Date]{}
	}
	return okr.Value[okr.Date]{V: day, At: v.at}
}

var (
	yearFirst = regexp.MustCompile(`^(?i:FY)?\s*(\d{4})\s*[-_/. ]?\s*[qQ]?0?([1-4])$`)
	yearLast  = regexp.MustCompile(`^[qQ]0?([1-4])\s*[-_/. ']?\s*(?i:FY)?(\d{4})$`)
)

// quarterIn returns the quarter that a text means, however it is written.
func quarterIn(s string) (okr.Quarter, bool) {
	s = strings.TrimSpace(s)
	if len(s) > 20 {
		return okr.Quarter{}, false
	}
	year, n := "", ""
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		year, n = m[1], m[2]
	} else if m := yearLast.FindStringSubmatch(s); m != nil {
		year, n = m[2], m[1]
	}
	q, err := okr.ParseQuarter(year + "-Q" + n)
	return q, err == nil
}

// quarter reads a quarter's name.
func (f *fields) quarter(name string) okr.Value[okr.Quarter] {
	k := f.key(name)
	if k == nil {
		return okr.Value[okr.Quarter]{}
	}
	v := k.value
	if v.kind == text {
		if q, err := okr.ParseQuarter(v.text); err == nil {
			return okr.Value[okr.Quarter]{V: q, At: v.at}
		}
	}
	help := "write the year and the quarter: " + name + " = " + f.r.example(f.shape, name)
	if v.kind != text {
		if v.kind == integer && f.shape.name == "" && strconv.Itoa(f.r.out.PathQuarter.N) == v.text { // quarter = 4
			edit := quote(f.r.out.PathQuarter.String())
			f.r.problem(okr.WrongShape, v.at, "write "+name+" = "+edit, edit, "%s is %s, not a text", f.named(name), aKind(v))
			return okr.Value[okr.Quarter]{V: f.r.out.PathQuarter, At: v.at}
		}
		f.r.problem(okr.WrongShape, v.at, help, "", "%s is %s, not a text", f.named(name), aKind(v))
		return okr.Value[okr.Quarter]{}
	}
	if q, ok := quarterIn(v.text); ok {
		edit := quote(q.String())
		f.r.problem(okr.ImpossibleValue, v.at, "write "+name+" = "+edit, edit, "%s is %s, not YYYY-Qn", f.named(name), shown(v))
		return okr.Value[okr.Quarter]{V: q, At: v.at}
	}
	f.r.problem(okr.ImpossibleValue, v.at, help, "", "%s is %s, not YYYY-Qn", f.named(name), shown(v))
	return okr.Value[okr.Quarter]{}
}

// person is an e-mail address or a login where a team's name belongs.
var person = regexp.MustCompile(`^\s*(@[\w-]+|[^\s@]+@[^\s@]+\.[^\s@]+)\s*$`)

// team reads a team's name. One that is a person's address is kept as it is
// for the check about individuals.
func (f *fields) team(v *node, what string) okr.Value[string] {
	if v.kind == text && person.MatchString(v.text) {
		return okr.Value[string]{V: strings.TrimSpace(v.text), At: v.at}
	}
	t := f.r.text(v, what)
	if !t.Given() || okr.IsSlug(t.V) {
		return t
	}
	if v.kind != text {
		return okr.Value[string]{} // it has its finding
	}
	s := okr.Slug(t.V)
	if s == "" {
		f.r.problem(okr.ImpossibleValue, v.at, `write small letters, digits and hyphens, as in "payments"`, "", "%s is %s, not a name in lower case", what, shown(v))
		return okr.Value[string]{}
	}
	edit := ""
	if s == f.r.out.PathTeam || strings.EqualFold(s, t.V) || what != "team" {
		edit = quote(s)
	}
	f.r.problem(okr.ImpossibleValue, v.at, "write small letters, digits and hyphens: "+quote(s), edit, "%s is %s, not a name in lower case", what, shown(v))
	return okr.Value[string]{V: s, At: v.at}
}
