package language

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// How alike two sentences must be, from 0 to 1. Each bound has an example on
// either side; a test keeps them.
const (
	// Repeats is the Likeness from which a sentence repeats another, numbers included. Above: "Win 40 new customers
	// in Poland" and "Win 40 customers in Poland"; "NPS of 50" and "NPS 50". Below: "… in Poland" and "… in Spain";
	// "NPS of 50" and "NPS of 60"; "returns from 3.1 to 2.2" and "returns from 2.2 to 1.2".
	Repeats = 0.75
	// SameMeasure is the MeasureLikeness from which two key results measure the same thing, whatever their
	// numbers. Above: "p95 checkout latency from 800 to 200 ms" and "Checkout latency p95 under 300 ms". Below: p95
	// and p99; scrap on line 4 and on line 5; customer and employee satisfaction.
	SameMeasure = 0.75
)

// A trait is something that two sentences can share: a stem, or a number in
// its place.
type trait struct {
	key    string
	weight float64
	number bool
}

// Likeness says from 0 to 1 how nearly two sentences say the same, numbers
// included. Inflection, word order, filler words, and the end of the quarter
// count little; a word in the place of another, and a number, count much. See
// Repeats for where it becomes a repetition.
func Likeness(a, b Sentence) float64 { return likeness(a.traits(), b.traits()) }

// MeasureLikeness is the Likeness of what two key results measure, whatever
// their numbers. See SameMeasure.
func MeasureLikeness(a, b Sentence) float64 {
	return likeness(withoutNumbers(a.traits()), withoutNumbers(b.traits()))
}

func withoutNumbers(fs []trait) []trait {
	return slices.DeleteFunc(fs, func(f trait) bool { return f.number })
}

func likeness(a, b []trait) float64 {
	var shared, onlyA, onlyB float64
	numbers, sharedNumbers, numbersB := 0, 0, 0
	inOrder, pairs, last := 0, 0, -1
	for _, f := range b {
		if f.number {
			numbersB++
		}
	}
	used := make([]bool, len(b))
	for _, f := range a {
		at := -1
		for j := range b {
			if !used[j] && b[j].key == f.key {
				at = j
				break
			}
		}
		if f.number {
			numbers++
		}
		if at < 0 {
			onlyA += f.weight
			continue
		}
		used[at] = true
		shared += math.Min(f.weight, b[at].weight)
		if f.number {
			sharedNumbers++
		}
		if last >= 0 {
			pairs++
			if at > last {
				inOrder++
			}
		}
		last = at
	}
	for j := range b {
		if !used[j] {
			onlyB += b[j].weight
		}
	}
	if shared == 0 {
		return 0
	}
	// What one sentence adds is milder than what one says in the place of the other.
	l := shared / (shared + math.Max(onlyA, onlyB) + 1.5*math.Min(onlyA, onlyB))
	if numbers > 0 && numbersB > 0 && (sharedNumbers < numbers || sharedNumbers < numbersB) {
		l *= 0.75
	}
	if pairs > 0 {
		l *= 0.95 + 0.05*float64(inOrder)/float64(pairs)
	}
	return l
}

// traits returns what the sentence says, in its order, without filler and
// without the tail that sets its time ("by the end of Q4 2026").
func (s Sentence) traits() []trait {
	end := s.timeTail()
	fs := make([]trait, 0, end)
	numbers := 0
	for i := 0; i < end; i++ {
		t := &s.tokens[i]
		switch t.kind {
		case number:
			if n := len(fs); i > 0 && n > 0 && isCounted(s.at(i-1)) && t.form == plain && t.unit == "" {
				// "line 4" is a name.
				fs[n-1].key += strconv.FormatFloat(t.value, 'g', 6, 64)
				fs[n-1].weight = 1
				continue
			}
			// The same digits can be read in two ways: "10.000" is 10,000 where it can be.
			v := t.value
			if t.other > v {
				v = t.other
			}
			fs = append(fs, numberFeature(numbers, v))
			numbers++
		case word:
			w := t.lower
			if v := numeralWord(w); !math.IsNaN(v) && w != "one" || w == "no" && i == 0 {
				if w == "no" {
					v = 0
				}
				fs = append(fs, numberFeature(numbers, v))
				numbers++
				continue
			}
			if i+1 < end && s.tokens[i+1].joined && isPrefix(w) { // "re-offending" is "reoffending"
				i++
				w += s.tokens[i].lower
			}
			if key, weight := stemOf(w); weight > 0 {
				fs = append(fs, trait{key: key, weight: weight})
			}
		}
	}
	return fs
}

func numberFeature(n int, v float64) trait {
	return trait{key: "#" + strconv.Itoa(n) + ":" + strconv.FormatFloat(v, 'g', 6, 64), weight: 0.5, number: true}
}

