package language

import "testing"

func TestSameUnit(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"ms", "MS", true},
		{"ms", "milliseconds", true},
		{"%", "percent", true},
		{" h ", "hours", true},
		{"orders per week", "orders  per week", true},
		{"ms", "s", false},
		{"$", "€", false},
		{"€", "k€", false},
		{"% of orders", "% of shops", false},
		{"%", "points", false},
		{"orders per week", "orders per month", false},
		{"orders", "shops", false},
	} {
		if got := SameUnit(c.a, c.b); got != c.want {
			t.Errorf("SameUnit(%q, %q) = %v", c.a, c.b, got)
		}
	}
}
