package closing

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/okrcheck/okrcheck/internal/goalposts"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/score"
)

// A Report is what came of a quarter.
type Report struct {
	Version int         `json:"version"`
	Quarter okr.Quarter `json:"quarter"`
	First   okr.Date    `json:"first"`
	Last    okr.Date    `json:"last"`
	// Over is true where the quarter has ended, Complete where every team is scored as well.
	Over     bool   `json:"over"`
	Complete bool   `json:"complete"`
	Teams    []Team `json:"teams"` // sorted by name
	// Missing are the expected teams without a file; Others counts the files that are no listed team's.
	Missing []string `json:"missing"`
	Others  int      `json:"others"`
}

// A Team is what came of one team's quarter.
type Team struct {
	Name      string `json:"team"`
	Path      string `json:"path"`
	Objective string `json:"objective"`
	// Unreadable says why the file can't be read, Unscored what has no reading.
	Unreadable string   `json:"unreadable,omitempty"`
	Unscored   []string `json:"unscored,omitempty"`
	// Score is nil until all three key results are read. AsSet is the score against what was set at the kickoff, where
	// something moved since; nil where that can't be said.
	Score         *float64       `json:"score"`
	Band          okr.Band       `json:"band"`
	AsSet         *float64       `json:"scoreAsSet,omitempty"`
	Moved         []Move         `json:"moved,omitempty"`
	KickoffNot    string         `json:"kickoffUnknown,omitempty"` // why it is not known whether something moved
	KeyResults    []KeyResult    `json:"keyResults"`
	HealthMetrics []HealthMetric `json:"healthMetrics"`
	Changes       []Change       `json:"changes,omitempty"`
	Learned       string         `json:"learned,omitempty"`
}

// A KeyResult is how far one key result came. Progress is nil where it has no
// reading; AsSet is it against the numbers of the kickoff, where they moved.
type KeyResult struct {
	Name     string   `json:"name"` // KR1
	Title    string   `json:"title"`
	Baseline float64  `json:"baseline"`
	Target   float64  `json:"target"`
	Current  *float64 `json:"current"`
	Unit     string   `json:"unit,omitempty"`
	Progress *float64 `json:"progress"` // unclamped
	Score    *float64 `json:"score"`
	Band     okr.Band `json:"band"`
	AsSet    *float64 `json:"scoreAsSet,omitempty"`
}

// A HealthMetric is where a guardrail stands at the end.
type HealthMetric struct {
	Name   string     `json:"name"`
	Status okr.Status `json:"status"`
	Note   string     `json:"note,omitempty"`
}

// A Move is something that was set at the kickoff and is another now.
type Move struct {
	What      goalposts.What `json:"what"`
	KeyResult string         `json:"keyResult,omitempty"` // KR1
	Title     string         `json:"title,omitempty"`
	Then      string         `json:"then,omitempty"`
	Now       string         `json:"now,omitempty"`
}

// A Change is why something moved, in the team's words.
type Change struct {
	Date   okr.Date `json:"date"`
	Reason string   `json:"reason"`
}

// NewReport reports on a quarter of a repository.
func NewReport(repo *repository.Repository, q okr.Quarter) Report {
	calendar := repo.Config.Calendar
	r := Report{
		Version: 1, Quarter: q, First: calendar.First(q), Last: calendar.Last(q),
		Over: repo.Today.After(calendar.Last(q)), Teams: []Team{}, Missing: []string{},
	}
	files, missing, others := teamsIn(repo, q)
	r.Missing = append(r.Missing, missing...)
	r.Others = others
	reader := goalposts.NewReader(repo.Config.Settings.Vocabulary)
	history := repo.Input().History
	for _, f := range files {
		r.Teams = append(r.Teams, newTeam(reader, f, history.Of(f), repo.Today.After(calendar.LastKickoffDay(q))))
	}
	r.Complete = r.Over && len(r.Waiting()) == 0 && len(r.Teams) > 0
	return r
}

// Waiting returns the teams whose numbers are missing.
func (r Report) Waiting() (teams []Team) {
	for _, t := range r.Teams {
		if t.Score == nil {
			teams = append(teams, t)
		}
	}
	return teams
}

