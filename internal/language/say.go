package language

import (
	"slices"
	"strings"
)

// verbRoles names the role of an opening verb as evidence.
var verbRoles = [verbClasses]string{
	vDeliver: "delivery verb", vMake: "making verb", vWrite: "writing verb", vChange: "changing verb", vFix: "repairing verb",
	vRemove: "removing verb", vArrange: "organizing verb", vResearch: "research verb", vDecide: "deciding verb", vHire: "hiring verb",
	vTrain: "training verb", vAttend: "attending verb", vTell: "telling verb", vFinish: "finishing verb", vLearn: "learning verb",
	vProvide: "providing verb", vPartner: "partnering verb", vProcess: "processing verb", vTrade: "buying verb",
	vUp: "direction", vDown: "direction", vMultiply: "exact change", vShift: "direction", vImprove: "wish without a measure",
	vReach: "level verb", vGain: "level verb", vHold: "holding verb", vEliminate: "exact change", vInspire: "direction in words", vBecome: "direction in words",
}

// evidence lists the words that the verdict rests on, in the order of the sentence.
func (r *reading) evidence(v Verdict) []Evidence {
	because := make([]Evidence, 0, 4)
	add := func(what string, i, j int) {
		if i < 0 || j < i || j >= len(r.tokens) {
			return
		}
		start, end := r.tokens[i].start, r.tokens[j].end
		for _, e := range because {
			if start < e.End && e.Start < end {
				return // words speak once
			}
		}
		because = append(because, Evidence{What: what, Text: r.text[start:end], Start: start, End: end})
	}
	accused := v == Output || v == Task
	if r.hole >= 0 {
		add("placeholder", r.hole, r.holeEnd-1)
	}
	for i := range r.tokens {
		switch {
		case r.tokens[i].marks&markedOutput != 0 && accused:
			add("output in your vocabulary", i, i)
		case r.tokens[i].marks&markedMetric != 0 && !accused:
			add("metric in your vocabulary", i, i)
		}
	}
	if r.imperative() {
		role := verbRoles[primaryVerb(r.verbClass)]
		if role != "" {
			end := r.verbEnd - 1
			add(role, r.verb, max(end, r.verb))
		}
	}
	switch r.claim {
	case isDone, participle, isInPlace:
		if accused {
			add("done or not done", r.doneAt, r.doneAt)
		}
	case canDo:
		if accused {
			add("feature", r.verb, r.verb)
		}
	case isGood:
		add("praise without a measure", r.doneAt, r.doneAt)
	}
	for i := range r.quantities {
		q := &r.quantities[i]
		what := "number"
		switch {
		case q.at > r.guardFrom:
			what = "guard"
		case accused && q.amount == aShare:
			what = "share of your own work"
		case accused && (q.amount == aCount || q.amount == aBare):
			what = "count of your own work"
		case accused:
			what = "scope"
		case q.amount == aShare:
			what = "measured share"
		}
		add(what, q.at, q.end-1)
	}
	if v == Unmeasurable || v == Outcome {
		for i := range r.tokens {
			if r.skip[i] || r.date[i] || r.tokens[i].kind != word {
				continue
			}
			l := &r.words[i]
			switch {
			case v == Outcome && len(r.quantities) == 0 && (l.otherIs(oNone) || l.otherIs(oExact)):
				add("exact test", i, i)
			case v == Unmeasurable && l.otherIs(oVague, oMore) && !l.otherIs(oPreposition):
				add("vague word", i, i)
			case v == Unmeasurable && l.nounIs(nQuality) && len(because) < 4:
				add("felt, not counted", i, i)
			}
		}
	}
	if accused && r.objectAt >= 0 {
		add("thing", r.objectAt, r.objectAt)
	}
	if len(because) == 0 && r.subjectAt >= 0 {
		add("thing", r.subjectAt, r.subjectAt)
	}
	if len(because) == 0 && r.head < len(r.tokens) {
		add("opening", r.head, r.head)
	}
	slices.SortFunc(because, func(a, b Evidence) int { return a.Start - b.Start })
	return because
}

