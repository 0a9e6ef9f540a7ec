package language

import "strings"

// SameUnit reports whether two units are one: the same but for case, white
// space and punctuation, or two spellings such as "ms" and "milliseconds".
func SameUnit(a, b string) bool {
	if letters(a) == letters(b) {
		return true
	}
	u, v := parseUnit(a), parseUnit(b)
	word := len(strings.Fields(u.text)) == 1 && len(strings.Fields(v.text)) == 1 // "% of orders" is not "% of shops"
	return word && u.dim != "" && u.dim != "money" && u.dim == v.dim && u.size == v.size && !u.rate && !v.rate
}

// letters returns a text in lower case, without white space and full stops.
func letters(text string) string {
	return strings.ReplaceAll(strings.ToLower(strings.Join(strings.Fields(text), "")), ".", "")
}
