package language

import (
	"slices"
	"strings"
)

// A Finding is a part of a sentence that a reading rests on, and whether the
// sentence can honestly be read another way.
type Finding struct {
	Evidence
	Sure bool
}

// evidence quotes the tokens from i up to and including j.
func (s Sentence) evidence(what string, i, j int) Evidence {
	start, end := s.tokens[i].start, s.tokens[j].end
	return Evidence{What: what, Text: s.Text[start:end], Start: start, End: end}
}

// at is the lower-case token at i, empty outside the sentence and for what a
// company's name hides.
func (s Sentence) at(i int) string {
	if i < 0 || i >= len(s.tokens) || s.tokens[i].marks&masked != 0 {
		return ""
	}
	return s.tokens[i].lower
}

// quoted reports whether the token at i is in quotation marks, or reports what
// others say: "guests who answer I would come back".
func (s Sentence) quoted(i int) bool {
	inside := false
	for j := range i {
		t := &s.tokens[j]
		switch {
		case t.kind == symbol && t.lower == `"`:
			inside = !inside
		case t.kind == symbol && t.lower == "'" && t.spaced != inside:
			inside = !inside
		case j == 0 && t.lower == "'":
			inside = true
		}
		switch t.lower {
		case "say", "says", "said", "saying", "agree", "agrees", "answer", "answers", "answered", "answering", "report", "feel", "think", "believe":
			return true
		}
	}
	return inside
}

// Individual finds what makes the sentence one person's OKR and not a team's:
// "I will", "my goal", a quota for each member, a person's name as the one who
// acts, a learning goal. It is unsure where the people may be a product's
// users, and of learning goals and names.
func (s Sentence) Individual() (Finding, bool) {
	f, ok := s.individual()
	if ok && !s.English() { // "I pazienti" are patients
		return Finding{}, false
	}
	return f, ok
}

func (s Sentence) individual() (Finding, bool) {
	var guess Finding
	found := false
	for i := range s.tokens {
		if s.tokens[i].marks&masked != 0 || s.tokens[i].kind == symbol {
			continue
		}
		f, ok := s.individualAt(i)
		if ok && f.Sure {
			return f, true
		}
		if ok && !found {
			guess, found = f, true
		}
	}
	if !found {
		return s.learningGoal()
	}
	return guess, true
}

func (s Sentence) individualAt(i int) (Finding, bool) {
	t := &s.tokens[i]
	next := s.at(i + 1)
	switch t.lower {
	case "i", "i'll", "i'd", "i'm", "i've", "i’ll", "i’d", "i’m", "i’ve":
		return s.firstPerson(i)
	case "my", "myself", "me", "mine":
		return s.mine(i)
	case "each", "every":
		return s.quota(i, i+1)
	case "everyone", "everybody":
		if next == "on" || next == "in" {
			return s.quota(i, i)
		}
	case "per":
		return s.perHead(i)
	case "personal", "individual":
		return s.personalGoals(i)
	}
	if t.capital && isFirstName(t.lower) && !isAmbiguousName(t.lower) {
		return s.namedPerson(i)
	}
	return Finding{}, false
}

// firstPerson tells the pronoun from the numeral ("Phase I") and from "I/O".
func (s Sentence) firstPerson(i int) (Finding, bool) {
	t := &s.tokens[i]
	if t.lower == "i" {
		if !t.capital || t.joined || i+1 >= len(s.tokens) {
			return Finding{}, false
		}
		next := &s.tokens[i+1]
		switch {
		case next.lower == "," && i+2 < len(s.tokens) && s.tokens[i+2].capital && i == 0: // "I, Jonas, own …"
		case next.kind != word || next.capital || next.joined:
			return Finding{}, false
		case i > 0 && s.tokens[i-1].kind == word && !isFirstPersonVerb(next.lower) &&
			(s.tokens[i-1].capital || isNumbered(s.tokens[i-1].lower)):
			return Finding{}, false // "Phase I trial", "World War I archive"
		case i > 0 && isNumbered(s.tokens[i-1].lower):
			return Finding{}, false
		case i == 0 && !isFirstPersonVerb(next.lower) && strings.HasSuffix(next.lower, "s"):
			return Finding{}, false // "I beams"
		}
	}
	if s.quoted(i) {
		return Finding{}, false
	}
	last := min(i+1, len(s.tokens)-1)
	return Finding{s.evidence("first person", i, last), true}, true
}

