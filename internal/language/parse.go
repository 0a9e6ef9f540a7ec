package language

import (
	"math"
	"strings"
)

// A lead says with what kind of word a sentence opens, once labels and fillers are off.
type lead uint8

const (
	leadNoun   lead = iota // "Prototype of keycards"
	leadVerb               // "Launch the app"
	leadGerund             // "Launching the app"
	leadPast               // "Launched the app"
	leadNumber             // "6 refresher classes", "90% of drivers say …"
	leadAll                // "All ramps installed"
	leadNone               // "No fraud report waits …"
	leadWe                 // "We count 120 beekeepers"
	leadMore               // "Better signage", "Fewer than 3 …"
	leadNothing
	leads
)

// A claim says what the main verb of a statement makes of its subject.
type claim uint8

const (
	noClaim    claim = iota
	isDone           // is implemented, are published
	isInPlace        // exists, is live, is in place, is available
	isGood           // is reliable, feels welcome
	isLevel          // is 40, is below 3 s
	isDoing          // is bringing forth
	isNoun           // is the default toolkit
	hasThing         // has a page, there is a map
	canDo            // can export
	does             // waits, keeps, reports
	participle       // ramps installed: a participle without "is"
	willDo           // will rise
	claims
)

// An amount says what kind of quantity a number is.
type amount uint8

const (
	noAmount amount = iota
	aShare          // 40 %
	aMoney          // €3M
	aTime           // 8 weeks, 200 ms
	aUnit           // 500 GB, 4.2 stars
	aTimes          // 3x
	aCount          // 12 interviews
	aBare           // a number with nothing behind it
	amounts
)

// A relation says how a quantity is tied to the words before it.
type relation uint8

const (
	noRelation relation = iota
	relFrom
	relTo
	relBy
	relOf
	relWith
	relWithin
	relAt
	relLeast // ≥, at least, over
	relMost  // ≤, under, below
	relIn
	relAtFirst // it opens the sentence
	relAfter   // a colon or a noun stands before it: "NPS 50"
	relations
)

// A quantity is a number of the sentence that measures or counts something.
type quantity struct {
	at, end  int // token indices, end exclusive, with the unit
	amount   amount
	relation relation
	counted  lexeme // for a count its noun; for a share what it is a share of
	bound    bool   // a bound such as "at least" stands before it
	arrow    bool   // an arrow or "from … to …" links it with another
	value    float64
	number   bool // counted is known
	per      bool // "per week", "a day", "/season"
	noun     int  // token of the counted noun, or -1
}

// A reading is a sentence taken apart.
type reading struct {
	text   string
	tokens []token
	words  []lexeme
	skip   []bool // debris, labels, dates: tokens that say nothing of the verdict
	date   []bool
	limit  []bool // the words of a bound, "no fewer than", which mean nothing alone

	lead       lead
	head       int // token of the opening word
	verb       int // token of the verb of an imperative, or of the main verb of a statement; -1
	verbClass  uint64
	verbEnd    int // the token behind the verb and its particle
	ensured    bool
	object     lexeme // head noun of the object
	objectAt   int    // its token or -1
	objectFrom int
	subject    lexeme // head noun of the subject of a statement
	subjectAt  int
	ofSubject  lexeme // what the subject is a share of
	claim      claim
	done       lexeme // the participle or adjective of a claim
	doneAt     int
	negated    bool

	quantities []quantity
	tieVerb    uint64 // classes of a second verb that brings a result
	tieAt      int
	guardFrom  int // token where a clause that only guards begins, or len
	hole       int // token of a placeholder, or -1
	holeEnd    int
}

// parse takes the sentence apart. Nothing of it fails; what isn't found stays empty.
func (s *Sentence) parse(r *reading) {
	n := len(s.tokens)
	*r = reading{text: s.Text, tokens: s.tokens, verb: -1, objectAt: -1, subjectAt: -1, doneAt: -1, tieAt: -1, guardFrom: n, hole: -1}
	r.words = make([]lexeme, n)
	flags := make([]bool, 3*n)
	r.skip, r.date, r.limit = flags[:n], flags[n:2*n], flags[2*n:]
	for i := range r.tokens {
		t := &r.tokens[i]
		if t.kind == word && t.marks&masked == 0 {
			r.words[i] = look(t.lower)
			if t.capital && i > 0 && r.words[i].verb == 0 && r.words[i].noun == 0 && r.words[i].other == 0 {
				r.words[i].form = base // an unknown name is no participle
			}
		}
	}
	for i := 1; i < n; i++ {
		if r.tokens[i].is("own") && r.words[i-1].otherIs(oOwn, oPronoun, oDeterminer) || r.tokens[i].is("own") && r.tokens[i-1].is("their", "its", "his", "her", "your", "one's") {
			r.words[i].verb, r.words[i].lemma = 0, ""
		}
	}
	r.skipDebris()
	r.findDates()
	if start, end := placeholder(s.tokens); end > 0 && !r.skip[start] {
		r.hole, r.holeEnd = start, end
	}
	r.findQuantities()
	r.findHead()
	r.findTie()
}

// next returns the first token at or after i that isn't skipped.
func (r *reading) next(i int) int {
	for i < len(r.tokens) && r.skip[i] {
		i++
	}
	return i
}

func (r *reading) isWord(i int, words ...string) bool {
	return i >= 0 && i < len(r.tokens) && r.tokens[i].is(words...)
}

func (r *reading) isNumber(i int) bool {
	return i >= 0 && i < len(r.tokens) && r.tokens[i].kind == number
}

