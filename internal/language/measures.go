package language

import "strings"

// Placeholder finds what waits for its number: "by X %", "TBD", "[N]", "___".
// "Followers on X", "Grade A" and "N-1 security" are none.
func (s Sentence) Placeholder() (Evidence, bool) {
	start, end := placeholder(s.tokens)
	if end == 0 {
		return Evidence{}, false
	}
	return s.evidence("placeholder", start, end-1), true
}

// placeholder returns the tokens of the first placeholder; end is 0 where
// there is none.
func placeholder(tokens []token) (start, end int) {
	at := func(i int) string {
		if i < 0 || i >= len(tokens) {
			return ""
		}
		return tokens[i].lower
	}
	for i := range tokens {
		t := &tokens[i]
		if t.marks&masked != 0 {
			continue
		}
		prev, next := at(i-1), at(i+1)
		percentNext := next == "%" || next == "percent" || next == "pp"
		switch w := t.lower; w {
		case "tbd", "tbc", "tba", "xx", "xxx", "xxxx", "nn", "1xx", "xk", "xxk":
			// "TBD Corp's" is a name.
			if i+1 < len(tokens) && tokens[i+1].kind == word && tokens[i+1].capital && w[0] == 't' {
				continue
			}
			return i, i + 1
		case "xm", "xbn", "xxm":
			if isMoneySign(prev) {
				return i - 1, i + 1
			}
		case "?":
			if next == "?" && !tokens[i+1].spaced {
				end := i + 2
				for at(end) == "?" {
					end++
				}
				return i, end
			}
			if percentNext {
				return i, i + 1
			}
		case "…", "..":
			// Dots in the place of a number, not at the end of an enumeration.
			if percentNext || isNumberHole(prev) || i > 0 && t.spaced && i+1 < len(tokens) && tokens[i+1].kind == word && tokens[i+1].spaced && !tokens[i+1].capital && next != "and" && next != "etc" && next != "or" && next != "so" {
				return i, i + 1
			}
		case "[", "<", "{", "(":
			if w == "(" && !(next == "n" || next == "x") || i > 0 && !t.spaced && tokens[i-1].kind == word && w != "<" {
				continue // "list[0]", and the chemist's "nitrogen (N)" is below
			}
			closing := map[string]string{"[": "]", "<": ">", "{": "}", "(": ")"}[w]
			for j := i + 1; j < len(tokens) && j <= i+3; j++ {
				if at(j) == closing {
					if j > i+1 && isHoleName(at(i+1)) && (w != "(" || isNumberHole(prev)) {
						return i, j + 1
					}
					break
				}
			}
		default:
			if t.kind != word {
				continue
			}
			if strings.Trim(w, "_") == "" && len(w) > 0 && (len(w) > 1 || percentNext || isNumberHole(prev)) {
				return i, i + 1
			}
			if len(w) != 1 || t.joined || i+1 < len(tokens) && tokens[i+1].joined || next == "/" || prev == "/" {
				continue
			}
			switch w {
			case "x", "n", "y", "z", "a", "b":
			default:
				continue
			}
			if percentNext {
				return i, i + 1
			}
			if w == "a" || w == "b" || w == "z" {
				continue
			}
			if prev == "#" {
				return i - 1, i + 1
			}
			// "from X to Y", "by X points"; with a word behind also "answer N tickets". Not "followers on X".
			if isNumberHole(prev) && (w != "y" || i > 0) && !(prev == "to" && i+1 == len(tokens) && !hasLetterHole(tokens, i)) {
				return i, i + 1
			}
			if i > 0 && i+1 < len(tokens) && tokens[i+1].kind == word && !tokens[i+1].capital && (w == "n" || w == "x") && i <= 2 && tokens[i-1].kind == word && !tokens[i-1].capital {
				return i, i + 1
			}
			if i == 1 && i+1 < len(tokens) && tokens[i+1].kind == word && !tokens[i+1].capital && (w == "n" || w == "x") && len(at(0)) > 2 && look(at(0)).verb != 0 {
				return i, i + 1
			}
		}
	}
	return 0, 0
}

