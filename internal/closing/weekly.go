package closing

import (
	"fmt"
	"slices"
	"strings"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/goalposts"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/repository"
)

// A Weekly is what a week's run has to say of the running quarter.
type Weekly struct {
	Quarter     okr.Quarter
	First, Last okr.Date
	Monday      okr.Date
	Week, Weeks int // counted from 1
	// Elapsed is the part of the quarter that is over on the Monday, 0 to 1.
	Elapsed float64
	Teams   []Standing // sorted by name
	Missing []string   // expected teams without a file
	// Before are the teams whose numbers of the quarter before are still missing.
	Before []Team
	// StaleUnknown says why it is not known whose file stood still.
	StaleUnknown string
}

// A Standing is where one team stands.
type Standing struct {
	Team
	Stale       bool     // no value has changed for two weeks
	Red         []Red    // the health metrics that are red
	Commitments []string // this week's
	Demos       []string // last Friday's
	Owes        []string // before the quarter closes
}

// Red is a red health metric and what the team does about it; Answer is nil
// where nothing does.
type Red struct {
	HealthMetric
	Answer *checks.Answer
}

// The week from which on the weekly text is the list of what is owed.
const closingWeek = 11

const (
	paceFrom = 0.25 // of the quarter must be over before anybody is off pace
	farOff   = 0.5  // is far off pace: less than half as far as the calendar
)

// NewWeekly looks at the running quarter; in a week that belongs to the next
// quarter already, at that.
func NewWeekly(repo *repository.Repository) Weekly {
	calendar, monday := repo.Config.Calendar, repo.Today.Monday()
	q := repo.Running
	if next := calendar.OfWeek(monday); q.Before(next) {
		q = next
	}
	w := Weekly{Quarter: q, First: calendar.First(q), Last: calendar.Last(q), Monday: monday}
	w.Week = max(calendar.Week(q, monday), 1)
	lastMonday := w.Last.Monday()
	if calendar.OfWeek(lastMonday) != q {
		lastMonday = lastMonday.AddDays(-7)
	}
	w.Weeks = max(calendar.Week(q, lastMonday), w.Week)
	w.Elapsed = min(max(float64(monday.DaysSince(w.First))/float64(w.Last.DaysSince(w.First)+1), 0), 1)

	stale, not := findings(repo, "stale-check-in")
	if len(not) > 0 {
		w.StaleUnknown = not[0].Reason
	}
	reader := goalposts.NewReader(repo.Config.Settings.Vocabulary)
	files, missing, _ := teamsIn(repo, q)
	if repo.Today.After(calendar.LastKickoffDay(q)) {
		w.Missing = missing
	}
	for _, f := range files {
		s := Standing{Team: newTeam(reader, f, &okr.Past{}, false), Stale: len(stale[f.Path()]) > 0}
		s.Commitments = ofWeek(repo.Company, f.Team, monday, func(w okr.Week) []okr.Value[string] { return w.Commitments })
		s.Demos = ofWeek(repo.Company, f.Team, monday.AddDays(-7), func(w okr.Week) []okr.Value[string] { return w.Demos })
		for _, h := range s.HealthMetrics {
			if h.Status == okr.Red {
				red := Red{HealthMetric: h}
				for a := range checks.Answers(reader, repo.Company, f, h.Name) {
					red.Answer = &a
					break
				}
				s.Red = append(s.Red, red)
			}
		}
		s.Owes = owes(s, f, len(repo.Company.Of(f.Team, q.Add(1))) > 0)
		w.Teams = append(w.Teams, s)
	}
	before, _, _ := teamsIn(repo, q.Add(-1))
	for _, f := range before {
		if t := newTeam(reader, f, &okr.Past{}, false); t.Score == nil {
			w.Before = append(w.Before, t)
		}
	}
	return w
}

// ofWeek returns the texts of a team's week, in whichever quarter's file it stands.
func ofWeek(c *okr.Company, team string, monday okr.Date, of func(okr.Week) []okr.Value[string]) (texts []string) {
	for _, f := range c.Files {
		if f.Team != team {
			continue
		}
		for _, w := range f.Weeks {
			if w.Monday.V != monday {
				continue
			}
			for _, v := range of(w) {
				if strings.TrimSpace(v.V) != "" {
					texts = append(texts, v.V)
				}
			}
		}
	}
	return texts
}