// skipDebris passes over scores, labels, handles and bullets.
func (r *reading) skipDebris() {
	t := r.tokens
	n := len(t)
	i := 0
	for i < n { // at the front
		switch {
		case t[i].kind == symbol && t[i].is("-", "*", "•", "#", "·", "+", ">", ":", ".", ")", "✓", "☐", "☑", "✅", "_", "|", "–") && !(t[i].is("+", ">") && i+1 < n && t[i+1].kind == number):
			r.skip[i] = true
			i++
		case t[i].is("[", "(") && max(r.shortBracket(i), r.scoreBracket(i)) > 0:
			end := max(r.shortBracket(i), r.scoreBracket(i))
			for ; i < end; i++ {
				r.skip[i] = true
			}
		case t[i].kind == number && t[i].form == plain && i+1 < n && t[i+1].is(".", ")") && t[i+1].start == t[i].end:
			r.skip[i], r.skip[i+1] = true, true
			i += 2
		case i == 0 && n > 1 && r.sectionNumber():
			r.skip[i] = true
			i++
		case t[i].kind == word && (t[i].is("kr", "okr", "objective", "result", "goal") && i+1 < n && (t[i+1].is(":", "-", ".", ")") || t[i+1].kind == number) || isLabel(t[i].lower) && (i > 0 || i+1 < n && (t[i+1].kind != word || t[i+1].capital))):
			r.skip[i] = true
			for i++; i < n && (t[i].kind == number && t[i].form == plain && i+1 < n && !t[i+1].is("%", "/", "of", "→") && (t[i].joined || t[i-1].is("kr", "okr", "objective", "result", "goal", "#", ".", "-")) || t[i].is(":", "-", ".", ")", "#") || t[i].kind == word && isLabel(t[i].lower)); i++ {
				r.skip[i] = true
			}
		case t[i].is("key") && r.isWord(i+1, "result", "results"):
			r.skip[i] = true
			i++
		case t[i].is("p0", "p1", "p2", "p3", "wip", "done", "todo") && i+1 < n && t[i+1].is(":", "-"):
			r.skip[i] = true
			i++
		default:
			goto back
		}
	}
back:
	for j := i; j < n; j++ { // anywhere behind
		switch {
		case t[j].is("@") && j+1 < n && t[j+1].kind == word && j > i && t[j].spaced:
			r.skip[j], r.skip[j+1] = true, true
			for k := j + 2; k+1 < n && t[k].is("-", "/", ".") && !t[k].spaced && t[k+1].kind == word; k += 2 {
				r.skip[k], r.skip[k+1] = true, true
			}
			for k := j + 2; k < n && t[k].joined; k++ {
				r.skip[k] = true
			}
			if j > 0 && t[j-1].is("-", ",", "(") {
				r.skip[j-1] = true
			}
		case t[j].is("(", "[") && j > i:
			if end := r.scoreBracket(j); end > 0 {
				for ; j < end; j++ {
					r.skip[j] = true
				}
				j--
			}
		}
	}
	for j := n - 1; j > i && t[j].is(".", "!", ";", "*", "_"); j-- {
		r.skip[j] = true
	}
}

// sectionNumber reports whether the sentence opens with a number such as "1.2", which numbers a list.
func (r *reading) sectionNumber() bool {
	t, next := &r.tokens[0], &r.tokens[1]
	return t.kind == number && (t.form == plain || t.form == version) && t.unit == "" && strings.Contains(t.lower, ".") &&
		next.kind == word && next.capital && next.spaced && r.words[1].verb != 0 && r.words[1].form == base
}

// isLabel reports whether a word is a label such as "kr1", "kr1.2", "o2" or "p0"; "p95" is none.
func isLabel(w string) bool {
	if rest, ok := strings.CutPrefix(w, "kr"); ok {
		return rest != "" && len(rest) <= 4 && strings.Trim(rest, "0123456789.") == ""
	}
	return len(w) == 2 && (w[0] == 'o' || w[0] == 'p') && w[1] >= '0' && w[1] <= '9'
}

// shortBracket returns the end of a bracket of one or two tokens that is a tag, or 0.
func (r *reading) shortBracket(i int) int {
	for j := i + 1; j < len(r.tokens) && j <= i+4; j++ {
		if r.tokens[j].is("]", ")") {
			if j+1 >= len(r.tokens) {
				return 0
			}
			if j == i+1 || j == i+2 {
				l := r.words[i+1]
				if j == i+1 || r.tokens[i].is("[") && (r.tokens[i+1].kind == symbol || l.verb == 0 && l.noun == 0 || isLabel(r.tokens[i+1].lower) || r.tokens[i+1].is("x", "done")) || isLabel(r.tokens[i+1].lower) || r.tokens[i+1].kind == number && r.tokens[i+1].form == percent || r.tokens[i+1].is("stretch", "committed", "aspirational") {
					return j + 1
				}
			}
			return 0
		}
	}
	return 0
}

// scoreBracket returns the end of a bracket that holds nothing but a score, a target or a tag, or 0.
func (r *reading) scoreBracket(i int) int {
	scored, small := false, true
	numbers, arrows := 0, 0
	for j := i + 1; j < len(r.tokens) && j <= i+8; j++ {
		t := &r.tokens[j]
		switch {
		case t.is("]", ")"):
			if scored || numbers == 2 && arrows > 0 && small || numbers == 1 && j == i+2 && small || j == i+2 && isLabel(r.tokens[i+1].lower) {
				return j + 1
			}
			return 0
		case t.kind == number:
			numbers++
			if !(t.value <= 1) || t.form != plain {
				small = false
			}
		case t.is("→", "/", "-"):
			arrows++
		case t.is("target", "score", "scored", "current", "stretch", "committed", "aspirational", "confidence", "progress", "owner", "status", "final", "grade", "dri", "lead"):
			scored = true
		case t.is("@"):
			scored = true
		case t.is(":", ".", ",", "=", "%"):
		default:
			if !scored {
				return 0
			}
		}
	}
	return 0
}

func yearToken(t *token) bool {
	return t.kind == number && t.form == plain && t.unit == "" && t.end-t.start == 4 && t.value >= 1950 && t.value <= 2100
}

func monthName(w string) bool {
	switch w {
	case "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec":
		return true
	}
	return false
}

// isPeriod reports whether a word names a time on the calendar of itself.
func isPeriod(w string) bool {
	if len(w) >= 2 && len(w) <= 4 && (w[0] == 'q' || w[0] == 'h' || w[0] == 'w') && w[1] >= '0' && w[1] <= '9' {
		return true
	}
	if len(w) >= 4 && len(w) <= 6 && w[:2] == "fy" && w[2] >= '0' && w[2] <= '9' {
		return true
	}
	switch w {
	case "eoy", "eoq", "eom", "midyear", "christmas", "easter", "deadline", "today", "tomorrow", "kickoff", "ytd":
		return true
	}
	return false
}

