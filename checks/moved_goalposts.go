package checks

import (
	"fmt"
	"strings"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/goalposts"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

var movedGoalposts = &Check{
	Name:  "moved-goalposts",
	Title: "what was set at the kickoff was changed without a word",
	Why: `A target that is lowered in week nine turns a miss into a success, and the score lies from then on. The team loses the one
thing that a missed target was good for: the question of what was in the way. Raising one quietly does the same
to whoever planned with it.

Andy Grove set objectives so that nobody could argue about them at the end; John Doerr's *Measure What Matters* lets a team adjust
or drop an OKR in mid-quarter, in the open. So may you. What stands at the end of the quarter's 14th day stays, or
comes with a ` + "`[[change]]`" + ` that says why: one covers all that moves with it. A word that is
spelt better, another order, another layout, a first unit move nothing.`,
	Severity: diag.Error,
	Group:    Stretch,
	When:     Running | LastEnded,
	Compares: true,
	File: func(p *Pass, f *okr.File) {
		then, later, ok := p.asSet(f)
		if !ok || covered(p, f, then) {
			return
		}
		said := make(map[source.Place]bool)
		var dropped []goalposts.Move
		for _, m := range goalposts.Moves(p, then, later, f) {
			if m.What == goalposts.Dropped {
				dropped = append(dropped, m)
				continue
			}
			if !said[m.At] && !faulty(f, m.At) {
				said[m.At] = true
				report := p.Report
				if m.Unsure {
					report = p.Guess
				}
				report(diag.Finding{At: m.At, Message: moved(p, m), Help: changeHelp(p, f, then)})
			}
		}
		if len(dropped) > 0 && !malformed(f, "key_result") {
			titles := make([]string, len(dropped))
			for i, m := range dropped {
				titles[i] = quote(m.Then)
			}
			verb := "key result %s was dropped after the kickoff"
			if len(titles) > 1 {
				verb = "key results %s were dropped after the kickoff"
			}
			p.Report(diag.Finding{
				At: dropped[0].At, Subject: strings.Join(titles, " "),
				Message: fmt.Sprintf(verb, list(titles)), Help: changeHelp(p, f, then),
			})
		}
	},
}

// moved says what was there then, and what is now.
func moved(p *Pass, m goalposts.Move) string {
	when := "at the kickoff"
	if p.Base != nil {
		when = "before this change"
	}
	kr := okr.Name(max(m.KeyResult, 0))
	if strings.TrimSpace(m.Title) != "" {
		kr = quote(m.Title)
	}
	switch m.What {
	case goalposts.Objective:
		return fmt.Sprintf("the objective was %s %s and now is %s", quote(m.Then), when, quote(m.Now))
	case goalposts.Title:
		return fmt.Sprintf("the key result was %s %s and now is %s", quote(m.Then), when, kr)
	case goalposts.Added:
		return fmt.Sprintf("key result %s was added after the kickoff", kr)
	}
	return fmt.Sprintf("the %s of key result %s was %s %s and now is %s", m.What, kr, plain(m.Then), when, plain(m.Now))
}

// plain puts a number and its unit on one line.
func plain(text string) string { return strings.Trim(quote(text), `"`) }

// asSet returns what a file is compared with to see what moved: in a pull
// request the base's file, else the kickoff's and the versions since. It is
// false where nothing can have moved, or the past is not known, which is recorded.
func (p *Pass) asSet(f *okr.File) (then *okr.File, later []*okr.File, ok bool) {
	if p.Base != nil {
		then = p.Before(f)
		return then, nil, then != nil && then.Readable() && p.KickoffOver(f)
	}
	past, ok := p.Past(f)
	if !ok {
		return nil, nil, false
	}
	return past.Kickoff, past.Later, true
}

// covered reports whether a [[change]] says why things moved since then. On a
// branch it is one of after the kickoff; a date that is missing is said elsewhere.
func covered(p *Pass, f, then *okr.File) bool {
	for _, c := range goalposts.NewChanges(then, f) {
		if p.Base != nil || !c.Date.Given() || c.Date.V.After(p.Calendar.LastKickoffDay(f.Quarter)) {
			return true
		}
	}
	return false
}

// changeHelp says how to move something in the open.
func changeHelp(p *Pass, f, then *okr.File) string {
	for _, c := range goalposts.NewChanges(then, f) { // none that covers
		return fmt.Sprintf("the [[change]] of %s is dated before the kickoff was over, on %s: give it the day of the change", c.Date.V, p.Calendar.LastKickoffDay(f.Quarter))
	}
	a := "a"
	if len(f.Changes) > 0 {
		a = "a new"
	}
	return fmt.Sprintf("put it back, or say why in %s [[change]] with date = %s and a reason", a, p.Today)
}
