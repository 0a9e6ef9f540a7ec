package okr

import "strings"

// IsSlug reports whether a text is a team's name: small letters, digits and
// hyphens, none of them first.
func IsSlug(text string) bool {
	return text != "" && text[0] != '-' && !strings.ContainsFunc(text, func(r rune) bool { return r != '-' && !inSlug(r) })
}

// Slug makes a team's name of a text: "Payments Team" is "payments-team". It is
// "" where the text has no letter or digit that could stand in one.
func Slug(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !inSlug(r) }), "-")
}

func inSlug(r rune) bool { return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' }