// namesNumber reports whether a number behind the word is its name: "Week 8", "Phase 2", "Python 3".
func namesNumber(w string) bool {
	switch w {
	case "week", "sprint", "phase", "stage", "tier", "level", "version", "release", "hall", "type", "iso", "article", "wave", "part", "chapter", "round",
		"top", "series", "cell", "gate", "zone", "line", "day", "month", "year", "step", "room", "building", "block", "sev", "l", "p", "wcag", "iec", "en", "rfc",
		"module", "unit", "class", "grade", "section", "act", "windows", "python", "java", "node", "postgres", "go", "ubuntu", "php", "ruby", "rails", "android", "ios", "sql", "http":
		return true
	}
	return false
}

// findDates marks what only says when, and numbers that are names.
func (r *reading) findDates() {
	t := r.tokens
	for i := range t {
		if r.skip[i] || r.date[i] {
			continue
		}
		mark := false
		switch {
		case t[i].kind == word && isPeriod(t[i].lower):
			mark = true
		case t[i].kind == word && monthName(t[i].lower) && (t[i].capital || i+1 < len(t) && t[i+1].kind == number) && i > 0:
			mark = true
			for _, j := range [...]int{i - 1, i + 1} {
				if r.isNumber(j) && (t[j].form == plain || t[j].form == ordinal) && t[j].value <= 31 && !t[j].joined {
					r.date[j] = true
				}
			}
		case yearToken(&t[i]) && (i == 0 || !t[i-1].is("→", "≥", ">", "<", "≤", "to", "from") || r.isWord(i-1, "from") && !r.hasNumberAfter(i+1)) && !(i+1 < len(t) && t[i+1].kind == word && (r.words[i+1].plural) && !t[i+1].is("s")):
			mark = true
		case t[i].kind == number && (t[i].form == version || i > 0 && t[i-1].is("#", "№") || i+1 < len(t) && t[i+1].is("pm", "am", "°", "o'clock") || t[i].unit == "pm" || t[i].unit == "am"):
			mark = true
		case t[i].kind == number && t[i].form == plain && t[i].unit == "" && i > 0 && t[i-1].kind == word && namesNumber(t[i-1].lower) && t[i].spaced && !r.words[i-1].plural &&
			!(i+1 < len(t) && (t[i+1].is("→", "%") || t[i+1].kind == word && r.words[i+1].nounIs(nTime))):
			mark = true
			if t[i-1].is("week", "sprint", "phase", "day", "month", "year", "round") {
				r.date[i-1] = true
			}
		}
		if !mark {
			continue
		}
		r.date[i] = true
		// "by the end of", "in the course of", "no later than"
		for j := i - 1; j >= 0 && i-j <= 5; j-- {
			if t[j].kind != word {
				break
			}
			if t[j].is("by", "before", "until", "in", "during", "on", "from", "since", "till", "for", "end", "close", "of", "the", "this", "next", "start", "middle", "beginning", "mid", "late", "early", "eo", "calendar", "fiscal", "last", "ending", "as") {
				if t[j].is("of", "the", "for", "in", "on", "from") && j > 0 && r.words[j-1].noun != 0 && !t[j-1].is("end", "close", "start", "middle", "beginning") {
					if !t[j].is("the") {
						r.date[j] = true
					}
					break
				}
				r.date[j] = true
				continue
			}
			break
		}
	}
	// "by the end of the quarter", "this season", "by year end": times without a name.
	for i := range t {
		if r.date[i] || t[i].kind != word || i == 0 {
			continue
		}
		if t[i].is("quarter", "year", "season", "semester", "term", "month", "week", "half", "yearend", "summer", "autumn", "winter", "spring", "weeks", "months", "years", "quarters", "seasons", "winters", "summers", "days") {
			j := i - 1
			for j >= 0 && i-j < 6 && (t[j].kind == word && t[j].is("the", "this", "next", "coming", "following", "current", "opening", "school", "financial", "fiscal", "calendar", "upcoming", "of", "end", "close", "last", "first", "course", "one", "two", "three", "six", "trial", "previous", "same", "entire") || t[j].kind == number && t[j].form == plain && t[j].unit == "") {
				j--
			}
			if j >= 0 && j < i-1 && t[j].is("by", "before", "until", "in", "during", "over", "within", "for", "after", "inside", "through") && t[i-1].kind == word {
				for k := j; k <= i; k++ {
					r.date[k] = true
				}
			} else if t[i-1].is("this", "next", "last") {
				r.date[i-1], r.date[i] = true, true
			}
		}
	}
}

func (r *reading) hasNumberAfter(i int) bool {
	for ; i < len(r.tokens); i++ {
		if r.tokens[i].kind == number {
			return true
		}
	}
	return false
}

// numberWord is the value of a number word, or NaN.
func numberWord(w string) float64 {
	switch w {
	case "one":
		return 1
	case "two", "couple":
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
	case "hundred":
		return 100
	}
	return math.NaN()
}

func (r *reading) relationBefore(i int) (rel relation, bound bool, start int) {
	start = i
	for j := i - 1; j >= 0; j-- {
		t := &r.tokens[j]
		if r.skip[j] {
			continue
		}
		switch {
		case t.is("≥", ">", "+"):
			bound, start = true, j
			if rel == noRelation {
				rel = relLeast
			}
			continue
		case t.is("≤", "<"):
			bound, start = true, j
			if rel == noRelation {
				rel = relMost
			}
			continue
		case t.is("~", "about", "around", "approximately", "roughly", "circa", "ca", "a", "an", "the", "some", "=", "almost", "nearly", "only", "up", "max", "min"):
			start = j
			continue
		case t.is("least", "over", "above", "exceed", "exceeding", "exceeds", "minimum", "atleast", "beyond") || t.is("than") && r.isWord(j-1, "more", "greater", "higher", "better", "less", "fewer", "lower", "later", "longer"):
			bound, start = true, j
			if rel == noRelation {
				rel = relLeast
				if t.is("than") && r.isWord(j-1, "less", "fewer", "lower") != r.isWord(j-2, "no", "not") {
					rel = relMost
				}
			}
			if t.is("than") {
				j--
				start = j
				if r.isWord(j-1, "no", "not") {
					j--
					start = j
				}
			} else if t.is("least") && r.isWord(j-1, "at") {
				j--
				start = j
			} else if t.is("minimum") && r.isWord(j-1, "a") {
				j--
				start = j
			} else if t.is("over") {
				return rel, bound, start
			}
			continue
		case t.is("under", "below", "most", "beneath", "maximum"):
			bound, start = true, j
			if rel == noRelation {
				rel = relMost
			}
			if r.isWord(j-1, "at") {
				j--
				start = j
			}
			continue
		case t.is("from"):
			return relFrom, bound, j
		case t.is("to", "→"):
			return relTo, bound, j
		case t.is("by"):
			return relBy, bound, j
		case t.is("of"):
			if rel == noRelation || bound {
				return relOf, bound, j
			}
		case t.is("with"):
			return relWith, bound, j
		case t.is("within", "inside", "in", "after", "for", "during", "per", "every", "each"):
			if rel == noRelation {
				rel = relWithin
				if t.is("in", "for") {
					rel = relIn
				}
			}
			return rel, bound, j
		case t.is("at"):
			return relAt, bound, j
		}
		if rel != noRelation {
			return rel, bound, start
		}
		if t.is(":", "=", ",", "(", "-") || t.kind == word {
			return relAfter, bound, start
		}
		return noRelation, bound, start
	}
	if rel == noRelation {
		rel = relAtFirst
	}
	return rel, bound, start
}