func isFirstPersonVerb(w string) bool {
	switch w {
	case "will", "want", "am", "have", "had", "need", "can", "could", "should", "would", "do", "did", "was", "feel", "learn", "become",
		"own", "lead", "write", "read", "speak", "focus", "deliver", "sell", "close", "finish", "complete", "ship", "publish", "get",
		"make", "take", "give", "improve", "increase", "reduce", "aim", "plan", "commit", "must", "shall", "know", "understand", "use",
		"work", "spend", "review", "help", "support", "build", "run", "start", "stop":
		return true
	}
	return false
}

// isNumbered holds the nouns that a roman numeral counts.
func isNumbered(w string) bool {
	switch w {
	case "type", "phase", "class", "stage", "war", "category", "formula", "part", "level", "tier", "volume", "chapter", "grade",
		"division", "act", "title", "article", "annex", "schedule", "group", "step", "round", "module", "unit", "line", "block",
		"section", "zone", "region", "generation", "gen", "mark", "ai", "vitamin", "appendix", "elizabeth", "charles", "tranche", "pillar", "table":
		return true
	}
	return false
}

// mine tells "my goal" from a product's "My account".
func (s Sentence) mine(i int) (Finding, bool) {
	t := &s.tokens[i]
	if t.joined || i+1 < len(s.tokens) && s.tokens[i+1].joined || s.quoted(i) {
		return Finding{}, false
	}
	next := s.at(i + 1)
	switch t.lower {
	case "me":
		switch {
		case i == 0 && next == ":", i == 1 && (s.at(0) == "teach" || s.at(0) == "help" && (next == "become" || next == "be" || next == "get" || next == "learn" || next == "grow")),
			i == 1 && s.at(0) == "make" && (next == "a" || next == "an" || next == "the" || next == "more"):
			return Finding{s.evidence("first person", 0, min(i+1, len(s.tokens)-1)), true}, true
		}
		return Finding{}, false
	case "mine", "myself":
		return Finding{s.evidence("first person", i, i), true}, t.lower == "myself"
	}
	if i+1 >= len(s.tokens) || s.tokens[i+1].kind != word {
		return Finding{}, false
	}
	f := Finding{s.evidence("first person", i, i+1), true}
	switch next {
	case "tickets", "tasks", "deals", "accounts", "clients":
		return f, s.at(i-1) == "of" // "30 of my tickets"
	case "goal", "goals", "objective", "objectives", "okr", "okrs", "personal", "career", "target", "targets", "priority", "priorities",
		"skill", "skills", "manager", "performance", "bonus", "salary", "own", "key", "job", "role", "leadership", "development", "work", "focus":
		// "My Work" can still be the name of a page.
		return f, !s.tokens[i+1].capital || !t.capital || next == "goal" || next == "goals" || next == "okr" || next == "okrs"
	case "account", "page", "profile", "order", "orders", "cart", "basket", "list", "lists", "booking", "bookings", "area", "portal",
		"library", "dashboard", "app", "settings", "wallet", "document", "documents", "appointments", "plan", "plans", "chart", "trips",
		"courses", "health", "feed", "home", "data", "files", "photos", "recipes", "team", "team's", "company", "squad", "department", "group", "saved":
		return Finding{}, false
	}
	if t.capital || s.tokens[i+1].capital && !isAcronym(s.Text[s.tokens[i+1].start:s.tokens[i+1].end]) {
		return Finding{}, false // "My Little Farm" is a name
	}
	return f, true
}

func isAcronym(w string) bool {
	for i := range len(w) {
		if w[i] < 'A' || w[i] > 'Z' {
			return false
		}
	}
	return len(w) > 1
}

