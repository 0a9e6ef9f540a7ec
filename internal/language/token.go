package language

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A kind says what sort of token it is.
type kind uint8

const (
	word   kind = iota // letters, perhaps with digits in them: "users", "q3", "census.csv"
	number             // a number with its scale, sign of currency or percent: "$1.2M", "40 %"
	symbol             // anything else: "→", "≥", ",", "("
)

// A form says how a number is written.
type form uint8

const (
	plain   form = iota
	percent      // 40 %, 40 percent
	points       // 20 pp, 20 percentage points
	money        // $1.2M, 40 €; currency holds the sign
	times        // 3x
	ordinal      // 3rd
	version      // 1.2.3
)

// A mark says what the company's vocabulary makes of a token.
type mark uint8

const (
	masked       mark = 1 << iota // part of a name, which no rule reads
	markedOutput                  // part of a phrase that marks an output
	markedMetric                  // part of a phrase that names a metric
)

// A token is a word, a number or a symbol of a sentence.
type token struct {
	kind       kind
	form       form
	marks      mark
	capital    bool // the first letter is a capital
	joined     bool // nothing but a hyphen or apostrophe stands between it and the token before: "lost-luggage"
	spaced     bool // white space stands before it
	start, end int  // byte offsets into the sentence
	lower      string
	// value is what a number says, scale included: "1.2k" is 1200. other is a second reading
	// ("1.200" is 1.2 or 1200), NaN where there is none. Both are NaN for other kinds.
	value, other float64
	// unit is the unit written onto a number, lower-case: "ms" in "800ms", "x" in "3x".
	unit string
	// currency is the sign or code written onto a number: "$", "€".
	currency string
}

// is reports whether the token is one of the given words or symbols, which are lower-case.
func (t *token) is(words ...string) bool {
	for _, w := range words {
		if t.lower == w {
			return true
		}
	}
	return false
}

// A Sentence is a sentence that was read once, and can be asked many things.
type Sentence struct {
	Text   string
	reader *Reader
	tokens []token
}

// Read splits text into its words, numbers and symbols. Everything else that
// the package knows about a sentence is asked of the result.
func (r *Reader) Read(text string) Sentence {
	s := Sentence{Text: text, reader: r, tokens: tokenize(text)}
	if r != nil {
		r.applyVocabulary(s.tokens)
	}
	return s
}

// attachedUnits are the letters that may stand right behind a digit and make it a measure;
// any other letters make a word of it ("2FA", "3D").
const attachedUnits = " ms s sec secs m min mins h hr hrs d w wk wks y yr yrs x pp pt pts bps " +
	"kb mb gb tb pb kib mib gib tib kbps mbps gbps kw kwh mw mwh w g kg mg t lb lbs oz l ml cl hl mm cm km km2 m2 m3 ft mi mph kmh " +
	"hz khz mhz ghz db px dpi fps rps qps tps rpm us µs μs ns c f k usd eur gbp chf sek nok dkk jpy inr pct p ppm ppb kcal cal ha "

// numberScales are the letters behind a digit that multiply it.
func numberScale(letters string, currency bool) (float64, bool) {
	switch letters {
	case "k", "K", "tsd", "Tsd":
		return 1e3, true
	case "M", "MM", "mio", "Mio", "mln", "Mln", "mn", "Mn":
		return 1e6, true
	case "m":
		return 1e6, currency
	case "b", "B", "bn", "Bn", "BN", "mrd", "Mrd":
		return 1e9, true
	}
	return 1, false
}

// wordScale is the factor of a word that multiplies the number before it, or 0.
func wordScale(w string) float64 {
	switch w {
	case "hundred":
		return 1e2
	case "thousand", "thousands":
		return 1e3
	case "million", "millions", "mio", "mln":
		return 1e6
	case "billion", "billions", "bn":
		return 1e9
	}
	return 0
}

func isCurrency(r rune) bool { return unicode.Is(unicode.Sc, r) }

// foldSymbol gives one spelling to signs that mean the same.
func foldSymbol(r rune) string {
	switch r {
	case '→', '➔', '➜', '⇒', '⟶', '➡', '⮕':
		return "→"
	case '≥', '⩾', '≧':
		return "≥"
	case '≤', '⩽', '≦':
		return "≤"
	case '–', '—', '−', '‐', '‑':
		return "-"
	case '“', '”', '„', '«', '»', '"', '‟':
		return `"`
	case '‘', '’', '`', '´', '\'':
		return "'"
	}
	return ""
}