// nounPhrase returns the head noun of the phrase that starts at i: the last
// noun before a preposition, a verb or a sign ends it.
func (r *reading) nounPhrase(i int) (at, end int) {
	at = -1
	start := i
	for ; i < len(r.tokens); i++ {
		t := &r.tokens[i]
		if r.skip[i] {
			continue
		}
		if t.kind == symbol {
			if t.is("(", "[") && at < 0 { // "3 (firmware) patches"
				for k := i + 1; k < len(r.tokens) && k < i+5; k++ {
					if r.tokens[k].is(")", "]") {
						i = k
						break
					}
				}
				continue
			}
			if t.is("&", "/", `"`, "'", "*", "]", "+", "_", ")") && at < 0 {
				continue
			}
			if t.is("/", "&", `"`, "]", "+") && i+1 < len(r.tokens) && r.tokens[i+1].kind == word {
				continue
			}
			break
		}
		if t.kind == number {
			if at >= 0 || r.date[i] {
				break
			}
			continue
		}
		l := &r.words[i]
		if l.otherIs(oPreposition) && !t.joined || l.otherIs(oPronoun) || l.otherIs(oConjunction) && !t.is("and") || l.verbIs(vModal) || t.is("is", "are", "was", "were", "has", "have", "be", "been", "that", "not") {
			break
		}
		if t.is("and") {
			break
		}
		if l.otherIs(oDeterminer, oOwn) && i > start && at >= 0 {
			break
		}
		if at >= 0 && l.verb != 0 && l.form == base && r.words[at].plural && i+1 < len(r.tokens) && (r.tokens[i+1].kind == number || r.words[i+1].otherIs(oDeterminer, oOwn)) && !t.joined {
			break
		}
		if l.otherIs(oDeterminer, oOwn, oAll, oVague, oNew, oGood, oMore, oMeasure, oNumber, oTime, oAdverb, oNone, oPlain) && l.noun == 0 && !(l.form == past && l.verb != 0 && at >= 0 && !r.adjectival(i)) {
			continue
		}
		if l.form == past && l.noun == 0 && at >= 0 && !r.adjectival(i) {
			break
		}
		if at >= 0 && l.noun == 0 && l.verb != 0 && l.form != gerund && !r.tokens[i].joined && !(i+1 < len(r.tokens) && r.tokens[i+1].joined) && (l.form == third || r.words[at].plural) {
			break
		}
		if l.form == past && l.noun == 0 && r.adjectival(i) {
			continue
		}
		if r.date[i] && at >= 0 {
			break
		}
		at = i
	}
	return at, i
}

// adjectival reports whether the participle at i stands before a noun that it describes.
func (r *reading) adjectival(i int) bool {
	j := i + 1
	for j < len(r.tokens) && r.skip[j] {
		j++
	}
	if j >= len(r.tokens) || r.tokens[j].kind != word || r.date[j] {
		return false
	}
	l := &r.words[j]
	if l.otherIs(oPreposition, oDeterminer, oOwn, oConjunction, oAdverb, oAll, oDone) && !r.tokens[j].joined {
		return false
	}
	return l.noun != 0 || l.verb == 0 && l.other == 0 || l.otherIs(oNew, oGood, oPlain)
}

