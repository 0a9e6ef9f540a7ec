package language

import "strings"

// Compound finds a second objective in the sentence, and quotes it: a second
// verb with its own object ("Delight shoppers and rebuild the billing
// platform"), a second full clause, or a second sentence. Two qualities ("fast
// and calm"), two verbs with one object ("find and fix problems") and two
// objects of one verb are one objective.
func (s Sentence) Compound() (Evidence, bool) {
	parts := s.parts()
	commands, states := false, false // a part before this one is an objective by itself
	for n, p := range parts {
		// "Give" opens an objective too, but is too often an infinitive to be one without a strong link.
		if n > 0 && (commands || states || p.strong && s.at(parts[0].start) == "give") && !p.aside {
			if s.second(parts, n, commands) {
				return s.evidence("second objective", p.link, p.end-1), true
			}
		}
		if s.hasOpenEnd(p.start, p.end) {
			// What follows "a place where …", "to …" or "by …" may belong to it.
			if n+1 < len(parts) && !parts[n+1].strong {
				return Evidence{}, false
			}
		}
		commands = commands || s.imperative(p.start, p.end, true)
		states = states || s.clause(p.start, p.end)
	}
	return Evidence{}, false
}

// A part is what stands between two conjunctions: tokens from start up to end.
type part struct {
	link       int  // the conjunction before it
	start, end int  // without the conjunction
	aside      bool // in parentheses
	strong     bool // a full stop, a semicolon or "and also" stands before it
}

