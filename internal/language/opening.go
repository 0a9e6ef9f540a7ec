package language

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
	case tok.kind == number || tok.kind == word && numeralWord(tok.lower) > 0 || tok.kind == symbol && tok.is("≥", "≤", "<", ">", "~") || l.otherIs(oLeast) && l.verb == 0 && !tok.is("open") && r.quantityNear(i, 4) || tok.is("at", "a", "half", "atleast", "minimum", "up") && r.quantityNear(i, 3):
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
