package load

import (
	"slices"
	"strings"
	"unicode"

	"github.com/agnivade/levenshtein"
)

// A shape is what the format knows of one table: the names of its keys.
type shape struct {
	name   string // the key of the table; "" for the file
	what   string // what a person calls one of them
	header string
	many   bool
	keys   []string
	// aliases are the words that people write for a key, in the form that plain gives them.
	aliases map[string]string
}

func (s *shape) has(name string) bool { return slices.Contains(s.keys, name) }

var shapes = []*shape{
	{
		what: "the file",
		keys: keysOf(""),
		aliases: synonyms("team: teamname squad group crew; quarter: period q cycle timeframe fiscalquarter; " +
			"objective: objectivetitle obj o okr goal ourgoal title description objectivename headline; " +
			"key_result: kr krs keyresult result outcome keymetric metric measure measurableresult; " +
			"health_metric: health kpi guardrail guardrailmetric countermetric healthkpi; " +
			"draft: next nextquarter upcoming sketch future outlook; " +
			"initiative: roadmap bet project epic idea; " +
			"week: weekly weeklycheckin checkin sprint weeklyupdate; " +
			"change: changelog amendment revision; " +
			"retrospective: retro review lookback postmortem learning lesson"),
	},
	{
		name: "key_result", what: "key result", header: "[[key_result]]", many: true,
		keys: keysOf("key_result"),
		aliases: synonyms("title: name description text keyresult kr statement result summary; " +
			"baseline: start from initial base begin startvalue startingvalue baselinevalue initialvalue startingpoint was; " +
			"target: to end goal targetvalue endvalue aim finish until; " +
			"current: actual now value currentvalue actualvalue latest reading today; " +
			"unit: uom unitofmeasure; confidence: conf confidencelevel chance probability likelihood; " +
			"source: datasource measuredby measuredin dashboard link url where; " +
			"shared_with: shared sharedby sharewith withteam"),
	},
	{
		name: "health_metric", what: "health metric", header: "[[health_metric]]", many: true,
		keys:    keysOf("health_metric"),
		aliases: synonyms("name: title metric description kpi; status: state colour color rag health; note: comment remark detail value current"),
	},
	{
		name: "draft", what: "draft", header: "[[draft]]", many: true,
		keys:    keysOf("draft"),
		aliases: synonyms("quarter: q period; objective: title goal description text name idea sketch"),
	},
	{
		name: "initiative", what: "initiative", header: "[[initiative]]", many: true,
		keys: keysOf("initiative"),
		aliases: synonyms("title: name description text; key_result: kr keyresultnumber supports linkedto; " +
			"impact: value benefit gain; effort: cost size estimate; status: state stage progress"),
	},
	{
		name: "week", what: "week", header: "[[week]]", many: true,
		keys: keysOf("week"),
		aliases: synonyms("monday: date start week day weekof startdate begin; " +
			"commitments: commit commits priority priorities task todo plan plans; demos: demo wins win shown friday"),
	},
	{
		name: "change", what: "change", header: "[[change]]", many: true,
		keys:    keysOf("change"),
		aliases: synonyms("date: on day when at changed; reason: why because note description text comment"),
	},
	{
		name: "retrospective", what: "the retrospective", header: "[retrospective]",
		keys:    keysOf("retrospective"),
		aliases: synonyms("learned: learning lesson lessonslearned lessonslearnt learnt insight takeaway note summary text"),
	},
}

// tables are the shapes by name.
var tables = func() map[string]*shape {
	m := make(map[string]*shape, len(shapes))
	for _, s := range shapes {
		m[s.name] = s
	}
	return m
}()

// synonyms reads "key: alias alias; key: alias".
func synonyms(text string) map[string]string {
	m := make(map[string]string)
	for _, group := range strings.Split(text, ";") {
		name, aliases, _ := strings.Cut(strings.TrimSpace(group), ":")
		for _, alias := range strings.Fields(aliases) {
			m[alias] = name
		}
	}
	return m
}

// notTypos are words that are near a key of the format and yet mean something
// else: the checks about people and pay judge them.
var notTypos = map[string]bool{
	"owner": true, "owners": true, "assignee": true, "person": true, "individual": true, "bonus": true, "salary": true,
	"rating": true, "pay": true, "promotion": true, "reviewer": true, "reward": true, "incentive": true, "user": true, "lead": true,
}

// counterparts says what the format has in place of a word that means no key of it.
var counterparts = map[string]string{
	"progress": "progress is not written down: it follows from baseline, target and current",
	"score":    "a score is not written down: it follows from baseline, target and current",
	"id":       "key results are named by their order: KR1, KR2, KR3",
	"number":   "key results are named by their order: KR1, KR2, KR3",
	"deadline": "an OKR ends with its quarter; a step on the way is an [[initiative]]",
	"due":      "an OKR ends with its quarter; a step on the way is an [[initiative]]",
	"duedate":  "an OKR ends with its quarter; a step on the way is an [[initiative]]",
	"weight":   "the three key results weigh the same; what matters less is not one of them",
	"priority": "there is one objective, and its three key results weigh the same; initiatives stand in their order",
	"note":     "a remark goes behind #, as a comment",
	"comment":  "a remark goes behind #, as a comment",
	"status":   "an OKR has no status: its current values and confidence say how it goes",
	"version":  "git has the file's versions",
	"created":  "git knows when the file changed, and by whom",
	"updated":  "git knows when the file changed, and by whom",
	"author":   "git knows when the file changed, and by whom",
	"history":  "git knows what a value was before",
	"parent":   "an OKR is no copy of another's: teams align on the company's objective, each with its own",
}

// plain is a name without case, separators and a number at its end: "keyResult_2" is "keyresult".
func plain(name string) string {
	return strings.TrimRight(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name), "0123456789")
}

// meant returns the key of a table that a name means, or "".
func (s *shape) meant(name string) string {
	word := plain(name)
	if word == "" || len(word) > 40 {
		return ""
	}
	forms := []string{word, strings.TrimSuffix(word, "s"), word + "s"}
	if stem, ok := strings.CutSuffix(word, "ies"); ok {
		forms = append(forms, stem+"y")
	}
	for _, w := range forms {
		for _, k := range s.keys {
			if w == plain(k) {
				return k
			}
		}
	}
	if notTypos[word] {
		return ""
	}
	for _, w := range forms {
		if k := s.aliases[w]; k != "" {
			return k
		}
	}
	best, distance, tie := "", len(word), false
	for _, k := range s.keys {
		switch d := levenshtein.ComputeDistance(word, plain(k)); {
		case d < distance:
			best, distance, tie = k, d, false
		case d == distance:
			tie = true
		}
	}
	if tie || !near(word, plain(best), distance) {
		return ""
	}
	return best
}

// near reports whether two words are so much alike that one is the other misspelt.
func near(a, b string, distance int) bool {
	switch n := min(len(a), len(b)); {
	case distance <= 1:
		return n >= 4
	case distance == 2:
		return n >= 7 || n >= 4 && sameLetters(a, b) // two letters changed places
	case distance == 3:
		return n >= 10
	}
	return false
}

func sameLetters(a, b string) bool {
	x, y := []byte(a), []byte(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// homes returns the shapes that have a key of this name.
func homes(name string) (in []*shape) {
	for _, s := range shapes {
		if s.has(name) {
			in = append(in, s)
		}
	}
	return in
}
