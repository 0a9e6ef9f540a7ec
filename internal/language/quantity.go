package language

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A Role is what a number does in a key result's title.
type Role string

// The roles of a number.
const (
	Level  Role = "level"  // plain: "NPS 50", "200 donors"
	From   Role = "from"   // where it starts
	To     Role = "to"     // where it shall end: "to 200 ms", "of 50"
	Bound  Role = "bound"  // an end that may be passed: "at least 40 %", "< 2 %"
	By     Role = "by"     // a change: "by 20 %", "20 % more"
	Factor Role = "factor" // a multiple of the baseline: "double", "3x", "by half"
	Side   Role = "side"   // not what is measured: "WCAG 2.2", "within 72 h", "top 10", "in 2026"
)

// A Quantity is a number of a sentence with what it counts and what it does there.
type Quantity struct {
	// Value is in Unit, with its scale: "$1.2M" is 1,200,000. A percentage is in percent.
	Value float64
	// Other is a second reading of the same digits ("1.200" is 1.2 or 1200), NaN where there is none.
	Other      float64
	Unit       string // "ms", "%", "$", "days"; empty where none is written
	Role       Role
	Start, End int // byte offsets into the sentence, End exclusive

	raw   float64 // without the scale: 1.2 of "$1.2M"
	first int     // tokens, inclusive
	last  int
}

// numeralWord is the value of a number written as a word, or NaN.
func numeralWord(w string) float64 {
	switch w {
	case "zero":
		return 0
	case "one":
		return 1
	case "two":
		return 2
	case "three":
		return 3
	case "four":
		return 4
	case "five":
		return 5
	case "six":
		return 6
	case "seven":
		return 7
	case "eight":
		return 8
	case "nine":
		return 9
	case "ten":
		return 10
	case "eleven":
		return 11
	case "twelve", "dozen":
		return 12
	case "fifteen":
		return 15
	case "twenty":
		return 20
	case "thirty":
		return 30
	case "forty":
		return 40
	case "fifty":
		return 50
	case "sixty":
		return 60
	case "seventy":
		return 70
	case "eighty":
		return 80
	case "ninety":
		return 90
	case "hundred":
		return 100
	case "thousand":
		return 1000
	case "million":
		return 1e6
	}
	return math.NaN()
}

// Quantities returns the numbers of the sentence in its order, digits and
// words alike, side numbers included.
func (s Sentence) Quantities() []Quantity {
	var all []Quantity
	for i := 0; i < len(s.tokens); i++ {
		t := &s.tokens[i]
		if t.marks&masked != 0 {
			continue
		}
		q := Quantity{Value: t.value, Other: t.other, first: i, last: i, raw: t.value}
		switch {
		case t.kind == number && t.form != version:
			q.Unit = t.unit
			switch t.form {
			case percent:
				q.Unit = "%"
			case points:
				q.Unit = "pp"
			case money:
				q.Unit = t.currency
			case times:
				q.Unit = "x"
			}
			if i > 0 && s.at(i-1) == "-" && !t.spaced && (i == 1 || s.tokens[i-1].spaced) {
				q.Value, q.Other, q.first = -q.Value, -q.Other, i-1
			}
			if f := leadingNumber(s.Text[t.start:t.end]); !math.IsNaN(f) {
				q.raw = f
			}
		case t.kind == word:
			q.Other = math.NaN()
			q.Value, q.last = s.wordQuantity(i)
			if math.IsNaN(q.Value) {
				continue
			}
			if q.Value < 1 && q.Value > 0 {
				q.Value, q.Unit = q.Value*100, "%"
			}
			q.raw = q.Value
		default:
			continue
		}
		s.fraction(&q)
		if q.Unit == "" {
			s.unitBehind(&q)
		}
		q.Role = s.role(q)
		q.Start, q.End = s.tokens[q.first].start, s.tokens[q.last].end
		i = q.last
		all = append(all, q)
	}
	all = joinDurations(all)
	for i := range all {
		s.pair(all, i)
	}
	return all
}

// joinDurations makes one quantity of "4 min 30 s".
func joinDurations(all []Quantity) []Quantity {
	joined := all[:0]
	for _, q := range all {
		if n := len(joined) - 1; n >= 0 && q.first == joined[n].last+1 {
			p := &joined[n]
			d, size := dimension(q.Unit)
			e, larger := dimension(p.Unit)
			if d == "time" && e == "time" && larger > size && q.Value*size < larger {
				p.Value += q.Value * size / larger
				p.raw, p.Other = p.Value, math.NaN()
				p.last, p.End = q.last, q.End
				continue
			}
		}
		joined = append(joined, q)
	}
	return joined
}

// leadingNumber reads the digits at the start of a number's text, NaN where a
// reader would need its separators.
func leadingNumber(text string) float64 {
	a := 0
	for a < len(text) && (text[a] < '0' || text[a] > '9') {
		a++
	}
	b := a
	for b < len(text) && (text[b] >= '0' && text[b] <= '9' || text[b] == '.' || text[b] == ',') {
		b++
	}
	f, err := strconv.ParseFloat(strings.Replace(strings.TrimRight(text[a:b], ".,"), ",", ".", 1), 64)
	if err != nil {
		return math.NaN()
	}
	return f
}

