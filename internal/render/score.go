package render

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/score"
)

// A QuarterScore is the scores of the teams in one quarter.
type QuarterScore struct {
	Quarter     okr.Quarter
	First, Last okr.Date
	Teams       []score.Team
	// Unreadable are the files that could not be read.
	Unreadable []string
}

// Scores are the scores of some quarters.
type Scores struct {
	Today    okr.Date
	Running  okr.Quarter
	Quarters []QuarterScore
}

// ScoreText writes scores for a person: a line with a bar for each key result.
func ScoreText(w io.Writer, s Scores, style TextStyle) error {
	t := newText(w, style)
	for i, q := range s.Quarters {
		if i > 0 {
			fmt.Fprintln(t)
		}
		fmt.Fprintf(t, "%s\n", t.palette.bold(quarterHead(q.Quarter, q.First, q.Last, s)))
		for _, team := range q.Teams {
			fmt.Fprintln(t)
			t.team(team)
		}
		fmt.Fprintln(t)
		t.bands(q)
	}
	return t.Flush()
}

// quarterHead says which quarter it is and where today lies in it.
func quarterHead(q okr.Quarter, first, last okr.Date, s Scores) string {
	head := fmt.Sprintf("%s (%s)", q, days(first, last))
	switch {
	case s.Today.Before(first):
		head += ", not begun"
	case s.Today.After(last):
		head += ", ended"
	default:
		head += fmt.Sprintf(", day %d of %d", s.Today.DaysSince(first)+1, last.DaysSince(first)+1)
	}
	if q == s.Running {
		head += ", the running quarter"
	}
	return head
}

func (t *text) team(team score.Team) {
	f := team.File
	name := f.Team
	if name == "" {
		name = f.Path()
	}
	fmt.Fprintf(t, "%s  %s\n", t.palette.bold(Safe(name)), Safe(t.fit(f.Objective().V, utf8.RuneCountInString(name)+2)))
	for n, kr := range team.KeyResults {
		t.score(okr.Name(n), kr.Progress, false)
		way := Safe(t.way(kr))
		fmt.Fprintf(t, "%s  %s\n", t.palette.dim(way), Safe(t.fit(kr.Title.V, t.scoreWidth()+utf8.RuneCountInString(way)+2)))
		if kr.AsSet != nil {
			t.score("", kr.AsSet.Progress, true)
			fmt.Fprintf(t, "%s  as it was set\n", Safe(t.way(*kr.AsSet)))
		}
	}
	for _, title := range team.Dropped {
		fmt.Fprintf(t, "  %s after the kickoff: %s\n", t.palette.paint(yellow, "dropped"), Safe(t.fit(title, 30)))
	}
	if team.Added > 0 {
		fmt.Fprintf(t, "  %s after the kickoff: %s\n", t.palette.paint(yellow, "added"), count(team.Added, "key result"))
	}
	t.score("all", team.Score, false)
	if team.Score == nil {
		fmt.Fprintln(t, t.palette.dim(missing(team)))
	} else {
		fmt.Fprintln(t, t.palette.dim("the objective"))
	}
	if team.AsSet != nil {
		t.score("", team.AsSet, true)
		fmt.Fprintln(t, "by the goalposts of the kickoff")
	}
}

// way is a key result's numbers: from where to where, and where it is.
func (t *text) way(kr score.KeyResult) string {
	number := func(v okr.Value[float64]) string {
		if !v.Given() {
			return "?"
		}
		return Number(v.V)
	}
	way := fmt.Sprintf("%s → %s", number(kr.Baseline), number(kr.Target))
	if unit := strings.TrimSpace(kr.Unit.V); unit != "" {
		way += " " + t.fit(unit, t.style.Width)
	}
	if !kr.Current.Given() {
		return way + ", no reading yet"
	}
	return way + ", at " + Number(kr.Current.V)
}

