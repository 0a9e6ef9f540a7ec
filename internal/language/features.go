package language

// A feature is one thing that the reader saw in a sentence, and that speaks for
// or against a verdict. It is packed as template, first and second argument.
type feature uint32

// A template says what a feature is about; its arguments are classes up to fOther, and hashed words behind it.
type template uint8

const (
	fBias template = iota
	fLead
	fHeadVerb       // class of the opening verb
	fHeadPrimary    // its primary class alone
	fHeadObject     // primary class of the verb, class of the object
	fHeadQuantity   // primary class of the verb, strongest quantity
	fObject         // class of the object
	fLeadQuantity   // how it opens, strongest quantity
	fClaimVerb      // claim and class of its verb
	fClaimDone      // claim and class of the participle or adjective
	fClaimSubject   // claim and class of its subject
	fClaimOf        // claim and class of what the subject is a share of
	fAmount         // a quantity's amount and relation
	fCounted        // a quantity's amount and the class of what it counts
	fCountedVerb    // the class counted and the primary class of the opening verb
	fCountedLead    // the class counted and how it opens
	fCountedClaim   // the class counted and the claim
	fCountedUnknown // the amount of a quantity that counts an unknown word
	fShareOf        // the class that a share is of, and the claim's verb
	fArrow          // from … to, with the amount
	fTieHead        // class of a second verb, primary class of the first
	fFirstOther     // the first word's other class
	fFlag           // single observations, below
	fFlagVerb       // a flag with the primary class of the verb
	fMeasureNear    // a measuring noun with the strongest quantity
	fPhrase         // opens with a noun: its class and whether anything follows
	fGroup          // coarse groups of the opening verb, of what is counted, and of the amount
	fTail           // coarse group of the opening verb, and how a quantity behind it is tied
	fState          // coarse groups of subject, claim and what is done
	fSuffix         // ending of an unknown opening word
	fNoun           // a class of noun occurs
	fVerb           // a class of verb occurs behind the opening one
	fOther          // a class of other word occurs

	// From here on a feature holds words, by their hash.
	fWord            // a word occurs
	fWordQuantity    // with the kind of the strongest quantity
	fWordThenClass   // with the class of what follows
	fClassThenWord   // with the class of what stands before
	fOpeningWord     // the opening verb
	fObjectWord      // the head of its object
	fSubjectWord     // the head of a statement's subject
	fDoneWord        // the participle or adjective of a claim
	fClaimWord       // the verb of a claim
	fCountedWord     // what a quantity counts, with its kind
	fOpeningQuantity // the opening word with the kind of a quantity
	fBeforeNumber    // one or two words before a quantity
	fAfterNumber     // one or two words behind it
	fForm            // a word in the form in which it stands, where that is not its base form
	fPair            // two words, one behind the other
	templates
)

// A remark is a single observation.
type remark uint8

const (
	gNumber remark = iota
	gMeasured
	gBound
	gPer
	gHole
	gGuard
	gEnsured
	gNegated
	gUnknownHead
	gUnknownObject
	gNone
	gAll
	gExact
	gVague
	gMore
	gGood
	gOwn
	gPercent
	gMoney
	gTime
	gColon
	gParenthesis
	gCommaList
	gDate
	gMarkedOutput
	gMarkedMetric
	gSemicolon
	gQuantityInGuard
	gResultTie
	gMeasureSubject
	gMeasureObject
	gNoVerb
	gQuantityEnds
	gPlural
	gMetricWithoutNumber
	gRelative // "teams that …": those are counted of whom it is true
	gLacking  // "fields kept without …": those are counted that lack it
	remarks
)

func pack(t template, a, b uint16) feature {
	return feature(uint32(t)<<24 | uint32(a)<<12 | uint32(b))
}

// measuring are the nouns that name what can be measured.
const measuring = 1<<nRate | 1<<nMoney | 1<<nSpeed | 1<<nScore | 1<<nPerf | 1<<nLevel | 1<<nFault

// resulting are the nouns whose count is a result.
const resulting = measuring | 1<<nEvent | 1<<nAudience

// working are the nouns whose count is work.
const working = 1<<nArtefact | 1<<nText | 1<<nActivity | 1<<nPlan | 1<<nWork | 1<<nStaff

// resultVerbs are the classes of verbs that bring a result.
const resultVerbs = 1<<vUp | 1<<vDown | 1<<vMultiply | 1<<vReach | 1<<vGain | 1<<vHold | 1<<vEliminate | 1<<vShift