func (r *reading) imperative() bool {
	return r.verb >= 0 && (r.lead == leadVerb || r.lead == leadGerund || r.lead == leadPast)
}

// core is the sentence without debris, quoted; long ones are cut at a word.
func (r *reading) core() string {
	start, end := -1, 0
	for i := range r.tokens {
		if !r.skip[i] {
			if start < 0 {
				start = r.tokens[i].start
			}
			end = r.tokens[i].end
		}
	}
	if start < 0 {
		return quote(strings.TrimSpace(r.text))
	}
	return quote(strings.TrimRight(r.text[start:end], ". "))
}

// quote puts text in quotation marks, with those inside made single.
func quote(text string) string {
	const limit = 80
	if len(text) > limit {
		cut := limit
		for cut > 40 && text[cut] != ' ' {
			cut--
		}
		for cut > 0 && text[cut]&0xC0 == 0x80 { // never inside a character
			cut--
		}
		text = strings.TrimRight(text[:cut], " ,;:(") + " …"
	}
	return `"` + strings.ReplaceAll(text, `"`, "'") + `"`
}

// phrase is the noun phrase that ends at token at, as it stands, from its
// first token behind from on. Numbers and bounds at its front are left off.
func (r *reading) phrase(from, at int) string {
	if at < 0 {
		return ""
	}
	i := max(from, 0)
	for i < at && (r.skip[i] || r.tokens[i].kind != word || r.words[i].otherIs(oLeast, oVague, oAll, oNumber, oPreposition) && !r.words[i].nounIs(nArtefact) || r.tokens[i].is("a", "an", "one", "of", "or", "our", "my", "the", "first", "another")) {
		i++
	}
	text := r.text[r.tokens[i].start:r.tokens[at].end]
	if len(text) > 60 {
		text = r.text[r.tokens[at].start:r.tokens[at].end]
	}
	// "Launch the Mobile App" speaks of the mobile app, but "SSO" stays.
	return text
}

// A thing is what a sentence is about, ready to stand in a question.
type thing struct {
	name   string // "the mobile app"; "it" where the sentence names none
	is     string // "is" or "are"
	plural bool
}

func (r *reading) thing() thing {
	at, from := r.objectAt, r.objectFrom
	if at < 0 || !r.imperative() && r.claim != hasThing && r.claim != canDo && r.claim != does {
		at, from = r.subjectAt, r.head
	}
	if end := r.verbEnd; at < 0 && r.imperative() && end < len(r.tokens) && r.words[end].otherIs(oPreposition) { // "agree on a glossary"
		at, _ = r.nounPhrase(end + 1)
		from = end + 1
	}
	if at < 0 {
		for i := range r.quantities {
			if q := &r.quantities[i]; q.noun >= 0 {
				at, from = q.noun, q.end
				break
			}
		}
	}
	r.thingAt = at
	if at < 0 {
		return thing{name: "it", is: "is"}
	}
	l := &r.words[at]
	name := r.phrase(from, at)
	t := thing{name: name, is: "is"}
	if l.plural || r.isWord(at, "people", "staff", "women", "men", "children") {
		t.is, t.plural = "are", true
	}
	// "and" joins two things: name only the first, but the noun decides the verb.
	t.name = "the " + strings.TrimSpace(name)
	if r.tokens[at].capital && at == from && l.noun == 0 || r.isProper(from, at) {
		t.name = strings.TrimSpace(name)
	}
	return t
}

// isProper reports whether the phrase is a name that takes no article.
func (r *reading) isProper(from, at int) bool {
	if at == from && at > r.head && r.tokens[at].capital {
		return true
	}
	text := r.text[r.tokens[at].start:r.tokens[at].end]
	return r.words[at].noun == 0 && r.words[at].verb == 0 && text != strings.ToLower(text) && !r.words[at].plural // also "iDEAL"
}

