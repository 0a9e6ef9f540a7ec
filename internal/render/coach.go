package render

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"github.com/okrcheck/okrcheck/internal/language"
)

// An Answer is what a coach says about one sentence.
type Answer struct {
	Text string
	// Kind is "key-result" or "objective".
	Kind string
	language.Judgement
	// Note says what the sentence alone can't: that numbers in the file's fields would mend
	// it, that a part belongs elsewhere, that it was not judged.
	Note string
}

// CoachText writes an answer for a person: the sentence with its evidence
// underlined, the verdict, and the coach's question.
func CoachText(w io.Writer, a Answer, style TextStyle) error {
	p := palette{style.Color}
	if style.Width == 0 {
		style.Width = widthUnknown
	}
	var b strings.Builder
	colour := red
	if a.Says == "" {
		colour = green
	}
	for _, line := range underlined(a, max(style.Width, narrowest)-len("  ")) {
		fmt.Fprintf(&b, "  %s\n", line.text)
		if line.marks != "" {
			fmt.Fprintf(&b, "  %s\n", p.paint(colour, line.marks))
		}
	}
	if a.Verdict != "" {
		verdict := string(a.Verdict)
		if !a.Sure {
			verdict = "perhaps " + verdict
		}
		fmt.Fprintf(&b, "  %s", p.paint(colour, verdict))
		if a.Says != "" {
			fmt.Fprintf(&b, ": %s", Safe(a.Says))
		}
		for i, e := range a.Because {
			before := ", "
			if i == 0 {
				before = p.dim(" — by ")
			}
			fmt.Fprintf(&b, "%s%s", before, p.dim(fmt.Sprintf("%q (%s)", Safe(e.Text), e.What)))
		}
		b.WriteByte('\n')
	}
	for _, more := range []string{a.Ask, a.Note} {
		if more != "" {
			fmt.Fprintf(&b, "  %s\n", Safe(capitalized(more)))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// CoachJSON writes an answer as one line of JSON. Places count Unicode code points.
func CoachJSON(w io.Writer, a Answer) error {
	type evidence struct {
		What  string `json:"what"`
		Text  string `json:"text"`
		Start int    `json:"start"`
		End   int    `json:"end"`
	}
	line := struct {
		Text    string           `json:"text"`
		Kind    string           `json:"kind"`
		Verdict language.Verdict `json:"verdict"`
		Sure    bool             `json:"sure"`
		Because []evidence       `json:"because"`
		Ask     string           `json:"ask"`
		Note    string           `json:"note,omitempty"`
	}{Text: a.Text, Kind: a.Kind, Verdict: a.Verdict, Sure: a.Sure, Because: []evidence{}, Ask: capitalized(a.Ask), Note: a.Note}
	for _, e := range a.Because {
		start := utf8.RuneCountInString(a.Text[:e.Start])
		line.Because = append(line.Because, evidence{e.What, e.Text, start, start + utf8.RuneCountInString(e.Text)})
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(line)
}

// A markedLine is a line of a sentence, and the marks under it.
type markedLine struct{ text, marks string }

// underlined breaks a sentence at a width, with its evidence marked.
func underlined(a Answer, width int) []markedLine {
	inside := func(offset int) bool {
		for _, e := range a.Because {
			if e.Start <= offset && offset < e.End {
				return true
			}
		}
		return false
	}
	var lines []markedLine
	var line []cell
	columns := 0
	flush := func() {
		if text, marks := draw(line); text != "" {
			lines = append(lines, markedLine{text, marks})
		}
		line, columns = nil, 0
	}
	for offset := 0; offset < len(a.Text); {
		end := len(a.Text) // of the word at hand, with the space behind it
		if i := strings.IndexByte(a.Text[offset:], ' '); i >= 0 {
			end = offset + i + 1
		}
		wordWidth := uniseg.StringWidth(Safe(strings.TrimSuffix(a.Text[offset:end], " ")))
		if columns > 0 && columns+wordWidth > width {
			flush()
		}
		state := -1
		for offset < end {
			var cluster string
			cluster, _, _, state = uniseg.FirstGraphemeClusterInString(a.Text[offset:end], state)
			c := cell{text: Safe(cluster), inside: inside(offset)}
			c.width = uniseg.StringWidth(c.text)
			if columns+c.width > width && columns > 0 { // a word that is wider than the screen
				flush()
			}
			line, columns = append(line, c), columns+c.width
			offset += len(cluster)
		}
	}
	flush()
	return lines
}

// capitalized makes a sentence of a clause.
func capitalized(clause string) string {
	if clause == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(clause)
	return strings.ToUpper(string(r)) + clause[n:]
}