// hasLetterHole reports whether "to X" ends a "from … to X".
func hasLetterHole(tokens []token, i int) bool {
	for j := range i {
		if tokens[j].is("from") || tokens[j].is("nps", "csat", "rate", "share", "churn") {
			return true
		}
	}
	return false
}

// isNumberHole holds what stands before a number.
func isNumberHole(w string) bool {
	switch w {
	case "by", "from", "to", "≥", "≤", ">", "<", "least", "than", "below", "under", "over", "above", "reach", "→", "=", "~", "of":
		return true
	}
	return isMoneySign(w)
}

func isMoneySign(w string) bool { return w == "$" || w == "€" || w == "£" }

// isHoleName holds what people write between brackets for a number to come.
func isHoleName(w string) bool {
	switch w {
	case "n", "x", "y", "number", "value", "target", "amount", "percent", "percentage", "baseline", "metric", "count", "goal", "current", "tbd", "xx",
		"insert", "num", "figure", "#", "…", "?", "%":
		return true
	}
	return false
}

// Vanity finds a count that grows without anybody being helped: followers,
// likes, page views, impressions. A rate of them, or what they lead to
// ("followers who buy", "revenue per page view"), is none.
func (s Sentence) Vanity() (Evidence, bool) {
	found, end := -1, 0
	for i := range s.tokens {
		w, prev := s.at(i), s.at(i-1)
		switch w {
		case "per", "who", "that", "into", "rate", "ratio", "convert", "conversion", "share", "percentage", "proportion", "revenue", "time", "load",
			"likelihood", "speed", "cost", "answered", "activated", "paying", "which", "whose", "lead", "leads":
			if !(w == "per" && s.of(i+1, "month", "week", "day", "post", "quarter", "year", "video", "article", "tweet")) {
				return Evidence{}, false
			}
		case "%":
			return Evidence{}, false
		}
		if found >= 0 {
			continue
		}
		switch w {
		case "followers", "follower", "likes", "retweets", "reposts", "pageviews", "impressions", "upvotes", "fans":
			if w == "fans" && !s.of(i-1, "facebook", "page") {
				continue
			}
			found, end = i, i
		case "subscribers":
			if s.of(i-1, "youtube", "newsletter", "channel", "tiktok", "twitch") {
				found, end = i, i
			}
		case "views", "view":
			if prev == "page" || prev == "video" || prev == "youtube" || prev == "profile" || w == "views" && i > 0 && s.tokens[i-1].kind == number && s.of(i+1, "on", "of", "a", "per", "", ".", "for", "in") {
				found, end = i, i
				if s.tokens[max(i-1, 0)].kind == word {
					found = i - 1
				}
			}
		case "visits", "hits", "traffic", "visitors":
			if s.of(i-1, "website", "site", "web", "page", "blog", "homepage") {
				found, end = i-1, i
			}
		case "stars":
			if prev == "github" || prev == "gitlab" {
				found, end = i-1, i
			}
		case "downloads":
			if i == 0 || s.of(i-1, "app", "podcast", "whitepaper", "brochure", "pdf") || s.tokens[i-1].kind == number {
				found, end = max(i-1, 0), i
			}
		case "following":
			if s.of(i-1, "media", "our", "twitter", "linkedin", "instagram") && (i+1 == len(s.tokens) || s.tokens[i+1].kind != word || s.of(i+1, "by", "on", "to", "from", "in")) {
				found, end = i, i
			}
		case "reach":
			if i > 0 && s.of(i-1, "media", "organic", "instagram", "facebook", "linkedin") {
				found, end = i-1, i
			}
		}
	}
	if found < 0 {
		return Evidence{}, false
	}
	return s.evidence("vanity metric", found, end), true
}

