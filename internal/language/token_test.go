package language

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// show writes tokens as words, numbers in brackets and symbols in quotes.
func show(tokens []token) string {
	var b strings.Builder
	for i, t := range tokens {
		if i > 0 {
			b.WriteByte(' ')
		}
		switch t.kind {
		case number:
			fmt.Fprintf(&b, "[%v", t.value)
			if !math.IsNaN(t.other) {
				fmt.Fprintf(&b, "|%v", t.other)
			}
			fmt.Fprint(&b, []string{"", "%", "pp", t.currency, "x", "th", "v"}[t.form])
			if t.unit != "" && t.form == plain {
				b.WriteString(t.unit)
			}
			b.WriteByte(']')
		case symbol:
			fmt.Fprintf(&b, "%q", t.lower)
		default:
			if t.joined {
				b.WriteByte('-')
			}
			b.WriteString(t.lower)
		}
	}
	return b.String()
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Grow weekly readers to 12k", "grow weekly readers to [12000]"},
		{"Raise sales from $1.2M to £1.5 million", "raise sales from [1.2e+06$] to [1.5e+06£]"},
		{"1,200 or 1.200 or 1 200 or 1'480 or 4,5", "[1200|1.2] or [1.2|1200] or [1200] or [1480] or [4.5]"},
		{"1.234.567,89", "[1.23456789e+06]"},
		{"19%, 40 %, 5 per cent, 7 percent, 20 pp, 3x", `[19%] "," [40%] "," [5%] "," [7%] "," [20pp] "," [3x]`},
		{"500GB at 80MB/s under 0.8 s", `[500gb] at [80mb] "/" s under [0.8] s`},
		{"the 3rd 2FA login on v2.0 in Q3", "the [3th] 2fa login on v2.0 in q3"},
		{"450 members, 1180 --> 1630", `[450] members "," [1180] "→" [1630]`},
		{"lost-luggage don't census.csv", "lost -luggage don't census.csv"},
		{">=75% => 3", `"≥" [75%] "→" [3]`},
		{"8-10-point", `[8] "-" [10] -point`},
		{"€280000 and 40€ and 1.2.3", "[280000€] and [40€] and [NaNv]"},
		{"in 2024 300 people", "in [2024] [300] people"},
		{"", ""},
	} {
		if got := show(tokenize(c.text)); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"Grow to 12k", "1.2.3", "€ 5 per cent", "5 percentage", "a'", "İ 3 Mio", "\xff5", "5 per CENT"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, tok := range tokenize(s) {
			if tok.start < end || tok.end <= tok.start || tok.end > len(s) {
				t.Fatalf("%q: token %+v", s, tok)
			}
			end = tok.end
		}
	})
}