// features lists what was seen. The result is appended to f.
func (r *reading) features(f []feature) []feature {
	add := func(t template, a, b uint16) { f = append(f, pack(t, a, b)) }
	say := func(g remark) { add(fFlag, uint16(g), 0) }
	eachVerb := func(set uint64, do func(uint16)) {
		for c := uint16(1); c < uint16(verbClasses); c++ {
			if set&(1<<c) != 0 {
				do(c)
			}
		}
	}
	eachNoun := func(set uint32, do func(uint16)) {
		if set == 0 {
			do(0)
		}
		for c := uint16(1); c < uint16(nounClasses); c++ {
			if set&(1<<c) != 0 {
				do(c)
			}
		}
	}
	imperative := r.imperative()

	// The strongest quantity: a measured one before a count before a bare number.
	best := noAmount
	bestArrow := false
	for i := range r.quantities {
		q := &r.quantities[i]
		if rank(q.amount) > rank(best) {
			best = q.amount
		}
		bestArrow = bestArrow || q.arrow
	}
	strongest := uint16(best)
	if bestArrow {
		strongest += 16
	}
	exact := false

	add(fBias, 0, 0)
	add(fLead, uint16(r.lead), 0)
	add(fLeadQuantity, uint16(r.lead), strongest)

	head := noVerb
	if imperative {
		head = primaryVerb(r.verbClass)
		eachVerb(r.verbClass, func(c uint16) { add(fHeadVerb, c, 0) })
		add(fHeadPrimary, uint16(head), uint16(r.words[r.verb].form))
		add(fHeadQuantity, uint16(head), strongest)
		eachNoun(r.object.noun, func(c uint16) {
			add(fObject, c, 0)
			add(fHeadObject, uint16(head), c)
		})
		if r.objectAt >= 0 && r.object.noun == 0 {
			say(gUnknownObject)
		}
		if r.object.noun&measuring != 0 {
			say(gMeasureObject)
		}
	} else if r.claim != noClaim {
		c := uint16(r.claim)
		verb := uint16(primaryVerb(r.verbClass))
		add(fClaimVerb, c, verb)
		if r.doneAt >= 0 {
			for o := uint16(1); o < uint16(otherClasses); o++ {
				if r.done.other&(1<<o) != 0 {
					add(fClaimDone, c, o)
				}
			}
		}
		eachNoun(r.subject.noun, func(n uint16) { add(fClaimSubject, c, n) })
		if r.ofSubject.noun != 0 {
			eachNoun(r.ofSubject.noun, func(n uint16) { add(fClaimOf, c, n) })
		}
	}
	if !imperative {
		if r.subject.noun&measuring != 0 {
			say(gMeasureSubject)
		}
		quantified := b2u(len(r.quantities) > 0)
		for j := r.subjectAt + 1; r.subjectAt >= 0 && j < len(r.tokens) && j <= r.subjectAt+3; j++ {
			switch {
			case j == r.subjectAt+1 && r.tokens[j].is("that", "who", "which", "whose", "where"):
				say(gRelative)
				add(fFlagVerb, uint16(gRelative), strongest)
			case r.tokens[j].is("without", "lacking"):
				say(gLacking)
				add(fFlagVerb, uint16(gLacking), quantified)
			}
		}
		if r.claim == noClaim {
			say(gNoVerb)
			add(fPhrase, uint16(primaryNoun(r.subject.noun)), b2u(len(r.quantities) > 0))
			if r.subject.plural {
				say(gPlural)
			}
		}
	}
	if r.lead != leadNothing {
		l := &r.words[r.head]
		for o := uint16(1); o < uint16(otherClasses); o++ {
			if l.other&(1<<o) != 0 {
				add(fFirstOther, o, 0)
			}
		}
		if r.tokens[r.head].kind == word && l.verb == 0 && l.noun == 0 && l.other == 0 {
			say(gUnknownHead)
			add(fSuffix, suffix(r.tokens[r.head].lower), 0)
		}
	}

	// Quantities.
	measured := false
	for i := range r.quantities {
		q := &r.quantities[i]
		tail := q.at > r.guardFrom
		if tail {
			say(gQuantityInGuard)
			continue
		}
		add(fAmount, uint16(q.amount), uint16(q.relation))
		if q.arrow {
			add(fArrow, uint16(q.amount), 0)
		}
		if q.bound {
			say(gBound)
		}
		if q.per {
			say(gPer)
			add(fFlagVerb, uint16(gPer), uint16(head))
		}
		switch q.amount {
		case aShare:
			say(gPercent)
			measured = true
		case aMoney:
			say(gMoney)
			measured = true
		case aTime:
			say(gTime)
		case aUnit, aTimes:
			measured = true
		}
		group := verbGroup(head)
		what := nounGroup(q)
		if imperative {
			add(fGroup, group*16+what, uint16(q.amount))
			add(fTail, group*16+uint16(q.relation), what)
		} else {
			add(fGroup, 512+uint16(r.claim)*16+what, uint16(q.amount))
			if r.claim != noClaim {
				add(fState, uint16(r.claim)*16+verbGroup(primaryVerb(r.verbClass)), what*16+uint16(q.amount))
			}
		}
		if q.number {
			eachNoun(q.counted.noun, func(n uint16) {
				add(fCounted, uint16(q.amount), n)
				if n > 0 {
					add(fCountedVerb, n, uint16(head))
					add(fCountedLead, n, uint16(r.lead))
					add(fCountedClaim, n, uint16(r.claim))
				}
				if q.amount == aShare {
					add(fShareOf, n, uint16(primaryVerb(r.verbClass)))
				}
			})
			if q.counted.noun == 0 {
				add(fCountedUnknown, uint16(q.amount), uint16(head))
			}
			if q.amount == aCount && q.counted.noun&resulting != 0 && q.counted.noun&working == 0 {
				measured = true
			}
		} else {
			add(fCountedUnknown, uint16(q.amount), 100)
		}
		if q.end >= r.next(q.end) && r.next(q.end) >= len(r.tokens) {
			say(gQuantityEnds)
		}
	}
	if len(r.quantities) > 0 {
		say(gNumber)
	}
	if measured {
		say(gMeasured)
	}

	if r.claim != noClaim && !imperative {
		quantity := uint16(0)
		if len(r.quantities) > 0 {
			quantity = 1
		}
		add(fState, uint16(r.claim)*16+verbGroup(primaryVerb(r.verbClass)), 2048+nounsGroup(r.subject.noun)*2+quantity)
		add(fState, uint16(r.claim)*16, 2048+256+nounsGroup(r.subject.noun)*2+quantity)
	}

	// What else occurs.
	var nouns uint32
	var verbs uint64
	var others uint32
	for i := range r.tokens {
		if r.skip[i] {
			continue
		}
		t := &r.tokens[i]
		if t.marks&markedOutput != 0 {
			say(gMarkedOutput)
		}
		if t.marks&markedMetric != 0 {
			say(gMarkedMetric)
		}
		if r.date[i] || r.limit[i] {
			continue
		}
		if t.kind == word {
			l := &r.words[i]
			if i != r.verb || !imperative {
				nouns |= l.noun
				verbs |= l.verb
			}
			others |= l.other
			if i < r.guardFrom && l.otherIs(oExact) && !t.is("third", "quarter") || t.is("zero", "none", "halve", "halved", "double", "doubled", "triple", "eliminate", "everyone", "nobody") {
				exact = true
			}
		}
	}
	if r.verbClass&(1<<vMultiply) != 0 {
		exact = true
	}
	eachNoun(nouns, func(c uint16) { add(fNoun, c, b2u(len(r.quantities) > 0)) })
	eachVerb(verbs, func(c uint16) { add(fVerb, c, 0) })
	for o := uint16(1); o < uint16(otherClasses); o++ {
		if others&(1<<o) != 0 {
			add(fOther, o, 0)
		}
	}
	if nouns&measuring != 0 {
		add(fMeasureNear, strongest, b2u(imperative))
		if len(r.quantities) == 0 {
			say(gMetricWithoutNumber)
		}
	}
	for _, x := range [...]struct {
		o otherClass
		g remark
	}{{oNone, gNone}, {oAll, gAll}, {oVague, gVague}, {oMore, gMore}, {oGood, gGood}, {oOwn, gOwn}} {
		if others&(1<<x.o) != 0 {
			say(x.g)
			add(fFlagVerb, uint16(x.g), uint16(head))
		}
	}
	if exact {
		say(gExact)
		add(fFlagVerb, uint16(gExact), uint16(head))
	}
	if r.tieAt >= 0 && r.tieAt < r.guardFrom {
		behind := noAmount
		for i := range r.quantities {
			if q := &r.quantities[i]; q.at > r.tieAt && q.at < r.guardFrom && rank(q.amount) > rank(behind) {
				behind = q.amount
			}
		}
		eachVerb(r.tieVerb, func(c uint16) {
			add(fTieHead, c, uint16(head))
		})
		if r.tieVerb&resultVerbs != 0 && behind != noAmount {
			say(gResultTie)
			add(fFlagVerb, uint16(gResultTie), uint16(head))
		}
	}
	if r.hole >= 0 {
		say(gHole)
	}
	if r.guardFrom < len(r.tokens) {
		say(gGuard)
	}
	if r.ensured {
		say(gEnsured)
		add(fFlagVerb, uint16(gEnsured), uint16(r.claim)+50)
	}
	if r.negated {
		say(gNegated)
	}
	commas, date := 0, false
	for i := range r.tokens {
		t := &r.tokens[i]
		if r.skip[i] {
			continue
		}
		date = date || r.date[i]
		if t.kind == symbol {
			switch t.lower {
			case ":":
				say(gColon)
			case "(":
				say(gParenthesis)
			case ";":
				say(gSemicolon)
			case ",":
				commas++
			}
		}
	}
	if commas > 1 {
		say(gCommaList)
	}
	if date {
		say(gDate)
	}
	return r.lexical(f, best)
}