// findQuantities reads the numbers that are no dates, names or debris.
func (r *reading) findQuantities() {
	t := r.tokens
	var buffer [8]quantity
	r.quantities = buffer[:0]
	for i := 0; i < len(t); i++ {
		if r.skip[i] || r.date[i] || t[i].marks&masked != 0 {
			continue
		}
		q := quantity{at: i, end: i + 1, noun: -1, value: t[i].value}
		isQ := false
		switch {
		case t[i].kind == number:
			if t[i].form == ordinal && !(i+1 < len(t) && t[i+1].is("place", "percentile")) {
				continue
			}
			// A number joined to a word before it is part of a name: "covid-19"; "mid-90s".
			if t[i].joined && i > 0 && t[i-1].kind == word ||
				i > 1 && t[i-1].is("-") && !t[i].spaced && !t[i-1].spaced && t[i-2].kind == word {
				continue
			}
			// "1:1s" are talks, "5:1" is a ratio, "9:30" a time of day: none counts anything.
			if i+2 < len(t) && t[i+1].is(":") && !t[i+1].spaced && t[i+2].kind == number && !t[i+2].spaced ||
				i > 1 && t[i-1].is(":") && !t[i].spaced && !t[i-1].spaced && t[i-2].kind == number {
				continue
			}
			isQ = true
		case t[i].kind == word:
			if v := numberWord(t[i].lower); !math.IsNaN(v) && !t[i].joined && !(i+1 < len(t) && t[i+1].joined && !r.words[i+1].nounIs(nTime)) {
				if t[i].is("one") && (i+1 >= len(t) || t[i+1].kind != word || r.words[i+1].otherIs(oPreposition, oConjunction) && !t[i+1].is("of", "or") || r.isWord(i-1, "the", "a", "this", "that", "no", "each", "every", "first", "in", "as") || r.isWord(i+1, "piece", "place", "roof", "go", "another")) {
					continue
				}
				if t[i].is("hundred", "dozen", "couple") && !(i > 0 && t[i-1].is("a", "one")) {
					continue
				}
				q.value, isQ = v, true
			} else if t[i].is("half", "third", "quarter", "fifth", "tenth", "thirds") && (r.isWord(i-1, "by", "in") || r.isWord(i-1, "a", "one", "two") && r.isWord(i-2, "by")) && (i+1 >= len(t) || t[i+1].kind != word || r.words[i+1].otherIs(oPreposition, oConjunction)) {
				q.amount, q.relation, isQ = aShare, relBy, true
			} else if t[i].is("half", "third", "quarter", "thirds", "quarters", "majority") && !r.date[i] && i+1 < len(t) && t[i+1].is("of", "the", "our", "all") && !(i > 0 && t[i-1].is("first", "second", "the", "last", "this") && !t[i+1].is("of")) {
				if t[i].is("majority") {
					continue
				}
				q.amount, isQ = aShare, true
			}
		}
		if !isQ {
			continue
		}
		if q.relation == noRelation {
			var start int
			q.relation, q.bound, start = r.relationBefore(i)
			for j := start; q.bound && j < i; j++ {
				r.limit[j] = true
			}
		}
		r.amountOf(&q, i)
		r.quantities = append(r.quantities, q)
		if q.end > i+1 {
			i = q.end - 1
		}
	}
	// "from 3 to 5 days": the second lends its unit to the first, and both are linked.
	for k := range r.quantities {
		if k == 0 {
			continue
		}
		a, b := &r.quantities[k-1], &r.quantities[k]
		between := b.at - a.end
		linked := false
		for j := a.end; j < b.at; j++ {
			if t[j].is("→", "to", "-", "from") && between <= 5 && (t[j].is("→") || a.relation == relFrom || b.relation == relFrom || a.amount == aBare || t[j].is("-")) {
				linked = true
			}
		}
		if linked {
			if t[b.at-1].is("-") && between == 1 { // a range is one amount
				b.relation, b.bound = a.relation, a.bound
			} else {
				a.arrow, b.arrow = true, true
			}
			if a.amount == aBare {
				a.amount, a.counted, a.number, a.noun = b.amount, b.counted, b.number, b.noun
			}
		}
	}
}

// amountOf finds what kind of quantity stands at token i, and what it counts.
func (r *reading) amountOf(q *quantity, i int) {
	t := r.tokens
	tok := &t[i]
	j := i + 1
	for j < len(t) && t[j].is("+", "*", ")") && !t[j].spaced {
		j++
	}
	switch {
	case q.amount != noAmount:
	case tok.form == percent, tok.form == points:
		q.amount = aShare
	case tok.form == money || tok.currency != "":
		q.amount = aMoney
	case tok.form == times:
		q.amount = aTimes
	case tok.unit != "":
		q.amount = aUnit
		if look(tok.unit).nounIs(nTime) || tok.unit == "s" || tok.unit == "m" || tok.unit == "d" || tok.unit == "h" || tok.unit == "us" || tok.unit == "µs" || tok.unit == "ns" {
			q.amount = aTime
		}
	}
	if q.amount == aShare {
		// What is it a share of?
		k := j
		if t[i].kind == word && k < len(t) && t[k].is("of") {
			k++
		} else if k < len(t) && t[k].is("of", "from") {
			k++
		} else if k < len(t) && t[k].is("or") {
			k += 2
			for k < len(t) && (t[k].is("of", "than") || r.words[k].otherIs(oMore)) {
				k++
			}
		}
		if at, _ := r.nounPhrase(k); at >= 0 && at-k < 9 {
			q.noun, q.counted, q.number = at, r.words[at], true
		}
		return
	}
	if q.amount != noAmount {
		q.per = r.perAfter(j)
		if at, _ := r.nounPhrase(j); at >= 0 && at-j < 6 {
			q.noun, q.counted, q.number = at, r.words[at], true
		}
		return
	}
	// A plain number: a unit, or the noun that it counts.
	k := j
	if k < len(t) && t[k].kind == word && r.words[k].nounIs(nTime) && !t[k].is("shift", "shifts", "semester") &&
		!(t[k].is("second", "weekday", "weekend", "night") && q.value > 1 && !t[k].joined && k+1 < len(t) && r.words[k+1].plural) {
		q.amount, q.end = aTime, k+1
		q.per = r.perAfter(k + 1)
		// "90-minute workshops" counts nothing; the unit only describes.
		if at, _ := r.nounPhrase(k + 1); at >= 0 {
			q.noun, q.counted, q.number = at, r.words[at], true
		}
		return
	}
	if k+1 < len(t) && t[k].is("or") && r.words[k+1].otherIs(oMore) {
		k += 2
		q.bound = true
	}
	if k < len(t) && t[k].kind == symbol && t[k].is("/") && k+1 < len(t) && r.isNumber(k+1) {
		k += 2
	}
	if k < len(t) && t[k].is("of") {
		k++
		if k < len(t) && (r.isNumber(k) || t[k].is("the", "our")) {
			k++
			q.amount = aShare // 8 of 10 dispatchers
		}
	}
	at, end := r.nounPhrase(k)
	if at < 0 || at-k > 7 {
		if q.amount == noAmount {
			q.amount = aBare
			q.per = r.perAfter(j)
			if k < len(t) && t[k].kind == word && r.words[k].otherIs(oMeasure, oNew) {
				q.amount = aCount
			}
		}
		return
	}
	q.noun, q.counted, q.number = at, r.words[at], true
	if q.amount == noAmount {
		q.amount = aCount
		if r.words[at].noun == 1<<nUnit && at == k {
			q.amount = aUnit
		}
	}
	q.per = r.perAfter(end)
}

// perAfter reports whether a rate in time or per head follows: "per week", "a day", "/season".
func (r *reading) perAfter(i int) bool {
	for j := i; j < len(r.tokens) && j < i+3; j++ {
		t := &r.tokens[j]
		if t.is("per", "/", "weekly", "monthly", "daily", "yearly", "annually") {
			return true
		}
		if t.is("a", "each", "every") && j+1 < len(r.tokens) && r.words[j+1].nounIs(nTime, nDate) {
			return true
		}
	}
	return false
}

