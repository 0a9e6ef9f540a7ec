package load

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/okrcheck/okrcheck/internal/okr"
)

// A Key is what the format says of one key of a table. The reader takes the
// names from here, the JSON Schema all of it; a test holds the two together.
type Key struct {
	Name, Doc string
	Type      Type
	Required  bool // to be read; what is missing beside is a finding of its own check
	// Low and High bound a number, where they differ.
	Low, High float64
	Words     []string // that a text can be; nil for any text
	Pattern   string   // a regular expression that a text matches
	Table     string   // the name in Format of what a key of type OneTable or Tables holds
	Example   string   // a value, as JSON
}

// A Type is a TOML type.
type Type int

// The types of the format's values.
const (
	Text Type = iota
	Number
	Whole
	Day // a local date
	Texts
	OneTable
	Tables // under [[headers]]
)

const (
	slugPattern    = "^[a-z0-9][a-z0-9-]*$"
	quarterPattern = "^[0-9]{4}-Q[1-4]$"
)

// Format is the whole format, by the name of the table; "" is the file.
var Format = map[string][]Key{
	"": {
		{Name: "team", Doc: "The team's name, the same as the file's: small letters, digits and hyphens.", Required: true, Pattern: slugPattern, Example: `"payments"`},
		{Name: "quarter", Doc: "The quarter, the same as the folder's: YYYY-Qn.", Required: true, Pattern: quarterPattern, Example: `"2026-Q4"`},
		{Name: "objective", Doc: "The one objective: where the team wants to be when the quarter is over, in words that pull. A number belongs in a key result, a task in an initiative.", Required: true, Example: `"Deliver a checkout so fast that shoppers stop noticing it"`},
		{Name: "key_result", Doc: "Exactly three; their order names them KR1, KR2 and KR3.", Type: Tables, Table: "key_result", Required: true},
		{Name: "health_metric", Doc: "Three to five things that must not suffer while the team races for its objective.", Type: Tables, Table: "health_metric"},
		{Name: "draft", Doc: "Sketches for the next three quarters: an objective each, no key results.", Type: Tables, Table: "draft"},
		{Name: "initiative", Doc: "The roadmap: bets that could move a key result, the best ratio of impact to effort first.", Type: Tables, Table: "initiative"},
		{Name: "week", Doc: "The weekly rhythm: what the team commits to on Monday and shows on Friday.", Type: Tables, Table: "week"},
		{Name: "change", Doc: "Why something that was set at the start of the quarter was changed.", Type: Tables, Table: "change"},
		{Name: "retrospective", Doc: "What the quarter taught, at its end.", Type: OneTable, Table: "retrospective"},
	},
	"key_result": {
		{Name: "title", Doc: "What changes for whom: a result, not work. The numbers may stand in it or in the fields alone.", Required: true, Example: `"Cut p95 checkout latency from 800 ms to 200 ms"`},
		{Name: "baseline", Doc: "Where the number stood when the key result was set.", Type: Number, Required: true, Example: `800`},
		{Name: "target", Doc: "Where the number should be at the end of the quarter; below the baseline means to reduce it.", Type: Number, Required: true, Example: `200`},
		{Name: "current", Doc: "The last reading; absent while there is none.", Type: Number, Example: `540`},
		{Name: "unit", Doc: "What is counted.", Example: `"ms"`},
		{Name: "confidence", Doc: "The chance of full success, from 0 to 1; absent is 0.5, an even chance.", Type: Number, High: 1, Example: `0.5`},
		{Name: "source", Doc: "Where the number is read, and by whom.", Example: `"Grafana, checkout board"`},
		{Name: "shared_with", Doc: "The teams that carry the key result together with this one, on purpose.", Type: Texts, Pattern: slugPattern, Example: `["fraud"]`},
	},
	"health_metric": {
		{Name: "name", Doc: "What must not suffer.", Required: true, Example: `"On-call escalations per week"`},
		{Name: "status", Doc: "How it is: red, amber or green.", Required: true, Words: texts(okr.Statuses), Example: `"green"`},
		{Name: "note", Doc: "The last reading, or the limit.", Example: `"3 h 10 min, limit 4 h"`},
	},
	"draft": {
		{Name: "quarter", Doc: "One of the next three quarters: YYYY-Qn.", Required: true, Pattern: quarterPattern, Example: `"2027-Q1"`},
		{Name: "objective", Doc: "A first idea of its objective.", Required: true, Example: `"Make paying abroad feel like paying at home"`},
	},
	"initiative": {
		{Name: "title", Doc: "What the team would build or try.", Required: true, Example: `"Pool database connections in the checkout service"`},
		{Name: "key_result", Doc: "The number of the key result that it should move: 1, 2 or 3.", Type: Whole, Low: 1, High: 3, Example: `1`},
		{Name: "impact", Doc: "How much it would move it, from 1, little, to 5, much.", Type: Whole, Low: 1, High: 5, Example: `4`},
		{Name: "effort", Doc: "What it would cost, from 1, little, to 5, much.", Type: Whole, Low: 1, High: 5, Example: `2`},
		{Name: "status", Doc: "Where it stands; absent is idea.", Words: texts(okr.Stages), Example: `"doing"`},
	},
	"week": {
		{Name: "monday", Doc: "The Monday that the week begins with; it belongs to the quarter of its Thursday.", Type: Day, Required: true, Example: `"2026-10-05"`},
		{Name: "commitments", Doc: "Three or four things that the team will get done this week.", Type: Texts, Example: `["Pool connections", "Trace the slowest query", "Alert on p95"]`},
		{Name: "demos", Doc: "What was shown on Friday.", Type: Texts, Example: `["Live p95 board"]`},
	},
	"change": {
		{Name: "date", Doc: "The day of the change.", Type: Day, Required: true, Example: `"2026-11-02"`},
		{Name: "reason", Doc: "What the team learned that made it change the OKR.", Required: true, Example: `"The card network moved its timeout to 300 ms, so KR1 aims at 300"`},
	},
	"retrospective": {
		{Name: "learned", Doc: "What the quarter taught the team.", Example: `"Most of the latency was ours, not the network's"`},
	},
}