func b2u(b bool) uint16 {
	if b {
		return 1
	}
	return 0
}

// rank orders amounts by how much they say of a result.
func rank(a amount) int {
	switch a {
	case aShare, aMoney:
		return 5
	case aUnit, aTimes:
		return 4
	case aTime:
		return 3
	case aCount:
		return 2
	case aBare:
		return 1
	}
	return 0
}

// suffix classes an unknown word by its ending.
func suffix(w string) uint16 {
	n := len(w)
	for i, s := range [...]string{"ing", "ed", "ise", "ize", "ify", "ate", "en", "tion", "ment", "ness", "ity", "ance", "ence", "er", "or", "ly", "s", "ful", "ous", "al", "ive"} {
		if n > len(s)+2 && w[n-len(s):] == s {
			return uint16(i + 1)
		}
	}
	return 0
}

// verbGroup gathers the classes of verbs that a coach treats alike.
func verbGroup(c verbClass) uint16 {
	switch c {
	case noVerb:
		return 0
	case vDeliver, vMake, vWrite, vChange, vFix, vRemove:
		return 1
	case vArrange, vResearch, vDecide, vTrain, vAttend, vTell, vLearn, vPartner:
		return 2
	case vHire, vTrade:
		return 3
	case vProvide, vProcess, vFinish:
		return 4
	case vUp, vDown, vShift:
		return 5
	case vMultiply, vEliminate:
		return 6
	case vReach:
		return 7
	case vGain:
		return 8
	case vHold:
		return 9
	case vImprove:
		return 10
	case vBe, vHave, vModal:
		return 11
	case vUse:
		return 12
	}
	return 13
}