// filler reports whether the word at i may stand before the head without being it.
func (r *reading) filler(i int) bool {
	t := &r.tokens[i]
	if t.kind == symbol {
		return t.is(`"`, "'", "*", "_", "~", "-", "(", "[", "]", ")", ":", ",")
	}
	if t.kind != word {
		return false
	}
	l := &r.words[i]
	if t.is("to") && i+1 < len(r.tokens) && r.words[i+1].verb != 0 {
		return true
	}
	return l.verb == 0 && l.noun == 0 && (l.otherIs(oAdverb) || len(t.lower) > 4 && t.lower[len(t.lower)-2:] == "ly")
}

// findHead finds the opening word, and takes the sentence for an order or a statement.
func (r *reading) findHead() {
	t := r.tokens
	n := len(t)
	i := r.next(0)
	for i < n && (r.filler(i) || r.date[i] && t[i].kind != word) {
		i = r.next(i + 1)
	}
	// "I would like to", "we will", "we want to", "our goal is to"
	if i < n && t[i].is("we", "i", "i'd", "let's", "lets") {
		j := i + 1
		for j < n && (t[j].is("will", "want", "would", "like", "need", "plan", "aim", "to", "shall", "must", "should", "can", "are", "going", "'ll", "intend", "hope", "wish") || r.filler(j)) {
			j++
		}
		if j > i+1 && j < n && t[j-1].is("to", "will", "shall", "must", "should") {
			i = j
		}
	}
	for i < n && r.words[i].verbIs(vEnsure) && r.words[i].form <= third && (t[i].is("ensure", "guarantee", "assure", "ensures") || t[i].is("make", "see") && r.isWord(i+1, "sure", "certain", "that", "to")) && !r.ensured {
		r.ensured = true
		i++
		for i < n && (t[i].is("sure", "certain", "that", "to", "it") || r.skip[i]) {
			i++
		}
	}
	r.head = i
	if i >= n {
		r.lead = leadNothing
		return
	}
	tok, l := &t[i], &r.words[i]
	imperative := false
	switch {
	case tok.kind == number || !math.IsNaN(numberWord(tok.lower)) && tok.kind == word || tok.kind == symbol && tok.is("≥", "≤", "<", ">", "~") || l.otherIs(oLeast) && l.verb == 0 && !tok.is("open") && r.quantityNear(i, 4) || tok.is("at", "a", "half", "atleast", "minimum", "up") && r.quantityNear(i, 3):
		r.lead = leadNumber
	case tok.is("all", "every", "each", "everyone", "everybody", "any"):
		r.lead = leadAll
	case tok.is("no", "zero", "none", "never", "nobody", "nothing"):
		r.lead = leadNone
	case tok.is("we", "our", "i", "my") && !tok.is("our", "my"):
		r.lead = leadWe
	case tok.is("don't", "dont", "do") && (r.isWord(i+1, "not") || tok.is("don't", "dont")):
		r.lead, imperative, r.negated = leadVerb, true, true
		i++
		if i < n && t[i].is("not") {
			i++
		}
	case l.otherIs(oMore) && (l.verb == 0 || tok.is("lower", "better", "further") && !r.verbContext(i)):
		r.lead = leadMore
	case l.verb != 0 && l.form == base && r.verbContext(i) && !r.compoundSubject(i):
		r.lead, imperative = leadVerb, true
	case l.verb != 0 && l.form == gerund && r.verbContext(i):
		r.lead, imperative = leadGerund, true
	case l.verb != 0 && l.form == past && l.noun == 0 && !tok.is("is", "are") && r.verbContext(i) && !l.verbIs(vBe, vHave):
		r.lead, imperative = leadPast, true
	default:
		r.lead = leadNoun
	}
	if imperative && i < n {
		r.verb, r.verbClass, r.verbEnd = i, r.words[i].verb, i+1
		r.particle(i)
		from := r.verbEnd
		r.objectAt, _ = r.nounPhrase(from)
		r.objectFrom = from
		if r.objectAt >= 0 {
			r.object = r.words[r.objectAt]
		}
		return
	}
	r.findClaim(i)
}

func (r *reading) quantityNear(i, within int) bool {
	for _, q := range r.quantities {
		if q.at >= i && q.at <= i+within {
			return true
		}
	}
	return false
}

// verbContext reports whether the word at i, which may be a verb, is one there.
func (r *reading) verbContext(i int) bool {
	l := &r.words[i]
	j := i + 1
	for j < len(r.tokens) && r.skip[j] {
		j++
	}
	if j >= len(r.tokens) {
		return l.noun == 0 && l.form != gerund || l.noun == 0
	}
	t, next := &r.tokens[j], &r.words[j]
	if t.joined { // "check-in desk", "re-design": a compound, unless the whole is a verb
		return l.noun == 0 && next.verb != 0 || r.tokens[i].is("re", "pre", "co", "pen", "de", "cross", "open", "fine")
	}
	if _, ok := phrasalVerbs[l.lemma+" "+t.lower]; ok && l.form == base {
		return true
	}
	if l.noun == 0 && !l.otherIs(oGood, oDone, oNew, oMore) {
		return true
	}
	switch {
	case t.kind == number, t.is("≥", "≤", ">", "<", "~", "[", `"`, "(", "'"):
		return true
	case t.kind == symbol:
		return l.noun == 0
	case next.otherIs(oDeterminer, oOwn, oAll, oVague, oNumber, oPronoun) || t.is("a", "an", "the"):
		return true
	case t.is("of", "is", "are", "was", "were", "has", "have", "can", "will", "be"):
		return false
	case t.is("and", "or") && j+1 < len(r.tokens) && r.words[j+1].verb != 0 && r.words[j+1].form == base:
		return r.verbContext(j + 1)
	case t.is("to") && l.form == base:
		return l.verbIs(vUse, vTell, vChange, vPartner) && !l.nounIs(nSpeed)
	case next.otherIs(oPreposition):
		return l.form == base && !l.nounIs(nDelivery, nText, nPlan, nMoney, nRate, nActivity, nEvent) || l.form == gerund && l.noun == 0
	case next.otherIs(oGood, oNew, oMore, oMeasure, oAdverb, oPlain):
		return true
	case next.form == past && next.noun == 0 && !r.adjectival(j):
		return false
	case l.otherIs(oGood, oNew) && next.noun != 0 && !next.plural:
		return l.verbIs(vUp, vDown)
	}
	// Two words that may each be a noun: "Support tickets", "Test coverage", "Launch app", "Order lead time".
	if next.nounIs(nRate, nSpeed, nPerf, nScore, nFault) && !l.verbIs(vUp, vDown, vImprove, vReach, vHold, vGain, vMultiply, vResearch, vShift) {
		return false
	}
	if l.form == gerund {
		return l.noun == 0
	}
	return true
}

