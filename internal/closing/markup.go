package closing

import (
	"fmt"
	"html"
	"strings"
	"unicode/utf8"

	"github.com/okrcheck/okrcheck/internal/goalposts"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/render"
)

// A markup says the same in one format as in another: the sentences are composed
// once, of words of ours and texts of files.
type markup struct {
	text   func(string) string // a file's text, within a line and escaped
	strong func(string) string // what is escaped already
}

var (
	inMarkdown = markup{text, func(s string) string { return "**" + s + "**" }}
	inHTML     = markup{
		func(s string) string { return html.EscapeString(render.Safe(strings.Join(strings.Fields(s), " "))) },
		func(s string) string { return "<strong>" + s + "</strong>" },
	}
)

// quoted puts a file's text into quotation marks.
func (m markup) quoted(s string) string { return "“" + m.text(s) + "”" }

// title names the report.
func (r Report) title() string {
	if !r.Over {
		return r.Quarter.String() + " so far"
	}
	return "What came of " + r.Quarter.String()
}

// A tally counts the key results of a band.
type tally struct {
	band okr.Band
	n    int
	did  string
}

// tallies counts the key results, and those of each band that has one.
func (r Report) tallies() (all int, list []tally) {
	n := make(map[okr.Band]int)
	for _, t := range r.Teams {
		for _, k := range t.KeyResults {
			n[k.Band]++
			all++
		}
	}
	for _, b := range []tally{
		{okr.Full, n[okr.Full], "reached the target in full"},
		{okr.Success, n[okr.Success], "came to 0.7 or more, which is a success"},
		{okr.Progress, n[okr.Progress], "made progress"},
		{okr.Missed, n[okr.Missed], "stayed under 0.3"},
		{okr.Unscored, n[okr.Unscored], "have no reading"},
	} {
		if b.n > 0 {
			list = append(list, b)
		}
	}
	return all, list
}

// summary says in one paragraph what came of all.
func (r Report) summary() string {
	all, list := r.tallies()
	s := fmt.Sprintf("%s, %s, %s.", upper(count(len(r.Teams), "team")), days(r.First, r.Last), count(all, "key result"))
	var parts []string
	for _, b := range list {
		parts = append(parts, fmt.Sprintf("%d %s", b.n, b.did))
	}
	if len(parts) > 0 {
		s += fmt.Sprintf(" Of these, %s.", join(parts))
	}
	return s
}

// howScored says what the numbers mean.
const howScored = "A score is how much of the way from the baseline to the target a number came; more than the whole way is over 1. An objective's is the mean of its three, each counted from 0 to 1. " +
	"Targets are set so that 0.7 is a success. Health metrics are in no score: a guardrail can't be made good by a number beside it. " +
	"The teams stand in the order of their names."

// gaps says who is not in the report.
func (r Report) gaps(m markup) (sentences []string) {
	if len(r.Missing) > 0 {
		sentences = append(sentences, fmt.Sprintf("Without an OKR in this quarter: %s.", m.text(join(r.Missing))))
	}
	if r.Others > 0 {
		are := "are"
		if r.Others == 1 {
			are = "is"
		}
		sentences = append(sentences, fmt.Sprintf("%s %s left out here: okrcheck.toml does not list the team for this quarter.", upper(count(r.Others, "file")), are))
	}
	return sentences
}

// owes says which numbers the score waits for.
func (t Team) owes(m markup) string {
	switch {
	case t.Unreadable != "":
		return "the file can't be read: " + m.text(t.Unreadable)
	case len(t.KeyResults) == 0:
		return "no key result"
	}
	if len(t.Unscored) == 1 {
		return t.Unscored[0] + " has no reading"
	}
	return join(t.Unscored) + " have no reading"
}

// A talk is what some teams have in common that is worth one.
type talk struct {
	title string
	about []string // a sentence each
}

// talks returns what is worth a talk.
func (r Report) talks(m markup) (talks []talk) {
	var battles, safe, why, lost, moved []string
	for _, t := range r.Teams {
		name := m.strong(m.text(t.Name))
		if red := t.red(); len(red) > 0 && t.Score != nil && *t.Score >= okr.SuccessFrom {
			battles = append(battles, fmt.Sprintf("%s scored %s while %s.", name, okr.FormatScore(*t.Score), m.isRed(red)))
		}
		for _, k := range t.KeyResults {
			about := fmt.Sprintf("%s, %s %s", name, k.Name, m.quoted(k.Title))
			switch {
			case k.Progress == nil:
			case *k.Progress < 0:
				lost = append(lost, fmt.Sprintf("%s: from %s to %s, and %s was the target.", about, m.text(number(k.Baseline, "")), m.text(number(*k.Current, k.Unit)), m.text(number(k.Target, k.Unit))))
			case k.Band == okr.Full:
				safe = append(safe, about+".")
			case k.Band == okr.Missed && r.Over:
				why = append(why, fmt.Sprintf("%s: %s.", about, okr.FormatScore(*k.Score)))
			}
		}
		if t.Score != nil && t.AsSet != nil {
			moved = append(moved, fmt.Sprintf("%s scored %s by the targets as they stand now, and %s by those of the kickoff.", name, okr.FormatScore(*t.Score), okr.FormatScore(*t.AsSet)))
		} else if len(t.Moved) > 0 {
			moved = append(moved, fmt.Sprintf("%s changed what was set at the kickoff.", name))
		}
	}
	for _, talk := range []talk{
		{"Won the battle, losing the war: a good score beside a red guardrail.", battles},
		{"Learn why: these stayed under 0.3.", why},
		{"Lost ground: these stand behind their baseline.", lost},
		{"The target was safe: a full score is a reason to aim higher.", safe},
		{"Goalposts moved: the team's section says what, and why.", moved},
	} {
		if len(talk.about) > 0 {
			talks = append(talks, talk)
		}
	}
	return talks
}