// wordQuantity reads "five", "a dozen", "two thirds", "half" at i: its value
// and its last token. NaN where none stands there.
func (s Sentence) wordQuantity(i int) (float64, int) {
	nan := math.NaN()
	w := s.at(i)
	switch w {
	case "half":
		if s.of(i+1, "of", "the", "our", "all") && !s.of(i-1, "in", "by", "second", "first") {
			return 0.5, i
		}
		return nan, i
	case "third", "quarter":
		if !s.of(i-1, "a", "one") {
			return nan, i
		}
		if w == "third" {
			return 1.0 / 3, i
		}
		if s.of(i+1, "of") && !s.of(i-2, "per", "each") || s.of(i-2, "by") {
			return 0.25, i
		}
		return nan, i // "three a quarter"
	}
	v := numeralWord(w)
	if math.IsNaN(v) || w == "one" && !s.of(i+1, "third", "quarter", "in", "out", "minute", "hour", "day", "week", "month", "second") ||
		w == "million" || w == "thousand" || w == "hundred" {
		return nan, i
	}
	if s.joinedTo(i) && !s.of(i-1, "in", "to") {
		return nan, i // "all-in-one", "twenty-five" is rare
	}
	switch s.at(i + 1) {
	case "thirds", "third":
		return v / 3, i + 1
	case "quarters":
		return v / 4, i + 1
	case "fifths":
		return v / 5, i + 1
	case "dozen":
		return v * 12, i + 1
	case "hundred", "thousand", "million":
		return v * numeralWord(s.at(i+1)), i + 1
	}
	return v, i
}

func (s Sentence) joinedTo(i int) bool {
	return s.tokens[i].joined || i+1 < len(s.tokens) && s.tokens[i+1].joined
}

// fraction turns "3 of 4", "nine in ten", "9 out of 10", "4.5/5" into what they say.
func (s Sentence) fraction(q *Quantity) {
	if q.Unit != "" && q.Unit != "%" || math.IsNaN(q.Value) {
		return
	}
	i := q.last + 1
	switch {
	case s.of(i, "in", "of"), s.at(i) == "/" && !s.tokens[i].spaced:
		i++
	case s.at(i) == "out" && s.at(i+1) == "of", s.at(i) == "of" && s.at(i+1) == "every":
		i += 2
	default:
		return
	}
	if i >= len(s.tokens) {
		return
	}
	d := s.tokens[i].value
	if s.tokens[i].kind == word {
		d = numeralWord(s.at(i))
	}
	if !(d >= q.Value) || d > 100 || d < 2 || q.Value == 0 || s.tokens[i].kind == number && s.tokens[i].form != plain {
		return
	}
	// "8 out of 10" may be a rating as well: it stays as the other reading.
	q.Other = q.Value
	q.Value, q.Unit, q.last = q.Value/d*100, "%", i
}

// unitBehind finds a unit written as the word behind a number: "3 working days".
func (s Sentence) unitBehind(q *Quantity) {
	i := q.last + 1
	if s.of(i, "working", "business", "calendar") && s.of(i+1, "day", "days", "hour", "hours") {
		q.Unit, q.last = s.at(i+1), i+1
		return
	}
	if i < len(s.tokens) && s.tokens[i].kind == word && !s.tokens[i].joined {
		if d, _ := dimension(s.at(i)); d != "" && !s.of(i, "a", "in", "to", "at", "s", "d", "t", "m", "g") {
			q.Unit, q.last = s.at(i), i
		} else if d != "" && s.of(i, "s", "d", "t", "m", "g", "l") {
			q.Unit, q.last = s.at(i), i
		}
	}
}

// role says what a number does, by the words around it.
func (s Sentence) role(q Quantity) Role {
	i := q.first
	if i > 0 && s.of(i-1, "a", "an") {
		i-- // "a dozen", "a third"
	}
	before, before2 := s.at(i-1), s.at(i-2)
	t := &s.tokens[q.first]
	if t.kind == symbol { // a minus
		t = &s.tokens[q.first+1]
	}
	next := s.at(q.last + 1)
	if s.aside(q) {
		return Side
	}
	if t.form == times || next == "-fold" || next == "fold" || next == "times" && s.of(q.last+2, "more", "as", "the", "faster", "fewer") {
		return Factor
	}
	if next == "more" || next == "fewer" || next == "less" || next == "faster" || next == "higher" || next == "lower" {
		if !s.of(q.last+2, "than") || q.Unit == "%" {
			if !(next == "less" && s.at(q.last+2) == "") {
				return By
			}
		}
	}
	if s.tokens[q.first].kind == symbol || before == "+" || before == "±" {
		if sign := s.of(i-1, "from", "to", "→", "of", "at", "≥", "≤", "<", ">", "≈"); !sign && s.tokens[q.first].kind == symbol || before == "+" {
			return By // "-2 pp", "+15 points"
		}
	}
	switch before {
	case "from":
		return From
	case "by":
		if before2 == "" || q.Unit != "" || !isTimeWord(next) {
			return By
		}
	case "to", "→", "at", "of", "reach", "hit", "into", ":":
		return To
	case "≥", "≤", "<", ">", "least", "most", "above", "below", "under", "over", "beyond", "exceed", "exceeds", "minimum", "maximum", "max", "min":
		return s.boundOrBy(i)
	case "than":
		return s.boundOrBy(i)
	case "almost", "about", "around", "roughly", "approximately", "nearly", "~", "≈", "average", "some", "just", "only", "another", "further", "additional", "up", "down":
		switch before2 {
		case "to":
			return To
		case "from":
			return From
		case "by":
			return By
		}
	}
	if s.of(q.last+1, "+") || next == "or" && s.of(q.last+2, "more", "less", "fewer", "better", "higher", "lower", "above", "below") {
		return Bound
	}
	if q.Unit == "pp" && before != "to" {
		return By
	}
	return Level
}