func isPrefix(w string) bool {
	switch w {
	case "re", "co", "e", "pre", "non", "anti", "sub", "multi", "on", "sign", "check":
		return true
	}
	return false
}

// isCounted holds nouns that a number behind them names.
func isCounted(w string) bool {
	switch w {
	case "line", "tier", "level", "phase", "grade", "zone", "hall", "plant", "store", "route", "building", "unit", "section", "ward", "gate",
		"class", "type", "terminal", "stage", "wave", "version", "day", "week", "region", "iso", "sev", "top", "first", "track", "platform":
		return true
	}
	return false
}

// timeTail returns the end of the sentence without a closing "by the end of
// Q4 2026", "in Q3", "this quarter", "by December".
func (s Sentence) timeTail() int {
	end := len(s.tokens)
	for end > 0 && s.tokens[end-1].kind == symbol && s.tokens[end-1].is(".", "!", ")", ",") {
		end--
	}
	i := end
	dated := false
	for i > 0 {
		t := &s.tokens[i-1]
		w := t.lower
		switch {
		case w == "q1" || w == "q2" || w == "q3" || w == "q4" || w == "h1" || w == "h2" || certainMonth(w) || w == "quarter" || w == "year" || w == "eoy" || w == "eoq" || w == "fy" || w == "may" && i == end,
			t.kind == number && t.form == plain && isYear(t.value), w == "christmas" || w == "summer":
			dated = true
		case dated && (w == "the" || w == "this" || w == "of" || w == "end" || w == "close" || w == "next" || w == "-" || w == "'" || w == "," || w == "(" || t.kind == number && (t.form == ordinal || t.value <= 31)):
		case dated && (w == "by" || w == "in" || w == "until" || w == "at" || w == "before" || w == "during" || w == "till" || w == "within" || w == "over" || w == "for"):
			if i-1 == 0 {
				return end
			}
			return s.timeTailStart(i - 1)
		case dated && s.at(i) == "this":
			return s.timeTailStart(i)
		default:
			return end
		}
		i--
	}
	return end
}

func (s Sentence) timeTailStart(i int) int {
	for i > 0 && s.tokens[i-1].is("(", ",", "-") {
		i--
	}
	return i
}

// stemOf returns a word without its ending, and its weight: nothing for a stop
// word, little for what opens any key result or could be left out.
func stemOf(w string) (string, float64) {
	switch w {
	case "the", "a", "an", "of", "to", "from", "by", "in", "on", "at", "for", "with", "and", "or", "our", "we", "is", "are", "be", "that", "their", "its",
		"it", "as", "into", "through", "this", "these", "us", "will", "who", "which", "has", "have", "per", "every", "each", "all", "one",
		"was", "were", "been", "being", "down", "up", "so", "via", "than", "instead", "become", "becomes", "becoming", "within", "under", "below", "less",
		"least", "over", "above", "more", "i", "my", "his", "her", "they", "them", "fewer":
		return "", 0
	case "increase", "raise", "grow", "lift", "boost", "improve", "increases", "raising", "growing", "increasing", "improving", "enhance", "higher", "raised", "grown", "increased", "improved":
		return "↑", 0.15
	case "reduce", "cut", "lower", "decrease", "shorten", "shrink", "drop", "reducing", "cutting", "reduced", "decreased", "lowered", "minimise", "minimize", "bring":
		return "↓", 0.15
	case "achieve", "reach", "get", "hit", "attain", "deliver", "ensure", "make", "keep", "reached", "let", "achieved":
		return stemWord(w), 0.25
	case "share", "number", "percentage", "rate", "total", "new", "customer", "customers", "average", "avg", "median", "mean", "level", "percent", "proportion",
		"user", "users", "people", "overall", "monthly", "month", "weekly", "week", "daily", "day", "days", "ms", "s", "h", "hours", "hour",
		"minutes", "minute", "min", "points", "use", "used", "using", "support":
		return stemWord(w), 0.35
	}
	return stemWord(w), 1
}

// stemWord takes off the endings of plurals and verbs.
func stemWord(w string) string {
	w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
	n := len(w)
	switch {
	case n > 4 && strings.HasSuffix(w, "ies"):
		return w[:n-3] + "i"
	case n > 5 && strings.HasSuffix(w, "ing"):
		w = w[:n-3]
	case n > 4 && strings.HasSuffix(w, "ied"):
		return w[:n-3] + "i"
	case n > 4 && strings.HasSuffix(w, "ed"):
		w = w[:n-2]
	case n > 4 && (strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "xes") || strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "shes")):
		w = w[:n-2]
	case n > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is"):
		w = w[:n-1]
	}
	if n := len(w); n > 3 && w[n-1] == w[n-2] && w[n-1] != 's' && w[n-1] != 'l' && w[n-1] >= 'a' && w[n-1] <= 'z' {
		w = w[:n-1] // "stopped"
	}
	if n := len(w); n > 3 && w[n-1] == 'e' {
		w = w[:n-1]
	}
	if n := len(w); n > 3 && w[n-1] == 'y' {
		w = w[:n-1] + "i"
	}
	return w
}

