package render

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/score"
)

// A TeamTrend is a team's quarter, week by week.
type TeamTrend struct {
	score.Trend
	Today       okr.Date
	Running     okr.Quarter
	First, Last okr.Date // the quarter's days
}

// TrendText writes a line a week and, below, a line of progress for each key result.
func TrendText(w io.Writer, trend TeamTrend, style TextStyle) error {
	t := newText(w, style)
	f := trend.File
	head := quarterHead(f.Quarter, trend.First, trend.Last, Scores{Today: trend.Today, Running: trend.Running})
	fmt.Fprintf(t, "%s  %s\n", t.palette.bold(Safe(f.Team)), head)
	fmt.Fprintf(t, "%s\n\n", Safe(t.fit(f.Objective().V, 0)))
	t.weeks(trend)
	fmt.Fprintln(t)
	for n, kr := range f.KeyResults {
		var line []*float64
		for _, week := range trend.Weeks {
			line = append(line, week.Readings[n].Progress)
		}
		t.sparkline(okr.Name(n), line, kr.Title.V)
	}
	var line []*float64
	for _, week := range trend.Weeks {
		line = append(line, week.Score)
	}
	t.sparkline("all", line, "the objective")
	return t.Flush()
}

// weeks writes the readings as a table. A reading that is the one of the week before is dim.
func (t *text) weeks(trend TeamTrend) {
	f := trend.File
	const week = 8 // "  28 Sep"
	widths := make([]int, len(f.KeyResults))
	cells := make([][]string, len(trend.Weeks))
	for n := range f.KeyResults {
		widths[n] = len("confidence")
	}
	for i, w := range trend.Weeks {
		for n, r := range w.Readings {
			cell := "-"
			if r.Current.Given() {
				cell = Number(r.Current.V)
			}
			if r.Confidence.Given() {
				cell += fmt.Sprintf(" (%s)", Number(r.Confidence.V))
			}
			cells[i] = append(cells[i], cell)
			widths[n] = max(widths[n], utf8.RuneCountInString(cell))
		}
	}
	fmt.Fprintf(t, "%*s", week, "week of")
	for n, kr := range f.KeyResults {
		name := okr.Name(n)
		if unit := strings.TrimSpace(kr.Unit.V); unit != "" && len(unit) <= 8 {
			name += ", " + unit
		}
		fmt.Fprintf(t, "  %*s", widths[n], Safe(name))
	}
	fmt.Fprintf(t, "  %5s\n", "score")
	for i, w := range trend.Weeks {
		fmt.Fprintf(t, "%*s", week, w.Monday.In(time.UTC).Format("2 Jan"))
		if !w.There {
			fmt.Fprintf(t, "  %s\n", t.palette.dim("no file yet"))
			continue
		}
		for n, cell := range cells[i] {
			padded := strings.Repeat(" ", widths[n]-utf8.RuneCountInString(cell)) + cell
			if i > 0 && trend.Weeks[i-1].There && cells[i-1][n] == cell {
				padded = t.palette.dim(padded)
			}
			fmt.Fprintf(t, "  %s", padded)
		}
		number := "-"
		if w.Score != nil {
			number = okr.FormatScore(*w.Score)
		}
		fmt.Fprintf(t, "  %5s\n", number)
	}
	fmt.Fprintln(t, t.palette.dim("the reading, and in brackets the confidence, when the week was over"))
}

// sparkline draws one step a week, from the baseline to the target: a dot where
// there was no reading, a down arrow where the team lost ground.
func (t *text) sparkline(name string, line []*float64, title string) {
	const steps = "▁▂▃▄▅▆▇█"
	var b strings.Builder
	var last *float64
	for _, p := range line {
		switch {
		case p == nil:
			b.WriteString("·")
		case *p < 0:
			b.WriteString("↓")
		default:
			b.WriteRune([]rune(steps)[int(min(*p, 1)*7)])
		}
		last = p
	}
	band := okr.Unscored
	number := ""
	if last != nil {
		band, number = okr.BandOf(min(max(*last, 0), 1)), okr.FormatScore(*last)
	}
	word := string(band)
	if last != nil && *last < 0 {
		word = "lost ground"
	}
	fmt.Fprintf(t, "  %-4s %s  %s  %s\n", name, t.palette.paint(bandColours[band], b.String()),
		t.palette.paint(bandColours[band], fmt.Sprintf("%5s %-11s", number, word)), Safe(t.fit(title, 28+len(line))))
}

type jsonTrend struct {
	Version    int                  `json:"version"`
	Today      okr.Date             `json:"today"`
	Team       string               `json:"team"`
	Quarter    okr.Quarter          `json:"quarter"`
	Path       string               `json:"path"`
	KeyResults []jsonTrendKeyResult `json:"keyResults"`
	Weeks      []jsonTrendWeek      `json:"weeks"`
}

type jsonTrendKeyResult struct {
	Name     string   `json:"name"`
	Title    string   `json:"title"`
	Baseline *float64 `json:"baseline"`
	Target   *float64 `json:"target"`
	Unit     string   `json:"unit"`
}

type jsonTrendWeek struct {
	Monday   okr.Date      `json:"monday"`
	There    bool          `json:"there"`
	Readings []jsonReading `json:"readings"` // one for each key result
	Score    *float64      `json:"score"`
}

type jsonReading struct {
	Current    *float64 `json:"current"`
	Confidence *float64 `json:"confidence"`
	Progress   *float64 `json:"progress"`
}

// TrendJSON writes a trend for programs.
func TrendJSON(w io.Writer, trend TeamTrend) error {
	f := trend.File
	out := jsonTrend{
		Version: 1, Today: trend.Today, Team: f.Team, Quarter: f.Quarter, Path: f.Path(),
		KeyResults: []jsonTrendKeyResult{}, Weeks: []jsonTrendWeek{},
	}
	for n, kr := range f.KeyResults {
		out.KeyResults = append(out.KeyResults, jsonTrendKeyResult{
			Name: okr.Name(n), Title: kr.Title.V, Baseline: ifGiven(kr.Baseline), Target: ifGiven(kr.Target), Unit: kr.Unit.V,
		})
	}
	for _, week := range trend.Weeks {
		j := jsonTrendWeek{Monday: week.Monday, There: week.There, Readings: []jsonReading{}, Score: week.Score}
		for _, r := range week.Readings {
			j.Readings = append(j.Readings, jsonReading{Current: ifGiven(r.Current), Confidence: ifGiven(r.Confidence), Progress: r.Progress})
		}
		out.Weeks = append(out.Weeks, j)
	}
	return encode(w, out)
}
