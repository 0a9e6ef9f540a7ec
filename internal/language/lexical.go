package language

import (
	"math/bits"
	"strings"
)

// The features in this file hold words beside classes: what the lists can't
// say of a word, the weights may have learned. A word that was seen too seldom has no
// weight, and is judged by its class alone.

// hashWord is FNV-1a over the bytes of a word.
func hashWord(w string) uint32 {
	h := uint32(2166136261)
	for i := range len(w) {
		h = (h ^ uint32(w[i])) * 16777619
	}
	return h
}

// packHashes packs hashes into a feature of 24 bits, wide enough that the few
// thousand in use hardly ever meet.
func packHashes(t template, hashes ...uint32) feature {
	h := uint32(2166136261)
	for _, x := range hashes {
		h = (h ^ x) * 16777619
		h ^= h >> 15
	}
	h ^= h >> 13
	return feature(uint32(t)<<24 | h&0xffffff)
}

// Hashes of what is no word.
const (
	hashStart  = 1 // the place before the first token
	hashEnd    = 2 // the place behind the last
	hashNumber = 3
	hashName   = 4 // a name that the company's vocabulary masks
	hashDate   = 5
)

// lemmaHash is the hash of the base form of the token at i.
func (r *reading) lemmaHash(i int) uint32 {
	if i < 0 {
		return hashStart
	}
	if i >= len(r.tokens) {
		return hashEnd
	}
	t, l := &r.tokens[i], &r.words[i]
	switch {
	case t.kind == number:
		return hashNumber
	case t.marks&masked != 0:
		return hashName
	case l.lemma != "":
		return hashWord(l.lemma)
	case l.plural && len(t.lower) > 3:
		return hashWord(strings.TrimSuffix(t.lower, "s"))
	}
	return hashWord(t.lower)
}

// classHash is the hash of the coarse class of the token at i; the small words
// that hold a sentence together stand for themselves.
func (r *reading) classHash(i int) uint32 {
	if i < 0 {
		return hashStart
	}
	if i >= len(r.tokens) {
		return hashEnd
	}
	const (
		verbs   = 1000 * (iota + 1) // with the form and the group
		nouns                       // with the group
		others                      // with the class
		unknown                     // with the ending
		amounts                     // with the kind
		determiner
		own
	)
	t, l := &r.tokens[i], &r.words[i]
	switch {
	case t.marks&masked != 0:
		return hashName
	case r.date[i]:
		return hashDate
	case t.kind == number:
		for k := range r.quantities {
			if q := &r.quantities[k]; q.at == i {
				return amounts + uint32(q.amount)
			}
		}
		return hashNumber
	case t.kind == symbol || l.otherIs(oPreposition, oConjunction, oPronoun):
		return hashWord(t.lower)
	case l.otherIs(oOwn):
		return own
	case l.otherIs(oDeterminer):
		return determiner
	case i == r.verb || l.verb != 0 && l.noun == 0:
		return verbs + uint32(l.form)*100 + uint32(verbGroup(primaryVerb(l.verb)))
	case l.noun != 0:
		return nouns + uint32(nounsGroup(l.noun))
	case l.other != 0:
		return others + uint32(bits.TrailingZeros32(l.other))
	}
	return unknown + uint32(suffix(t.lower))
}

// lexical appends the features that hold words; strongest is the kind of the strongest quantity.
func (r *reading) lexical(f []feature, strongest amount) []feature {
	var buffer [3 * 64]uint32
	n := len(r.tokens)
	at, lemmas, classes := buffer[:0:64], buffer[64:64:128], buffer[128:128]
	for i := range n {
		if !r.skip[i] {
			at = append(at, uint32(i))
			lemmas = append(lemmas, r.lemmaHash(i))
			classes = append(classes, r.classHash(i))
		}
	}
	before, behind, pair := uint32(hashStart), uint32(hashEnd), uint32(hashStart)
	for k, i := range at {
		if r.tokens[i].kind == word && !r.date[i] {
			f = append(f, packHashes(fWord, lemmas[k]), packHashes(fWordQuantity, lemmas[k], uint32(strongest)))
			if form := hashWord(r.tokens[i].lower); form != lemmas[k] {
				f = append(f, packHashes(fForm, form))
			}
		}
		behind = hashEnd
		if k+1 < len(at) {
			behind = classes[k+1]
		}
		f = append(f, packHashes(fWordThenClass, lemmas[k], behind), packHashes(fClassThenWord, before, lemmas[k]), packHashes(fPair, pair, lemmas[k]))
		pair = lemmas[k]
		before = classes[k]
	}
	opening := uint32(hashStart)
	if r.imperative() {
		opening = r.lemmaHash(r.verb)
		f = append(f, packHashes(fOpeningWord, opening))
		if r.objectAt >= 0 {
			f = append(f, packHashes(fObjectWord, r.lemmaHash(r.objectAt)))
		}
	} else {
		if r.subjectAt >= 0 {
			f = append(f, packHashes(fSubjectWord, r.lemmaHash(r.subjectAt)))
		}
		if r.doneAt >= 0 {
			f = append(f, packHashes(fDoneWord, r.lemmaHash(r.doneAt)))
		}
		if r.verb >= 0 {
			f = append(f, packHashes(fClaimWord, r.lemmaHash(r.verb)))
		}
		if r.lead != leadNothing {
			opening = r.lemmaHash(r.head) + 1
		}
	}
	for i := range r.quantities {
		q := &r.quantities[i]
		if q.noun >= 0 {
			f = append(f, packHashes(fCountedWord, r.lemmaHash(q.noun), uint32(q.amount)))
		}
		one, two := r.lemmaHash(q.at-1), r.lemmaHash(q.end)
		f = append(
			f, packHashes(fOpeningQuantity, opening, uint32(q.amount)),
			packHashes(fBeforeNumber, one), packHashes(fBeforeNumber, r.lemmaHash(q.at-2), one),
			packHashes(fAfterNumber, two), packHashes(fAfterNumber, two, r.lemmaHash(q.end+1)),
		)
	}
	return f
}
