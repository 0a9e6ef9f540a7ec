package language

import "strings"

// PayTie finds a tie between this OKR and somebody's pay, bonus, rating,
// promotion or review: a reward, words that link, and the OKR itself (named,
// or left out as in "Counts toward the annual review"). A product's metrics
// about bonuses, ratings or reviews are none, nor is a sentence that refuses
// the tie.
func (s Sentence) PayTie() (Finding, bool) {
	f, ok := s.payTie()
	if ok && !s.English() {
		return Finding{}, false
	}
	return f, ok
}

// MentionsReward reports whether a text has a word that PayTie could go by. It
// is far cheaper than to read the text, and hardly any text of an OKR has one.
func MentionsReward(text string) bool {
	inWord := false
	for i := 0; i < len(text); i++ {
		c := text[i] | 0x20
		letter := c >= 'a' && c <= 'z'
		if letter && !inWord && i+3 <= len(text) {
			switch string([]byte{c, text[i+1] | 0x20, text[i+2] | 0x20}) {
			case "bon", "sal", "com", "rem", "pay", "var", "mer", "inc", "rai", "equ", "sto", "pro", "app", "cal", "per", "ann", "yea", "end",
				"tal", "emp", "ind", "sta", "rat", "rev", "eva", "pip", "sti", "mbo", "ote", "lti", "gra", "ran", "who":
				return true
			}
		}
		inWord = letter
	}
	return false
}

func (s Sentence) payTie() (Finding, bool) {
	reward, rewardEnd, strong := -1, -1, false
	for i := range s.tokens {
		if end, certain := s.rewardAt(i); end > i {
			if reward < 0 {
				reward, rewardEnd = i, end
			}
			strong = strong || certain
		}
	}
	if reward < 0 {
		return s.judgedBy()
	}
	if s.refuses() || s.hasFromTo() && !s.namesOKR(0, len(s.tokens)) {
		return Finding{}, false // what goes from one number to another is a metric of its own
	}
	tie := func(i, j int, sure bool) (Finding, bool) {
		return Finding{s.evidence("tie to pay", min(i, j), max(i, j)), sure}, true
	}
	// The reward's own words say it: "bonus-relevant", "30 % bonus weight".
	for _, j := range []int{reward - 2, reward - 1, rewardEnd} {
		switch s.at(j) {
		case "relevant", "weight", "weighting", "weighted":
			if j == rewardEnd || s.at(j+1) == "in" || s.at(j+1) == "for" || j+1 == reward && s.at(j) == "relevant" {
				if !s.of(rewardEnd+1, "of", "the") {
					return tie(reward, j, true)
				}
			}
		case "input":
			if j == rewardEnd && j == len(s.tokens)-1 {
				return tie(reward, j, true)
			}
		}
	}
	if n := len(s.tokens) - 1; strong && reward == 0 && s.at(n) == "weight" {
		return tie(0, n, true) // "Variable pay: 20 % weight"
	}
	if s.at(reward) == "pay-for-performance" || s.at(reward) == "pay" && s.at(reward+1) == "for" && s.at(reward+2) == "performance" {
		return tie(reward, reward+2, true)
	}
	// A condition on the team's result, and a reward for it.
	for i := range s.tokens {
		if s.isCondition(i) {
			end := min(i+2, len(s.tokens)-1)
			if i <= reward {
				return tie(i, rewardEnd-1, true)
			}
			return tie(reward, end, true)
		}
	}
	for i := range s.tokens {
		l := s.linkAt(i)
		if l <= i {
			continue
		}
		switch {
		// "Counts toward the annual review", "The score feeds into the appraisal".
		case i < reward && reward-l <= 5 && (s.elided(i) || s.namesOKR(0, i)) && !s.aboutOthers(i):
			return tie(i, rewardEnd-1, true)
		// "Managers use this score in the appraisal".
		case i < reward && s.of(i, "use", "uses", "used") && s.namesOKR(l, reward):
			return tie(i, rewardEnd-1, true)
		// "The bonus depends on this", "Ratings are based on this score".
		case i >= rewardEnd && i-rewardEnd <= 3 && (s.namesOKR(l, len(s.tokens)) || s.endsWithThis()):
			return tie(reward, l-1, true)
		}
	}
	// "Under 0.3 means PIP", "Performance bonus: 10 % of the annual salary".
	for i := 1; i < reward; i++ {
		if s.at(i) == "means" && s.namesOKR(0, i) || s.at(i) == "means" && s.tokens[i-1].kind == number && s.tokens[i-1].value < 1 {
			return tie(i, rewardEnd-1, true)
		}
		if s.of(i, "miss", "misses") && s.of(i+1, "the", "this", "their") && s.of(i+2, "goal", "target", "okr", "objective") && strong {
			return tie(i, rewardEnd-1, true)
		}
	}
	if s.at(reward) == "performance" && s.of(reward+1, "bonus", "pay") && s.at(rewardEnd) == ":" || s.at(0) == "pays" && s.at(1) == "out" {
		return tie(reward, rewardEnd-1, true)
	}
	// A rate of achievement is paid out: "Payout: 80 % at a score of 0.7", "STI: 25 %".
	if n := s.at(reward); n == "sti" || n == "mbo" || n == "ote" || n == "lti" {
		for _, t := range s.tokens {
			if t.kind == number && t.form == percent {
				return tie(reward, rewardEnd-1, true)
			}
		}
	}
	if reward <= 4 || strong {
		for i := range s.tokens {
			t := &s.tokens[i]
			if i < reward || t.kind != word && t.kind != number {
				continue
			}
			switch {
			case t.is("achievement", "attainment"):
				return tie(reward, i, true)
			case t.kind == number && t.value < 1 && t.form == plain && t.unit == "" && (i+1 == len(s.tokens) || s.tokens[i+1].kind == symbol) && (s.of(i-1, "at", "below", "under", "of") && !s.hasFromTo()):
				return tie(reward, i, true) // "No bonus below 0.7"
			case t.kind == number && t.value == 100 && t.form == percent && s.at(i-1) == "at":
				return tie(reward, i, true)
			}
		}
	}
	// "I want it for Anna's promotion": evidence, case, packet.
	if s.at(reward) == "promotion" && s.of(rewardEnd, "case", "packet", "dossier", "committee") {
		return tie(reward, rewardEnd, true)
	}
	return s.judgedBy()
}

