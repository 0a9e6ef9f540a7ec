package language

import (
	"math/bits"
	"strings"
	"sync"
)

// An entry is what the word lists say of a word: one bit for each class.
type entry struct {
	verb  uint64
	noun  uint32
	other uint32
}

func (e entry) verbIs(classes ...verbClass) bool {
	for _, c := range classes {
		if e.verb&(1<<c) != 0 {
			return true
		}
	}
	return false
}

func (e entry) nounIs(classes ...nounClass) bool {
	for _, c := range classes {
		if e.noun&(1<<c) != 0 {
			return true
		}
	}
	return false
}

func (e entry) otherIs(classes ...otherClass) bool {
	for _, c := range classes {
		if e.other&(1<<c) != 0 {
			return true
		}
	}
	return false
}

// verbPriority orders the classes of a verb that has several, most telling first.
var verbPriority = [...]verbClass{
	vModal, vMultiply, vUp, vDown, vEnsure, vHire, vHold, vEliminate, vImprove, vDeliver, vMake, vWrite, vChange, vFix, vRemove,
	vArrange, vResearch, vDecide, vTrain, vAttend, vTell, vReach, vGain, vLearn, vProcess, vFinish, vProvide, vPartner, vTrade,
	vBe, vHave, vShift, vBecome, vInspire, vUse, vBegin, vTake,
}

// primaryVerb is the most telling class in a set of classes.
func primaryVerb(set uint64) verbClass {
	for _, c := range verbPriority {
		if set&(1<<c) != 0 {
			return c
		}
	}
	return noVerb
}

// primaryNoun is the first class in a set of classes, in the order of the lists.
func primaryNoun(set uint32) nounClass {
	if set == 0 {
		return noNoun
	}
	return nounClass(bits.TrailingZeros32(set))
}

// lexicon is built at the first question, so that a run that judges no sentence pays nothing.
var lexicon = sync.OnceValue(buildLexicon)

func buildLexicon() map[string]entry {
	m := make(map[string]entry, 4096)
	for c, list := range verbWords {
		for w := range strings.FieldsSeq(list) {
			e := m[w]
			e.verb |= 1 << c
			m[w] = e
		}
	}
	for phrase := range phrasalVerbs {
		w, _, _ := strings.Cut(phrase, " ")
		if e := m[w]; e.verb == 0 {
			e.verb = 1 << vTake
			m[w] = e
		}
	}
	for c, list := range nounWords {
		for w := range strings.FieldsSeq(list) {
			e := m[w]
			e.noun |= 1 << c
			m[w] = e
		}
	}
	for c, list := range otherWords {
		for w := range strings.FieldsSeq(list) {
			e := m[w]
			e.other |= 1 << c
			m[w] = e
		}
	}
	return m
}

// An inflection is the form in which a verb stands.
type inflection uint8

const (
	base   inflection = iota
	third             // -s: he launches; also the plural of a noun
	past              // -ed: launched, also the participle
	gerund            // -ing
)

// A lexeme is what is known of a word as it stands.
type lexeme struct {
	entry
	form   inflection // the form as a verb; also set for unknown words by their ending
	plural bool
	lemma  string // the base form as a verb, or empty
}

// irregular holds the past tenses and participles that no rule finds, and odd forms of "be" and "have".
var irregular = sync.OnceValue(buildIrregular)