// nounsGroup gathers the classes of nouns that a coach treats alike.
func nounsGroup(set uint32) uint16 {
	switch {
	case set == 0:
		return 0
	case set&(1<<nRate|1<<nMoney|1<<nScore|1<<nPerf|1<<nSpeed) != 0 && set&(1<<nArtefact|1<<nText|1<<nPlan) == 0:
		return 1
	case set&(1<<nFault) != 0:
		return 2
	case set&(1<<nEvent) != 0 && set&(1<<nActivity|1<<nText) == 0:
		return 3
	case set&(1<<nAudience|1<<nAgent) != 0 && set&(1<<nStaff) == 0:
		return 4
	case set&(1<<nStaff) != 0:
		return 5
	case set&(1<<nActivity|1<<nWork) != 0:
		return 6
	case set&(1<<nText|1<<nPlan) != 0:
		return 7
	case set&(1<<nArtefact|1<<nDelivery) != 0:
		return 8
	case set&(1<<nPlace) != 0:
		return 9
	case set&(1<<nBusiness) != 0:
		return 10
	case set&(1<<nQuality|1<<nAbstract) != 0:
		return 11
	case set&(1<<nSystem) != 0:
		return 12
	case set&(1<<nTime|1<<nUnit|1<<nLevel) != 0:
		return 13
	case set&(1<<nCommodity) != 0:
		return 14
	}
	return 15
}

// nounGroup is the group of what a quantity counts.
func nounGroup(q *quantity) uint16 {
	if !q.number {
		return 0
	}
	if q.counted.noun == 0 {
		return 15
	}
	return nounsGroup(q.counted.noun)
}
