package okr

import (
	"math"
	"strconv"
)

// A Band is what a score means.
type Band string

// The bands, in rising order.
const (
	Unscored Band = "unscored"
	Missed   Band = "missed"   // under 0.3
	Progress Band = "progress" // under 0.7
	Success  Band = "success"  // under 1
	Full     Band = "full"     // 1: the target was safe
)

// The scores at which a band begins.
const (
	ProgressFrom = 0.3
	SuccessFrom  = 0.7
	FullFrom     = 1
)

// Rounded rounds a score to 1e-9, the precision in which scores are compared.
func Rounded(score float64) float64 {
	if math.Abs(score) > 1e9 { // its last binary digit is coarser than that
		return score
	}
	return math.Round(score*1e9) / 1e9
}

// Progress returns how far the key result has come from its baseline, 0, to its
// target, 1, unclamped: under 0 it lost ground. It is false where the key result
// has no reading, or baseline and target are equal.
func (kr KeyResult) Progress() (float64, bool) {
	if !kr.Current.Given() || !kr.Baseline.Given() || !kr.Target.Given() || kr.Baseline.V == kr.Target.V {
		return 0, false
	}
	come, way := kr.Current.V-kr.Baseline.V, kr.Target.V-kr.Baseline.V
	if math.IsInf(come, 0) || math.IsInf(way, 0) { // no overflow between numbers that are far apart
		come, way = kr.Current.V/2-kr.Baseline.V/2, kr.Target.V/2-kr.Baseline.V/2
	}
	return Rounded(min(max(come/way, -math.MaxFloat64), math.MaxFloat64)), true
}

// Score returns the progress kept to 0…1.
func (kr KeyResult) Score() (float64, bool) {
	p, ok := kr.Progress()
	return min(max(p, 0), 1), ok
}

// Score returns the mean of the key results' scores. It is false where one of
// them is unscored, or there is none.
func (f *File) Score() (float64, bool) {
	if len(f.KeyResults) == 0 {
		return 0, false
	}
	sum := 0.0
	for _, kr := range f.KeyResults {
		s, ok := kr.Score()
		if !ok {
			return 0, false
		}
		sum += s
	}
	return Rounded(sum / float64(len(f.KeyResults))), true
}

// BandOf returns the band of a score.
func BandOf(score float64) Band {
	switch s := Rounded(score); {
	case s < ProgressFrom:
		return Missed
	case s < SuccessFrom:
		return Progress
	case s < FullFrom:
		return Success
	}
	return Full
}

// FormatScore prints a score with two decimals, halves away from zero, never
// across a band and never as -0: 0.699 is "0.69", not the success that it isn't.
func FormatScore(score float64) string {
	s := Rounded(score)
	if math.Abs(s) > 1e9 { // nobody wants to read its digits
		return strconv.FormatFloat(s, 'g', 3, 64)
	}
	hundredths := math.Round(Rounded(s * 100)) // math.Round takes halves away from zero
	if BandOf(hundredths/100) != BandOf(s) {
		hundredths = math.Floor(Rounded(s * 100)) // a band begins at a hundredth, so rounding down stays inside
	}
	if hundredths == 0 {
		hundredths = 0 // not -0
	}
	return strconv.FormatFloat(hundredths/100, 'f', 2, 64)
}