// arrows are written with several characters; longest first.
var longSymbols = []struct{ text, meaning string }{
	{"-->", "→"}, {"==>", "→"}, {"->", "→"}, {">=", "≥"}, {"=>", "⇒"}, {"<=", "≤"}, {">>", "→"}, {"...", "…"}, {"~>", "→"},
}

// tokenize makes the one pass over a sentence.
func tokenize(text string) []token {
	lower := strings.ToLower(text)
	aligned := len(lower) == len(text)
	lowered := func(a, b int) string {
		if aligned {
			return lower[a:b]
		}
		return strings.ToLower(text[a:b])
	}
	tokens := make([]token, 0, 4+len(text)/5)
	spaced, hyphen := false, false // what stood before the token at hand
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		t := token{start: i, value: math.NaN(), other: math.NaN(), spaced: spaced, joined: hyphen}
		spaced, hyphen = false, false
		switch {
		case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
			spaced = true
			i += size
			continue
		case r >= '0' && r <= '9' || r == '.' && digitAt(text, i+1) && !digitAt(text, i-1),
			isCurrency(r) && digitAt(text, afterSpace(text, i+size)):
			i = readNumber(text, i, &t, lowered)
		case unicode.IsLetter(r) || r == '_':
			i = readWord(text, i)
			t.lower, t.capital = lowered(t.start, i), unicode.IsUpper(r)
		default:
			t.kind, t.lower = symbol, foldSymbol(r)
			width := size
			for _, l := range longSymbols {
				if strings.HasPrefix(text[i:], l.text) {
					t.lower, width = l.meaning, len(l.text)
					break
				}
			}
			if t.lower == "⇒" { // "=>" is an arrow between numbers, "at least" elsewhere
				t.lower = "≥"
				if n := len(tokens); n > 0 && tokens[n-1].kind == number {
					t.lower = "→"
				}
			}
			if t.lower == "" {
				t.lower = lowered(i, i+size)
			}
			i += width
			// A hyphen or apostrophe inside a compound joins the words and is no token itself.
			if (t.lower == "-" || t.lower == "'") && width == size && !t.spaced && len(tokens) > 0 &&
				tokens[len(tokens)-1].kind != symbol && letterAt(text, i) {
				hyphen = true
				continue
			}
		}
		t.end = i
		tokens = append(tokens, t)
	}
	return tokens
}

func digitAt(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

func letterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}

// afterSpace is the place behind one space at i, which may be unbreakable.
func afterSpace(s string, i int) int {
	if r, size := utf8.DecodeRuneInString(s[i:]); r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\u2009' {
		return i + size
	}
	return i
}

// readWord returns the end of the word that starts at i. Dots and slashes
// belong to it only inside names such as "census.csv"; apostrophes where a
// contraction or possessive follows ("don't", "fair's").
func readWord(s string, i int) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_':
		case r == '\'' || r == '’':
			if !letterAt(s, i+size) {
				return i
			}
		case r == '.':
			// "e.g. this" and "census.csv" hold their dots, "end.Next" and "end." don't.
			if next, _ := utf8.DecodeRuneInString(s[i+size:]); !(unicode.IsLower(next) || unicode.IsDigit(next)) {
				return i
			}
		default:
			return i
		}
		i += size
	}
	return i
}