func buildIrregular() map[string]string {
	m := make(map[string]string, 256)
	for pair := range strings.FieldsSeq(`
		is:be are:be was:be were:be been:be am:be being:be isn't:be aren't:be has:have had:have having:have hasn't:have
		built:build rebuilt:rebuild written:write wrote:write rewritten:rewrite won:win held:hold upheld:uphold kept:keep made:make met:meet ran:run
		sent:send sold:sell said:say seen:see saw:see shown:show spoken:speak spoke:speak taken:take took:take taught:teach told:tell
		thought:think understood:understand began:begin begun:begin bought:buy brought:bring caught:catch chosen:choose chose:choose
		done:do did:do does:do drawn:draw drew:draw driven:drive drove:drive eaten:eat fallen:fall fell:fall felt:feel found:find gone:go went:go goes:go got:get
		gotten:get given:give gave:give grown:grow grew:grow heard:hear knew:know known:know laid:lay led:lead left:leave lent:lend lost:lose
		meant:mean paid:pay ridden:ride risen:rise rose:rise slept:sleep spent:spend stood:stand stuck:stick sung:sing swum:swim thrown:throw
		woken:wake worn:wear wound:wind bound:bind bred:breed dealt:deal dug:dig fed:feed fought:fight flown:fly forgotten:forget frozen:freeze
		hung:hang sought:seek shaken:shake shot:shoot stolen:steal swept:sweep torn:tear redone:redo overcame:overcome undertaken:undertake
		undertook:undertake withdrawn:withdraw became:become came:come sat:sit lit:light sewn:sew woven:weave sown:sow mown:mow hewn:hew
		spun:spin sprung:spring stricken:strike struck:strike bidden:bid forgone:forgo foreseen:foresee overseen:oversee retold:retell resold:resell
		retaught:reteach rethought:rethink remade:remake reran:rerun outgrown:outgrow broken:break broke:break drunk:drink hidden:hide
		signed-off:sign set-up:set shrunk:shrink shrank:shrink sank:sink sunk:sink lain:lie learnt:learn burnt:burn dreamt:dream spelt:spell spec'd:spec specd:spec
	`) {
		form, lemma, _ := strings.Cut(pair, ":")
		m[form] = lemma
	}
	return m
}

// look finds what is known of a lower-case word in any of its forms.
func look(w string) lexeme {
	m := lexicon()
	e, known := m[w]
	l := lexeme{entry: e}
	if e.verb != 0 {
		l.lemma = w
	}
	if lemma, ok := irregular()[w]; ok {
		v := m[lemma]
		l.verb, l.form, l.lemma = v.verb, past, lemma
		if lemma == "be" || lemma == "have" || w == "does" || w == "goes" {
			l.form = third
		}
		return l
	}
	if possessive := strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s"); len(possessive) < len(w) {
		l = look(possessive)
		l.verb = 0
		return l
	}
	n := len(w)
	switch {
	case n > 3 && strings.HasSuffix(w, "ing"):
		if v, lemma := stem(m, w[:n-3]); lemma != "" {
			l.verb, l.form, l.lemma = v.verb, gerund, lemma
		} else if !known && n > 5 {
			l.form = gerund
		}
	case n > 3 && strings.HasSuffix(w, "ed"):
		if v, lemma := stem(m, w[:n-2]); lemma != "" {
			l.verb, l.form, l.lemma = v.verb, past, lemma
		} else if !known && n > 4 {
			l.form = past
		}
	case n > 2 && w[n-1] == 's' && w[n-2] != 's' && !(known && l.noun == 0 && l.verb == 0):
		v, lemma := singular(m, w)
		if lemma != "" {
			l.noun |= v.noun
			l.plural = v.noun != 0
			if l.verb == 0 {
				l.verb, l.form, l.lemma = v.verb, third, lemma
			}
			if !known {
				l.other = 0
			}
		} else if !known {
			l.plural = true
		}
	case !known && n > 4:
		// organise, organisation: the lists hold the American spelling.
		if v, spelling, ok := american(m, w); ok {
			l.entry = v
			if v.verb != 0 {
				l.lemma = spelling
			}
		}
	}
	if rest, ok := strings.CutPrefix(w, "re"); ok && l.verb == 0 && l.noun == 0 && l.other == 0 && len(rest) > 3 {
		if again := look(strings.TrimPrefix(rest, "-")); again.verb != 0 && again.form != third {
			again.noun, again.other = 0, 0
			return again
		}
	}
	if l.verb == 0 && l.noun == 0 && l.other == 0 {
		guess(w, &l)
	}
	return l
}

