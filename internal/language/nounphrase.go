package language

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