// quota finds what each member of a team has to do: "each engineer merges 10
// pull requests". What members have, can or feel is a team's result.
func (s Sentence) quota(i, role int) (Finding, bool) {
	end, sure := s.memberRole(role)
	if end < 0 {
		return Finding{}, false
	}
	v := end
	for v < len(s.tokens) && (isModal(s.at(v)) || strings.HasSuffix(s.at(v), "ly")) {
		if s.at(v) == "can" {
			return Finding{}, false
		}
		v++
	}
	if !isQuotaVerb(s.at(v)) {
		return Finding{}, false
	}
	// A duty is counted: "10 pull requests", "one talk", "the security training".
	for j := v + 1; j < len(s.tokens); j++ {
		if s.of(j-1, "within", "after", "of", "by", "before") || s.at(j-1) == "in" && !s.of(j-2, "hands", "hand") {
			continue // a term, not a count
		}
		if s.tokens[j].kind == number || isDuty(s.at(j)) {
			return Finding{s.evidence("quota for each member", i, v), sure}, true
		}
	}
	return Finding{}, false
}

// memberRole returns the index behind the role that starts at i, or -1, and
// whether the role can only be a colleague's, never a customer's.
func (s Sentence) memberRole(i int) (int, bool) {
	switch s.at(i) {
	case "everyone", "everybody":
		if w := s.at(i + 3); s.at(i+2) == "the" && (w == "team" || w == "squad" || w == "department" || w == "crew") {
			return i + 4, true
		}
		return -1, false
	case "of":
		if s.at(i+1) == "us" {
			return i + 2, true
		}
		return -1, false
	case "member":
		if s.at(i+1) == "of" && (s.at(i+2) == "the" || s.at(i+2) == "our") {
			return i + 4, true
		}
		return -1, false
	case "one":
		return s.memberRole(i + 1)
	}
	for skip := 0; skip < 3; skip++ { // "each senior sales rep"
		switch s.at(i + skip) {
		case "rep", "reps", "salesperson", "recruiter", "intern", "employee", "colleague", "teammate", "engineer", "consultant", "sdr", "bdr", "ae":
			return i + skip + 1, true
		case "member":
			return i + skip + 1, skip > 0 && (s.at(i+skip-1) == "team" || s.at(i+skip-1) == "staff" || s.at(i+skip-1) == "crew")
		case "developer", "dev", "programmer", "designer", "nurse", "teacher", "lawyer", "analyst", "driver", "agent", "manager", "doctor",
			"tester", "technician", "worker", "scientist", "researcher", "salesman", "seller", "advisor", "adviser", "operator", "editor", "writer",
			"coach", "person", "architect", "accountant", "trainer", "tutor", "clerk", "officer":
			return i + skip + 1, false
		case "team", "sales", "senior", "junior", "software", "staff", "support", "account", "product", "data", "full-time", "new", "field", "backend",
			"frontend", "crew", "individual", "single", "call", "service", "customer":
		default:
			return -1, false
		}
	}
	return -1, false
}

func isModal(w string) bool {
	switch w {
	case "will", "must", "should", "shall", "has", "needs", "to", "can", "is", "expected":
		return true
	}
	return false
}

// isQuotaVerb holds what a member does at work and can be counted.
func isQuotaVerb(w string) bool {
	switch w {
	case "merges", "merge", "closes", "close", "completes", "complete", "gives", "give", "writes", "write", "finishes", "finish", "reads",
		"read", "reviews", "review", "documents", "document", "bills", "bill", "makes", "make", "books", "book", "publishes", "publish",
		"commits", "commit", "delivers", "deliver", "records", "record", "hands", "hand", "attends", "attend", "takes", "take", "passes",
		"pass", "learns", "learn", "earns", "earn", "sells", "sell", "ships", "ship", "does", "do", "holds", "hold", "visits", "visit",
		"resolves", "resolve", "handles", "handle", "produces", "produce", "submits", "submit", "contributes", "contribute", "presents",
		"present", "mentors", "mentor", "hosts", "host", "runs", "run", "achieves", "achieve", "hits", "hit", "wins", "win", "meets", "meet", "calls",
		"call", "onboards", "generates", "generate", "fixes", "fix", "tests", "test", "creates", "create", "logs", "log", "signs", "sign",
		"obtains", "obtain", "conducts", "conduct", "leads", "lead", "organises", "organizes":
		return true
	}
	return false
}

