package language

import "strings"

// RoleName reports whether the value of a key such as "owner" names a role or
// a group, not somebody: "Head of Growth", "CTO", "on-call engineer", "Payments
// team". A text without a capital letter is a description, unless it is a
// person's name.
func RoleName(text string) bool {
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\n-_/&,.()", r) })
	for _, w := range words {
		switch strings.ToLower(w) {
		case "team", "teams", "squad", "squads", "group", "tribe", "guild", "crew", "chapter", "department", "dept", "division", "unit", "board", "committee",
			"everyone", "everybody", "all", "nobody", "none", "org", "company", "rota", "rotation", "oncall", "duty",
			"head", "lead", "leads", "leader", "leadership", "chief", "director", "manager", "managers", "management", "officer", "president", "founder", "founders",
			"engineer", "engineers", "engineering", "developer", "developers", "designer", "designers", "design", "analyst", "analysts", "architect", "scientist",
			"product", "marketing", "sales", "support", "finance", "legal", "operations", "ops", "hr", "qa", "sre", "devops", "security", "platform", "data",
			"pm", "po", "em", "tl", "cto", "ceo", "cfo", "coo", "cpo", "cmo", "cio", "ciso", "vp", "svp", "evp", "owner", "owners", "master", "coach",
			"nurse", "doctor", "teacher", "editor", "staff", "assistant", "coordinator", "specialist", "tbd", "tba":
			return true
		}
	}
	return text == strings.ToLower(text) && !strings.Contains(text, "@") && !PersonName(strings.Join(words, "-"))
}
