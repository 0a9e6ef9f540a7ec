package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/language"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var cascadedOKR = &Check{
	Name:  "cascaded-okr",
	Title: "an objective or key result that repeats another team's",
	Why: `When the objectives of one level are handed down as the next one's, every team owns the same number and none can move it
alone. It takes weeks until the last team has its copy, and by then nobody has asked what this team could do better than any
other.

The authorities differ. Andy Grove and the early chapters of John Doerr's *Measure What Matters* know cascades; Doerr himself
warns of too much of it, Google's re:Work guide sets many OKRs from below, and Christina Wodtke and Marty Cagan have teams
*align* instead: each asks how it can help the company's objective, in words and numbers of its own. This tool follows them.
A result that two teams do carry together is marked on purpose with ` + "`shared_with`" + `; one side is enough.`,
	Severity: diag.Warning,
	Group:    People,
	When:     Running | Coming,
	Company: func(p *Pass) {
		byQuarter := make(map[okr.Quarter][]statement)
		for f := range p.Files() {
			if !f.Quarter.IsZero() {
				byQuarter[f.Quarter] = append(byQuarter[f.Quarter], statements(p, f)...)
			}
		}
		for _, all := range byQuarter { // the findings are sorted afterwards
			cascades(p, all)
		}
	},
}

// A statement is an objective or key result of a team.
type statement struct {
	file     *okr.File
	text     okr.Value[string]
	what     string
	shared   []okr.Value[string]
	sentence language.Sentence
}

func statements(p *Pass, f *okr.File) (all []statement) {
	add := func(what string, v okr.Value[string], shared []okr.Value[string]) {
		if strings.TrimSpace(v.V) != "" {
			all = append(all, statement{f, v, what, shared, p.Sentence(v.V)})
		}
	}
	for _, o := range firstOf(f.Objectives) {
		add("objective", o, nil)
	}
	for _, kr := range firstOf(f.KeyResults) {
		add("key result", kr.Title, kr.SharedWith)
	}
	return all
}

// sharedWith reports whether a statement is shared with a team on purpose.
func (s statement) sharedWith(team string) bool {
	return slices.ContainsFunc(s.shared, func(v okr.Value[string]) bool { return v.V == team })
}

// cascades reports the statements of a quarter, sorted by path, that repeat
// one of another team in an earlier file.
func cascades(p *Pass, all []statement) {
	sentences := make([]language.Sentence, len(all))
	for i, s := range all {
		sentences[i] = s.sentence
	}
	earlier := make(map[int][]statement)
	for _, pair := range language.NewIndex(sentences).Pairs(language.Repeats, 2*compared) {
		a, b := all[pair.A], all[pair.B]
		if a.file.Team != b.file.Team && !a.sharedWith(b.file.Team) && !b.sharedWith(a.file.Team) {
			earlier[pair.B] = append(earlier[pair.B], a)
		}
	}
	for b, others := range earlier {
		s, one := all[b], others[0]
		finding := diag.Finding{
			At:      s.text.At,
			Message: fmt.Sprintf("%s %s repeats one of the team %s", s.what, quote(s.text.V), quote(one.file.Team)),
			Help:    "ask what this team can do for it that no other can, and measure that",
		}
		if s.what == "key result" && one.what == "key result" {
			finding.Help += fmt.Sprintf("; if the two carry it together: shared_with = [%q]", one.file.Team)
		}
		for _, o := range others[:min(len(others), 5)] {
			finding.Related = append(finding.Related, diag.Related{At: o.text.At, Message: "the " + o.what + " of the team " + quote(o.file.Team)})
		}
		p.Report(finding)
	}
}
