package language

import (
	"strings"
	"unicode"
)

// English reports whether the sentence is English. A fragment without any
// sign of another language ("NPS 50", "Churn < 2 %") counts as English, as do
// foreign names in an English sentence; a sentence that is clearly in another
// language does not.
func (s Sentence) English() bool {
	latin, foreign := 0, 0 // letters
	for _, r := range s.Text {
		switch {
		case r < 0x250 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0xC0):
			latin++
		case unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r):
			foreign++
		}
	}
	if 2*foreign > latin {
		return false
	}
	// Weigh what speaks for English against what speaks for another language.
	var english, other float64
	unknown := 0
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.kind != word || t.marks&masked != 0 {
			continue
		}
		if e := englishWeight(t.lower); e > 0 {
			english += e
			continue
		}
		// A capital inside the sentence is a name, or a noun in German: it proves little. So does the
		// article before another one: "Las Vegas", "El Salvador".
		o := foreignWeight(t.lower, t.capital)
		name := t.capital && i > 0
		if i+1 < len(s.tokens) && t.capital && s.tokens[i+1].capital && isNameParticle(t.lower) {
			name = true
		}
		known := false
		if o < 1 && !t.capital || i == 0 {
			known = isEnglishWord(t.lower)
		}
		switch {
		case known && o < 1:
			english += 0.3
		case t.joined: // "vis-à-vis"
		case name:
			other += o / 4
		default:
			other += o
			if len(t.lower) > 2 && !isAcronym(s.Text[t.start:t.end]) {
				unknown++
				if o == 0 {
					other += shapeWeight(t.lower)
				}
			}
		}
	}
	if english == 0 && unknown >= 2 {
		return other < 0.5
	}
	return other < 1 || other <= english
}

// isEnglishWord reports whether the word lists hold a word in one of its forms.
func isEnglishWord(w string) bool {
	if _, ok := find(lexicon(), w); ok {
		return true
	}
	for _, ending := range [...]string{"s", "es", "ed", "d", "ing", "er", "ly"} {
		if base, ok := strings.CutSuffix(w, ending); ok && len(base) > 2 {
			if _, ok := find(lexicon(), base); ok {
				return true
			}
		}
	}
	return false
}

// isNameParticle holds the articles that begin names of places and people.
func isNameParticle(w string) bool {
	switch w {
	case "la", "las", "los", "el", "le", "les", "de", "den", "van", "von", "di", "du", "della", "dos", "das", "il", "des", "het", "são", "san", "santa":
		return true
	}
	return false
}

// shapeWeight is how much the letters of a word that English does not know
// speak for another language.
func shapeWeight(w string) float64 {
	switch {
	case strings.HasSuffix(w, "os"), strings.HasSuffix(w, "ar"), strings.HasSuffix(w, "are"), strings.HasSuffix(w, "ere"), strings.HasSuffix(w, "ire"),
		strings.HasSuffix(w, "kan"), strings.HasSuffix(w, "en"), strings.HasSuffix(w, "eert"), strings.HasSuffix(w, "iert"):
		return 0.4
	case strings.Contains(w, "aa"), strings.Contains(w, "uu"), strings.Contains(w, "ii"), strings.Contains(w, "tsch"), strings.Contains(w, "szcz"), strings.Contains(w, "ij"):
		return 0.5
	}
	switch w[len(w)-1] {
	case 'o', 'a', 'i', 'u':
		return 0.3
	}
	return 0
}