// parts cuts the sentence at its conjunctions, commas and stops.
func (s Sentence) parts() []part {
	var parts []part
	cur := part{}
	depth := 0 // of parentheses
	cut := func(i, width int, strong bool) {
		cur.end = i
		if cur.end > cur.start {
			parts = append(parts, cur)
		} else if len(parts) > 0 && cur.strong {
			strong = true
		}
		link := i
		if cur.end == cur.start && len(parts) > 0 {
			link = cur.link
		}
		cur = part{link: link, start: i + width, strong: strong, aside: depth > 0}
	}
	for i := 0; i < len(s.tokens); i++ {
		t := &s.tokens[i]
		switch {
		case t.joined:
		case t.is("(", "["):
			depth++
		case t.is(")", "]") && depth > 0:
			depth--
		case t.is("+") && !t.spaced:
		case t.is(";") || t.is(".") && i+1 < len(s.tokens) && s.tokens[i+1].spaced:
			cut(i, 1, true)
		case t.kind == number && i > 0 && s.at(i+1) == ")" && t.value <= 9: // "1) … 2) …"
			cut(i, 2, true)
			i++
		case t.is("and", "&", ",", "plus", "+"):
			width, strong := 1, false
			for i+width < len(s.tokens) {
				switch s.at(i + width) {
				case "also", "additionally", "furthermore":
					strong = true
				case "in":
					if s.at(i+width+1) != "addition" {
						goto done
					}
					width, strong = width+1, true
				case "and", ",", "then", "but", "&", "at":
					if s.at(i+width) == "at" {
						goto done
					}
				default:
					goto done
				}
				width++
			}
		done:
			cut(i, width, strong)
			i += width - 1
		case t.is("also") && i > 0, t.is("but") && s.at(i+1) == "also":
			cut(i, 1+b2i(t.is("but")), true)
		case t.is("while") && s.at(i+1) == "also":
			cut(i, 2, true)
			i++
		case t.is("as") && s.at(i+1) == "well" && s.at(i+2) == "as":
			cut(i, 3, true)
			i += 2
		}
	}
	cur.end = len(s.tokens)
	if cur.end > cur.start {
		parts = append(parts, cur)
	}
	// What only leads in is no part: "1)", "First,", "Not only".
	for n := range parts {
		p := &parts[n]
		for p.start < p.end-1 && (s.of(p.start, "first", "second", "third", "not", "only", "to", "we", "(", "also", "then") ||
			s.tokens[p.start].kind == number && s.at(p.start+1) == ")" || s.at(p.start) == ")") {
			p.start++
		}
	}
	return parts
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// hasOpenEnd reports whether the part opens a subordinate phrase that a verb
// behind the conjunction may still belong to.
func (s Sentence) hasOpenEnd(start, end int) bool {
	for i := start; i < end; i++ {
		switch s.at(i) {
		case "that", "which", "who", "where", "so", "whose", "when", "how", "what", "why", "whether", "if", "until", "before", "because", "let", "lets",
			"help", "helps", "helping", "letting", "enable", "enables", "allow", "allows", "empower", "inspire", "encourage", "by", "through", "see", "watch":
			return true
		case "to":
			if i > start && i+1 < end && (isObjectiveVerb(s.at(i+1)) || isSmallVerb(s.at(i+1))) && !s.tokens[i+1].capital {
				return true // an infinitive: "easy to find and book a room"
			}
		}
	}
	return false
}

// second reports whether part n is an objective of its own. Behind a statement
// a mere verb shares its subject ("shoppers come back and bring their
// friends"); behind a command it is another command.
func (s Sentence) second(parts []part, n int, commands bool) bool {
	p := parts[n]
	if (commands || p.strong) && s.imperative(p.start, p.end, p.strong) {
		return true
	}
	// "… as well as launching", "while also rebuilding".
	if p.strong && strings.HasSuffix(s.at(p.start), "ing") && p.end-p.start >= 2 {
		if w := strings.TrimSuffix(s.at(p.start), "ing"); isObjectiveVerb(w) || isObjectiveVerb(w+"e") || isObjectiveVerb(w+"ate") {
			return true
		}
	}
	first := parts[0]
	if s.clause(first.start, first.end) && s.clause(p.start, p.end) && !s.imperative(first.start, first.end, true) {
		return true
	}
	// One "make" for two things: "Make schools safer and parks greener".
	prev := parts[n-1]
	return s.at(prev.start) == "make" && s.nounThenComparative(prev.start+1, prev.end) && s.nounThenComparative(p.start, p.end)
}

// nounThenComparative reports whether the tokens are a thing and what it
// becomes more of: "parks greener".
func (s Sentence) nounThenComparative(start, end int) bool {
	n := end - start
	return n >= 2 && n <= 4 && isComparative(s.at(end-1)) && !isComparative(s.at(start))
}

func isComparative(w string) bool {
	switch w {
	case "better", "simpler", "easier", "less", "worse":
		return true
	case "customer", "user", "order", "together", "leader", "computer", "paper", "water", "checker", "weather", "other", "member", "server", "driver",
		"manager", "worker", "number", "career", "partner", "center", "newsletter", "teacher", "farmer", "later", "ever", "over", "under", "after":
		return false
	}
	return len(w) > 4 && strings.HasSuffix(w, "er") && !strings.HasSuffix(w, "eer")
}

// imperative reports whether the part is a verb in the imperative with an
// object of its own. After a stop or "and also" a verb that is also a noun
// ("cut", "launch") needs no article behind it.
func (s Sentence) imperative(start, end int, strong bool) bool {
	if end-start < 2 {
		return false
	}
	v := s.at(start)
	if s.tokens[start].kind != word || s.tokens[start+1].joined && !s.tokens[start].joined && v != "re" {
		return false
	}
	obj := start + 1
	if v == "break" || v == "win" || v == "bring" || v == "scale" || v == "open" {
		if s.of(obj, "into", "over", "back", "up") {
			obj++
		}
	}
	if v == "get" && s.at(start+1) == "the" && s.at(end-1) == "involved" {
		return true
	}
	if !isObjectiveVerb(v) || obj >= end {
		return false
	}
	if !strong && start > 0 && isNounToo(v) && !s.opensObject(obj) {
		return false
	}
	// Something must be acted on: a noun, not an adverb or a pronoun that points back.
	for i := obj; i < end; i++ {
		t := &s.tokens[i]
		if t.kind == symbol {
			continue
		}
		switch w := s.at(i); {
		case i == obj && (w == "it" || w == "them" || w == "this" || w == "each"):
			return false
		case i == obj && isAdverb(w):
			continue
		case w == "alike" || w == "again" || w == "together":
			return false
		case i == obj && (w == "on" || w == "at" || w == "for" || w == "without" || w == "like" || w == "as" || w == "from" || w == "of" || w == "by"):
			return false
		case i == obj && (w == "with" || w == "within"):
			return false
		case i == obj && v == "become":
			return true
		default:
			return true
		}
	}
	return false
}

// opensObject reports whether an object starts at i beyond doubt.
func (s Sentence) opensObject(i int) bool {
	switch s.at(i) {
	case "the", "our", "a", "an", "new", "more", "their", "its", "in", "into", "up", "administrative", "all", "every":
		return s.at(i) != "in" || i+1 < len(s.tokens) && s.tokens[i+1].capital
	}
	if i < len(s.tokens) && s.tokens[i].kind == number {
		return true
	}
	w := s.at(i)
	// "cut costs", "increase leads", "grow sales": a plural behind what may be a noun.
	return len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "ment") ||
		strings.HasSuffix(w, "ity") || strings.HasSuffix(w, "tion") || w == "carbon" || w == "cloud" || w == "customer" || w == "revenue" || w == "energy"
}

func isAdverb(w string) bool {
	switch w {
	case "fast", "faster", "well", "less", "more", "better", "again", "up", "out", "often", "early", "away", "forward", "safe", "healthy", "bold":
		return true
	}
	return len(w) > 4 && strings.HasSuffix(w, "ly") && w != "family" && w != "supply"
}

