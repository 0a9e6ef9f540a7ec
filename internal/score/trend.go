package score

import (
	"github.com/okrcheck/okrcheck/internal/goalposts"
	"github.com/okrcheck/okrcheck/internal/okr"
)

// A Trend is a team's quarter, week by week.
type Trend struct {
	File  *okr.File // as it stands
	Weeks []Week
}

// A Week is how far a team had come when a week was over.
type Week struct {
	Monday okr.Date
	// There is false where the team had no file yet.
	There bool
	// Readings has one for each key result that the team has now.
	Readings []Reading
	// Score is the objective's by the goalposts of now; nil where a key result was unscored.
	Score *float64
}

// A Reading is what was known of one key result.
type Reading struct {
	Current, Confidence okr.Value[float64]
	// Progress is by the goalposts of now, so that a line of them is one line.
	Progress *float64
}

// TrendOf follows the key results that a file has now through its snapshots.
func TrendOf(r goalposts.Reader, f *okr.File, snapshots []okr.Snapshot) Trend {
	t := Trend{File: f}
	for _, s := range snapshots {
		w := Week{Monday: s.Monday, There: s.File != nil, Readings: make([]Reading, len(f.KeyResults))}
		if s.File != nil {
			then := okr.File{KeyResults: make([]okr.KeyResult, len(f.KeyResults))}
			m := goalposts.MatchKeyResults(r, s.File.KeyResults, f.KeyResults)
			for n, kr := range f.KeyResults {
				kr.Current, kr.Confidence = okr.Value[float64]{}, okr.Value[float64]{}
				if i := m.Then[n]; i >= 0 && !m.Retitled[n] {
					was := s.File.KeyResults[i]
					kr.Current, kr.Confidence = was.Current, was.Confidence
				}
				then.KeyResults[n] = kr
				w.Readings[n] = Reading{Current: kr.Current, Confidence: kr.Confidence, Progress: scored(kr.Progress())}
			}
			w.Score = scored(then.Score())
		}
		t.Weeks = append(t.Weeks, w)
	}
	return t
}