// unknown says once why it is not known whether goalposts moved; "" where it is.
func (r Report) unknown(m markup) string {
	n, reason := 0, ""
	for _, t := range r.Teams {
		if t.KickoffNot == "" {
			continue
		}
		if n++; n == 1 {
			reason = t.KickoffNot
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("Whether goalposts moved is not known of %s: %s.", count(n, "team"), m.text(reason))
}

func (m markup) isRed(names []string) string {
	var list []string
	for _, n := range names {
		list = append(list, m.quoted(n))
	}
	if len(list) == 1 {
		return "the guardrail " + list[0] + " was red"
	}
	return "the guardrails " + join(list) + " were red"
}

// verdict says what a team's score means.
func (t Team) verdict(m markup) string {
	if t.Score == nil {
		return m.strong("Not scored yet") + ": " + t.owes(m) + "."
	}
	score := m.strong(okr.FormatScore(*t.Score))
	if t.AsSet != nil {
		score += fmt.Sprintf(" (%s by what was set at the kickoff)", okr.FormatScore(*t.AsSet))
	}
	red := t.red()
	switch {
	case len(red) > 0 && t.Band != okr.Missed && t.Band != okr.Progress:
		return score + ": won the battle, losing the war, since " + m.isRed(red) + "."
	case t.Band == okr.Full:
		return score + ": the target was safe."
	case t.Band == okr.Success:
		return score + ", a success."
	case t.Band == okr.Progress:
		return score + ", short of the 0.7 that is a success."
	}
	return score + ": learn why."
}

// numbers writes the three numbers. A long unit stands with the last of them alone.
func (k KeyResult) numbers(m markup) (from, to, cameTo string) {
	unit, last := k.Unit, k.Unit
	if utf8.RuneCountInString(unit) > 3 {
		unit = ""
	}
	if k.Current == nil {
		return m.text(number(k.Baseline, unit)), m.text(number(k.Target, last)), "–"
	}
	return m.text(number(k.Baseline, unit)), m.text(number(k.Target, unit)), m.text(number(*k.Current, last))
}

// verdict writes a key result's score.
func (k KeyResult) verdict() string {
	if k.Score == nil {
		return "–"
	}
	s := okr.FormatScore(*k.Progress)
	if *k.Progress < 0 {
		s += ", lost ground"
	}
	if k.AsSet != nil {
		s += fmt.Sprintf(" (%s as set)", okr.FormatScore(*k.AsSet))
	}
	return s
}

// guardrails says where the health metrics stand: the red ones first, the green ones by their number.
func (t Team) guardrails(m markup) string {
	var list []string
	green := 0
	for _, status := range []okr.Status{okr.Red, okr.Amber, ""} {
		for _, h := range t.HealthMetrics {
			if h.Status != status {
				continue
			}
			word := string(status)
			if word == "" {
				word = "without a status"
			}
			if status == okr.Red {
				word = m.strong("red")
			}
			item := m.quoted(h.Name) + " " + word
			if h.Note != "" {
				item += " (" + m.text(h.Note) + ")"
			}
			list = append(list, item)
		}
	}
	for _, h := range t.HealthMetrics {
		if h.Status == okr.Green {
			green++
		}
	}
	switch {
	case green == len(t.HealthMetrics):
		return "all green"
	case green > 0:
		list = append(list, fmt.Sprintf("%d green", green))
	}
	return strings.Join(list, ", ")
}

// history says what moved since the kickoff, and what the team says to it.
func (t Team) history(m markup) (sentences []string) {
	for _, move := range t.Moved {
		sentences = append(sentences, "Moved: "+move.sentence(m))
	}
	for _, c := range t.Changes {
		on := ""
		if !c.Date.IsZero() {
			on = fmt.Sprintf(" on %d %s", c.Date.Day(), c.Date.Month())
		}
		sentences = append(sentences, fmt.Sprintf("Changed%s: %s.", on, m.quoted(c.Reason)))
	}
	return sentences
}

func (move Move) sentence(m markup) string {
	of := ""
	if move.KeyResult != "" {
		of = " of " + move.KeyResult
	}
	switch move.What {
	case goalposts.Objective:
		return fmt.Sprintf("the objective was %s at the kickoff.", m.quoted(move.Then))
	case goalposts.Title:
		return fmt.Sprintf("%s was %s at the kickoff.", move.KeyResult, m.quoted(move.Then))
	case goalposts.Added:
		return fmt.Sprintf("%s was added after the kickoff.", move.KeyResult)
	case goalposts.Dropped:
		return fmt.Sprintf("%s was dropped; it is in neither score.", m.quoted(move.Then))
	}
	return fmt.Sprintf("the %s%s was %s at the kickoff and is %s now.", move.What, of, m.text(move.Then), m.text(move.Now))
}