// audience names those whom the sentence serves, or what stands for them.
func (r *reading) audience(otherwise string) string {
	for i := range r.tokens {
		if r.skip[i] || i == r.verb || i == r.thingAt && (r.imperative() || r.claim == hasThing) || r.tokens[i].kind != word || !r.words[i].nounIs(nAudience) || i+1 < len(r.tokens) && (r.tokens[i+1].joined || r.tokens[i+1].kind == word && r.words[i+1].noun != 0 && !r.words[i+1].otherIs(oPreposition)) {
			continue
		}
		if r.words[i].plural || r.isWord(i, "people", "everyone", "everybody", "staff", "community", "public", "women", "men", "children") {
			return r.tokens[i].lower
		}
		return "the " + r.tokens[i].lower
	}
	return otherwise
}

const asNumber = "? Say it as a number: from … to …"

// speakOfKeyResult adds what a coach would say and ask of a key result.
func (r *reading) speakOfKeyResult(s *Sentence, j *Judgement) {
	switch j.Verdict {
	case Output:
		j.Says, j.Ask = r.ofOutput()
	case Unmeasurable:
		j.Says, j.Ask = r.ofWish()
	}
	r.askOfGuard(s, j)
}

func (r *reading) askOfGuard(s *Sentence, j *Judgement) {
	if g, ok := s.Guard(); ok {
		ask := quote(g.Text) + " guards what must not get worse: should it be a health metric?"
		if j.Ask != "" {
			ask = j.Ask + "; and " + ask
		}
		j.Ask = ask
	}
}

// ofOutput says why a key result is work, and asks for what the work is good for.
func (r *reading) ofOutput() (says, ask string) {
	core := r.core()
	t := r.thing()
	class := primaryVerb(r.verbClass)
	counted := false
	for i := range r.quantities {
		q := &r.quantities[i]
		counted = counted || q.amount == aCount || q.amount == aShare
	}
	switch {
	case r.claim == canDo:
		who := r.phrase(r.head, r.subjectAt)
		if who == "" {
			who = "they"
		}
		return core + " is a feature", "how many " + lowerFirst(who) + " do so, and what does it bring them? Say it as a number: from … to …"
	case r.claim == isDone || r.claim == participle || r.claim == isInPlace:
		says = core + " is work done or not done"
		if counted {
			says = core + " counts your own work"
		}
		if class == vTrain {
			return says, "what do " + r.subjectName() + " do better afterwards" + asNumber
		}
		return says, "what gets better for " + r.audience("those it is for") + " once " + r.subjectName() + " " + r.subjectIs() + " " + r.doneWords() + asNumber
	case r.claim == hasThing:
		return core + " is a thing to have, not its effect", "what changes for " + r.audience("those who use it") + " with " + t.name + asNumber
	case r.imperative():
		says = core + " is what you will do"
		if counted {
			says = core + " counts what you do"
		}
		return says, r.askOfWork(class, t)
	case r.claim == noClaim && counted:
		return core + " counts what you do", "what is different after " + t.name + asNumber
	case r.claim == noClaim:
		return core + " is a thing you make or do", "what changes for " + r.audience("those it is for") + " with " + t.name + asNumber
	}
	return core + " is work or a property, not its effect", "what gets better for " + r.audience("those it is for") + " by it" + asNumber
}

func (r *reading) subjectName() string {
	at := r.subjectAt
	for i := range r.quantities { // "100 % of services": the services
		if q := &r.quantities[i]; q.noun >= 0 && q.at <= r.head+2 {
			at = q.noun
			return "the " + r.phrase(q.end, at)
		}
	}
	if at < 0 {
		return "it"
	}
	name := r.phrase(r.head, at)
	if r.isProper(r.head, at) {
		return name
	}
	return "the " + lowerFirst(name)
}

func (r *reading) subjectIs() string {
	at := r.subjectAt
	for i := range r.quantities {
		if q := &r.quantities[i]; q.noun >= 0 && q.at <= r.head+2 {
			at = q.noun
			break
		}
	}
	if at >= 0 && r.words[at].plural {
		return "are"
	}
	return "is"
}

// doneWords are the words of a state: "implemented", "in place".
func (r *reading) doneWords() string {
	if r.doneAt < 0 {
		return "there"
	}
	end := r.doneAt
	if r.tokens[r.doneAt].is("in", "on", "into", "set", "switched", "rolled", "signed") && end+1 < len(r.tokens) {
		end++
	}
	return r.text[r.tokens[r.doneAt].start:r.tokens[end].end]
}

