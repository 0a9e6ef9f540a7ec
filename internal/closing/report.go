package closing

import (
	"encoding/json"
	"io"
	"strings"

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
