package config

import (
	"strconv"

	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// places holds the entries of a document by their path.
type places map[string]okr.Entry

func newPlaces(outline okr.Outline) places {
	p := make(places, outline.Len())
	paths := make([]string, outline.Len())
	for i, e := range outline.All() {
		if i == 0 {
			continue
		}
		paths[i] = paths[e.Parent]
		if e.Name != "" {
			paths[i] += "\x00" + e.Name
		}
		if e.Index >= 0 {
			paths[i] += "\x00" + strconv.Itoa(e.Index)
		}
		if _, ok := p[paths[i]]; !ok { // [a.b] implies [a] before it is opened
			p[paths[i]] = e
		}
	}
	return p
}

func pathOf(path []string) (joined string) {
	for _, part := range path {
		joined += "\x00" + part
	}
	return joined
}

func (p places) of(path []string) (key, at source.Place) {
	e, ok := p[pathOf(path)]
	if !ok {
		e = p[pathOf(path)+"\x000"] // a list of [[tables]] is where its first is
	}
	if e.Table {
		return e.Key, e.Key // a message about a table points at its header
	}
	return e.Key, e.At
}

func (p places) element(path []string, i int) source.Place {
	return p[pathOf(path)+"\x00"+strconv.Itoa(i)].At
}