// A Pair is two sentences of an Index that are alike; A is less than B.
type Pair struct {
	A, B     int
	Likeness float64
}

// An Index finds the near repeats among thousands of sentences without
// comparing all pairs. It knows what the company's sentences have in common: a
// tail that many end in ("… across all regions") counts as filler.
type Index struct {
	features [][]trait
	rank     map[string]int   // how rare a trait is: 0 is the rarest
	posts    map[string][]int // sentences by trait
}

// NewIndex returns the index of sentences, which keep their places as their
// numbers.
func NewIndex(sentences []Sentence) *Index {
	ix := &Index{features: make([][]trait, len(sentences)), posts: make(map[string][]int, 2*len(sentences))}
	for i, s := range sentences {
		ix.features[i] = s.traits()
	}
	ix.cutTails()
	for i, fs := range ix.features {
		for j, f := range fs {
			if !slices.ContainsFunc(fs[:j], func(g trait) bool { return g.key == f.key }) {
				ix.posts[f.key] = append(ix.posts[f.key], i)
			}
		}
	}
	keys := make([]string, 0, len(ix.posts))
	for k := range ix.posts {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(ix.posts[a]), len(ix.posts[b])), cmp.Compare(a, b))
	})
	ix.rank = make(map[string]int, len(keys))
	for i, k := range keys {
		ix.rank[k] = i
	}
	return ix
}

// A tail is a template's where a fifth of the sentences, and no fewer than
// four, end in the same two or more words, and hardly two of them say the same
// before it.
const (
	tailShare = 0.2
	tailLeast = 4
	tailWords = 6
)

func (ix *Index) cutTails() {
	counts := map[string]int{}             // by tail
	before := map[string]map[string]bool{} // what stands before a tail
	tail := func(fs []trait, n int) string {
		var b strings.Builder
		for _, f := range fs[len(fs)-n:] {
			b.WriteString(f.key)
			b.WriteByte(' ')
		}
		return b.String()
	}
	least := max(tailLeast, int(tailShare*float64(len(ix.features))))
	for _, fs := range ix.features {
		if len(fs) > 2 {
			counts[tail(fs, 2)]++
		}
	}
	for _, fs := range ix.features {
		if len(fs) <= 2 || counts[tail(fs, 2)] < least {
			continue
		}
		for n := 2; n < len(fs) && n <= tailWords; n++ {
			k := tail(fs, n)
			if n > 2 {
				counts[k]++
			}
			if before[k] == nil {
				before[k] = map[string]bool{}
			}
			before[k][fs[len(fs)-n-1].key] = true
		}
	}
	for i, fs := range ix.features {
		for n := min(tailWords, len(fs)-1); n >= 2; n-- {
			if k := tail(fs, n); counts[k] >= least && 2*len(before[k]) > counts[k] {
				ix.features[i] = fs[:len(fs)-n]
				break
			}
		}
	}
}

// prefix returns the rarest features of fs, of which a sentence that is alike
// by at least least must share one: the others weigh too little.
func (ix *Index) prefix(fs []trait, least float64) []trait {
	sorted := slices.Clone(fs)
	slices.SortStableFunc(sorted, func(a, b trait) int { return cmp.Compare(ix.rank[a.key], ix.rank[b.key]) })
	var total, have float64
	for _, f := range sorted {
		total += f.weight
	}
	for n, f := range sorted {
		have += f.weight
		if have > (1-least)*total {
			return sorted[:n+1]
		}
	}
	return sorted
}

// Pairs returns the pairs with a Likeness of at least least, in the order of
// the sentences. A sentence that repeats many before it is paired with the first
// most of them: thousands of equal ones stay as fast as different ones.
func (ix *Index) Pairs(least float64, most int) []Pair {
	prefixes := make(map[string][]int) // sentences seen so far, by a trait of their prefix
	seen := make([]int, len(ix.features))
	for i := range seen {
		seen[i] = -1
	}
	var pairs []Pair
	for b, fs := range ix.features {
		prefix := ix.prefix(fs, least)
		found := 0
	search:
		for _, f := range prefix {
			for _, a := range prefixes[f.key] {
				if seen[a] == b {
					continue
				}
				seen[a] = b
				if l := likeness(ix.features[a], fs); l >= least {
					pairs = append(pairs, Pair{a, b, l})
					if found++; found == most {
						break search
					}
				}
			}
		}
		for i, f := range prefix {
			if !slices.ContainsFunc(prefix[:i], func(g trait) bool { return g.key == f.key }) {
				prefixes[f.key] = append(prefixes[f.key], b)
			}
		}
	}
	slices.SortFunc(pairs, func(p, q Pair) int { return cmp.Or(cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B)) })
	return pairs
}