// compoundSubject reports whether the word at i, which may be a verb, opens the subject of a statement: "Weigh house is a joy".
func (r *reading) compoundSubject(i int) bool {
	if l := &r.words[i]; l.noun == 0 || l.verbIs(vEnsure, vResearch, vTell, vHave, vDecide) || i+1 >= len(r.tokens) || r.words[i+1].otherIs(oDeterminer, oOwn, oAll, oPreposition) || r.tokens[i+1].kind != word {
		return false
	}
	at, end := r.nounPhrase(i + 1)
	return at >= 0 && at <= i+2 && end < len(r.tokens) && r.tokens[end].is("is", "are", "was", "were", "has", "have", "can", "will", "runs", "works")
}

// particle joins a verb with what makes another verb of it: "set up", "bring … down".
func (r *reading) particle(i int) {
	l := &r.words[i]
	if l.lemma == "" {
		return
	}
	j := r.next(i + 1)
	if j >= len(r.tokens) {
		return
	}
	if c, ok := phrasalVerbs[l.lemma+" "+r.tokens[j].lower]; ok {
		r.verbClass, r.verbEnd = 1<<c, j+1
		return
	}
	switch l.lemma {
	case "bring", "get", "take", "push", "drive", "set", "put", "turn", "switch", "scale", "cut", "make", "shut", "hand", "keep", "move", "carry":
		for ; j < len(r.tokens) && j < i+12; j++ {
			if t := &r.tokens[j]; t.is("down", "up", "out", "live", "online", "available", "into", "onto", "off", "together", "back") {
				if c, ok := phrasalVerbs[l.lemma+" "+t.lower]; ok {
					r.verbClass = 1 << c
				} else if t.is("into", "onto") && r.isWord(j+1, "service", "operation", "production", "use", "practice", "regular", "daily", "force", "effect", "action") {
					r.verbClass = 1 << vDeliver
				} else {
					continue
				}
				return
			} else if t.kind == symbol && !t.is("(", ")", "/", "&") {
				return
			}
		}
	}
}

// findClaim looks for the main verb of a statement whose subject starts at i.
func (r *reading) findClaim(i int) {
	t := r.tokens
	n := len(t)
	if r.lead == leadWe {
		i++
	}
	subject, end := r.nounPhrase(i)
	if t[r.head].is("there") {
		subject = -1
		end = i
	}
	if subject < 0 && r.lead == leadNumber { // "90 % of members are certified" speaks of members
		for k := range r.quantities {
			if q := &r.quantities[k]; q.at <= i+3 && q.noun >= 0 {
				subject, end = q.noun, q.noun+1
				break
			}
		}
	}
	if subject >= 0 {
		r.subjectAt, r.subject = subject, r.words[subject]
	}
	for j := end; j < n; j++ {
		if r.skip[j] || t[j].kind != word {
			if t[j].kind == symbol && t[j].is(":", ";", "→", "(") && r.claim == noClaim && j > end && t[j].is(":", ";") {
				return
			}
			continue
		}
		l := &r.words[j]
		if t[j].is("that", "which", "who", "where", "when", "while", "whose", "if") { // a relative clause has its own verb: step over one
			k := j + 1
			for k < n && !(r.words[k].verb != 0) {
				k++
			}
			j = k
			continue
		}
		if t[j].is("of") && r.subjectAt >= 0 && r.ofSubject.noun == 0 {
			if at, _ := r.nounPhrase(j + 1); at >= 0 {
				r.ofSubject = r.words[at]
			}
			continue
		}
		switch {
		case t[j].is("is", "are", "was", "were", "be", "been", "isn't", "aren't", "being", "gets", "get", "remains", "feels", "feel", "stays", "becomes") && (l.form == third || l.lemma == "be") || t[j].is("get", "feel", "feels") && j > end-1 && r.words[j-1].noun != 0:
			r.verb, r.verbClass, r.verbEnd = j, l.verb, j+1
			r.beClaim(j + 1)
			return
		case t[j].is("has", "have", "had", "own", "owns", "contains", "includes", "possess"):
			r.verb, r.verbClass, r.verbEnd = j, 1<<vHave, j+1
			r.claim = hasThing
			k := r.next(j + 1)
			for k < n && (t[k].is("been", "to", "be", "not") || r.filler(k)) {
				if t[k].is("been") {
					r.beClaim(k + 1)
					return
				}
				k++
			}
			if k < n && r.words[k].form == past && r.words[k].verb != 0 && !r.adjectival(k) {
				r.claim, r.done, r.doneAt = isDone, r.words[k], k
				r.verbClass = r.words[k].verb
				return
			}
			r.objectFrom = k
			if at, _ := r.nounPhrase(k); at >= 0 {
				r.objectAt, r.object = at, r.words[at]
			}
			return
		case l.verbIs(vModal) && !t[j].is("able"):
			k := r.next(j + 1)
			for k < n && (r.filler(k) || t[k].is("not", "be", "able", "to", "now")) {
				k++
			}
			r.claim = canDo
			if t[j].is("will", "must", "shall", "should") {
				r.claim = willDo
			}
			if k < n {
				r.verb, r.verbClass, r.verbEnd = k, r.words[k].verb, k+1
				r.particle(k)
				if r.words[k].form == past && r.words[k].verb != 0 {
					r.done, r.doneAt = r.words[k], k
					r.claim = isDone
				}
				r.objectFrom = r.verbEnd
				if at, _ := r.nounPhrase(r.verbEnd); at >= 0 {
					r.objectAt, r.object = at, r.words[at]
				}
			}
			return
		case t[j].is("exists", "exist", "exits"):
			r.verb, r.claim, r.verbClass, r.doneAt = j, isInPlace, 1<<vBe, j
			return
		case l.verb != 0 && l.form == past && (l.noun == 0 || j == n-1) && !r.adjectival(j):
			if r.claim == noClaim || r.claim == participle {
				if r.doneAt < 0 {
					r.claim, r.done, r.doneAt = participle, *l, j
					r.verb, r.verbClass, r.verbEnd = j, l.verb, j+1
				}
			}
			continue // a finite verb may still come
		case l.otherIs(oDone) && l.verb == 0 && j == end && !t[j].is("out", "set", "current", "present") && r.claim == noClaim && !r.adjectival(j):
			r.claim, r.done, r.doneAt = isInPlace, *l, j
			continue
		case (l.verb != 0 || l.form == third && l.plural && l.noun == 0) && (l.form == third && (l.noun == 0 || r.afterNoun(j, end)) && (r.subject.noun == 0 || !r.subject.plural || l.noun == 0) || l.form == base && l.lemma != "" && j > 0 && (r.words[j-1].plural || r.words[j-1].nounIs(nAudience) || r.lead == leadWe) && r.finiteBase(j)):
			if l.otherIs(oPreposition, oDeterminer, oAdverb) || t[j].joined {
				continue
			}
			r.verb, r.verbClass, r.verbEnd = j, l.verb, j+1
			r.claim = does
			r.particle(j)
			r.objectFrom = r.verbEnd
			if at, _ := r.nounPhrase(r.verbEnd); at >= 0 {
				r.objectAt, r.object = at, r.words[at]
			}
			return
		}
	}
}