func newTeam(reader goalposts.Reader, f *okr.File, past *okr.Past, stands bool) Team {
	t := Team{
		Name: f.Team, Path: f.Path(), Objective: f.Objective().V, Band: okr.Unscored,
		KeyResults: []KeyResult{}, HealthMetrics: []HealthMetric{},
	}
	if !f.Readable() {
		t.Unreadable = f.Problems[0].Message
		return t
	}
	scored := score.Of(reader, f, past, stands)
	t.KickoffNot, t.Score, t.AsSet = scored.NotCompared, scored.Score, scored.AsSet
	if t.Score != nil {
		t.Band = okr.BandOf(*t.Score)
	}
	for n, kr := range scored.KeyResults {
		k := newKeyResult(n, kr)
		t.KeyResults = append(t.KeyResults, k)
		if k.Progress == nil {
			t.Unscored = append(t.Unscored, k.Name)
		}
	}
	for _, h := range f.HealthMetrics {
		if h.Name.Given() {
			t.HealthMetrics = append(t.HealthMetrics, HealthMetric{h.Name.V, h.Status.V, h.Note.V})
		}
	}
	for _, c := range f.Changes {
		t.Changes = append(t.Changes, Change{c.Date.V, c.Reason.V})
	}
	t.Learned = strings.TrimSpace(f.Retrospective.Learned.V)
	if stands && past.Kickoff != nil && past.Kickoff != f {
		t.addMoves(goalposts.Moves(reader, past.Kickoff, past.Later, f))
	}
	return t
}

func newKeyResult(n int, kr score.KeyResult) KeyResult {
	k := KeyResult{
		Name: okr.Name(n), Title: kr.Title.V, Baseline: kr.Baseline.V, Target: kr.Target.V, Unit: kr.Unit.V,
		Progress: kr.Progress, Band: okr.Unscored,
	}
	if kr.Current.Given() {
		k.Current = &kr.Current.V
	}
	if s, ok := kr.Score(); ok {
		k.Score, k.Band = &s, okr.BandOf(s)
	}
	if kr.AsSet != nil {
		if s, ok := kr.AsSet.Score(); ok {
			k.AsSet = &s
		}
	}
	return k
}

// addMoves says what moved since the kickoff.
func (t *Team) addMoves(moves []goalposts.Move) {
	for _, m := range moves {
		move := Move{What: m.What, Title: m.Title, Then: m.Then, Now: m.Now}
		if m.KeyResult >= 0 {
			move.KeyResult = okr.Name(m.KeyResult)
		}
		t.Moved = append(t.Moved, move)
		if (m.What == goalposts.Unit || m.What == goalposts.Title) && m.KeyResult >= 0 { // today's reading is one of another thing
			t.AsSet, t.KeyResults[m.KeyResult].AsSet = nil, nil
		}
	}
}

// red returns the names of the team's red health metrics.
func (t Team) red() (names []string) {
	for _, h := range t.HealthMetrics {
		if h.Status == okr.Red {
			names = append(names, h.Name)
		}
	}
	return names
}

// JSON writes the report for programs.
func (r Report) JSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// Markdown writes the report for people, in at most limit bytes; 0 is no limit.
// What is left out then is said to be at a place, such as a path.
func (r Report) Markdown(w io.Writer, limit int, whole string) error {
	p := &page{limit: limit}
	r.write(p, whole)
	_, err := io.WriteString(w, p.b.String())
	return err
}

func (r Report) write(p *page, whole string) {
	title := "What came of " + r.Quarter.String()
	if !r.Over {
		title = r.Quarter.String() + " so far"
	}
	p.printf("# %s\n\n", title)
	r.writeSummary(p)
	r.writeTalk(p, whole)
	var teams []string
	for _, t := range r.Teams {
		teams = append(teams, t.markdown())
	}
	p.each(teams, "team", whole)
}