// guess classes a word that no list holds by its ending.
func guess(w string, l *lexeme) {
	if len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' {
		w = w[:len(w)-1]
	}
	has := func(endings ...string) bool {
		for _, e := range endings {
			if len(w) > len(e)+2 && strings.HasSuffix(w, e) {
				return true
			}
		}
		return false
	}
	switch {
	case l.form == past || l.form == gerund:
	case has("tion", "sion", "ment", "ness", "ity", "ship", "ance", "ence", "ism", "ology", "cy", "hood", "dom", "ure", "age", "ics"):
		l.noun = 1 << nAbstract
	case has("holder", "keeper", "maker", "worker", "er", "or", "ist", "ian", "ee", "ant", "smith", "man", "men", "woman", "women", "folk", "mate"):
		l.noun = 1 << nAgent
	case has("able", "ible", "ful", "ous", "ive", "al", "ic", "less", "ish", "ary", "proof", "wide"):
		l.other = 1 << oPlain
	case has("ly"):
		l.other = 1 << oAdverb
	}
}

// find looks a base form up in either spelling. The returned string is never a new one.
func find(m map[string]entry, w string) (entry, bool) {
	if e, ok := m[w]; ok {
		return e, true
	}
	e, _, ok := american(m, w)
	return e, ok
}

func american(m map[string]entry, w string) (entry, string, bool) {
	var buffer [40]byte
	if len(w) > len(buffer) {
		return entry{}, "", false
	}
	i := strings.LastIndex(w, "is")
	if i < 2 {
		return entry{}, "", false
	}
	b := append(buffer[:0], w...)
	b[i+1] = 'z'
	e, ok := m[string(b)]
	return e, w, ok
}

// stem finds the verb behind what is left of a form without -ed or -ing.
func stem(m map[string]entry, s string) (entry, string) {
	try := func(w string) (entry, bool) {
		e, ok := find(m, w)
		return e, ok && e.verb != 0
	}
	var buffer [40]byte
	if len(s) < 2 || len(s) >= len(buffer) {
		return entry{}, ""
	}
	// "making" is "make" before it is "mak"; "signed" is "sign" and not "signe".
	if e, ok := try(s); ok {
		return e, s
	}
	b := append(append(buffer[:0], s...), 'e')
	if e, ok := m[string(b)]; ok && e.verb != 0 {
		return e, string(b)
	}
	if e, w, ok := american(m, string(b)); ok && e.verb != 0 {
		return e, w
	}
	n := len(s)
	if s[n-1] == s[n-2] {
		if e, ok := try(s[:n-1]); ok {
			return e, s[:n-1]
		}
	}
	if s[n-1] == 'i' {
		b = append(append(buffer[:0], s[:n-1]...), 'y')
		if e, ok := m[string(b)]; ok && e.verb != 0 {
			return e, string(b)
		}
	}
	// Prefixes that keep the sense: reopened, prebuilt, co-hosted.
	for _, prefix := range [...]string{"re", "pre", "co", "over", "out", "un", "auto"} {
		if rest, ok := strings.CutPrefix(s, prefix); ok && len(rest) > 2 && prefix != "out" {
			if e, lemma := stem(m, rest); lemma != "" {
				return e, lemma
			}
		}
	}
	return entry{}, ""
}

// singular finds the base form of a word in -s.
func singular(m map[string]entry, w string) (entry, string) {
	n := len(w)
	if e, ok := find(m, w[:n-1]); ok && (e.noun != 0 || e.verb != 0) {
		return e, w[:n-1]
	}
	if strings.HasSuffix(w, "es") {
		if e, ok := find(m, w[:n-2]); ok && (e.noun != 0 || e.verb != 0) {
			return e, w[:n-2]
		}
	}
	if strings.HasSuffix(w, "ies") && n < 40 {
		var buffer [40]byte
		b := append(append(buffer[:0], w[:n-3]...), 'y')
		if e, ok := m[string(b)]; ok && (e.noun != 0 || e.verb != 0) {
			return e, string(b)
		}
	}
	return entry{}, ""
}
