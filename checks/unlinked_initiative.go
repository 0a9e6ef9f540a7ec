package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

var unlinkedInitiative = &Check{
	Name:  "unlinked-initiative",
	Title: "an initiative that names no key result",
	Why: `Work that moves no key result is work on something else. It may be right to do, but it takes people from the objective that the
team has just called the most important thing; the roadmap is where that shows first. A bet that says which number it should
move can also be wrong, and so be stopped.

Christina Wodtke's *Radical Focus* keeps the OKR apart from the list of tasks, and lets the tasks change as the team learns. Itamar
Gilad's *Evidence-Guided* judges each idea by the goal that it serves, and Marty Cagan's *Empowered* gives teams results to
reach, not features to ship. This tool asks for the link only: ` + "`key_result = 2`" + `. Upkeep that must happen anyhow
needs no place on this list.`,
	Severity: diag.Warning,
	Group:    Outlook,
	When:     Running | Coming,
	File: func(p *Pass, f *okr.File) {
		for _, i := range f.Initiatives {
			if i.KeyResult.Given() || i.Stage() == okr.Dropped || keyFaulty(f, i) {
				continue
			}
			p.Report(diag.Finding{
				At:      source.First(i.Title.At, i.At),
				Message: fmt.Sprintf("the initiative %s names no key result", quote(i.Title.V)),
				Help:    "add the key result that it should move: key_result = 1, 2 or 3; if it moves none, it belongs on another list",
			})
		}
	},
}

// keyFaulty reports whether an initiative has a key_result that the reader of
// the file could not take.
func keyFaulty(f *okr.File, i okr.Initiative) bool {
	table := f.Outline.Find(i.At)
	for n, e := range f.Outline.All() {
		if n > 0 && e.Parent == table && e.Name == "key_result" {
			return true
		}
	}
	return false
}