// englishWeight is how much a word speaks for English: function words, and
// words that OKRs are made of. A word that is one of another language too
// ("in", "is", "for") weighs little.
func englishWeight(w string) float64 {
	switch w {
	case "the":
		return 1.5
	case "and", "from", "with", "our", "are", "their", "each", "every", "that", "who", "than", "less", "more", "which", "its",
		"they", "them", "without", "within", "through", "when", "where", "what", "because", "while", "how", "your", "this", "these",
		"into", "before", "after", "between", "about", "will", "can", "new", "least", "most":
		return 1
	case "to", "of", "by", "has", "have", "it", "us", "be", "or":
		return 0.75
	case "for", "is", "we", "at", "under", "not", "all":
		return 0.5
	case "in", "on", "an", "as", "per", "over", "out", "up", "no":
		return 0.25
	case "increase", "reduce", "improve", "launch", "grow", "make", "raise", "cut", "lower", "decrease", "build", "deliver", "keep",
		"reach", "win", "hire", "ship", "customers", "customer", "users", "user", "teams", "people", "shoppers", "patients", "time",
		"share", "number", "rate", "sales", "revenue", "wait", "days", "hours", "minutes", "week", "month", "year", "become", "help",
		"cost", "costs", "team", "visits", "sign-ups", "satisfaction", "growth", "churn", "latency", "uptime", "feedback":
		return 0.75
	}
	switch n := len(w); {
	case n > 5 && strings.HasSuffix(w, "ing"):
		return 0.4
	case n > 5 && (strings.HasSuffix(w, "ness") || strings.HasSuffix(w, "less") || strings.HasSuffix(w, "ship") || strings.HasSuffix(w, "ful")):
		return 0.5
	case n > 3 && strings.HasSuffix(w, "'s"):
		return 0.75
	}
	return 0
}