// MaintainsLevel finds the word by which a key result keeps what is there:
// "maintain", "keep", "stay at". Such a number is a health metric. It passes
// over keep-alive, maintainers, the length of a stay, people who stay or keep
// doing something, and what is said to stay beside a change ("while keeping").
func (s Sentence) MaintainsLevel() (Evidence, bool) {
	if s.hasFromTo() {
		return Evidence{}, false // it goes from one number to another
	}
	for i := range s.tokens {
		if i+1 < len(s.tokens) && s.tokens[i+1].joined || s.tokens[i].joined {
			continue
		}
		next := s.at(i + 1)
		first := i == 0 || i == 1 && s.of(0, "to", "we", "-", "*", "and", "always")
		switch w := s.at(i); w {
		case "maintain", "sustain", "preserve", "maintaining", "sustaining", "preserving":
			if first && s.namesLevel(i+1) {
				return s.evidence("keeps a level", i, i), true
			}
		case "keep", "keeping":
			if first && s.levelAfter(i) {
				return s.evidence("keeps a level", i, i), true
			}
		case "stay", "remain", "hold", "stays", "remains", "holds", "kept", "remained":
			if first && (w == "stay" || w == "remain" || w == "hold") && (w != "hold" && isLevelWord(next) || w == "hold" && s.levelAfter(i)) {
				return s.evidence("keeps a level", i, i), true
			}
			if i > 0 && isLevelWord(next) && (next != "at" && next != "within" && next != "in" || i+2 < len(s.tokens) && s.tokens[i+2].kind == number) && !s.of(i-1, "who", "that", "to", "guests", "patients", "average", "of", "staff") {
				return s.evidence("keeps a level", i, i+1), true
			}
		case "continue":
			if first && next == "to" {
				return s.evidence("keeps a level", i, i+1), true
			}
		case "don't", "don’t", "not":
			// "Don't let churn rise above 2 %", "NPS does not fall below 50"
			for j := i + 1; j <= i+4; j++ {
				if s.of(j, "rise", "fall", "drop", "exceed", "increase", "decrease", "sink", "grow", "climb", "worsen") && (w != "not" || s.of(i-1, "does", "do", "must", "should", "may")) {
					return s.evidence("keeps a level", i, j), true
				}
			}
		}
	}
	return Evidence{}, false
}

// namesLevel reports whether a number or a metric stands behind i: one
// maintains an uptime as a level, but an inventory as work.
func (s Sentence) namesLevel(i int) bool {
	for ; i < len(s.tokens); i++ {
		if s.tokens[i].kind == number || s.tokens[i].marks&markedMetric != 0 || look(s.at(i)).nounIs(nRate, nScore, nPerf, nFault, nSpeed) {
			return true
		}
	}
	return false
}

func isLevelWord(w string) bool {
	switch w {
	case "at", "above", "below", "under", "over", "within", "≥", "≤", "<", ">", "between", "flat", "steady", "stable", "constant", "no":
		return true
	}
	return false
}

// levelAfter reports whether a level follows the verb at i: "keep churn below
// 2 %", "hold gross margin at 40 %"; but not "hold 5 meetings".
func (s Sentence) levelAfter(i int) bool {
	if s.at(i) == "hold" && i+1 < len(s.tokens) && s.tokens[i+1].kind == number {
		return false
	}
	for j := i + 1; j < len(s.tokens); j++ {
		if s.of(j, "above", "below", "under", "over", "≥", "≤", "<", ">", "steady", "stable", "flat", "constant") {
			return true
		}
		if s.of(j, "at", "within", "to", "between") && j+1 < len(s.tokens) {
			for k := j + 1; k <= j+3 && k < len(s.tokens); k++ {
				if s.tokens[k].kind == number || s.at(k) == "zero" {
					return true
				}
			}
		}
	}
	// "Keep 95 % of …"
	return s.at(i) != "hold" && i+1 < len(s.tokens) && s.tokens[i+1].kind == number && s.tokens[i+1].form == percent
}