// boundOrBy tells "to at least 85 %" from "by more than 30 %" and "from under 5 %".
func (s Sentence) boundOrBy(i int) Role {
	for j := i - 2; j >= 0 && j >= i-4; j-- {
		switch s.at(j) {
		case "by":
			return By
		case "from":
			return From
		}
	}
	return Bound
}

func isTimeWord(w string) bool {
	switch w {
	case "day", "days", "week", "weeks", "month", "months", "quarter", "year", "years":
		return true
	}
	return monthName(w)
}

// aside reports whether a number does not say how far the key result goes: a
// version or standard, a date, a time window, a rank, a rate's denominator.
func (s Sentence) aside(q Quantity) bool {
	i := q.first
	t := &s.tokens[i]
	before, next := s.at(i-1), s.at(q.last+1)
	dim, _ := dimension(q.Unit)
	// "4:30" is a time in two units, and neither number is one alone.
	if s.at(i-1) == ":" && !t.spaced && i > 1 && s.tokens[i-2].kind == number && !s.tokens[i-1].spaced ||
		q.last+2 < len(s.tokens) && next == ":" && !s.tokens[q.last+1].spaced && s.tokens[q.last+2].kind == number && !s.tokens[q.last+2].spaced {
		return true
	}
	if t.form == ordinal || t.joined || i > 0 && t.kind == number && s.attached(i) {
		return true
	}
	if q.last+1 < len(s.tokens) && s.tokens[q.last+1].joined && next != "fold" { // "30-day", "5-star"
		return true
	}
	switch before {
	case "within", "after", "first", "last", "past", "next", "previous", "top", "bottom", "every", "each", "per", "older", "younger", "aged", "age", "during",
		"day", "week", "month", "page", "line", "tier", "level", "version", "v", "grade", "step", "phase", "sev", "priority", "class", "category", "type",
		"year", "form", "rule", "section", "article", "chapter", "part", "room", "zone", "building", "gate", "team", "group", "no", "#", "no.", "iso", "route",
		"wcag", "soc", "pci", "din", "rfc", "tls", "python", "windows", "android", "ios", "java", "node", "covid", "web", "industry", "horizon", "agenda",
		"channel", "platform", "track", "region", "store", "plant", "hall", "cohort", "season", "wave", "sprint", "release", "since", "until", "before", "@":
		return true
	case "than": // "older than 90 days", "longer than 5 minutes", "orders of more than 50 €"
		if s.of(i-2, "older", "longer", "younger", "bigger", "larger", "smaller", "heavier", "earlier", "later") {
			return true
		}
	case "in":
		if dim == "time" || isYear(q.Value) {
			return true
		}
	case "over", "for":
		if dim == "time" && i > 1 {
			return true
		}
	case "by":
		if isYear(q.Value) && q.Unit == "" || certainMonth(next) {
			return true
		}
	case "/":
		return true // "24/7", "4.5/5": the second half
	}
	if s.at(q.last+1) == "/" && t.value == 24 || certainMonth(before) || certainMonth(next) && q.Unit == "" {
		return true
	}
	if isYear(q.Value) && t.kind == number && q.Unit == "" && s.of(i-1, "in", "by", "of", "until", "since", "end", "vs", "from", "q1", "q2", "q3", "q4", "h1", "h2", "fy", "the") {
		return true
	}
	if s.of(q.last+1, "stars", "star") || next == "th" {
		return q.last+1 < len(s.tokens) && before == "with"
	}
	// A name before it: "Python 3.8", "Windows 11", "ISO 27001"; but "NPS 50", "ARR 25 %".
	if i > 0 && s.tokens[i-1].kind == word && s.tokens[i-1].capital && q.Unit == "" && i > 1 && !s.isUpper(i-1) {
		return true
	}
	return false
}

func (s Sentence) attached(i int) bool {
	// "sev-1", "covid-19": a hyphen between a word and the number.
	t := &s.tokens[i]
	return !t.spaced && i > 1 && s.at(i-1) == "-" && s.tokens[i-2].kind == word && !s.tokens[i-1].spaced
}

func isYear(v float64) bool { return v >= 1990 && v <= 2060 && v == math.Trunc(v) }

// pair gives the two sides of "800 ms → 200 ms", "60 days to 6 weeks" and
// "from 3 days to 4 hours" their roles, and the unit of the second to a first without one.
func (s Sentence) pair(all []Quantity, i int) {
	q := &all[i]
	if i == 0 {
		return
	}
	p := &all[i-1]
	gap := q.first - p.last - 1
	to := false
	for j := p.last + 1; j < q.first && gap <= 4; j++ {
		to = to || s.at(j) == "to" || s.at(j) == "→" && j == q.first-1
	}
	switch {
	case !to || q.Role == Side:
	case p.Role == Level && p.Unit == "%" && q.Unit != "%":
		p.Role = By // "raise attendance 25 % to 500"
	default:
		if p.Role == From || gap == 1 && (p.Role == Level || p.Role == To) && p.Role != Side {
			p.Role = From
			if q.Role != Bound {
				q.Role = To
			}
		}
	}
	if p.Role == From && (q.Role == To || q.Role == Bound) && p.Unit == "" {
		// "from 0.5 to 2 million", "from €48 to €30K", "from 410 to 350 kWh"
		p.Unit = q.Unit
		if scale := q.Value / q.raw; scale > 1 && p.Value == p.raw && !math.IsInf(scale, 0) {
			p.Other = p.Value
			p.Value *= scale
		}
	}
}