// missing says why an objective is unscored.
func missing(team score.Team) string {
	n := 0
	for _, kr := range team.KeyResults {
		if kr.Progress == nil {
			n++
		}
	}
	if n == 0 {
		return "there is no key result"
	}
	return fmt.Sprintf("%s of %d without a reading", count(n, "key result"), len(team.KeyResults))
}

// barWidth is the columns of a bar.
func (t *text) barWidth() int {
	if t.style.Width < 100 {
		return 10
	}
	return 20
}

// scoreWidth is the columns of what score writes.
func (t *text) scoreWidth() int { return t.barWidth() + 27 }

var bandColours = map[okr.Band]string{okr.Missed: red, okr.Progress: yellow, okr.Success: green, okr.Full: cyan, okr.Unscored: faint}

// score writes the beginning of a line: whose, how far, and in words.
func (t *text) score(name string, progress *float64, then bool) {
	band, number, bar := okr.Unscored, "", strings.Repeat("·", t.barWidth())
	if progress != nil {
		kept := min(max(*progress, 0), 1)
		band, number = okr.BandOf(kept), okr.FormatScore(*progress)
		bar = Bar(kept, t.barWidth())
	}
	word := string(band)
	if progress != nil && *progress < 0 {
		word = "lost ground"
	}
	colour := bandColours[band]
	if then {
		colour = faint
	}
	fmt.Fprintf(t, "  %-4s %s %s  ", name, t.palette.paint(colour, bar), t.palette.paint(colour, fmt.Sprintf("%5s %-11s", number, word)))
}

// Bar draws a share, 0 to 1, in eighths of a column.
func Bar(share float64, width int) string {
	eighths := int(math.Floor(okr.Rounded(share * float64(width) * 8))) // a bar is full where the target was reached
	bar := strings.Repeat("█", eighths/8)
	if rest := eighths % 8; rest > 0 {
		bar += string([]rune("▏▎▍▌▋▊▉")[rest-1])
	}
	return bar + strings.Repeat("░", width-utf8.RuneCountInString(bar))
}

// fit cuts a text to what a line has left.
func (t *text) fit(text string, used int) string {
	left := max(t.style.Width-used, 24)
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= left {
		return string(runes)
	}
	return strings.TrimSpace(string(runes[:left-1])) + "…"
}

// Number is a number in plain digits, unless nobody could count them.
func Number(v float64) string {
	text := strconv.FormatFloat(v, 'f', -1, 64)
	if len(text) > 15 {
		text = strconv.FormatFloat(v, 'g', 6, 64)
	}
	return text
}

// bands counts the teams of a quarter.
func (t *text) bands(q QuarterScore) {
	by := make(map[okr.Band]int)
	for _, team := range q.Teams {
		band := okr.Unscored
		if team.Score != nil {
			band = okr.BandOf(*team.Score)
		}
		by[band]++
	}
	var parts []string
	for _, band := range []okr.Band{okr.Full, okr.Success, okr.Progress, okr.Missed, okr.Unscored} {
		if by[band] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", by[band], band))
		}
	}
	fmt.Fprintf(t, "%s: %s\n", count(len(q.Teams), "objective"), strings.Join(parts, ", "))
	reasons := make(map[string]int)
	for _, team := range q.Teams {
		if team.NotCompared != "" {
			reasons[team.NotCompared]++
		}
	}
	for _, reason := range sortedKeys(reasons) {
		fmt.Fprintf(t, "%s goalposts that moved, of %s: %s\n", t.palette.paint(yellow, "not checked:"), count(reasons[reason], "team"), sentence(reason))
	}
	for _, path := range q.Unreadable {
		fmt.Fprintf(t, "%s %s can't be read; okrcheck check says why\n", t.palette.paint(red, "not scored:"), Safe(t.style.Path(path)))
	}
}

type jsonScores struct {
	Version  int                `json:"version"`
	Today    okr.Date           `json:"today"`
	Running  okr.Quarter        `json:"running"`
	Quarters []jsonQuarterScore `json:"quarters"`
}

