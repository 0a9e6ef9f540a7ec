package language

import (
	"strings"
)

// skipDebris passes over scores, labels, handles and bullets.
func (r *reading) skipDebris() {
	t := r.tokens
	n := len(t)
	i := 0
	for i < n { // at the front
		switch {
		case t[i].kind == symbol && t[i].is("-", "*", "•", "#", "·", "+", ">", ":", ".", ")", "✓", "☐", "☑", "✅", "_", "|", "–") && !(t[i].is("+", ">") && i+1 < n && t[i+1].kind == number):
			r.skip[i] = true
			i++
		case t[i].is("[", "(") && max(r.shortBracket(i), r.scoreBracket(i)) > 0:
			end := max(r.shortBracket(i), r.scoreBracket(i))
			for ; i < end; i++ {
				r.skip[i] = true
			}
		case t[i].kind == number && t[i].form == plain && i+1 < n && t[i+1].is(".", ")") && t[i+1].start == t[i].end:
			r.skip[i], r.skip[i+1] = true, true
			i += 2
		case i == 0 && n > 1 && r.sectionNumber():
			r.skip[i] = true
			i++
		case t[i].kind == word && (t[i].is("kr", "okr", "objective", "result", "goal") && i+1 < n && (t[i+1].is(":", "-", ".", ")") || t[i+1].kind == number) || isLabel(t[i].lower) && (i > 0 || i+1 < n && (t[i+1].kind != word || t[i+1].capital))):
			r.skip[i] = true
			for i++; i < n && (t[i].kind == number && t[i].form == plain && i+1 < n && !t[i+1].is("%", "/", "of", "→") && (t[i].joined || t[i-1].is("kr", "okr", "objective", "result", "goal", "#", ".", "-")) || t[i].is(":", "-", ".", ")", "#") || t[i].kind == word && isLabel(t[i].lower)); i++ {
				r.skip[i] = true
			}
		case t[i].is("key") && r.isWord(i+1, "result", "results"):
			r.skip[i] = true
			i++
		case t[i].is("p0", "p1", "p2", "p3", "wip", "done", "todo") && i+1 < n && t[i+1].is(":", "-"):
			r.skip[i] = true
			i++
		default:
			goto back
		}
	}
back:
	for j := i; j < n; j++ { // anywhere behind
		switch {
		case t[j].is("@") && j+1 < n && t[j+1].kind == word && j > i && t[j].spaced:
			r.skip[j], r.skip[j+1] = true, true
			for k := j + 2; k+1 < n && t[k].is("-", "/", ".") && !t[k].spaced && t[k+1].kind == word; k += 2 {
				r.skip[k], r.skip[k+1] = true, true
			}
			for k := j + 2; k < n && t[k].joined; k++ {
				r.skip[k] = true
			}
			if j > 0 && t[j-1].is("-", ",", "(") {
				r.skip[j-1] = true
			}
		case t[j].is("(", "[") && j > i:
			if end := r.scoreBracket(j); end > 0 {
				for ; j < end; j++ {
					r.skip[j] = true
				}
				j--
			}
		}
	}
	for j := n - 1; j > i && t[j].is(".", "!", ";", "*", "_"); j-- {
		r.skip[j] = true
	}
}

// sectionNumber reports whether the sentence opens with a number such as "1.2", which numbers a list.
func (r *reading) sectionNumber() bool {
	t, next := &r.tokens[0], &r.tokens[1]
	return t.kind == number && (t.form == plain || t.form == version) && t.unit == "" && strings.Contains(t.lower, ".") &&
		next.kind == word && next.capital && next.spaced && r.words[1].verb != 0 && r.words[1].form == base
}

// isLabel reports whether a word is a label such as "kr1", "kr1.2", "o2" or "p0"; "p95" is none.
func isLabel(w string) bool {
	if rest, ok := strings.CutPrefix(w, "kr"); ok {
		return rest != "" && len(rest) <= 4 && strings.Trim(rest, "0123456789.") == ""
	}
	return len(w) == 2 && (w[0] == 'o' || w[0] == 'p') && w[1] >= '0' && w[1] <= '9'
}

// shortBracket returns the end of a bracket of one or two tokens that is a tag, or 0.
func (r *reading) shortBracket(i int) int {
	for j := i + 1; j < len(r.tokens) && j <= i+4; j++ {
		if r.tokens[j].is("]", ")") {
			if j+1 >= len(r.tokens) {
				return 0
			}
			if j == i+1 || j == i+2 {
				l := r.words[i+1]
				if j == i+1 || r.tokens[i].is("[") && (r.tokens[i+1].kind == symbol || l.verb == 0 && l.noun == 0 || isLabel(r.tokens[i+1].lower) || r.tokens[i+1].is("x", "done")) || isLabel(r.tokens[i+1].lower) || r.tokens[i+1].kind == number && r.tokens[i+1].form == percent || r.tokens[i+1].is("stretch", "committed", "aspirational") {
					return j + 1
				}
			}
			return 0
		}
	}
	return 0
}

// scoreBracket returns the end of a bracket that holds nothing but a score, a target or a tag, or 0.
func (r *reading) scoreBracket(i int) int {
	scored, small := false, true
	numbers, arrows := 0, 0
	for j := i + 1; j < len(r.tokens) && j <= i+8; j++ {
		t := &r.tokens[j]
		switch {
		case t.is("]", ")"):
			if scored || numbers == 2 && arrows > 0 && small || numbers == 1 && j == i+2 && small || j == i+2 && isLabel(r.tokens[i+1].lower) {
				return j + 1
			}
			return 0
		case t.kind == number:
			numbers++
			if !(t.value <= 1) || t.form != plain {
				small = false
			}
		case t.is("→", "/", "-"):
			arrows++
		case t.is("target", "score", "scored", "current", "stretch", "committed", "aspirational", "confidence", "progress", "owner", "status", "final", "grade", "dri", "lead"):
			scored = true
		case t.is("@"):
			scored = true
		case t.is(":", ".", ",", "=", "%"):
		default:
			if !scored {
				return 0
			}
		}
	}
	return 0
}
