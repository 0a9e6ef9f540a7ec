package language

// yearToken reports whether a number stands for a year.
func yearToken(t *token) bool {
	return t.kind == number && t.form == plain && t.unit == "" && t.end-t.start == 4 && t.value >= 1950 && t.value <= 2100
}

// monthName reports whether a word may be a month's name.
func monthName(w string) bool {
	switch w {
	case "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec":
		return true
	}
	return false
}

// certainMonth reports whether a word can be nothing but a month's name: "may" is a verb as well.
func certainMonth(w string) bool { return w != "may" && monthName(w) }

// isPeriod reports whether a word names a time on the calendar of itself.
func isPeriod(w string) bool {
	if len(w) >= 2 && len(w) <= 4 && (w[0] == 'q' || w[0] == 'h' || w[0] == 'w') && w[1] >= '0' && w[1] <= '9' {
		return true
	}
	if len(w) >= 4 && len(w) <= 6 && w[:2] == "fy" && w[2] >= '0' && w[2] <= '9' {
		return true
	}
	switch w {
	case "eoy", "eoq", "eom", "midyear", "christmas", "easter", "deadline", "today", "tomorrow", "kickoff", "ytd":
		return true
	}
	return false
}

// namesNumber reports whether a number behind the word is its name: "Week 8", "Phase 2", "Python 3".
func namesNumber(w string) bool {
	switch w {
	case "week", "sprint", "phase", "stage", "tier", "level", "version", "release", "hall", "type", "iso", "article", "wave", "part", "chapter", "round",
		"top", "series", "cell", "gate", "zone", "line", "day", "month", "year", "step", "room", "building", "block", "sev", "l", "p", "wcag", "iec", "en", "rfc",
		"module", "unit", "class", "grade", "section", "act", "windows", "python", "java", "node", "postgres", "go", "ubuntu", "php", "ruby", "rails", "android", "ios", "sql", "http":
		return true
	}
	return false
}

// findDates marks what only says when, and numbers that are names.
func (r *reading) findDates() {
	t := r.tokens
	for i := range t {
		if r.skip[i] || r.date[i] {
			continue
		}
		mark := false
		switch {
		case t[i].kind == word && isPeriod(t[i].lower):
			mark = true
		case t[i].kind == word && monthName(t[i].lower) && (t[i].capital || i+1 < len(t) && t[i+1].kind == number) && i > 0:
			mark = true
			for _, j := range [...]int{i - 1, i + 1} {
				if r.isNumber(j) && (t[j].form == plain || t[j].form == ordinal) && t[j].value <= 31 && !t[j].joined {
					r.date[j] = true
				}
			}
		case yearToken(&t[i]) && (i == 0 || !t[i-1].is("→", "≥", ">", "<", "≤", "to", "from") || r.isWord(i-1, "from") && !r.hasNumberAfter(i+1)) && !(i+1 < len(t) && t[i+1].kind == word && (r.words[i+1].plural) && !t[i+1].is("s")):
			mark = true
		case t[i].kind == number && (t[i].form == version || i > 0 && t[i-1].is("#", "№") || i+1 < len(t) && t[i+1].is("pm", "am", "°", "o'clock") || t[i].unit == "pm" || t[i].unit == "am"):
			mark = true
		case t[i].kind == number && t[i].form == plain && t[i].unit == "" && i > 0 && t[i-1].kind == word && namesNumber(t[i-1].lower) && t[i].spaced && !r.words[i-1].plural &&
			!(i+1 < len(t) && (t[i+1].is("→", "%") || t[i+1].kind == word && r.words[i+1].nounIs(nTime))):
			mark = true
			if t[i-1].is("week", "sprint", "phase", "day", "month", "year", "round") {
				r.date[i-1] = true
			}
		}
		if !mark {
			continue
		}
		r.date[i] = true
		// "by the end of", "in the course of", "no later than"
		for j := i - 1; j >= 0 && i-j <= 5; j-- {
			if t[j].kind != word {
				break
			}
			if t[j].is("by", "before", "until", "in", "during", "on", "from", "since", "till", "for", "end", "close", "of", "the", "this", "next", "start", "middle", "beginning", "mid", "late", "early", "eo", "calendar", "fiscal", "last", "ending", "as") {
				if t[j].is("of", "the", "for", "in", "on", "from") && j > 0 && r.words[j-1].noun != 0 && !t[j-1].is("end", "close", "start", "middle", "beginning") {
					if !t[j].is("the") {
						r.date[j] = true
					}
					break
				}
				r.date[j] = true
				continue
			}
			break
		}
	}
	// "by the end of the quarter", "this season", "by year end": times without a name.
	for i := range t {
		if r.date[i] || t[i].kind != word || i == 0 {
			continue
		}
		if t[i].is("quarter", "year", "season", "semester", "term", "month", "week", "half", "yearend", "summer", "autumn", "winter", "spring", "weeks", "months", "years", "quarters", "seasons", "winters", "summers", "days") {
			j := i - 1
			for j >= 0 && i-j < 6 && (t[j].kind == word && t[j].is("the", "this", "next", "coming", "following", "current", "opening", "school", "financial", "fiscal", "calendar", "upcoming", "of", "end", "close", "last", "first", "course", "one", "two", "three", "six", "trial", "previous", "same", "entire") || t[j].kind == number && t[j].form == plain && t[j].unit == "") {
				j--
			}
			if j >= 0 && j < i-1 && t[j].is("by", "before", "until", "in", "during", "over", "within", "for", "after", "inside", "through") && t[i-1].kind == word {
				for k := j; k <= i; k++ {
					r.date[k] = true
				}
			} else if t[i-1].is("this", "next", "last") {
				r.date[i-1], r.date[i] = true, true
			}
		}
	}
}

func (r *reading) hasNumberAfter(i int) bool {
	for ; i < len(r.tokens); i++ {
		if r.tokens[i].kind == number {
			return true
		}
	}
	return false
}