// readNumber fills t with the number that starts at i, and returns its end.
func readNumber(text string, i int, t *token, lowered func(int, int) string) int {
	t.kind = number
	start := i
	if r, size := utf8.DecodeRuneInString(text[i:]); isCurrency(r) {
		t.currency, t.form = text[i:i+size], money
		i = afterSpace(text, i+size)
	}
	digits := i
	i = numeralEnd(text, i)
	t.value, t.other = numeral(text[digits:i])
	if strings.Count(text[digits:i], ".") > 1 && math.IsNaN(t.other) && math.IsNaN(t.value) {
		t.form = version
	}
	// Letters right behind the digits are a scale, a unit, or make a word of it all.
	end := i
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !unicode.IsLetter(r) && !(end > i && unicode.IsDigit(r)) {
			break
		}
		end += size
	}
	if end > i {
		letters, low := text[i:end], lowered(i, end)
		switch scale, ok := numberScale(letters, t.currency != ""); {
		case ok:
			t.value, t.other = t.value*scale, t.other*scale
			i = end
		case low == "st" || low == "nd" || low == "rd" || low == "th":
			t.form, i = ordinal, end
		case low == "x":
			t.form, t.unit, i = times, low, end
		case low == "pp" || low == "pts":
			t.form, t.unit, i = points, low, end
		case low == "pct":
			t.form, i = percent, end
		case strings.Contains(attachedUnits, " "+low+" "):
			t.unit, i = low, end
		case t.currency == "":
			t.kind, t.value, t.other = word, math.NaN(), math.NaN()
			i = readWord(text, end)
			t.lower = lowered(start, i)
			return i
		}
	}
	// What may stand behind a space: "40 %", "40 €", "3 million", "20 pp", "3 x".
	for more := true; more; {
		more = false
		next := afterSpace(text, i)
		r, size := utf8.DecodeRuneInString(text[next:])
		switch {
		case r == '%' && t.form == plain:
			t.form, i, more = percent, next+size, true
		case r == '×' && t.form == plain:
			t.form, t.unit, i = times, "x", next+size
		case isCurrency(r) && t.currency == "" && t.form == plain && !digitAt(text, next+size):
			t.form, t.currency, i, more = money, text[next:next+size], next+size, true
		case unicode.IsLetter(r) && t.unit == "":
			end := readWord(text, next)
			switch low := lowered(next, end); {
			case wordScale(low) > 0:
				t.value, t.other = t.value*wordScale(low), t.other*wordScale(low)
				i, more = end, true
			case next > i && t.currency != "" && (low == "k" || low == "m"):
				scale, _ := numberScale(text[next:end], true)
				t.value, t.other = t.value*scale, t.other*scale
				i = end
			case low == "percent" || low == "pct":
				t.form, i = percent, end
			case low == "per" && strings.HasPrefix(lowered(next, len(text)), "per cent"):
				t.form, i = percent, end+len(" cent")
			case low == "pp" || low == "ppt" || low == "ppts":
				t.form, t.unit, i = points, "pp", end
			case low == "percentage" && strings.HasPrefix(lowered(next, len(text)), "percentage point"):
				t.form, t.unit = points, "pp"
				i = readWord(text, end+1)
			}
		}
	}
	t.lower = lowered(start, i)
	return i
}

// numeralEnd returns the end of the digits at i with their separators.
func numeralEnd(s string, i int) int {
	run := 0 // digits since the last separator
	first := true
	for i < len(s) {
		if digitAt(s, i) || s[i] == '.' && first && run == 0 {
			if digitAt(s, i) {
				run++
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch r {
		case '.', ',':
			if !digitAt(s, i+size) {
				return i
			}
		case '\'', '’', ' ', '\u00a0', '\u202f', '\u2009':
			// Groups of three only, and no more than three before the first: "1 200" but not "2024 300".
			if run > 3 || run == 0 || !first && run != 3 ||
				!(digitAt(s, i+size) && digitAt(s, i+size+1) && digitAt(s, i+size+2)) || digitAt(s, i+size+3) || letterAt(s, i+size+3) {
				return i
			}
		default:
			return i
		}
		first, run = false, 0
		i += size
	}
	return i
}

// numeral reads digits with separators. The second value is another reading
// where the separator can be a decimal point or a thousands mark.
func numeral(s string) (value, other float64) {
	value, other = math.NaN(), math.NaN()
	var b strings.Builder
	var seps []rune
	var groups []int // digits behind each separator
	lead := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			b.WriteRune(r)
			if len(groups) == 0 {
				lead++
			} else {
				groups[len(groups)-1]++
			}
			continue
		}
		seps, groups = append(seps, r), append(groups, 0)
	}
	whole, err := strconv.ParseFloat(b.String(), 64)
	if err != nil {
		return value, other
	}
	if len(seps) == 0 {
		return whole, other
	}
	last := len(seps) - 1
	decimal := whole / math.Pow(10, float64(groups[last]))
	// All separators but the last must be thousands marks of one kind.
	for i, r := range seps[:last] {
		if groups[i] != 3 || r != seps[0] {
			return value, other
		}
	}
	switch sep := seps[last]; {
	case last > 0 && sep == seps[0]:
		if groups[last] != 3 {
			return value, other // 1.2.3 is a version
		}
		return whole, other
	case sep != '.' && sep != ',':
		return whole, other
	case last > 0:
		return decimal, other
	case groups[0] != 3 || lead > 3 || lead == 0 || s[0] == '0':
		return decimal, other
	case sep == ',':
		return whole, decimal
	default:
		return decimal, whole
	}
}