// dimension returns what a unit measures, and how many of the dimension's
// smallest unit it is. Empty for what it does not know: "users", "l/kg".
func dimension(unit string) (string, float64) {
	switch unit {
	case "ns":
		return "time", 1e-6
	case "us", "µs", "μs", "microseconds":
		return "time", 1e-3
	case "ms", "msec", "millisecond", "milliseconds":
		return "time", 1
	case "s", "sec", "secs", "second", "seconds":
		return "time", 1e3
	case "min", "mins", "minute", "minutes":
		return "time", 6e4
	case "h", "hr", "hrs", "hour", "hours":
		return "time", 3.6e6
	case "d", "day", "days":
		return "time", 8.64e7
	case "w", "wk", "wks", "week", "weeks":
		return "time", 7 * 8.64e7
	case "month", "months", "mo":
		return "time", 30 * 8.64e7
	case "y", "yr", "yrs", "year", "years":
		return "time", 365 * 8.64e7
	case "%", "percent", "pct", "pp", "percentage points", "percentage point":
		return "percent", 1
	case "kb", "kib":
		return "bytes", 1e3
	case "mb", "mib":
		return "bytes", 1e6
	case "gb", "gib":
		return "bytes", 1e9
	case "tb", "tib":
		return "bytes", 1e12
	case "pb", "pib":
		return "bytes", 1e15
	case "mg":
		return "mass", 1e-3
	case "g", "grams":
		return "mass", 1
	case "kg", "kilos":
		return "mass", 1e3
	case "t", "tonnes", "tons":
		return "mass", 1e6
	case "mm":
		return "length", 1
	case "cm":
		return "length", 10
	case "m", "metres", "meters":
		return "length", 1e3
	case "km", "kilometres", "kilometers":
		return "length", 1e6
	case "wh":
		return "energy", 1
	case "kwh":
		return "energy", 1e3
	case "mwh":
		return "energy", 1e6
	case "$", "€", "£", "¥", "₹", "usd", "eur", "gbp", "chf", "dollars", "euros", "euro", "pounds", "cents", "cent", "ct", "sek", "nok", "dkk", "jpy", "inr":
		return "money", 1
	}
	return "", 1
}

// A fieldUnit is what the unit field of a key result says.
type fieldUnit struct {
	text  string
	dim   string
	size  float64
	scale float64 // of the numbers: 1e3 in "k€"
	rate  bool    // "per week": another period is possible
}

func parseUnit(unit string) fieldUnit {
	u := fieldUnit{text: strings.TrimSpace(strings.ToLower(unit)), size: 1, scale: 1}
	text := u.text
	if i := strings.IndexAny(text, "([{,"); i > 0 {
		text = strings.TrimSpace(text[:i]) // "points (NPS)"
	}
	if strings.Contains(text, "/") || strings.Contains(text, " per ") || strings.HasPrefix(text, "per ") || strings.Contains(text, " a ") {
		u.rate = true
		if i := strings.Index(text, " per "); i > 0 {
			text = text[:i]
		} else {
			return u
		}
	}
	for _, w := range strings.Fields(text) {
		if w == "of" {
			break // "% of hours"
		}
		switch w {
		case "k", "thousand", "thousands", "tsd":
			u.scale = 1e3
		case "m", "mio", "million", "millions", "mn", "mln":
			if len(strings.Fields(text)) > 1 {
				u.scale = 1e6
				continue
			}
			u.dim = "" // metres or millions
			return u
		case "bn", "billion", "billions":
			u.scale = 1e9
		default:
			if u.dim != "" {
				continue
			}
			if d, size := dimension(w); d != "" {
				u.dim, u.size = d, size
				continue
			}
			// "k€", "€m", "$M", "KUSD"
			for _, cut := range []struct {
				mark  string
				scale float64
			}{{"bn", 1e9}, {"mio", 1e6}, {"k", 1e3}, {"m", 1e6}, {"t", 1e3}, {"b", 1e9}} {
				rest := strings.TrimSuffix(strings.TrimPrefix(w, cut.mark), cut.mark)
				if d, size := dimension(rest); d == "money" && rest != w {
					u.dim, u.size, u.scale = d, size, cut.scale
					break
				}
			}
		}
	}
	return u
}

const (
	exact = 0.001 // how far two numbers may differ and be the same, as a share of the larger
	near  = 0.015 // the same for what was calculated: "a third", "33 %", "0.17 days"
)

// round is the same for a change in percent, which people round before they choose a target.
const round = 0.05

func same(a, b, tolerance float64) bool {
	return math.Abs(a-b) <= tolerance*math.Max(math.Abs(a), math.Abs(b))+1e-12
}