type jsonQuarterScore struct {
	Quarter    okr.Quarter     `json:"quarter"`
	First      okr.Date        `json:"first"`
	Last       okr.Date        `json:"last"`
	Teams      []jsonTeamScore `json:"teams"`
	Unreadable []string        `json:"unreadable"`
}

type jsonTeamScore struct {
	Team      string `json:"team"`
	Path      string `json:"path"`
	Objective string `json:"objective"`
	jsonScore
	KeyResults []jsonKeyResultScore `json:"keyResults"`
	// AsSet is the score by the kickoff's goalposts, where they moved.
	AsSet       *jsonScore `json:"asSet,omitempty"`
	Dropped     []string   `json:"dropped"`
	Added       int        `json:"added"`
	NotCompared string     `json:"notCompared,omitempty"`
}

type jsonScore struct {
	Score *float64 `json:"score"` // null where unscored
	Band  okr.Band `json:"band"`
}

type jsonKeyResultScore struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	jsonGoal
	Unit       string    `json:"unit"`
	Current    *float64  `json:"current"`
	Confidence float64   `json:"confidence"`
	AsSet      *jsonGoal `json:"asSet,omitempty"`
}

type jsonGoal struct {
	Baseline   *float64 `json:"baseline"`
	Target     *float64 `json:"target"`
	Progress   *float64 `json:"progress"` // unclamped
	LostGround bool     `json:"lostGround"`
	jsonScore
}

// ScoreJSON writes scores for programs.
func ScoreJSON(w io.Writer, s Scores) error {
	out := jsonScores{Version: 1, Today: s.Today, Running: s.Running, Quarters: []jsonQuarterScore{}}
	for _, q := range s.Quarters {
		j := jsonQuarterScore{
			Quarter: q.Quarter, First: q.First, Last: q.Last,
			Teams: []jsonTeamScore{}, Unreadable: append([]string{}, q.Unreadable...),
		}
		for _, t := range q.Teams {
			team := jsonTeamScore{
				Team: t.File.Team, Path: t.File.Path(), Objective: t.File.Objective().V,
				jsonScore: scoreOf(t.Score), KeyResults: []jsonKeyResultScore{},
				Dropped: append([]string{}, t.Dropped...), Added: t.Added, NotCompared: t.NotCompared,
			}
			if t.AsSet != nil {
				asSet := scoreOf(t.AsSet)
				team.AsSet = &asSet
			}
			for n, kr := range t.KeyResults {
				k := jsonKeyResultScore{
					Name: okr.Name(n), Title: kr.Title.V, jsonGoal: goalOf(kr), Unit: kr.Unit.V,
					Current: ifGiven(kr.Current), Confidence: okr.DefaultConfidence,
				}
				if c := ifGiven(kr.Confidence); c != nil {
					k.Confidence = *c
				}
				if kr.AsSet != nil {
					goal := goalOf(*kr.AsSet)
					k.AsSet = &goal
				}
				team.KeyResults = append(team.KeyResults, k)
			}
			j.Teams = append(j.Teams, team)
		}
		out.Quarters = append(out.Quarters, j)
	}
	return encode(w, out)
}

func scoreOf(s *float64) jsonScore {
	if s == nil {
		return jsonScore{Band: okr.Unscored}
	}
	return jsonScore{Score: s, Band: okr.BandOf(*s)}
}

func goalOf(kr score.KeyResult) jsonGoal {
	goal := jsonGoal{Baseline: ifGiven(kr.Baseline), Target: ifGiven(kr.Target), Progress: kr.Progress, LostGround: kr.LostGround()}
	s, ok := kr.Score()
	if goal.jsonScore = scoreOf(nil); ok {
		goal.jsonScore = scoreOf(&s)
	}
	return goal
}

// ifGiven returns a number of a file; nil where it has none that JSON could say.
func ifGiven(v okr.Value[float64]) *float64 {
	if !v.Given() || math.IsNaN(v.V) || math.IsInf(v.V, 0) {
		return nil
	}
	return &v.V
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
