package language

import "strings"

// phrases are the company's phrases, each as its lower-case words.
type phrases [][]string

func newPhrases(list []string) phrases {
	var all phrases
	for _, p := range list {
		var words []string
		for _, t := range tokenize(p) {
			words = append(words, t.lower)
		}
		if len(words) > 0 {
			all = append(all, words)
		}
	}
	return all
}

// applyTo marks the tokens that are part of one of the phrases. The last word may stand in the plural.
func (p phrases) applyTo(tokens []token, m mark) {
	for _, phrase := range p {
	place:
		for i := 0; i+len(phrase) <= len(tokens); i++ {
			for j, w := range phrase {
				have := tokens[i+j].lower
				if have != w && !(j == len(phrase)-1 && strings.TrimSuffix(have, "s") == w) {
					continue place
				}
			}
			for j := range phrase {
				tokens[i+j].marks |= m
			}
		}
	}
}

// applyVocabulary marks what the company's own words say.
func (r *Reader) applyVocabulary(tokens []token) {
	r.names.applyTo(tokens, masked)
	r.outputs.applyTo(tokens, markedOutput)
	r.metrics.applyTo(tokens, markedMetric)
}
