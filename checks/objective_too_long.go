package checks

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var objectiveTooLong = &Check{
	Name:  "objective-too-long",
	Title: "an objective of over 18 words or 120 characters",
	Why: `An objective works by being remembered. It should come to mind on a Tuesday afternoon when two things are urgent; a
sentence of thirty words does not, and its second half is usually a list of means or a compromise between two people who
wanted different things.

Christina Wodtke's *Radical Focus* asks for one sentence, short enough to be said at a stand-up and inspiring enough to be
wanted. No authority counts words. This tool chose 18 words and 120 characters after looking at working OKRs: nearly
all good objectives are shorter, and what is longer can nearly always be cut. Since a long sentence can still be a good
one, it is only a hint.`,
	Severity: diag.Info,
	Group:    Writing,
	When:     Running | Coming,
	File: func(p *Pass, f *okr.File) {
		const mostWords, mostCharacters = 18, 120
		for _, o := range f.Objectives {
			text := strings.TrimSpace(o.V)
			words, characters := countWords(text), utf8.RuneCountInString(text)
			length := fmt.Sprintf("%d words", words)
			if words <= mostWords {
				length = fmt.Sprintf("%d characters", characters)
			}
			if words <= mostWords && characters <= mostCharacters {
				continue
			}
			p.Report(diag.Finding{
				At:      o.At,
				Message: fmt.Sprintf("objective %s has %s", quote(text), length),
				Help:    fmt.Sprintf("say it in at most %d words and %d characters, so that the team can say it by heart; the means are initiatives", mostWords, mostCharacters),
			})
		}
	},
}

// countWords counts what has a letter or digit; a dash between spaces is no word.
func countWords(text string) (n int) {
	for w := range strings.FieldsSeq(text) {
		if strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}
