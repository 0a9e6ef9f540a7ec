package okr

import (
	"math"
	"testing"

	"github.com/okrcheck/okrcheck/internal/source"
)

var somewhere = source.Place{File: source.New("okrs/2026-Q4/payments.toml", nil)}

func given(v float64) Value[float64] { return Value[float64]{V: v, At: somewhere} }

func keyResult(baseline, target, current float64) KeyResult {
	return KeyResult{Baseline: given(baseline), Target: given(target), Current: given(current)}
}

func TestProgress(t *testing.T) {
	for _, c := range []struct{ baseline, target, current, progress, score float64 }{
		{800, 200, 540, 0.433333333, 0.433333333},
		{800, 200, 200, 1, 1},
		{800, 200, 100, 1.166666667, 1},
		{800, 200, 900, -0.166666667, 0}, // lost ground
		{0, 100, 0, 0, 0},
		{0.1, 0.4, 0.31, 0.7, 0.7}, // in binary a little less
		{0, 3, 0.9, 0.3, 0.3},
		{-5, 5, 0, 0.5, 0.5},
		{61, 72, 69, 0.727272727, 0.727272727},
		{math.MaxFloat64, -math.MaxFloat64, 0, 0.5, 0.5},
		{-math.MaxFloat64, math.MaxFloat64, math.MaxFloat64, 1, 1},
		{-math.MaxFloat64, math.MaxFloat64, -math.MaxFloat64, 0, 0},
		{0, 1e300, 5e299, 0.5, 0.5},
		{0, 5e-324, 5e-324, 1, 1},
	} {
		kr := keyResult(c.baseline, c.target, c.current)
		p, ok := kr.Progress()
		s, ok2 := kr.Score()
		if !ok || !ok2 || p != c.progress || s != c.score {
			t.Errorf("from %g to %g, at %g: progress %v, score %v; want %v, %v", c.baseline, c.target, c.current, p, s, c.progress, c.score)
		}
	}
	for _, kr := range []KeyResult{
		{},
		{Baseline: given(1), Target: given(2)},
		{Baseline: given(1), Current: given(2)},
		keyResult(5, 5, 5),
	} {
		if s, ok := kr.Score(); ok {
			t.Errorf("%+v is scored %v", kr, s)
		}
	}
}

// Whatever finite numbers a file holds, what comes out is a number.
func TestProgressIsFinite(t *testing.T) {
	values := []float64{0, 1, -1, 0.1, 5e-324, -5e-324, 1e-300, 1e300, -1e300, math.MaxFloat64, -math.MaxFloat64}
	for _, b := range values {
		for _, target := range values {
			for _, c := range values {
				kr := keyResult(b, target, c)
				p, ok := kr.Progress()
				if math.IsNaN(p) || math.IsInf(p, 0) {
					t.Errorf("from %g to %g, at %g: progress %v", b, target, c, p)
				}
				if s, _ := kr.Score(); s < 0 || s > 1 || !ok && b != target {
					t.Errorf("from %g to %g, at %g: score %v, %v", b, target, c, s, ok)
				}
			}
		}
	}
}

func TestFileScore(t *testing.T) {
	f := File{KeyResults: []KeyResult{keyResult(0, 10, 3), keyResult(0, 10, 20), keyResult(0, 10, -5)}}
	if s, ok := f.Score(); !ok || s != 0.433333333 {
		t.Errorf("the mean is %v, %v", s, ok)
	}
	f.KeyResults[1].Current = Value[float64]{}
	if s, ok := f.Score(); ok {
		t.Errorf("with an unscored key result the objective is scored %v", s)
	}
	if _, ok := (&File{}).Score(); ok {
		t.Error("a file without key results is scored")
	}
}

func TestFormatScore(t *testing.T) {
	for _, c := range []struct {
		score float64
		want  string
		band  Band
	}{
		{0, "0.00", Missed},
		{math.Copysign(0, -1), "0.00", Missed},
		{-0.001, "0.00", Missed},
		{-0.004999, "0.00", Missed},
		{-0.005, "-0.01", Missed},
		{-0.166666667, "-0.17", Missed},
		{0.004, "0.00", Missed},
		{0.005, "0.01", Missed},
		{0.125, "0.13", Missed},
		{0.285, "0.29", Missed}, // in binary a little less
		{0.295, "0.29", Missed},
		{0.299999, "0.29", Missed},
		{0.3 - 1e-12, "0.30", Progress},
		{0.3, "0.30", Progress},
		{0.695, "0.69", Progress},
		{0.699, "0.69", Progress},
		{0.699999, "0.69", Progress},
		{0.7 - 1e-12, "0.70", Success},
		{0.7, "0.70", Success},
		{0.994, "0.99", Success},
		{0.995, "0.99", Success},
		{0.9999, "0.99", Success},
		{1 - 1e-12, "1.00", Full},
		{1, "1.00", Full},
		{1.166666667, "1.17", Full},
		{123456.789, "123456.79", Full},
		{1e15, "1e+15", Full},
	} {
		if got := FormatScore(c.score); got != c.want {
			t.Errorf("FormatScore(%v) = %s, want %s", c.score, got, c.want)
		}
		if got := BandOf(c.score); got != c.band {
			t.Errorf("BandOf(%v) = %s, want %s", c.score, got, c.band)
		}
	}
}