// of reports whether the token at i is one of words.
func (s Sentence) of(i int, words ...string) bool {
	w := s.at(i)
	if w == "" {
		return false
	}
	for _, have := range words {
		if w == have {
			return true
		}
	}
	return false
}

// rewardAt returns the end of what a person is rewarded or judged with that
// starts at i, and whether these words mean nothing else. What a product or a
// campaign is called after ("bonus plan", "app-store rating") is none.
func (s Sentence) rewardAt(i int) (end int, certain bool) {
	next := s.at(i + 1)
	switch w := s.at(i); w {
	case "bonus", "bonuses":
		if i > 0 && s.of(i-1, "welcome", "deposit", "referral", "loyalty", "night", "cash", "sign-up", "casino", "free", "match") {
			return 0, false
		}
		switch next {
		case "plan", "plans", "miles", "mile", "point", "points", "content", "pack", "packs", "card", "cards", "code", "codes", "round", "rounds",
			"track", "tracks", "scheme", "schemes", "programme", "program", "level", "levels", "offer", "offers", "abuse", "stage", "game", "games",
			"feature", "material", "chapter", "calculator", "module", "product", "products", "claims", "hunters", "episode", "episodes":
			return 0, false
		}
		return i + 1, false
	case "salary", "salaries":
		if s.of(i+1, "slips", "slip", "calculator", "survey", "transparency", "data", "bands", "accounts", "benchmark", "payments") {
			return 0, false
		}
		if s.of(i+1, "increase", "increases", "raise", "review", "reviews") {
			return i + 2, true
		}
		return i + 1, false
	case "compensation", "remuneration":
		return i + 1, s.of(i+1, "review")
	case "pays":
		if i == 0 && next == "out" {
			return i + 2, false
		}
	case "pay", "payout", "payouts":
		if s.of(i+1, "rise", "rises", "raise", "review", "increase", "grade") {
			return i + 2, true
		}
		if w == "pay" && (s.of(i-1, "apple", "google", "samsung", "amazon", "to", "and", "who") || s.tokens[i].capital && i > 0) {
			return 0, false
		}
		return i + 1, false
	case "variable":
		if s.of(i+1, "pay", "compensation", "salary", "part", "remuneration", "component") {
			return i + 2, true
		}
	case "merit":
		if s.of(i+1, "increase", "increases", "cycle", "raise", "raises", "pay", "review", "rating") {
			return i + 2, true
		}
	case "incentive", "incentives":
		if s.of(i+1, "pay", "payout", "payment", "compensation", "bonus") {
			return i + 2, true
		}
	case "commission":
		if i > 0 && s.of(i-1, "european", "sales", "affiliate", "broker", "electoral", "per") {
			return 0, false
		}
		return i + 1, false
	case "raise":
		if i > 0 && s.of(i-1, "a", "pay", "the", "annual") && !s.of(i+1, "the") {
			return i + 1, false
		}
	case "equity", "stock":
		if s.of(i+1, "grant", "grants", "refresh", "refresher", "award", "awards", "options") {
			return i + 2, true
		}
	case "profit":
		if s.of(i+1, "share", "sharing") {
			return i + 2, false
		}
	case "promotion", "promotions", "promoted":
		if s.of(i+1, "to", "of") && s.of(i+2, "the", "new", "our") || s.of(i+1, "code", "codes", "redemption") || s.of(i-1, "health", "sales", "summer", "price") {
			return 0, false
		}
		return i + 1, false
	case "appraisal", "appraisals":
		if s.of(i-1, "property", "car", "house") || s.of(i+1, "of", "turnaround", "module") && !s.of(i+2, "each", "every") {
			return 0, false
		}
		return i + 1, false
	case "calibration":
		return i + 1, false
	case "performance":
		switch next {
		case "review", "reviews", "rating", "ratings", "appraisal", "appraisals", "evaluation", "evaluations", "bonus", "bonuses", "assessment":
			return i + 2, false
		case "improvement":
			if s.at(i+2) == "plan" {
				return i + 3, true
			}
		}
	case "annual", "yearly", "year-end", "end-of-year", "talent", "employee", "individual", "personal":
		switch next {
		case "review", "reviews", "rating", "ratings", "evaluation", "evaluations", "appraisal", "assessment", "bonus", "salary":
			return i + 2, false
		case "performance":
			return i + 3, false
		}
	case "end": // "year-end review"
		if s.at(i-1) == "year" && s.of(i+1, "review", "rating", "evaluation", "appraisal", "assessment", "bonus", "conversation") {
			return i + 2, false
		}
	case "stack":
		if s.of(i+1, "ranking", "rank", "ranked") {
			return i + 2, true
		}
	case "rating", "ratings":
		if i == 0 || s.of(i-1, "lower", "higher", "a", "the", "or", "my", "your", "bonus", ",") && !s.of(i+1, "from", "of", "by") {
			return i + 1, false
		}
	case "review", "evaluation":
		if s.of(i-1, "my", "your", "his", "her") {
			return i + 1, false
		}
	case "pip", "sti", "mbo", "ote", "lti":
		if s.isUpper(i) {
			return i + 1, false
		}
	}
	return 0, false
}

