package language

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