// afterNoun reports whether the word at i, which may be a plural noun or a verb, is followed by an object.
func (r *reading) afterNoun(i, end int) bool {
	j := i + 1
	if i < 1 || r.words[i-1].otherIs(oPreposition, oDeterminer, oOwn, oConjunction, oAll, oVague, oNumber) || r.tokens[i-1].kind != word {
		return false
	}
	if j >= len(r.tokens) {
		return false
	}
	t, l := &r.tokens[j], &r.words[j]
	return t.kind == number || l.otherIs(oDeterminer, oOwn, oAll, oPronoun) || t.is("≥", "≤", "<", ">", "to", "at", "under", "below", "over")
}

// finiteBase reports whether the base form at i, behind a plural, is the verb: "drivers say they know".
func (r *reading) finiteBase(i int) bool {
	l := &r.words[i]
	if l.noun == 0 && !l.otherIs(oGood, oNew, oDone) {
		return true
	}
	j := i + 1
	if j >= len(r.tokens) {
		return false
	}
	t, next := &r.tokens[j], &r.words[j]
	return t.kind == number || next.otherIs(oDeterminer, oOwn, oAll, oPronoun, oPreposition) || t.is("≥", "≤", "<", ">")
}

// beClaim reads what stands behind a form of "be".
func (r *reading) beClaim(i int) {
	t := r.tokens
	n := len(t)
	r.claim = isNoun
	for i < n && (r.skip[i] || r.filler(i) || t[i].is("not", "now", "to", "be", "more", "less", "very", "as", "no", "still", "always", "being", "been", "so", "never")) {
		if t[i].is("not", "no", "never") {
			r.negated = true
		}
		i++
	}
	if i >= n {
		return
	}
	for i+1 < n && t[i+1].joined && t[i].kind == word {
		i++
	}
	l := &r.words[i]
	r.doneAt, r.done = i, *l
	switch {
	case t[i].kind == number, t[i].is("≥", "≤", "<", ">", "~", "below", "above", "under", "over", "at", "within", "between") && r.quantityNear(i, 4):
		r.claim = isLevel
	case t[i].is("in", "on", "into") && r.isWord(i+1, "place", "use", "service", "operation", "production", "force", "line", "board", "track"):
		r.claim = isInPlace
	case l.otherIs(oDone) && !t[i].is("out") && l.form != past:
		r.claim = isInPlace
	case l.form == past && (l.noun == 0 || l.verb != 0) && !l.otherIs(oGood):
		r.claim = isDone
		r.verbClass = l.verb
		if l.otherIs(oDone) && !l.verbIs(vUse) {
			r.claim = isDone
		}
		if i+1 < n && l.lemma != "" {
			if c, ok := phrasalVerbs[l.lemma+" "+t[i+1].lower]; ok {
				r.verbClass = 1 << c
			}
		}
	case l.otherIs(oGood, oMore) || l.otherIs(oVague):
		r.claim = isGood
	case l.form == gerund && l.noun == 0:
		r.claim = isDoing
		r.verbClass = l.verb
	case t[i].is("able") || t[i].is("easy", "simple", "possible"):
		r.claim = canDo
	default:
		if at, _ := r.nounPhrase(i); at >= 0 {
			r.objectAt, r.object, r.objectFrom = at, r.words[at], i
		}
	}
}

// findTie looks for a second verb that brings a result: "… to reach 40 %", "… so that queues halve";
// and for a clause that only guards: "while keeping …", "without …".
func (r *reading) findTie() {
	t := r.tokens
	for i := r.head + 1; i < len(t); i++ {
		if r.skip[i] || t[i].kind != word {
			continue
		}
		if t[i].is("while", "whilst", "without", "keeping") && i > r.verb && r.guardFrom == len(t) {
			r.guardFrom = i
		}
		l := &r.words[i]
		if i == r.verb || i < r.verbEnd || l.verb == 0 {
			continue
		}
		linked := r.isWord(i-1, "to", "and", "that", "which", "thus", "thereby", "or", "than") || r.isWord(i-1, ",", "-", ";", "&", "→") || l.form == gerund && r.isWord(i-1, "by", "for", "while") || l.form == third && r.afterNoun(i, 0) || r.isWord(i-2, "to", "and", ",") && r.filler(i-1)
		if !linked || l.form == past && !r.isWord(i-1, ",") {
			continue
		}
		if l.verbIs(vUp, vDown, vReach, vGain, vMultiply, vShift, vHold, vEliminate, vImprove, vUse, vEnsure) && !r.words[i].otherIs(oPreposition) {
			set := l.verb
			if i+1 < len(t) && l.lemma != "" {
				if c, ok := phrasalVerbs[l.lemma+" "+t[i+1].lower]; ok {
					set = 1 << c
				}
			}
			if r.tieAt < 0 {
				r.tieAt = i
			}
			r.tieVerb |= set
		}
	}
}