// factors are what a title's number in unit w may be multiplied by to stand in
// a field of unit u: all honest readings. The second value is false where both
// units are known, and measure different things.
func factors(w string, u fieldUnit) ([]float64, bool) {
	d, size := dimension(w)
	var fs []float64
	switch {
	case d == "time" && u.dim == "time":
		fs = []float64{size / u.size}
		// A working day has eight hours or so, a working week five of them, a month four weeks or about 21 working days.
		for _, k := range lengths(w) {
			for _, l := range lengths(u.text) {
				fs = append(fs, size/u.size*k/l)
			}
		}
	case d == "bytes" && u.dim == "bytes":
		steps := math.Round(math.Log10(size/u.size) / 3)
		fs = []float64{size / u.size, math.Pow(1024, steps)}
	case d == "percent" && u.dim == "percent":
		fs = []float64{1, 0.01}
	case d == "money" && u.dim == "money":
		fs = []float64{1 / u.scale, 1}
		if strings.Contains(u.text, "cent") || u.text == "ct" || u.text == "pence" {
			fs = append(fs, 100)
		}
	case d != "" && d == u.dim:
		fs = []float64{size / u.size}
	case d != "" && u.dim != "":
		return nil, false
	case d == "percent":
		fs = []float64{1, 0.01}
	case d == "money":
		fs = []float64{1, 1 / u.scale, 1e-3, 1e-6, 1e-9, 100}
	case d == "":
		fs = []float64{1, 1 / u.scale, 1e-3, 1e-6, 1e-9, 0.01, 100}
	default:
		// A unit that this package does not know may be a nickname of the title's: any size of it.
		fs = []float64{1, size, 1e3, 1e-3, 1e6, 1e-6, 60, 1.0 / 60, 3600, 1.0 / 3600, 24, 1.0 / 24, 8, 1.0 / 8, 7, 1.0 / 7, 5, 1.0 / 5}
	}
	if u.rate && d != "percent" || u.text == "" && d != "" && d != "percent" && d != "money" {
		fs = append(fs, 7, 1.0/7, 5, 1.0/5, 12, 1.0/12, 52, 1.0/52, 30, 1.0/30, 4, 1.0/4, 3, 1.0/3, 13, 1.0/13, 365, 1.0/365)
		if d == "time" {
			fs = append(fs, 1e3, 1e-3, 60, 1.0/60, 3600, 1.0/3600, 24, 1.0/24, 8, 1.0/8)
		}
	}
	return fs, true
}

// lengths are what a long unit of time can mean, as shares of its usual length.
func lengths(unit string) []float64 {
	switch unit {
	case "d", "day", "days":
		return []float64{1, 8.0 / 24, 7.5 / 24, 7.0 / 24}
	case "w", "wk", "wks", "week", "weeks":
		return []float64{1, 5.0 / 7, 5.0 / 7 * 8 / 24}
	case "month", "months", "mo":
		return []float64{1, 20.0 / 30, 21.0 / 30, 22.0 / 30, 28.0 / 30, 30.4 / 30, 31.0 / 30, 21.0 / 30 * 8 / 24}
	case "y", "yr", "yrs", "year", "years":
		return []float64{1, 360.0 / 365, 364.0 / 365, 250.0 / 365}
	}
	return []float64{1}
}

// fits reports whether field may be q in another unit.
func (q Quantity) fits(field float64, u fieldUnit) bool {
	fs, ok := factors(q.Unit, u)
	if !ok {
		return false
	}
	for _, f := range fs {
		tolerance := exact
		if f != 1 && f != 0.01 {
			tolerance = near
		}
		if q.Unit == "%" && q.first != q.last {
			tolerance = near // "two thirds"
		}
		if same(q.Value*f, field, tolerance) || !math.IsNaN(q.Other) && same(q.Other*f, field, tolerance) {
			return true
		}
	}
	// "4.5/5" in percent, "9 out of 10" as a rating.
	return !math.IsNaN(q.Other) && same(q.Other, field, exact)
}

// fitsChange reports whether the step from baseline to target may be what q
// says about a change: an amount, a percentage of the baseline, or the change
// itself as the measure (from 0 to 20 %).
func (q Quantity) fitsChange(baseline, target float64, u fieldUnit) bool {
	step := math.Abs(target - baseline)
	q.Value = math.Abs(q.Value)
	amount := q
	if q.fits(step, u) {
		return true
	}
	amount.Value = -q.Value
	if baseline == 0 && (amount.fits(target, u) || q.fits(target, u)) {
		return true
	}
	if q.Unit == "%" || q.Unit == "" && q.Role == By || q.Unit == "pp" {
		share := q.Value / 100
		for _, whole := range []float64{baseline, target} {
			if whole != 0 && same(step/math.Abs(whole), share, round) {
				return true
			}
		}
		// An index: from 100 to 120, from 1 to 1.2.
		if (same(baseline, 100, exact) || same(baseline, 1, exact)) && same(target/baseline, 1+share, near) {
			return true
		}
	}
	return false
}

// Disagree says where a key result's title and its numbers can't both be right:
// no reading of the title's numbers, its direction and its unit fits baseline,
// target and unit. Where the title says nothing certain it is silent.
func Disagree(s Sentence, baseline, target float64, unit string) (Disagreement, bool) {
	var d Disagreement
	var ok bool
	d.Evidence, d.Message, d.Help, ok = s.disagrees(baseline, target, parseUnit(unit))
	if !ok {
		return Disagreement{}, false
	}
	_, d.Sure = findPair(s.Quantities())
	return d, true
}

// A Disagreement is a title that its numbers contradict.
type Disagreement struct {
	Evidence        // the words of the title
	Message  string // what is wrong, in one clause
	Help     string // what to do
	// Sure is true where the title names both ends ("from 800 to 200 ms"), so that
	// hardly another reading is left; a lone number may measure something else.
	Sure bool
}