func isDuty(w string) bool {
	switch w {
	case "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen", "a", "an", "training", "quota", "certificate",
		"certification", "course", "trainings", "target", "targets":
		return true
	}
	return false
}

// perHead finds output counted by head: "story points per developer". Load on
// a head ("pages per engineer") and cost per head are a system's metrics.
func (s Sentence) perHead(i int) (Finding, bool) {
	end, _ := s.memberRole(i + 1)
	if end < 0 {
		return Finding{}, false
	}
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		switch w := s.at(j); w {
		case "prs", "pr", "commits", "calls", "deals", "demos", "merges", "talks", "patches", "loc", "diffs", "posts", "articles", "interviews", "certificates":
			return Finding{s.evidence("output counted by head", j, end-1), false}, true
		case "points", "requests", "lines", "tickets", "hours", "cases", "of", "code", "merged", "closed", "billable", "billed", "resolved", "pull", "story":
			pair := s.at(j-1) + " " + w
			switch {
			case pair == "story points", pair == "pull requests", pair == "billable hours", w == "lines" && s.at(j+1) == "of",
				w == "tickets" && (s.at(j+1) == "closed" || s.at(j+1) == "resolved" || s.at(j-1) == "closed"), w == "merged" && j == i-1:
				return Finding{s.evidence("output counted by head", max(j-1, 0), end-1), false}, true
			}
		default:
			return Finding{}, false
		}
	}
	return Finding{}, false
}

// personalGoals finds "personal OKRs" and "individual targets", unless the
// sentence refuses them or a product's users set them.
func (s Sentence) personalGoals(i int) (Finding, bool) {
	for j := range s.tokens {
		switch s.at(j) {
		case "no", "not", "never", "without", "instead", "abolish", "stop", "replace", "drop":
			return Finding{}, false
		case "users", "customers", "patients", "clients", "pupils", "students", "members", "players", "savers", "learners", "runners":
			return Finding{}, false
		}
	}
	for j := i + 1; j <= i+3; j++ {
		switch s.at(j) {
		case "okr", "okrs":
			return Finding{s.evidence("personal OKR", i, j), true}, true
		case "goals", "goal", "objectives", "objective", "targets", "target", "quota", "quotas", "weights", "weight":
			return Finding{s.evidence("personal goal", i, j), true}, true
		case "results":
			return Finding{s.evidence("personal goal", i, j), true}, s.at(j-1) == "key"
		case "development":
			return Finding{s.evidence("personal goal", i, j), false}, s.at(j+1) == ":" || s.at(j+1) == "plan" || s.at(j+1) == "plans"
		case "performance", "sales", "learning", "bonus", "key", "annual", "quarterly", "growth", "career":
		default:
			return Finding{}, false
		}
	}
	return Finding{}, false
}

// namedPerson finds a person who acts ("Alice will migrate …") and weights by
// person ("Anna 50 %, Ben 50 %").
func (s Sentence) namedPerson(i int) (Finding, bool) {
	if i == 0 {
		v := 1
		if len(s.tokens) > 2 && s.tokens[1].capital && s.tokens[1].kind == word {
			v = 2 // a surname
		}
		switch s.at(v) {
		case "will", "learns", "becomes", "owns", "leads", "writes", "gets", "finishes", "completes", "closes", "passes", "publishes", "mentors", "ships", "reads":
			return Finding{s.evidence("a person's name", 0, v), false}, true
		}
	}
	if s.share(i) < 0 {
		return Finding{}, false
	}
	for j := s.share(i) + 1; j < len(s.tokens); j++ {
		t := &s.tokens[j]
		if t.capital && isFirstName(t.lower) && !isAmbiguousName(t.lower) && s.share(j) > 0 {
			return Finding{s.evidence("weights by person", i, s.share(j)), true}, true
		}
	}
	return Finding{}, false
}