func (s Sentence) isUpper(i int) bool {
	return isAcronym(s.Text[s.tokens[i].start:s.tokens[i].end])
}

// linkAt returns the end of the words at i that tie one thing to another.
func (s Sentence) linkAt(i int) int {
	next := s.at(i + 1)
	switch s.at(i) {
	case "depends", "depend", "hinges", "hangs", "dependent", "contingent", "conditional":
		if next == "on" || next == "upon" {
			return i + 2
		}
	case "tied", "linked", "coupled", "connected", "attached", "pegged", "ties", "links", "contributes", "contribute", "related":
		if next == "to" || next == "with" {
			return i + 2
		}
		if i > 0 && next == "this" {
			return i + 1
		}
	case "counts", "count", "counted":
		if next == "toward" || next == "towards" || next == "for" || next == "in" || next == "into" {
			return i + 2
		}
		if s.tokens[min(i+1, len(s.tokens)-1)].kind == number && s.at(i+2) == "for" {
			return i + 3
		}
	case "used", "considered", "basis", "rated", "reviewed", "assessed", "relevant", "needed", "required", "evidence", "input", "discussed", "reflected", "included":
		if next == "for" || next == "in" || next == "as" || next == "to" || next == "at" || next == "by" || next == "of" {
			return i + 2
		}
	case "feeds", "feed", "goes", "flows", "flow", "enters", "go":
		if next == "into" || next == "in" {
			return i + 2
		}
		if s.at(i) == "feeds" {
			return i + 1
		}
	case "determines", "decides", "affects", "influences", "drives", "impacts", "justifies", "earns", "triggers":
		return i + 1
	case "determine", "decide", "affect", "influence", "impact":
		if s.of(i-1, "will", "scores", "results", "okrs", "can", "may") {
			return i + 1
		}
	case "part":
		if next == "of" {
			return i + 2
		}
	case "based":
		if next == "on" || next == "upon" {
			return i + 2
		}
	case "makes":
		if next == "up" {
			return i + 2
		}
	case "uses", "use":
		return i + 1
	case "paid", "released", "granted", "awarded":
		if next == "on" || next == "for" || next == "out" {
			return i + 2
		}
		return i + 1
	case "=", "≥":
		return i + 1
	case "means":
		return i + 1
	case "leads":
		if next == "to" {
			return i + 2
		}
	case "closes": // "for whoever closes KR2"
		return i + 1
	case "of":
		if s.at(i+1) == "the" && s.at(i+2) == "target" && i+2 == len(s.tokens)-1 {
			return i + 1
		}
	}
	return i
}