// NamesSomethingCountable reports whether a key result's title without a
// number names a metric that the fields then number: "Median wait for a
// release". "Better collaboration" names none. In doubt it is true: false
// accuses.
func (s Sentence) NamesSomethingCountable() bool {
	wish, metric, beside, other := false, false, false, 0
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.kind == number {
			return true
		}
		if t.kind != word {
			if t.is("%", "€", "$", "£", "#") {
				return true
			}
			continue
		}
		if t.marks&markedMetric != 0 {
			return true
		}
		w := t.lower
		if i+1 < len(s.tokens) && s.tokens[i+1].joined && look(w+"-"+s.tokens[i+1].lower).noun != 0 {
			w += "-" + s.tokens[i+1].lower
		}
		l := look(w)
		beside = beside || wish && (w == "with" || w == "between" || w == "across" || w == "to" || w == "for")
		switch {
		case beside: // "better alignment with sales"
		case w == "per", w == "percent", t.capital && isAcronym(s.Text[t.start:t.end]) && len(w) >= 2 && i == len(s.tokens)-1 && len(s.tokens) <= 2:
			return true
		case strings.HasPrefix(w, "p9") || strings.HasPrefix(w, "p5"):
			return true
		case l.nounIs(nRate, nMoney, nSpeed, nScore, nFault, nPerf, nLevel) && (!l.nounIs(nQuality) || !wish && l.nounIs(nSpeed)) && !isVagueNoun(w):
			metric = true
		case l.nounIs(nEvent) && l.plural, l.nounIs(nEvent) && i > 0 && !l.nounIs(nQuality) && w != "win" && w != "experience" && w != "use" && w != "play":
			metric = true
		case l.plural && l.nounIs(nAudience, nBusiness, nCommodity, nTime, nStaff) && (i == 0 || !wish):
			// Those who do something can be counted, behind no wish: "Customers who renew".
			if i == 0 || i == 1 && s.tokens[0].kind == word {
				metric = true
			}
		}
		if i == 0 && (l.otherIs(oMore, oGood) || isWish(w)) || l.otherIs(oGood) {
			wish = true
		}
		if !l.otherIs(oDeterminer, oPreposition, oConjunction, oOwn, oAdverb) {
			other++
		}
	}
	if metric {
		return true
	}
	if wish || other == 0 {
		return false
	}
	// A noun phrase with a plural at its head counts something, unless it is felt.
	for i := range s.tokens {
		l := look(s.at(i))
		if l.nounIs(nQuality, nPlan, nArtefact, nText) || isVagueNoun(s.at(i)) || l.verb != 0 && i == 0 && !l.plural {
			return false
		}
	}
	for i := range s.tokens {
		w := s.at(i)
		if len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !isVagueNoun(w) && !strings.HasSuffix(w, "ous") {
			return true
		}
		if s.of(i, "of", "in", "for", "within", "from") {
			break
		}
	}
	return !isVagueNoun(s.at(len(s.tokens) - 1))
}

// isWish holds verbs and adjectives that open a wish.
func isWish(w string) bool {
	switch w {
	case "improve", "better", "more", "happier", "great", "good", "strong", "stronger", "become", "be", "foster", "make", "simplify", "smooth", "healthy",
		"clear", "clearer", "closer", "world-class", "world", "modern", "excite", "strengthen", "enhance", "build", "create", "a", "delight", "operational",
		"inspire", "empower", "drive", "support", "promote", "encourage", "faster", "easier", "simpler", "happy", "excellent", "best", "thought":
		return true
	}
	return false
}

// isVagueNoun holds ideas that nobody counts without saying how.
func isVagueNoun(w string) bool {
	switch w {
	case "collaboration", "innovation", "culture", "quality", "leadership", "engineering", "documentation", "onboarding", "environment", "strategy",
		"experience", "excellence", "architecture", "vibes", "agile", "processes", "process", "alignment", "tomorrow", "everything", "teamwork", "team",
		"communication", "brand", "storefront", "product", "data-driven", "driven", "vision", "mindset", "ownership", "transparency", "focus", "best",
		"performance", "learning", "value", "values", "impact", "success", "future", "result", "results", "goals", "goal", "way", "ways", "range", "extent", "people":
		return true
	}
	return false
}