func (r Report) writeSummary(p *page) {
	var full, success, progress, missed, unscored int
	for _, t := range r.Teams {
		for _, k := range t.KeyResults {
			switch k.Band {
			case okr.Full:
				full++
			case okr.Success:
				success++
			case okr.Progress:
				progress++
			case okr.Missed:
				missed++
			default:
				unscored++
			}
		}
	}
	p.printf("%s, %s, %s.", upper(count(len(r.Teams), "team")), days(r.First, r.Last), count(full+success+progress+missed+unscored, "key result"))
	var parts []string
	for _, b := range []struct {
		n    int
		what string
	}{
		{full, "reached the target in full"},
		{success, "came to 0.7 or more, which is a success"},
		{progress, "made progress"},
		{missed, "stayed under 0.3"},
		{unscored, "have no reading"},
	} {
		if b.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", b.n, b.what))
		}
	}
	if len(parts) > 0 {
		p.printf(" Of these, %s.", join(parts))
	}
	p.printf("\n\nA score is how much of the way from the baseline to the target a number came; more than the whole way is over 1. An objective's is the mean of its three, each counted from 0 to 1. " +
		"Targets are set so that 0.7 is a success. Health metrics are in no score: a guardrail can't be made good by a number beside it. " +
		"The teams stand in the order of their names.\n\n")
	if waiting := r.Waiting(); len(waiting) > 0 && r.Over {
		var list []string
		for _, t := range waiting {
			list = append(list, fmt.Sprintf("- **%s**: %s\n", text(t.Name), t.owes()))
		}
		p.printf("**Still to score.** The report is complete when these numbers are in the files:\n\n%s\n", strings.Join(list, ""))
	}
	if len(r.Missing) > 0 {
		p.printf("Without an OKR in this quarter: %s.\n\n", text(join(r.Missing)))
	}
	if r.Others > 0 {
		p.printf("%s left out here: okrcheck.toml does not list the team for this quarter.\n\n", upper(count(r.Others, "file"))+map[bool]string{true: " is", false: " are"}[r.Others == 1])
	}
}

// owes says which numbers the score waits for.
func (t Team) owes() string {
	switch {
	case t.Unreadable != "":
		return "the file can't be read: " + text(t.Unreadable)
	case len(t.KeyResults) == 0:
		return "no key result"
	}
	if len(t.Unscored) == 1 {
		return t.Unscored[0] + " has no reading"
	}
	return join(t.Unscored) + " have no reading"
}

// writeTalk writes what is worth a talk.
func (r Report) writeTalk(p *page, whole string) {
	var battles, safe, why, lost, moved, unknown []string
	for _, t := range r.Teams {
		name := "**" + text(t.Name) + "**"
		if red := t.red(); len(red) > 0 && t.Score != nil && *t.Score >= okr.SuccessFrom {
			battles = append(battles, fmt.Sprintf("- %s scored %s while %s.\n", name, okr.FormatScore(*t.Score), isRed(red)))
		}
		for _, k := range t.KeyResults {
			about := fmt.Sprintf("- %s, %s %s", name, k.Name, quoted(k.Title))
			switch {
			case k.Progress == nil:
			case *k.Progress < 0:
				lost = append(lost, fmt.Sprintf("%s: from %s to %s, and %s was the target.\n", about, text(number(k.Baseline, "")), text(number(*k.Current, k.Unit)), text(number(k.Target, k.Unit))))
			case k.Band == okr.Full:
				safe = append(safe, about+".\n")
			case k.Band == okr.Missed && r.Over:
				why = append(why, fmt.Sprintf("%s: %s.\n", about, okr.FormatScore(*k.Score)))
			}
		}
		if t.Score != nil && t.AsSet != nil {
			moved = append(moved, fmt.Sprintf("- %s scored %s by the targets as they stand now, and %s by those of the kickoff.\n", name, okr.FormatScore(*t.Score), okr.FormatScore(*t.AsSet)))
		} else if len(t.Moved) > 0 {
			moved = append(moved, fmt.Sprintf("- %s changed what was set at the kickoff.\n", name))
		}
		if t.KickoffNot != "" {
			unknown = append(unknown, t.KickoffNot)
		}
	}
	if len(battles)+len(safe)+len(why)+len(lost)+len(moved) == 0 {
		r.sayUnknown(p, unknown)
		return
	}
	p.printf("## Worth a talk\n\n")
	for _, s := range []struct {
		title string
		lines []string
	}{
		{"Won the battle, losing the war: a good score beside a red guardrail.", battles},
		{"Learn why: these stayed under 0.3.", why},
		{"Lost ground: these stand behind their baseline.", lost},
		{"The target was safe: a full score is a reason to aim higher.", safe},
		{"Goalposts moved: the team's section says what, and why.", moved},
	} {
		if len(s.lines) > 0 {
			p.printf("**%s**\n\n", s.title)
			p.each(s.lines, "line", whole)
			p.printf("\n")
		}
	}
	r.sayUnknown(p, unknown)
}

