package language

// Mentions reports whether a sentence speaks of the thing that name names: by
// the share of the name's words that it has. "Bring P1 incidents back under four
// hours" mentions "Time to resolve a P1 incident".
func Mentions(s, name Sentence) bool {
	const least = 0.4 // of the name's weight; below: "Publish the developer docs" and "Satisfaction of developers and testers"
	said := withoutNumbers(s.traits())
	var shared, whole float64
	for _, n := range withoutNumbers(name.traits()) {
		whole += n.weight
		for _, f := range said {
			if f.key == n.key {
				shared += n.weight
				break
			}
		}
	}
	return shared >= 0.35 && shared >= least*whole
}