// elided reports whether nothing stands before the link at i but what says how
// much or that it will be: "20 % counts toward …", "Will be considered in …".
func (s Sentence) elided(i int) bool {
	for j := range i {
		t := &s.tokens[j]
		if t.kind == number && t.form == percent || t.is("will", "be", "is", "are", "may", "also", "it", "this", "that", "which") {
			continue
		}
		return false
	}
	return true
}

// aboutOthers reports whether a link at the start is about things and not
// about this OKR.
func (s Sentence) aboutOthers(link int) bool {
	switch s.at(0) {
	case "scales", "reviews", "ratings", "accounts", "cards", "merchants":
		return link > 0
	}
	return s.hasFromTo()
}

// hasFromTo reports whether the sentence measures something: "from 12 to 20 %".
func (s Sentence) hasFromTo() bool {
	for i := 1; i < len(s.tokens); i++ {
		if s.tokens[i].kind == number && s.at(i-1) == "from" {
			return true
		}
	}
	return false
}

// namesOKR reports whether the tokens between from and to name this OKR.
func (s Sentence) namesOKR(from, to int) bool {
	for i := from; i < min(to, len(s.tokens)); i++ {
		switch s.at(i) {
		case "okr", "okrs", "kr", "krs", "kr1", "kr2", "kr3":
			return true
		case "key":
			if s.of(i+1, "result", "results") {
				return true
			}
		case "this", "these":
			if s.of(i+1, "goal", "goals", "objective", "score", "scores", "target", "result", "results", "metric", "number", "key") {
				return true
			}
			if i+1 < len(s.tokens) && s.linkAt(i+1) > i+1 || i+1 == len(s.tokens) || s.tokens[i+1].kind == symbol {
				return true
			}
		case "score", "scores", "result", "results":
			if i == 0 || s.of(i-1, "the", "our", "a", "okr", "full") && i+1 >= to {
				return true
			}
		case "achievement", "attainment":
			return true
		case "objective":
			return s.of(i-1, "the", "this", "our")
		case "goal":
			if s.of(i-1, "this", "the") {
				return true
			}
		case "target":
			if s.of(i-1, "the", "this") && s.of(i-2, "missing", "hitting", "of", "on", "reaching") {
				return true
			}
		case "it":
			if s.of(i-1, "missing", "reaching", "hitting") {
				return true
			}
		}
	}
	return false
}

func (s Sentence) endsWithThis() bool {
	for i := len(s.tokens) - 1; i >= 0; i-- {
		if s.tokens[i].kind != symbol {
			return s.of(i, "this", "it")
		}
	}
	return false
}

// isCondition reports whether a condition on this OKR's success starts at i:
// "if we hit", "when all three key results are reached", "if target is met".
func (s Sentence) isCondition(i int) bool {
	if s.at(i) == "whoever" {
		return s.of(i+1, "reaches", "hits", "closes", "achieves", "meets")
	}
	if !s.of(i, "if", "when", "once") {
		return false
	}
	if s.of(i+1, "reached", "achieved", "hit", "met") {
		return true
	}
	if s.of(i+1, "we", "target", "targets", "okr", "okrs", "this") || s.of(i+1, "the") && s.of(i+2, "team", "target", "okr", "okrs", "objective", "score") {
		return true
	}
	return s.namesOKR(i+1, len(s.tokens))
}

// refuses reports whether the sentence denies a tie: "never tied to pay".
func (s Sentence) refuses() bool {
	for i := range s.tokens {
		switch s.at(i) {
		case "never", "neither", "nor", "nobody's", "nobody", "without", "decouple", "decoupled", "separate", "separated", "apart", "independent",
			"nothing", "none", "unrelated", "regardless", "remove", "stop", "abolish", "don't", "doesn't", "isn't", "aren't", "won't",
			"don’t", "doesn’t", "isn’t", "aren’t", "won’t", "cannot", "nobody’s":
			return true
		case "not":
			return s.at(i+1) != "only"
		case "no":
			if _, certain := s.rewardAt(i + 1); !certain && !s.of(i+1, "bonus", "raise", "payout", "pay", "promotion") {
				return true
			}
		}
	}
	return false
}