func texts[T ~string](list []T) (words []string) {
	for _, w := range list {
		words = append(words, string(w))
	}
	return words
}

// keysOf returns the names of a table's keys, in the format's order.
func keysOf(table string) (names []string) {
	for _, k := range Format[table] {
		names = append(names, k.Name)
	}
	return names
}

// Schema returns the JSON Schema of an OKR file. It is draft-07, which editors'
// TOML extensions read; they show the descriptions and complete the keys.
func Schema() []byte {
	s := object("")
	top := append(members{
		{"$schema", "http://json-schema.org/draft-07/schema#"},
		{"$id", "https://raw.githubusercontent.com/okrcheck/okrcheck/main/okr.schema.json"},
		{"title", "OKR file"},
		{"description", "One team's OKR for one quarter: one objective and three key results."},
	}, s...)
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(top); err != nil {
		panic(err) // an example in Format is no JSON: every test meets it
	}
	return b.Bytes()
}

// members are the members of a JSON object, in their order.
type members []member

type member struct {
	name  string
	value any
}

func (ms members) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	for i, m := range ms {
		b.WriteByte("{,"[min(i, 1)])
		name, err := json.Marshal(m.name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(m.value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.name, err)
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	if len(ms) == 0 {
		b.WriteByte('{')
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// object returns the schema of a table.
func object(table string) members {
	var properties members
	required := []string{}
	for _, k := range Format[table] {
		properties = append(properties, member{k.Name, property(k)})
		if k.Required {
			required = append(required, k.Name)
		}
	}
	m := members{{"type", "object"}, {"additionalProperties", false}}
	if len(required) > 0 {
		m = append(m, member{"required", required})
	}
	return append(m, member{"properties", properties})
}

// property returns the schema of a key.
func property(k Key) members {
	m := members{{"description", k.Doc}}
	switch k.Type {
	case OneTable:
		return append(m, object(k.Table)...)
	case Tables:
		m = append(m, member{"type", "array"})
		if k.Name == "key_result" {
			m = append(m, member{"minItems", 3}, member{"maxItems", 3})
		}
		return append(m, member{"items", object(k.Table)})
	case Number, Whole:
		m = append(m, member{"type", map[Type]string{Number: "number", Whole: "integer"}[k.Type]})
		if k.Low != k.High {
			m = append(m, member{"minimum", k.Low}, member{"maximum", k.High})
		}
	case Day:
		m = append(m, member{"type", "string"}, member{"format", "date"})
	case Texts:
		items := members{{"type", "string"}, {"minLength", 1}}
		if k.Pattern != "" {
			items = append(items, member{"pattern", k.Pattern})
		}
		m = append(m, member{"type", "array"}, member{"items", items})
	case Text:
		m = append(m, member{"type", "string"})
		switch {
		case k.Words != nil:
			m = append(m, member{"enum", k.Words})
		case k.Pattern != "":
			m = append(m, member{"pattern", k.Pattern})
		default:
			m = append(m, member{"minLength", 1})
		}
	}
	return append(m, member{"examples", []json.RawMessage{json.RawMessage(k.Example)}})
}
