// Package score tells how far the teams have come: their progress and scores,
// against what stands now and against what was set at the kickoff, and the way
// there, week by week.
package score

import (
	"github.com/okrcheck/okrcheck/internal/goalposts"
	"github.com/okrcheck/okrcheck/internal/okr"
)

// A Team is how far one team has come in one quarter.
type Team struct {
	File       *okr.File
	KeyResults []KeyResult
	// Score is the objective's; nil where a key result is unscored.
	Score *float64
	// AsSet is the score by what was set at the kickoff; nil where nothing moved, or it can't be told.
	AsSet *float64
	// Dropped are the titles of the key results that are gone since the kickoff, Added counts those that came.
	Dropped []string
	Added   int
	// NotCompared says why what was set at the kickoff is not known; "" where it is, or the kickoff is not over.
	NotCompared string
}

// A KeyResult is how far one key result has come.
type KeyResult struct {
	okr.KeyResult
	// Progress is unclamped, 0 at the baseline and 1 at the target; nil where there is no reading.
	Progress *float64
	// AsSet is the key result with the goalposts of the kickoff and today's reading; nil where they are the same. Of one
	// that came later it has those that it first had.
	AsSet *KeyResult
}

// Score returns the progress kept to 0…1. It is false where the key result is unscored.
func (kr KeyResult) Score() (float64, bool) { return kr.KeyResult.Score() }

// LostGround reports whether the key result fell behind its baseline.
func (kr KeyResult) LostGround() bool { return kr.Progress != nil && *kr.Progress < 0 }

// Of scores a file, by its past where that is known.
func Of(r goalposts.Reader, f *okr.File, past *okr.Past, kickoffOver bool) Team {
	t := Team{File: f, Score: scored(f.Score())}
	if kickoffOver && past.Kickoff == nil {
		t.NotCompared = past.NoKickoff
	}
	set := f.KeyResults
	compared := kickoffOver && past.Kickoff != nil
	if compared {
		set = goalposts.AsSet(r, past, f)
		m := goalposts.MatchKeyResults(r, past.Kickoff.KeyResults, f.KeyResults)
		for _, i := range m.Dropped {
			t.Dropped = append(t.Dropped, past.Kickoff.KeyResults[i].Title.V)
		}
		for _, i := range m.Then {
			if i < 0 {
				t.Added++
			}
		}
	}
	moved := false
	then := okr.File{KeyResults: make([]okr.KeyResult, len(set))}
	for n, kr := range f.KeyResults {
		k := keyResult(kr)
		was := set[n]
		was.Current = kr.Current
		then.KeyResults[n] = was
		if compared && (was.Baseline.V != kr.Baseline.V || was.Target.V != kr.Target.V) && was.Baseline.Given() && was.Target.Given() {
			moved = true
			asSet := keyResult(was)
			k.AsSet = &asSet
		}
		t.KeyResults = append(t.KeyResults, k)
	}
	if moved && len(t.Dropped) == 0 && t.Added == 0 {
		t.AsSet = scored(then.Score())
	}
	return t
}

func keyResult(kr okr.KeyResult) KeyResult {
	return KeyResult{KeyResult: kr, Progress: scored(kr.Progress())}
}

func scored(v float64, ok bool) *float64 {
	if !ok {
		return nil
	}
	return &v
}