// judgedBy finds people who are judged by the score, without naming a reward:
// "My manager will rate me on this".
func (s Sentence) judgedBy() (Finding, bool) {
	if s.refuses() {
		return Finding{}, false
	}
	for i := range s.tokens {
		switch s.at(i) {
		case "rate", "grade", "rank", "rated", "graded", "ranked", "evaluated", "appraised":
			people := false
			for j := i - 3; j <= i+3; j++ {
				people = people || j >= 0 && j < len(s.tokens) && s.of(j, "me", "people", "employees", "staff", "engineers", "manager", "managers", "us")
			}
			for j := i + 1; people && j < len(s.tokens); j++ {
				if s.of(j, "by", "on") && (s.namesOKR(j+1, len(s.tokens)) || s.endsWithThis()) {
					return Finding{s.evidence("judged by this", i, j), true}, true
				}
			}
		case "who":
			if s.at(i+1) == "gets" && s.of(i+2, "promoted", "fired", "paid") && s.of(i-1, "decide", "decides", "determines", "determine") {
				return Finding{s.evidence("tie to pay", i-1, i+2), true}, true
			}
		}
	}
	return Finding{}, false
}

// keyWords splits a key into its lower-case words: "ratingWeight",
// "rating-weight" and "rating_weight" are the same.
func keyWords(key string) []string {
	var words []string
	start := 0
	cut := func(end int) {
		if end > start {
			words = append(words, strings.ToLower(key[start:end]))
		}
		start = end
	}
	for i := range len(key) {
		c := key[i]
		switch {
		case c == '_' || c == '-' || c == ' ' || c == '.':
			cut(i)
			start = i + 1
		case c >= 'A' && c <= 'Z' && i > start && key[i-1] >= 'a' && key[i-1] <= 'z':
			cut(i)
		}
	}
	cut(len(key))
	return words
}

// PayKey reports whether a key, in whatever case and with whatever separators,
// ties its table to somebody's pay or review: "bonus_weight", "performanceRating".
func PayKey(key string) bool {
	words := keyWords(key)
	for i, w := range words {
		switch w {
		case "bonus", "bonuses", "payout", "payouts", "merit", "salary", "salaries", "compensation", "promotion", "pay", "appraisal", "incentive",
			"incentives", "commission", "raise", "calibration", "remuneration", "reward", "rewards", "mbo", "sti", "lti", "ote":
			// Only what can qualify them may stand beside: "payout_errors" is a metric.
			for j, other := range words {
				if j != i && !isPayQualifier(other) {
					return false
				}
			}
			return true
		case "performance":
			if i+1 < len(words) && isReview(words[i+1]) {
				return true
			}
		case "rating", "review", "ranking", "rank", "grade", "evaluation":
			if i+1 < len(words) && (words[i+1] == "weight" || words[i+1] == "impact" || words[i+1] == "share") ||
				i > 0 && (words[i-1] == "stack" || words[i-1] == "annual" || words[i-1] == "employee" || words[i-1] == "yearly") {
				return true
			}
		case "stack":
			if i+1 < len(words) && (words[i+1] == "rank" || words[i+1] == "ranking") {
				return true
			}
		}
	}
	return false
}

func isReview(w string) bool {
	return w == "rating" || w == "ratings" || w == "review" || w == "reviews" || w == "appraisal" || w == "evaluation" || w == "bonus" || w == "pay" || w == "weight"
}

func isPayQualifier(w string) bool {
	switch w {
	case "weight", "weighting", "impact", "variable", "percent", "percentage", "share", "relevant", "tie", "tied", "linked", "link", "is", "for", "at",
		"amount", "eur", "usd", "increase", "band", "factor", "multiplier", "target", "annual", "yearly", "individual", "team", "performance",
		"rate", "pct", "score", "level", "review", "eligible", "part", "of", "pay", "bonus", "payout", "salary", "cycle":
		return true
	}
	return false
}

// PersonKey reports whether a key, in whatever case and with whatever
// separators, gives its table to one person: "owner", "assignedTo", "kr_owner".
func PersonKey(key string) bool {
	words := keyWords(key)
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	switch last {
	case "owner", "owners", "assignee", "assignees", "person", "individual", "individuals", "dri", "dris", "responsible", "employee", "employees", "accountable",
		"lead", "champion", "manager", "who", "member", "engineer", "developer", "assigned", "owned", "raci":
		return true
	case "name", "email", "login", "id", "weight", "weights", "handle":
		if len(words) == 1 {
			return false
		}
		switch words[len(words)-2] {
		case "owner", "assignee", "person", "individual", "dri", "responsible", "employee", "driver", "member", "lead", "personal":
			return true
		}
	case "by", "to", "person's":
		return len(words) == 2 && (words[0] == "owned" || words[0] == "assigned")
	}
	return false
}