// owes lists what a team still owes before its quarter closes.
func owes(s Standing, f *okr.File, next bool) (owed []string) {
	if s.Unreadable != "" {
		return []string{"a file that can be read: " + text(s.Unreadable)}
	}
	if len(s.KeyResults) == 0 {
		owed = append(owed, "key results")
	}
	if len(s.Unscored) > 0 {
		owed = append(owed, "a reading of "+join(s.Unscored))
	} else if s.Stale {
		owed = append(owed, "fresh readings")
	}
	for _, r := range s.Red {
		if r.Answer == nil {
			owed = append(owed, "an answer to the red "+quoted(r.Name))
		}
	}
	if s.Learned == "" {
		owed = append(owed, "what it learned, in `[retrospective]`")
	}
	following := f.Quarter.Add(1)
	if !next && !slices.ContainsFunc(f.Drafts, func(d okr.Draft) bool {
		return d.Quarter.V == following && strings.TrimSpace(d.Objective.V) != ""
	}) {
		owed = append(owed, "a `[[draft]]` for "+following.String())
	}
	return owed
}

// Closing reports whether the quarter is near its end.
func (w Weekly) Closing() bool { return w.Week >= closingWeek }

// Title is the title of the quarter's issue.
func Title(q okr.Quarter) string { return "OKRs of " + q.String() }

// Body writes the text, the standing picture; "" where there is nothing to picture.
func (w Weekly) Body(limit int) string {
	if len(w.Teams) == 0 {
		return ""
	}
	p := &page{limit: limit}
	p.printf("The OKRs of %s, %s, as their files had them in week %d of %d. okrcheck keeps this text up to date; what is new comes once a week as a comment.\n\n",
		w.Quarter, days(w.First, w.Last), w.Week, w.Weeks)
	if w.Closing() {
		w.writeClosing(p)
		p.printf("## Where the teams stand\n\n")
	}
	p.printf("%s of the quarter was over on Monday. The numbers say how far each key result has come on its way from baseline to target.\n\n", percent(w.Elapsed))
	p.printf("| team | objective | KR1 | KR2 | KR3 | guardrails |\n|---|---|--:|--:|--:|---|\n")
	var rows []string
	for _, s := range w.Teams {
		rows = append(rows, s.row())
	}
	p.each(rows, "team", "the job's summary has them all")
	if len(w.Missing) > 0 {
		p.printf("\nWithout an OKR: %s.\n", text(join(w.Missing)))
	}
	return p.b.String()
}

func (s Standing) row() string {
	if s.Unreadable != "" {
		return fmt.Sprintf("| %s | _the file can't be read_ | | | | |\n", text(s.Name))
	}
	cells := []string{"", "", ""}
	for n := range cells {
		if n < len(s.KeyResults) {
			cells[n] = "no reading"
			if p := s.KeyResults[n].Progress; p != nil {
				cells[n] = percent(*p)
			}
		}
	}
	return fmt.Sprintf("| %s | %s | %s | %s |\n", text(s.Name), text(s.Objective), strings.Join(cells, " | "), s.colours())
}

// colours counts the health metrics by their colour.
func (s Standing) colours() string {
	var list []string
	for _, status := range okr.Statuses {
		n := 0
		for _, h := range s.HealthMetrics {
			if h.Status == status {
				n++
			}
		}
		if word := string(status); n > 0 {
			if status == okr.Red {
				word = "**red**"
			}
			list = append(list, fmt.Sprintf("%d %s", n, word))
		}
	}
	return strings.Join(list, ", ")
}