func (s Sentence) disagrees(baseline, target float64, u fieldUnit) (Evidence, string, string, bool) {
	if math.IsNaN(baseline) || math.IsNaN(target) || math.IsInf(baseline, 0) || math.IsInf(target, 0) || len(s.tokens) == 0 {
		return Evidence{}, "", "", false
	}
	qs := s.Quantities()
	const help = "say the same in the title and in the numbers"
	if pair, ok := findPair(qs); ok {
		return s.pairDisagrees(qs, pair, baseline, target, u, help)
	}
	if e, message, ok := s.multiple(qs, baseline, target, u); ok || message == "fits" {
		return e, message, help, ok
	}
	// A range leaves its numbers open: "10-15 schools", "between 10 and 15".
	for i := 1; i < len(qs); i++ {
		if a, b := qs[i-1], qs[i]; b.first == a.last+2 && (s.at(a.last+1) == "-" || s.at(a.last+1) == "and" && s.at(a.first-1) == "between") &&
			(target >= a.Value*(1-exact) && target <= b.Value*(1+exact)) {
			return Evidence{}, "", "", false
		}
	}
	main := -1
	mains := 0
	for i, q := range qs {
		if q.Role != Side {
			mains++
			if main < 0 || strength(q.Role) > strength(qs[main].Role) {
				main = i
			}
		}
		// A number that fits the target, side number or not, is reading enough.
		if q.Role != From && (q.fits(target, u) || target < 0 && q.fits(-target, u) || q.Role == By && q.fitsChange(baseline, target, u) ||
			q.Unit == "%" && s.at(q.last+1) == "of" && baseline != 0 && same(target/baseline*100, q.Value, near) || q.Unit == "" && same(target-baseline, q.Value, exact)) {
			return s.direction(u, baseline, target)
		}
		if q.Role == Bound && s.beyond(q, baseline, target, u) || q.Role == By && s.beyondChange(q, baseline, target) {
			return Evidence{}, "", "", false
		}
		if q.Role == Level && (q.fits(baseline, u) || q.fitsChange(baseline, target, u)) {
			return Evidence{}, "", "", false
		}
	}
	if main < 0 {
		if len(qs) > 0 {
			return Evidence{}, "", "", false
		}
		return s.direction(u, baseline, target)
	}
	q := qs[main]
	if mains > 1 {
		// With several numbers the title may measure any of them, unless one has "to" before it and stands for the target.
		if q.Role != To && q.Role != By || mains > 2 {
			return Evidence{}, "", "", false
		}
	}
	for _, other := range qs {
		if other.Role == Side && isYear(other.Value) && s.of(other.first-1, "by", "until") {
			return Evidence{}, "", "", false // it may be another year's target
		}
	}
	if !s.speaksOfTarget(q, u) || s.countsOther(q, u) || same(baseline, target, exact) {
		return Evidence{}, "", "", false
	}
	e := s.evidence("number in the title", q.first, q.last)
	if q.Role == By {
		e = s.evidence("change in the title", q.first, q.last)
		return e, fmt.Sprintf("the title says a change by %s, the numbers go from %s to %s", e.Text, inUnit(baseline, u), inUnit(target, u)), help, true
	}
	return e, fmt.Sprintf("the title says %s, the target is %s", e.Text, inUnit(target, u)), help, true
}

func strength(r Role) int {
	switch r {
	case To:
		return 4
	case By:
		return 3
	case Bound:
		return 2
	case Level:
		return 1
	}
	return 0
}

// speaksOfTarget reports whether the only number of a title is certainly meant
// for the target. One with a time or money unit can be a limit inside the
// metric ("page loads in under 2 s") where the field counts something else.
func (s Sentence) speaksOfTarget(q Quantity, u fieldUnit) bool {
	d, _ := dimension(q.Unit)
	switch q.Role {
	case To, By:
		if q.Role == To && s.of(q.first-1, "at", "of", ":", "into") {
			return d == u.dim && (u.dim != "" || q.Unit == "" && s.plainLevel(q))
		}
		if q.Role == By || s.at(q.first-1) != "to" {
			return true
		}
		// Only what changes goes to a level: "sell to 30 countries" and "due to 3 outages" don't.
		return s.of(q.first-2, "up", "down") || s.of(0, "increase", "raise", "grow", "boost", "lift", "improve", "reduce", "cut", "lower", "decrease",
			"shorten", "shrink", "bring", "drop", "get", "push", "trim", "slash", "take", "drive", "expand", "extend", "limit", "speed", "halve", "double")
	case Bound:
		return d == u.dim && (d != "" || u.text == "" || strings.Contains(s.lower(), u.text))
	case Level:
		return s.plainLevel(q) && d == u.dim
	}
	return false
}

// countsOther reports whether the number counts what the field does not:
// "grow exports to 30 countries" with a unit of k€.
func (s Sentence) countsOther(q Quantity, u fieldUnit) bool {
	i := q.last + 1
	if q.Unit != "" || i >= len(s.tokens) || s.tokens[i].kind != word || look(s.at(i)).otherIs(oPreposition, oConjunction, oDeterminer, oTime) {
		return false
	}
	if u.dim != "" {
		return true
	}
	if u.text == "" {
		return false
	}
	for j := i; j < len(s.tokens) && j < i+2; j++ {
		for w := range strings.FieldsSeq(u.text) {
			if stemWord(w) == stemWord(s.at(j)) {
				return false
			}
		}
	}
	return true
}

// plainLevel reports whether a bare count stands where a target stands: at the
// start, behind the first verb, or behind a metric's name at the end.
func (s Sentence) plainLevel(q Quantity) bool {
	if q.first == 0 || q.last == len(s.tokens)-1 {
		return true
	}
	// Behind an opening verb, one word in between at most: "Win back 200 donors".
	return q.first <= 2 && s.tokens[0].kind == word && s.tokens[q.first].kind == number
}

func (s Sentence) lower() string { return strings.ToLower(s.Text) }

// beyond reports whether the target passes a bound in its direction.
func (s Sentence) beyond(q Quantity, baseline, target float64, u fieldUnit) bool {
	up := true
	for i := q.first - 1; i >= 0 && i >= q.first-3; i-- {
		switch s.at(i) {
		case "≤", "<", "below", "under", "most", "maximum", "max", "fewer", "less", "lower":
			up = false
		case "no", "not": // "no higher than", "no less than"
			up = s.of(i+1, "less", "fewer", "lower")
		}
	}
	if s.of(q.last+2, "less", "fewer", "lower", "below") {
		up = false
	}
	fs, ok := factors(q.Unit, u)
	if !ok {
		return false
	}
	if up {
		return target >= q.Value*fs[0] && target > baseline
	}
	return target <= q.Value*fs[0] && target < baseline
}

