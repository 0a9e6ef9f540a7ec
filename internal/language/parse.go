package language

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
	thingAt    int // token of what the sentence is about, once it is asked for, or -1
	hole       int // token of a placeholder, or -1
	holeEnd    int
}

// parse takes the sentence apart. Nothing of it fails; what isn't found stays empty.
func (s *Sentence) parse(r *reading) {
	n := len(s.tokens)
	*r = reading{text: s.Text, tokens: s.tokens, verb: -1, objectAt: -1, subjectAt: -1, doneAt: -1, tieAt: -1, guardFrom: n, thingAt: -1, hole: -1}
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