// share returns the index of the percentage that follows the name at i, or -1.
func (s Sentence) share(i int) int {
	for j := i + 1; j < len(s.tokens) && j <= i+2; j++ {
		switch t := &s.tokens[j]; {
		case t.kind == number && t.form == percent:
			return j
		case t.kind == symbol && t.is(":", "(", "=", "-"):
		default:
			return -1
		}
	}
	return -1
}

// learningGoal guesses at what only one person can become or learn.
func (s Sentence) learningGoal() (Finding, bool) {
	if len(s.tokens) < 2 || s.at(1) == "" || s.hasFromTo() {
		return Finding{}, false
	}
	n := len(s.tokens) - 1
	switch s.at(0) {
	case "become", "be":
		if w := s.at(1); w != "a" && w != "an" {
			return Finding{}, false
		}
		for j := 2; j <= min(n, 6); j++ {
			switch s.at(j) {
			case "manager", "engineer", "developer", "administrator", "designer", "speaker", "coach", "analyst", "architect", "mentor",
				"programmer", "writer", "listener", "facilitator", "negotiator", "presenter", "scrum", "master":
				if s.at(j) == "scrum" {
					continue
				}
				if s.of(j+1, "that", "which", "who", "for", "whom") || j < n && s.tokens[j+1].joined {
					return Finding{}, false
				}
				return Finding{s.evidence("learning goal of a person", 0, j), false}, true
			case "that", "which", "where", "for", "in", "of", "who":
				return Finding{}, false
			}
		}
	case "learn":
		if t := &s.tokens[1]; t.capital && t.kind == word || s.at(1) == "to" && s.at(2) == "touch" {
			return Finding{s.evidence("learning goal of a person", 0, 1), false}, true
		}
	case "read":
		if s.tokens[1].kind == number && (s.at(2) == "books" || s.at(2) == "papers") && n == 2 {
			return Finding{s.evidence("learning goal of a person", 0, 2), false}, true
		}
	case "get":
		if s.at(1) == "promoted" && s.at(2) == "to" {
			switch s.at(3) {
			case "senior", "staff", "lead", "principal", "manager", "director", "partner", "head", "team", "level", "vp":
				return Finding{s.evidence("learning goal of a person", 0, 3), false}, true
			}
		}
	}
	return Finding{}, false
}

// PersonName guesses whether a team's slug is a person's name: a common first
// name ("alice"), or one with something like a surname ("anna-schmidt"). Names
// that are common words, places or products ("grace", "victoria") count only
// before a common surname.
func PersonName(slug string) bool {
	parts := strings.Split(strings.ToLower(slug), "-")
	first := parts[0]
	if len(parts) == 1 {
		return isFirstName(first) && !isAmbiguousName(first)
	}
	if len(parts) > 3 {
		return false
	}
	last := parts[len(parts)-1]
	if _, ok := slices.BinarySearch(surnames, last); ok {
		return isFirstName(first) || isAmbiguousName(first)
	}
	if !isFirstName(first) || isAmbiguousName(first) || len(last) < 2 {
		return false
	}
	for _, p := range parts[1:] {
		for _, r := range p {
			if r >= '0' && r <= '9' {
				return false
			}
		}
		switch p {
		case "api", "app", "apps", "db", "lang", "core", "team", "squad", "group", "ops", "sales", "support", "service", "services", "platform",
			"mobile", "web", "data", "branch", "depot", "store", "stores", "shop", "hospital", "street", "school", "office", "plant", "lab", "labs",
			"clinic", "clinics", "project", "product", "bot", "cloud", "infra", "tools", "hub", "club", "park", "hall", "house", "line", "network",
			"ai", "ml", "ui", "dev", "test", "qa", "it", "hr", "springs", "city", "north", "south", "east", "west":
			return false
		}
	}
	return true
}

func isFirstName(w string) bool { _, ok := slices.BinarySearch(firstNames, w); return ok }

// isAmbiguousName holds first names that are also words, months, places,
// companies or products, and so prove nothing alone.
func isAmbiguousName(w string) bool { _, ok := slices.BinarySearch(ambiguousNames, w); return ok }
