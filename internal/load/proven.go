package load

import (
	"math"
	"strconv"
	"strings"

	"github.com/okrcheck/okrcheck/internal/okr"
)

// proven reports whether the document is TOML beyond doubt, so that the judge,
// who takes most of a file's time, need not be asked. The parser has the grammar;
// it leaves what belongs to the meaning to its user, and of that these rules
// allow what an OKR file needs and no more:
//
//   - a key or a header has one part, so that none reaches into another table;
//   - a table has each name once, and [[headers]] of a name make one list;
//   - a value is a text, a number, a boolean, a date, or a list of these.
//
// A fuzz target and TOML's own test suite hold it against the judge: it may
// doubt what is TOML, and never pass what is not.
func (d *document) proven() bool {
	return d.err == nil && d.deepest < 0 && !d.dotted && d.root.provenTable()
}

func (t *node) provenTable() bool {
	if len(t.keys) > 32 {
		return false // no OKR, and the comparison below is quadratic
	}
	for i, k := range t.keys {
		for _, before := range t.keys[:i] {
			if before.name == k.name {
				return false
			}
		}
		if !k.value.proven() {
			return false
		}
	}
	return true
}

func (v *node) proven() bool {
	switch v.kind {
	case text, boolean:
		return true
	case integer: // as many digits as surely fit, in base ten
		return len(v.text) <= 18 && !strings.ContainsAny(v.text, "xob")
	case float:
		n, err := strconv.ParseFloat(strings.ReplaceAll(v.text, "_", ""), 64)
		return err == nil && !math.IsInf(n, 0) && !math.IsNaN(n)
	case date:
		_, err := okr.ParseDate(v.text)
		return err == nil
	case list:
		for _, item := range v.items {
			if item.kind == list || !item.proven() {
				return false
			}
		}
		return true
	case table: // an inline table is not
		return !v.header.IsZero() && v.provenTable()
	}
	return false // a time
}
