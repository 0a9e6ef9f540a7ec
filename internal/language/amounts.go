package language

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
			if v := numeralWord(t[i].lower); v > 0 && !t[i].joined && !(i+1 < len(t) && t[i+1].joined && !r.words[i+1].nounIs(nTime)) {
				if t[i].is("one") && (i+1 >= len(t) || t[i+1].kind != word || r.words[i+1].otherIs(oPreposition, oConjunction) && !t[i+1].is("of", "or") || r.isWord(i-1, "the", "a", "this", "that", "no", "each", "every", "first", "in", "as") || r.isWord(i+1, "piece", "place", "roof", "go", "another")) {
					continue
				}
				if t[i].is("hundred", "thousand", "million", "dozen") && !(i > 0 && t[i-1].is("a", "one")) {
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

func (r *reading) quantityNear(i, within int) bool {
	for _, q := range r.quantities {
		if q.at >= i && q.at <= i+within {
			return true
		}
	}
	return false
}