// beyondChange is the same for "by more than 30 %".
func (s Sentence) beyondChange(q Quantity, baseline, target float64) bool {
	for i := q.first - 1; i >= 0 && i >= q.first-3; i-- {
		if s.of(i, "least", "than", "≥", ">", "over", "minimum") {
			step := math.Abs(target - baseline)
			return q.Unit != "%" && step >= q.Value || q.Unit == "%" && (baseline == 0 || step/math.Abs(baseline)*100 >= q.Value*(1-near) || step >= q.Value)
		}
	}
	return false
}

// findPair returns the indices of "from A to B".
func findPair(qs []Quantity) ([2]int, bool) {
	for i := range qs {
		if qs[i].Role != From {
			continue
		}
		for j := range qs {
			if j != i && (qs[j].Role == To || qs[j].Role == Bound && j == i+1) && j >= i-1 {
				return [2]int{i, j}, true
			}
		}
	}
	return [2]int{}, false
}

func (s Sentence) pairDisagrees(qs []Quantity, pair [2]int, baseline, target float64, u fieldUnit, help string) (Evidence, string, string, bool) {
	a, b := qs[pair[0]], qs[pair[1]]
	none := func() (Evidence, string, string, bool) { return Evidence{}, "", "", false }
	pairs := 0
	for _, q := range qs {
		if q.Role == From {
			pairs++
		}
	}
	if pairs > 1 || same(a.Value, 0, exact) && same(b.Value, 1, exact) {
		return none() // two measures, or the marks of a score
	}
	_, known := factors(a.Unit, u)
	_, known2 := factors(b.Unit, u)
	if known && known2 {
		if a.fits(baseline, u) && (b.fits(target, u) || b.Role == Bound && s.beyond(b, baseline, target, u)) {
			return none()
		}
		// The same step on another scale ("2 to 10 a day" counted per week) fits where the units leave it open.
		da, _ := dimension(a.Unit)
		if (da == "" || da != u.dim) && baseline != 0 && a.Value != 0 && same(target/baseline, b.Value/a.Value, exact) && !math.Signbit(target/baseline) {
			return none()
		}
		// The way covered as the measure: from 800 to 200 ms, counted from 0 to 600 or from 0 to 100 %.
		if baseline == 0 && (same(target, math.Abs(b.Value-a.Value), exact) || target == 100 || target == 1) {
			return none()
		}
		// Any other number of the title may be the measure: "4 events with 200 people each, …".
		for i, q := range qs {
			if i != pair[0] && i != pair[1] && (q.Role == By && q.fitsChange(baseline, target, u) && a.Unit != q.Unit || q.Role != Side && q.Role != By && q.fits(target, u)) {
				return none()
			}
		}
	}
	first, last := min(a.first, b.first), max(a.last, b.last)
	if s.at(first-1) == "from" {
		first--
	}
	e := s.evidence("numbers in the title", first, last)
	switch {
	case !known || !known2:
		return e, fmt.Sprintf("the title says %s, the unit is %q", e.Text, u.text), help, true
	case a.fits(target, u) && b.fits(baseline, u):
		return e, fmt.Sprintf("baseline and target are swapped: the title says %s", e.Text), help, true
	case a.fits(baseline, u):
		return s.evidence("number in the title", b.first, b.last), fmt.Sprintf("the title says %s, the target is %s", s.Text[b.Start:b.End], inUnit(target, u)), help, true
	case b.fits(target, u):
		return s.evidence("number in the title", a.first, a.last), fmt.Sprintf("the title says from %s, the baseline is %s", s.Text[a.Start:a.End], inUnit(baseline, u)), help, true
	}
	return e, fmt.Sprintf("the title says %s, the numbers go from %s to %s", e.Text, inUnit(baseline, u), inUnit(target, u)), help, true
}

// inUnit writes a field's number with its unit.
func inUnit(v float64, u fieldUnit) string {
	n := strconv.FormatFloat(v, 'f', -1, 64)
	if u.text == "" {
		return n
	}
	return n + " " + u.text
}