// clause reports whether the part has its own subject and a finite verb behind
// it: "our support answers within minutes".
func (s Sentence) clause(start, end int) bool {
	i := start
	for i < end && s.of(i, "our", "the", "their", "all", "every", "new", "a", "its", "my", "your") {
		i++
	}
	if i >= end || s.tokens[i].kind != word || isObjectiveVerb(s.at(i)) && i == start || isSmallVerb(s.at(i)) && i == start {
		return false
	}
	if s.of(i, "not", "no", "in", "on", "with", "to", "is", "are") {
		return false
	}
	// The subject is one to three words.
	for v := i + 1; v < end && v <= i+3; v++ {
		if s.tokens[v].kind != word || s.tokens[v].joined {
			continue
		}
		if s.of(v, "our", "the", "their", "a", "an", "its") {
			return false // an object: what stands before is a verb
		}
		if s.of(v, "of", "in", "on", "that", "which", "who", "with", "for", "to", "from", "at", "by") {
			return false
		}
		if isFiniteVerb(s.at(v)) {
			return v+1 < end
		}
	}
	return false
}

// isFiniteVerb holds the forms that say what a subject is or does, and are
// hardly ever nouns in that place.
func isFiniteVerb(w string) bool {
	switch w {
	case "is", "are", "has", "have", "get", "gets", "love", "loves", "trust", "trusts", "stay", "stays", "feel", "feels", "scales", "answers", "answer",
		"deliver", "delivers", "become", "becomes", "go", "goes", "recommend", "recommends", "know", "knows", "own", "owns", "find", "finds", "earn",
		"earns", "enjoy", "enjoys", "learn", "learns", "come", "comes", "buy", "buys", "runs", "run", "leads", "wins", "win", "choose", "chooses",
		"return", "pays", "pay", "save", "saves", "work", "works", "grows", "grow", "can", "will", "keep", "keeps", "make", "makes", "see", "sees",
		"sell", "sells", "ship", "ships", "use", "uses", "want", "wants", "remain", "remains", "thrive", "thrives", "sleep", "live":
		return true
	}
	return false
}

// isSmallVerb holds verbs that follow "to" or share a subject, and make no
// objective of their own.
func isSmallVerb(w string) bool {
	switch w {
	case "be", "do", "get", "go", "see", "stay", "start", "stop", "search", "find", "book", "buy", "sell", "join", "leave", "plan", "teach", "learn",
		"wonder", "play", "use", "understand", "read", "write", "apply", "pay", "share", "record", "work", "live", "eat", "come", "choose", "sign",
		"check", "feel", "know", "give", "take", "love", "recommend", "trust", "solve", "bring", "move", "act", "meet", "arrive", "navigate", "adopt",
		"ship", "run", "have", "let", "set", "put", "help", "serve", "speak", "follow", "access", "manage", "order", "visit", "return", "try", "think":
		return true
	}
	return false
}

// isObjectiveVerb holds verbs in the base form that open an objective and take
// an object.
func isObjectiveVerb(w string) bool {
	switch w {
	case "accelerate", "achieve", "acquire", "attract", "automate", "boost", "break", "bring", "broaden", "build", "close", "conquer", "consolidate",
		"convert", "create", "cultivate", "cut", "decrease", "deepen", "delight", "deliver", "deploy", "design", "develop", "digitise", "digitize",
		"diversify", "double", "drive", "eliminate", "embed", "engage", "enhance", "ensure", "enter", "establish", "expand", "extend", "finish", "fix",
		"foster", "fund", "grow", "hire", "implement", "improve", "increase", "innovate", "integrate", "introduce", "invest", "launch", "lower",
		"maintain", "make", "market", "maximise", "maximize", "migrate", "minimise", "minimize", "modernise", "modernize", "onboard", "open",
		"optimise", "optimize", "overhaul", "prevent", "promote", "protect", "publish", "raise", "reach", "rebrand", "rebuild", "recruit", "redesign",
		"reduce", "refresh", "reinvent", "release", "renovate", "replace", "restore", "restructure", "retain", "revamp", "roll", "scale", "secure",
		"shape", "ship", "shorten", "simplify", "slash", "stabilise", "stabilize", "strengthen", "streamline", "train", "transform", "turn", "unify",
		"unlock", "upgrade", "win", "become", "find", "keep", "save", "support", "standardise", "standardize", "restart", "professionalise", "revive", "triple":
		return true
	}
	return false
}

// isNounToo holds those of them that may just as well be nouns behind "and".
func isNounToo(w string) bool {
	switch w {
	case "boost", "break", "close", "cut", "design", "drive", "fund", "increase", "launch", "lower", "market", "open", "raise", "reach",
		"refresh", "release", "roll", "scale", "secure", "shape", "ship", "train", "turn", "upgrade", "win", "find", "support", "fix", "finish", "double",
		"overhaul", "decrease", "delight", "keep", "save":
		return true
	}
	return false
}
