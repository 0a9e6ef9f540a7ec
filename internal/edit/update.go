package edit

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// A Reading is what a team writes down in its weekly check-in. What is "" or
// empty stays as it is.
type Reading struct {
	// KeyResult is the key result's index, counted from 0. It matters where Current or Confidence is given.
	KeyResult int
	// Current is the number that was read, also with the key result's unit behind it: "540", "61.5 %".
	Current string
	// Confidence is the chance of full success: "0.4", "40 %".
	Confidence string
	Health     []HealthReading
}

// A HealthReading is the status of a health metric.
type HealthReading struct {
	Metric int // its index, counted from 0
	Status okr.Status
}

// Update writes a reading into a file, and returns its new text. Nothing else
// changes: a value is replaced, or gets a line of its own where there was none.
func Update(f *okr.File, r Reading) (text []byte, err error) {
	if !f.Readable() {
		return nil, fmt.Errorf("%s can't be read: %s", f.Path(), f.Problems[0].Message)
	}
	var edits []source.Edit
	if r.Current != "" || r.Confidence != "" {
		if edits, err = keyResultEdits(f, r); err != nil {
			return nil, err
		}
	}
	for _, h := range r.Health {
		if h.Metric < 0 || h.Metric >= len(f.HealthMetrics) {
			return nil, fmt.Errorf("%s has %d health metrics", f.Path(), len(f.HealthMetrics))
		}
		m := f.HealthMetrics[h.Metric]
		t, err := tableAt(f, m.At)
		if err != nil {
			return nil, err
		}
		e, err := t.set("status", strconv.Quote(string(h.Status)), m.Status.At, "name")
		if err != nil {
			return nil, err
		}
		edits = append(edits, e)
	}
	return Reread(f, edits)
}

func keyResultEdits(f *okr.File, r Reading) (edits []source.Edit, err error) {
	if r.KeyResult < 0 || r.KeyResult >= len(f.KeyResults) {
		return nil, fmt.Errorf("%s has no %s; the number of its key results is %d", f.Path(), okr.Name(r.KeyResult), len(f.KeyResults))
	}
	kr := f.KeyResults[r.KeyResult]
	t, err := tableAt(f, kr.At)
	if err != nil {
		return nil, err
	}
	set := func(key, value string, now source.Place, behind ...string) {
		e, failed := t.set(key, value, now, behind...)
		edits, err = append(edits, e), errors.Join(err, failed)
	}
	if r.Current != "" {
		n, err := number(r.Current, kr.Unit.V)
		if err != nil {
			return nil, err
		}
		set("current", n, kr.Current.At, "title", "baseline", "target")
	}
	if r.Confidence != "" {
		n, err := confidence(r.Confidence)
		if err != nil {
			return nil, err
		}
		set("confidence", n, kr.Confidence.At, "title", "baseline", "target", "current", "unit")
	}
	return edits, err
}

// tomlNumber is a number that TOML takes as it is.
var tomlNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// number returns a number as TOML writes it. It may have the unit behind it.
func number(text, unit string) (string, error) {
	digits := strings.TrimSpace(text)
	if unit != "" {
		if cut, ok := strings.CutSuffix(digits, unit); ok {
			digits = strings.TrimSpace(cut)
		}
	}
	n, err := strconv.ParseFloat(digits, 64)
	switch {
	case err == nil && (math.IsInf(n, 0) || math.IsNaN(n)), err != nil && errors.Is(err, strconv.ErrRange):
		return "", fmt.Errorf("%q is not a number that a key result could have", text)
	case err != nil || strings.ContainsAny(digits, "xXpP_"):
		return "", notNumber(text, digits, unit)
	case n == math.Trunc(n) && math.Abs(n) < 1<<53 && !tomlNumber.MatchString(digits): // 007, +5, 5.
		return strconv.FormatFloat(n, 'f', 0, 64), nil
	case math.Abs(n) < 1<<53 && tomlNumber.MatchString(digits): // as it was typed
		return digits, nil
	}
	return strconv.FormatFloat(n, 'g', -1, 64), nil
}

// leading is a number at the beginning of a text.
var leading = regexp.MustCompile(`^[+-]?[0-9][0-9.,]*`)

func notNumber(text, digits, unit string) error {
	n := leading.FindString(digits)
	rest := strings.TrimSpace(strings.TrimPrefix(digits, n))
	switch {
	case n != "" && rest == "" && strings.Contains(n, ","):
		return fmt.Errorf("%q can be read in two ways: write the number without a comma", text)
	case n != "" && rest != "" && unit == "":
		return fmt.Errorf("%q is not a number, and the key result has no unit: write %s", text, n)
	case n != "" && rest != "":
		return fmt.Errorf("%q is not in the key result's unit, %q: write the number alone", text, unit)
	}
	return fmt.Errorf("%q is not a number", text)
}

// confidence returns a chance from 0 to 1 as TOML writes it, also of per cents.
func confidence(text string) (string, error) {
	digits, percent := strings.CutSuffix(strings.TrimSpace(text), "%")
	n, err := strconv.ParseFloat(strings.TrimSpace(digits), 64)
	if percent {
		n /= 100
	}
	if err != nil || !(n >= 0 && n <= 1) {
		return "", fmt.Errorf("%q is not a confidence: write a number from 0 to 1, or from 0%% to 100%%", text)
	}
	return number(strconv.FormatFloat(okr.Rounded(n), 'f', -1, 64), "")
}