// multiple judges "double", "halve", "3x", "zero", "all": exact tests that
// need no number. It returns the message "fits" where one fits.
func (s Sentence) multiple(qs []Quantity, baseline, target float64, u fieldUnit) (Evidence, string, bool) {
	times, at := math.NaN(), 0
	switch s.at(0) {
	case "double":
		times = 2
	case "triple", "treble":
		times = 3
	case "quadruple":
		times = 4
	case "halve":
		times = 0.5
	}
	for i, q := range qs {
		if q.Role == Factor && math.IsNaN(times) && len(qs) == 1 {
			times, at = qs[i].Value, q.first
		}
	}
	if s.at(0) == "twice" && s.of(1, "as", "the") {
		times = 2
	}
	// "4x faster" makes four times less of the time it takes; so may "double the speed".
	inverse := at > 0 || s.at(0) == "twice" || len(qs) > 0
	for i := range s.tokens {
		inverse = inverse || isProxied(s.at(i))
	}
	for i := range s.tokens {
		if s.at(i) == "half" && s.of(i-1, "in", "by") && s.of(0, "cut", "reduce", "lower", "decrease", "shorten", "bring") {
			times, at = 0.5, i
		}
	}
	mains := 0
	for _, q := range qs {
		if q.Role != Side && q.Role != Factor {
			mains++
			if q.fits(target, u) {
				return Evidence{}, "fits", false
			}
		}
	}
	if !math.IsNaN(times) {
		if times == 0.5 && baseline == 0 || mains > 0 || s.joinedTo(at) && s.tokens[at].kind == word {
			return Evidence{}, "fits", false
		}
		change := 100 * math.Abs(times-1)
		if same(target, times*baseline, near) || inverse && same(target*times, baseline, near) || same(target, times, exact) || baseline == 0 ||
			same(target, 100*times, exact) && baseline == 100 || same(math.Abs(target-baseline), change, exact) && u.dim == "percent" && baseline < 2 {
			return Evidence{}, "fits", false
		}
		for i := range s.tokens { // "at least double"
			if s.of(i, "least", "than", "over") {
				return Evidence{}, "fits", false
			}
		}
		e := s.evidence("multiple in the title", at, at)
		return e, fmt.Sprintf("the title says %q, the numbers go from %s to %s", e.Text, inUnit(baseline, u), inUnit(target, u)), true
	}
	if mains > 0 {
		for _, q := range qs {
			if q.Role != Level || q.Value != 0 || q.first != 0 {
				return Evidence{}, "", false
			}
		}
	}
	zero := s.of(0, "zero", "0") || s.of(0, "no") && !s.of(1, "more", "later", "less", "fewer", "longer", "higher", "lower") || s.at(0) == "eliminate" && !s.of(1, "the", "top")
	if zero && !s.joinedTo(0) && len(qs) <= 1 && (len(qs) == 0 || qs[0].first == 0 || qs[0].Role == Side) {
		if same(target, 0, exact) || same(target, 100, exact) || target == 1 && baseline < 1 || target > baseline {
			return Evidence{}, "fits", false
		}
		if len(qs) == 1 && qs[0].Role == Side && qs[0].fits(target, u) {
			return Evidence{}, "fits", false
		}
		e := s.evidence("exact test in the title", 0, 0)
		return e, fmt.Sprintf("the title says %q, the target is %s", e.Text, inUnit(target, u)), true
	}
	if s.of(0, "all", "every", "each") && u.dim == "percent" && len(qs) == 0 && !s.joinedTo(0) && !s.of(1, "second", "other", "third", "time", "in", "the") {
		if same(target, 100, exact) || same(target, 1, exact) || target < baseline {
			return Evidence{}, "fits", false
		}
		e := s.evidence("exact test in the title", 0, 0)
		return e, fmt.Sprintf("the title says %q, the target is %s", e.Text, inUnit(target, u)), true
	}
	return Evidence{}, "", false
}

// direction judges the opening verb against the way from baseline to target.
func (s Sentence) direction(u fieldUnit, baseline, target float64) (Evidence, string, string, bool) {
	none := func() (Evidence, string, string, bool) { return Evidence{}, "", "", false }
	if same(baseline, target, exact) || baseline <= 0 || target < 0 || len(s.tokens) < 2 || s.tokens[1].joined {
		return none() // losses and savings count the other way
	}
	if strings.Contains(u.text, " ") {
		return none() // "% recycled" measures something else than "waste"
	}
	up := false
	switch s.at(0) {
	case "reduce", "cut", "lower", "decrease", "shorten", "shrink", "halve", "minimise", "minimize", "slash":
	case "increase", "raise", "grow", "boost", "lift", "double", "triple":
		up = true
	default:
		return none()
	}
	if up == (target > baseline) {
		return none()
	}
	for i := 1; i < len(s.tokens); i++ {
		switch w := s.at(i); w {
		case ":", ";", "so", "until", "such", "by", "through", "and", "while", "without", "with", "via", "→", ",", "(", "share", "percentage", "proportion":
			if w == "by" && i+1 < len(s.tokens) && s.tokens[i+1].kind == number || (w == "share" || w == "percentage" || w == "proportion") && i <= 3 {
				continue
			}
			return none() // something else may be what the numbers measure
		}
		if isProxied(s.at(i)) {
			return none()
		}
	}
	e := s.evidence("direction in the title", 0, 0)
	way := "down"
	if target > baseline {
		way = "up"
	}
	return e, fmt.Sprintf("the title says %q, the numbers go %s from %s to %s", e.Text, way, inUnit(baseline, fieldUnit{}), inUnit(target, fieldUnit{})),
		"swap baseline and target, or the verb", true
}

// isProxied holds what is often measured by its opposite: speed by
// milliseconds, risk by coverage, dissatisfaction by a satisfaction score.
func isProxied(w string) bool {
	switch w {
	case "speed", "velocity", "performance", "efficiency", "quality", "reliability", "stability", "accuracy", "precision", "responsiveness", "productivity",
		"punctuality", "safety", "security", "trust", "satisfaction", "happiness", "engagement", "rank", "ranking", "rankings", "position", "place",
		"maturity", "resilience", "agility", "robustness", "availability", "throughput", "health", "freshness", "cleanliness", "risk", "risks", "effort",
		"friction", "waste", "downtime", "complexity", "dependency", "dependencies", "dissatisfaction", "frustration", "stress", "debt", "barrier",
		"barriers", "uncertainty", "confusion", "gap", "burden", "loss", "losses", "footprint", "exposure", "silos", "manual", "fluency", "confidence",
		"comfort", "ease", "handicap", "predictability", "score", "grade", "burnout", "worry", "impact":
		return true
	}
	return strings.HasPrefix(w, "dis") || strings.HasPrefix(w, "un") && w != "under" && w != "until" && !strings.HasPrefix(w, "unit") && !strings.HasPrefix(w, "uni")
}