// lowerFirst writes a phrase for the middle of a sentence; abbreviations stay.
func lowerFirst(s string) string {
	if len(s) > 1 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'a' && s[1] <= 'z' {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

// askOfWork is the coach's question about work, by the kind of work.
func (r *reading) askOfWork(class verbClass, t thing) string {
	them := "it"
	if t.plural {
		them = "them"
	}
	switch class {
	case vDeliver:
		return "what changes for " + r.audience("users") + " once " + t.name + " " + t.is + " out" + asNumber
	case vMake:
		return "what can " + r.audience("those it is for") + " do better with " + t.name + asNumber
	case vWrite:
		return "who reads " + t.name + ", and what do they do then that they don't do now? Count that: from … to …"
	case vChange:
		if r.thingAt >= 0 && r.words[r.thingAt].nounIs(nAudience) {
			return "what gets faster, cheaper or safer for " + strings.TrimPrefix(t.name, "the ") + " by the change" + asNumber
		}
		return "what gets faster, cheaper or safer for " + r.audience("those who use it") + " by the change to " + t.name + asNumber
	case vFix:
		return "what goes wrong less often once " + t.name + " " + t.is + " in order" + asNumber
	case vRemove:
		return "what " + doOrDoes(t) + " " + t.name + " cost today that is saved once " + them + " " + goOrGoes(t) + asNumber
	case vArrange:
		return "what is different for " + r.audience("those who come") + " after " + t.name + asNumber
	case vResearch:
		return "which decision or number will change by what you learn from " + t.name + "? Make that number the key result"
	case vDecide:
		return "what is different in practice once " + t.name + " " + t.is + " settled" + asNumber
	case vHire:
		return "what can the team do with " + t.name + " that it can't do now" + asNumber
	case vTrain:
		return "what do " + strings.TrimPrefix(t.name, "the ") + " do better afterwards" + asNumber
	case vAttend:
		return "what comes of " + t.name + ": new customers, ideas put to use, people met again? Count that"
	case vTell, vPartner:
		if r.thingAt >= 0 && r.words[r.thingAt].nounIs(nAudience) {
			return "what do " + strings.TrimPrefix(t.name, "the ") + " do afterwards that they don't do now? Count that: from … to …"
		}
		return "what do " + r.audience("those you reach") + " do after " + t.name + " that they don't do now? Count that: from … to …"
	case vLearn:
		return "what will you do better once you know " + t.name + asNumber
	case vProvide:
		return "how many " + r.audience("people") + " use " + t.name + ", and what does it save or bring them? Say it as a number: from … to …"
	case vProcess:
		return "what gets better for " + r.audience("those who wait") + " when " + t.name + " " + t.is + " done: time, errors, costs? Say it as a number: from … to …"
	case vTrade:
		return "what " + doOrDoes(t) + " " + t.name + " make possible" + asNumber
	}
	return "what is different for " + r.audience("those it is for") + " once " + t.name + " " + t.is + " done" + asNumber
}

func isOrAre(plural bool) string {
	if plural {
		return "are"
	}
	return "is"
}

func doOrDoes(t thing) string {
	if t.plural {
		return "do"
	}
	return "does"
}

func goOrGoes(t thing) string {
	if t.plural {
		return "go"
	}
	return "goes"
}

// ofWish says why a key result can't be measured, and asks for the number.
func (r *reading) ofWish() (says, ask string) {
	core := r.core()
	t := r.thing()
	if r.hole >= 0 {
		hole := quote(r.text[r.tokens[r.hole].start:r.tokens[r.holeEnd-1].end])
		return core + " waits for its number", "which number stands for " + hole + "? If nobody knows today's value, measure it first"
	}
	for i := range r.tokens {
		if r.skip[i] || r.tokens[i].kind != word || r.date[i] {
			continue
		}
		word := quote(r.text[r.tokens[i].start:r.tokens[i].end])
		switch l := &r.words[i]; {
		case l.otherIs(oVague) && r.isWord(i, "most", "many", "several", "some", "few", "various", "lots", "multiple", "majority"):
			return core + " names no number", "how many is " + word + "? Say it as a number: from … to …"
		case l.otherIs(oVague) && l.verb == 0 && l.noun == 0 && strings.HasSuffix(r.tokens[i].lower, "ly"):
			return core + " names no number", "how much is " + word + "? Say it as a number: from … to …"
		case l.otherIs(oMore) && !r.isWord(i, "most", "leading") && (i == r.head || !r.imperative()):
			at, _ := r.nounPhrase(i + 1)
			if about := r.phrase(i+1, at); about != "" {
				return core + " is a wish without a number", "by what number would one see " + lowerFirst(about) + " that " + isOrAre(r.words[at].plural) + " " + r.tokens[i].lower + "? From … to …"
			}
			return core + " is a wish without a number", "by what number would one see " + word + "? From … to …"
		}
	}
	measured := r.object
	if !r.imperative() {
		measured = r.subject
	}
	switch {
	case measured.noun&(measuring|1<<nEvent) != 0 && measured.noun&(1<<nQuality) == 0:
		return core + " names a measure but no number", "what is " + lowerThe(t.name) + " today, and what shall it be? From … to …"
	case r.claim == isGood:
		return core + " is praise that nobody can check", "how would one see that " + r.subjectName() + " " + r.subjectIs() + " " + r.doneWords() + "? Name what you would count: from … to …"
	}
	return core + " is a wish without a number", "how would one see it in " + lowerThe(t.name) + "? Name what you would count: from … to …"
}

// lowerThe lets "the" stand before a phrase in the middle of a sentence.
func lowerThe(name string) string {
	if rest, ok := strings.CutPrefix(name, "the "); ok {
		return "the " + lowerFirst(rest)
	}
	return name
}

// speakOfObjective adds what a coach would say and ask of an objective.
func (r *reading) speakOfObjective(s *Sentence, j *Judgement) {
	switch j.Verdict {
	case Metric:
		core := r.core()
		j.Says = core + " is a number"
		j.Ask = "make " + core + " a key result; what will be different for " + r.audience("those you work for") + " when it is reached? Say that in words"
	case Task:
		core, t := r.core(), r.thing()
		j.Says = core + " is a project"
		switch {
		case primaryVerb(r.verbClass) == vHire && r.imperative():
			j.Ask = "what will the team be able to do with " + lowerThe(t.name) + "? Make that the objective"
		case primaryVerb(r.verbClass) == vLearn && r.imperative():
			j.Ask = "what will you be able to do once you know " + lowerThe(t.name) + "? Make that the objective"
		default:
			j.Ask = "what will be true for " + r.audience("those it is for") + " once " + lowerThe(t.name) + " " + t.is + " there? Make that the objective"
		}
	}
	r.askOfGuard(s, j)
}

// Guard finds a clause that only says what must not get worse, such as
// "while keeping the open rate at 45 %": a health metric rather than a part of the sentence.
func (s Sentence) Guard() (Evidence, bool) {
	t := s.tokens
	for i := 1; i < len(t); i++ {
		start := -1
		switch {
		case t[i].is("while", "whilst") && i+1 < len(t) && look(t[i+1].lower).form == gerund && look(t[i+1].lower).verbIs(vHold):
			start = i + 1
		case t[i].is("keeping", "maintaining", "holding", "preserving") && !t[i-1].is("while", "whilst", "by", "of", "for", "and", "is", "are"):
			start = i
		case t[i].is("without") && i+1 < len(t):
			for k := i + 1; k < len(t) && k < i+8; k++ {
				if l := look(t[k].lower); l.form == gerund && l.verbIs(vUp, vDown) || l.nounIs(nFault) && l.noun&(1<<nCommodity) == 0 || t[k].is("hurting", "harming", "losing", "sacrificing", "loss", "drop", "decline") {
					start = i
				}
			}
		}
		if start < 0 {
			continue
		}
		end := len(t) - 1
		for end > start && t[end].kind == symbol && !t[end].is("%", ")") {
			end--
		}
		return Evidence{What: "guard clause", Text: s.Text[t[start].start:t[end].end], Start: t[start].start, End: t[end].end}, true
	}
	return Evidence{}, false
}