// foreignWeight is how much a word speaks for a language that is not English.
func foreignWeight(w string, capital bool) float64 {
	switch w {
	// German
	case "der", "das", "und", "von", "vom", "mit", "für", "auf", "ist", "wir", "unsere", "unseren", "unserer", "unser", "unserem", "zu", "zum",
		"zur", "im", "ein", "eine", "einen", "einer", "einem", "dem", "den", "des", "bei", "um", "nicht", "kein", "keine", "mehr", "weniger",
		"unter", "über", "werden", "wird", "sind", "nach", "bis", "sich", "alle", "aus", "jeder", "jede", "als", "ohne", "durch", "pro",
		"mindestens", "höchstens", "neue", "neuen", "kunden", "umsatz", "steigern", "senken", "erhöhen", "halbieren", "verdoppeln",
		"gewinnen", "einführen", "einstellen", "verbessern", "reduzieren", "aufbauen", "schaffen", "begeistern", "uns", "wochen",
		"tage", "stunden", "minuten", "prozent", "jedes", "jeden", "am", "die", "dass", "wie", "wenn", "sowie", "oder", "neuer", "neues":
		return weighGerman(w)
	// French
	case "le", "la", "les", "du", "et", "une", "pour", "avec", "dans", "sur", "nos", "notre", "est", "sont", "par", "aux", "que", "qui",
		"moins", "ne", "pas", "leurs", "leur", "nous", "vous", "chez", "sans", "plusieurs", "augmenter", "réduire", "lancer", "devenir",
		"améliorer", "recruter", "doubler", "atteindre", "offrir", "clients", "chiffre", "taux", "nouveaux", "nouvelle", "jours", "heures", "tous", "toutes", "nouveau", "ses", "ligne", "mieux", "être", "ont",
		// Spanish
		"el", "los", "las", "una", "para", "con", "más", "menos", "nuestros", "nuestras", "nuestro", "nuestra", "por", "del", "sus",
		"aumentar", "reducir", "lanzar", "mejorar", "lograr", "contratar", "duplicar", "ingresos", "clientes", "usuarios", "cero", "semana", "todos", "todas", "nuevos", "nuevas", "nuevo", "nueva", "su", "están", "ser", "hacer", "cada",
		// Portuguese
		"em", "os", "dos", "na", "não", "uma", "ao", "aos", "mais", "nossos", "nossas", "nosso", "reduzir", "lançar", "melhorar", "dobrar",
		"receita", "usuários", "horas", "tempo", "novos", "novas", "novo", "nova", "são", "ter", "seus", "pelo", "pela",
		// Italian
		"il", "gli", "della", "delle", "dei", "degli", "di", "dal", "nel", "nella", "che", "più", "meno", "nostri", "nostra", "nostro", "nessun",
		"aumentare", "ridurre", "lanciare", "diventare", "migliorare", "raddoppiare", "ricavi", "clienti", "utenti", "scende", "sono", "tutti", "tutte", "nuovi", "nuove", "nuovo", "nuova", "ogni", "essere",
		// Dutch
		"het", "een", "van", "voor", "wij", "zijn", "onze", "ons", "bij", "naar", "niet", "meer", "minder", "uitval", "klanten", "omzet",
		"verhogen", "verlagen", "verdubbelen", "lanceren", "verbeteren", "aantal", "nieuwe", "gebruikers", "aan", "wordt", "worden", "nieuw", "zonder", "elke", "snelste", "met",
		// Polish, Czech, Hungarian
		"nie", "się", "przez", "dla", "jest", "nas", "nasi", "klienci", "liczba", "wdrożyć", "skrócić", "zwiększyć", "czas", "przychody",
		"jsou", "dobu", "aby", "az", "nagyobb", "növelni", "zvýšit", "snížit", "zkrátit",
		// Swedish, Norwegian, Danish, Finnish
		"och", "att", "från", "till", "våra", "vår", "det", "som", "på", "og", "vi", "vores", "våre", "til", "fra", "oss", "av", "er", "ikke",
		"inte", "nye", "nytt", "alla", "uutta", "uusi", "kaikki", "få", "vinn", "öka", "minska", "lansera", "förbättra", "redusere", "øke", "kundene", "kunder", "kunderna", "nya", "omsetningen", "flere", "färre",
		"ja", "ei", "ovat", "kasvata", "liikevaihtoa", "asiakkaat", "asiakkaiden", "vähennä", "paranna", "lyhennä", "meitä",
		// Turkish, Romanian, Indonesian
		"ve", "bir", "ile", "için", "müşteri", "artır", "yeni", "tüm", "baru", "semua", "toate", "noi", "wszystkie", "wszyscy", "nowych", "všechny", "geliri", "daha", "veniturile", "cu", "și", "clienților", "sau",
		"dan", "yang", "untuk", "dengan", "meningkatkan", "pendapatan", "sebesar", "pelanggan", "kepada", "mengurangi":
		switch w {
		case "na", "os", "er", "ja", "dan", "met", "van", "vi", "ve", "di", "con", "la", "le", "el", "de", "as", "sur", "clients", "aan", "las", "che", "ne", "nas", "ei":
			return 0.75 // also names, abbreviations, or English words
		}
		return 1.25
	case "de", "en", "un", "au", "da", "do", "no", "o", "e", "i", "y", "w", "z", "a", "ou", "se", "si", "ni":
		return weighShort(w)
	}
	// Elided articles: "d'affaires", "l'équipe".
	if len(w) > 3 && (w[1] == '\'' || strings.HasPrefix(w[1:], "’")) && strings.IndexByte("dlcjmnqs", w[0]) >= 0 {
		return 1
	}
	var weight float64
	for _, r := range w {
		if r < 0x80 || !unicode.IsLetter(r) || r == 'µ' {
			continue
		}
		switch r {
		case 'é', 'è', 'ê', 'à', 'ï', 'â', 'ñ', 'ç', 'ü', 'ö', 'á', 'ã': // English has borrowed these: café, naïve, façade
			weight = max(weight, 0.75)
		default:
			weight = 1.25
		}
	}
	if n := len(w); n > 6 && !capital {
		switch {
		case strings.HasSuffix(w, "ieren"), strings.HasSuffix(w, "ción"), strings.HasSuffix(w, "ção"), strings.HasSuffix(w, "zione"),
			strings.HasSuffix(w, "mente"), strings.HasSuffix(w, "dad") && w[n-4] == 'i', strings.HasSuffix(w, "dade"), strings.HasSuffix(w, "igkeit"),
			strings.HasSuffix(w, "ungen"), strings.HasSuffix(w, "iamo"), strings.HasSuffix(w, "lerin"), strings.HasSuffix(w, "ować"):
			weight = max(weight, 1)
		}
	} else if n > 8 {
		switch {
		case strings.HasSuffix(w, "ungen"), strings.HasSuffix(w, "ung"), strings.HasSuffix(w, "keit"), strings.HasSuffix(w, "heit"), strings.HasSuffix(w, "quote"):
			weight = max(weight, 1)
		}
	}
	return weight
}

// weighGerman takes off the German words that English has too.
func weighGerman(w string) float64 {
	switch w {
	case "pro", "den", "des", "alle", "uns", "um", "von", "die", "am", "wie":
		return 0.5
	}
	return 1.25
}

// weighShort weighs the short words that many languages share with English letters and names.
func weighShort(w string) float64 {
	switch w {
	case "de", "un", "au", "en":
		return 0.6
	case "o", "e", "y", "w", "z", "da", "se":
		return 0.4
	}
	return 0
}