// sayUnknown says once why it is not known whether goalposts moved.
func (r Report) sayUnknown(p *page, reasons []string) {
	if len(reasons) > 0 {
		p.printf("Whether goalposts moved is not known of %s: %s.\n\n", count(len(reasons), "team"), text(reasons[0]))
	}
}

func isRed(names []string) string {
	var list []string
	for _, n := range names {
		list = append(list, quoted(n))
	}
	if len(list) == 1 {
		return "the guardrail " + list[0] + " was red"
	}
	return "the guardrails " + join(list) + " were red"
}

// markdown writes a team's section.
func (t Team) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n\n", text(t.Name))
	if t.Unreadable != "" {
		fmt.Fprintf(&b, "The file can't be read: %s.\n\n", text(t.Unreadable))
		return b.String()
	}
	fmt.Fprintf(&b, "_%s_\n\n%s\n\n", text(t.Objective), t.verdict())
	if len(t.KeyResults) > 0 {
		b.WriteString("| | key result | from | to | came to | score |\n|---|---|--:|--:|--:|--:|\n")
		for _, k := range t.KeyResults {
			from, to, cameTo := k.numbers()
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", k.Name, text(k.Title), from, to, cameTo, k.verdict())
		}
		b.WriteString("\n")
	}
	if len(t.HealthMetrics) > 0 {
		fmt.Fprintf(&b, "Guardrails: %s.\n\n", t.guardrails())
	}
	for _, m := range t.Moved {
		fmt.Fprintf(&b, "- Moved: %s\n", m.sentence())
	}
	for _, c := range t.Changes {
		on := ""
		if !c.Date.IsZero() {
			on = fmt.Sprintf(" on %d %s", c.Date.Day(), c.Date.Month())
		}
		fmt.Fprintf(&b, "- Changed%s: %s.\n", on, quoted(c.Reason))
	}
	if len(t.Moved)+len(t.Changes) > 0 {
		b.WriteString("\n")
	}
	if t.Learned != "" {
		fmt.Fprintf(&b, "> %s\n\n", line(t.Learned))
	}
	return b.String()
}

func (t Team) verdict() string {
	if t.Score == nil {
		return "**Not scored yet**: " + t.owes() + "."
	}
	score := "**" + okr.FormatScore(*t.Score) + "**"
	if t.AsSet != nil {
		score += fmt.Sprintf(" (%s by what was set at the kickoff)", okr.FormatScore(*t.AsSet))
	}
	red := t.red()
	switch {
	case len(red) > 0 && t.Band != okr.Missed && t.Band != okr.Progress:
		return score + ": won the battle, losing the war, since " + isRed(red) + "."
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
func (k KeyResult) numbers() (from, to, cameTo string) {
	unit, last := k.Unit, k.Unit
	if utf8.RuneCountInString(unit) > 3 {
		unit = ""
	}
	if k.Current == nil {
		return text(number(k.Baseline, unit)), text(number(k.Target, last)), "–"
	}
	return text(number(k.Baseline, unit)), text(number(k.Target, unit)), text(number(*k.Current, last))
}

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

func (t Team) guardrails() string {
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
				word = "**red**"
			}
			item := quoted(h.Name) + " " + word
			if h.Note != "" {
				item += " (" + text(h.Note) + ")"
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

func (m Move) sentence() string {
	of := ""
	if m.KeyResult != "" {
		of = " of " + m.KeyResult
	}
	switch m.What {
	case goalposts.Objective:
		return fmt.Sprintf("the objective was %s at the kickoff.", quoted(m.Then))
	case goalposts.Title:
		return fmt.Sprintf("%s was %s at the kickoff.", m.KeyResult, quoted(m.Then))
	case goalposts.Added:
		return fmt.Sprintf("%s was added after the kickoff.", m.KeyResult)
	case goalposts.Dropped:
		return fmt.Sprintf("%s was dropped; it is in neither score.", quoted(m.Then))
	}
	return fmt.Sprintf("the %s%s was %s at the kickoff and is %s now.", m.What, of, text(m.Then), text(m.Now))
}
