package language

// Mentions reports whether a sentence speaks of the thing that name names: has
// most of the name's words, or two that make up a good part of it. "Bring P1
// incidents back under four hours" mentions "Time to resolve a P1 incident"; "Warn
// the shopper when a parcel is late" does not mention "Cost per parcel".
func Mentions(s, name Sentence) bool {
	const (
		most     = 0.6 // of the name's weight
		goodPart = 0.4
	)
	said := withoutNumbers(s.traits())
	var shared, whole float64
	words := 0
	for _, n := range withoutNumbers(name.traits()) {
		whole += n.weight
		for _, t := range said {
			if t.key == n.key {
				shared += n.weight
				words++
				break
			}
		}
	}
	return words > 0 && (shared >= most*whole || words > 1 && shared >= goodPart*whole)
}