// writeClosing writes what each team still owes.
func (w Weekly) writeClosing(p *page) {
	var rows, done []string
	for _, s := range w.Teams {
		if len(s.Owes) == 0 {
			done = append(done, s.Name)
			continue
		}
		rows = append(rows, fmt.Sprintf("| %s | %s |\n", text(s.Name), strings.Join(s.Owes, "; ")))
	}
	p.printf("## What is owed before %s closes\n\n", w.Quarter)
	if len(rows) > 0 {
		p.printf("The quarter ends on %d %s.\n\n| team | still owes |\n|---|---|\n", w.Last.Day(), w.Last.Month())
		p.each(rows, "team", "the job's summary has them all")
		p.printf("\n")
	}
	if len(done) > 0 {
		p.printf("Ready: %s.\n\n", text(join(done)))
	}
}

// Comment writes what is new this week; "" where nothing is.
func (w Weekly) Comment(limit int) string {
	p := &page{limit: limit}
	const rest = "the job's summary has them all"
	section := func(title string, lines []string) {
		if len(lines) > 0 {
			p.printf("**%s**\n\n", title)
			p.each(lines, "line", rest)
			p.printf("\n")
		}
	}
	var stale, behind, unread, red, commitments, demos []string
	for _, s := range w.Teams {
		name := text(s.Name)
		if s.Stale {
			stale = append(stale, s.Name)
		}
		for _, k := range s.KeyResults {
			switch {
			case w.Elapsed < paceFrom:
			case k.Progress == nil:
				unread = append(unread, s.Name+" "+k.Name)
			case *k.Progress < farOff*w.Elapsed:
				from, to, now := number(k.Baseline, ""), number(k.Target, k.Unit), number(*k.Current, "")
				came := percent(*k.Progress) + " of the way"
				if *k.Progress < 0 {
					came = "behind its baseline"
				}
				behind = append(behind, fmt.Sprintf("- %s, %s %s: at %s, from %s to %s; %s\n", name, k.Name, quoted(k.Title), text(now), text(from), text(to), came))
			}
		}
		for _, r := range s.Red {
			red = append(red, "- "+name+": "+r.sentence(w.Quarter)+"\n")
		}
		if len(s.Commitments) > 0 {
			commitments = append(commitments, fmt.Sprintf("- %s: %s\n", name, items(s.Commitments)))
		}
		if len(s.Demos) > 0 {
			demos = append(demos, fmt.Sprintf("- %s: %s\n", name, items(s.Demos)))
		}
	}
	if len(stale) > 0 {
		p.printf("**No value has changed for two weeks:** %s.\n\n", text(join(stale)))
	}
	section(fmt.Sprintf("Far off pace: %s of the quarter is over, and these have come less than half as far", percent(w.Elapsed)), behind)
	if len(unread) > 0 {
		p.printf("**Not read yet:** %s.\n\n", text(strings.Join(unread, ", ")))
	}
	section("Red guardrails, and what is done about them", red)
	if w.Closing() {
		w.writeClosing(p)
	}
	if len(w.Before) > 0 {
		var lines []string
		for _, t := range w.Before {
			lines = append(lines, fmt.Sprintf("- %s: %s\n", text(t.Name), t.owes(inMarkdown)))
		}
		section("Still to score from "+w.Quarter.Add(-1).String(), lines)
	}
	section("This week's commitments", commitments)
	section("Shown last Friday", demos)
	if p.b.Len() == 0 {
		return ""
	}
	head := fmt.Sprintf("### Week %d of %d\n\n", w.Week, w.Weeks)
	if w.StaleUnknown != "" {
		p.printf("Whose numbers stood still is not known: %s.\n", text(w.StaleUnknown))
	}
	return head + p.b.String()
}

func items(texts []string) string {
	var list []string
	for _, t := range texts {
		list = append(list, text(t))
	}
	return strings.Join(list, " · ")
}

// sentence says what is red and what answers it.
func (r Red) sentence(q okr.Quarter) string {
	s := quoted(r.Name)
	if r.Note != "" {
		s += " (" + text(r.Note) + ")"
	}
	if r.Answer == nil {
		return s + ". Nothing in the file answers it yet: stop and fix it, or make it the next objective."
	}
	where := ""
	if r.Answer.In != q {
		where = " of " + r.Answer.In.String()
	}
	return s + ". Its answer is the " + r.Answer.Kind + where + " " + quoted(r.Answer.Text) + "."
}
