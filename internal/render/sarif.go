package render

import (
	"encoding/json"
	"io"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/source"
)

const (
	sarifVersion = "2.1.0"
	sarifSchema  = "https://json.schemastore.org/sarif-2.1.0-rtm.5.json"
	// root stands for the repository's root in addresses, by the name that GitHub gives it.
	root = "%SRCROOT%"
)

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool              sarifTool               `json:"tool"`
	AutomationDetails sarifID                 `json:"automationDetails"`
	Invocations       []sarifInvocation       `json:"invocations"`
	Bases             map[string]sarifMessage `json:"originalUriBaseIds"`
	ColumnKind        string                  `json:"columnKind"`
	Results           []sarifResult           `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name           string      `json:"name"`
	InformationURI string      `json:"informationUri"`
	Rules          []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID               string          `json:"id"`
	Name             string          `json:"name"`
	ShortDescription sarifText       `json:"shortDescription"`
	FullDescription  sarifText       `json:"fullDescription"`
	Help             sarifText       `json:"help"`
	HelpURI          string          `json:"helpUri"`
	Default          sarifLevel      `json:"defaultConfiguration"`
	Properties       sarifProperties `json:"properties"`
}

type sarifLevel struct {
	Level string `json:"level"`
}

type sarifProperties struct {
	Tags []string `json:"tags"`
}

type sarifText struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

type sarifMessage struct {
	Description sarifText `json:"description"`
}

type sarifID struct {
	ID string `json:"id"`
}

type sarifInvocation struct {
	ExecutionSuccessful bool                `json:"executionSuccessful"`
	Notifications       []sarifNotification `json:"toolExecutionNotifications"`
}

type sarifNotification struct {
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Rule      *sarifReference `json:"associatedRule,omitempty"`
	Locations []sarifLocation `json:"locations,omitempty"`
}

type sarifReference struct {
	ID    string `json:"id"`
	Index int    `json:"index"`
}

type sarifResult struct {
	RuleID       string             `json:"ruleId"`
	RuleIndex    *int               `json:"ruleIndex,omitempty"`
	Level        string             `json:"level"`
	Message      sarifText          `json:"message"`
	Locations    []sarifLocation    `json:"locations"`
	Related      []sarifLocation    `json:"relatedLocations,omitempty"`
	Fingerprints map[string]string  `json:"partialFingerprints"`
	Fixes        []sarifFix         `json:"fixes,omitempty"`
	Suppressions []sarifSuppression `json:"suppressions"` // empty: not silenced
}

type sarifLocation struct {
	ID       int            `json:"id,omitempty"`
	Physical sarifPhysical  `json:"physicalLocation"`
	Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	Message  *sarifText     `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI  string `json:"uri"`
	Base string `json:"uriBaseId"`
}

type sarifLogical struct {
	Name string `json:"fullyQualifiedName"`
}

// Lines and columns count from 1, columns in code points; the end is exclusive.
type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"`
}

type sarifFix struct {
	Description sarifText     `json:"description"`
	Changes     []sarifChange `json:"artifactChanges"`
}

type sarifChange struct {
	Artifact     sarifArtifact      `json:"artifactLocation"`
	Replacements []sarifReplacement `json:"replacements"`
}

type sarifReplacement struct {
	Deleted  sarifRegion `json:"deletedRegion"`
	Inserted sarifText   `json:"insertedContent"`
}

type sarifSuppression struct {
	Kind          string        `json:"kind"`
	Justification string        `json:"justification"`
	Location      sarifLocation `json:"location"`
}

// SARIF writes the report in the Static Analysis Results Interchange Format 2.1.0, which code scanning and editors
// read. What a comment silences is in it as well, suppressed.
func SARIF(w io.Writer, r Report) error {
	index := make(map[string]int, len(checks.All))
	rules := make([]sarifRule, len(checks.All))
	for i, c := range checks.All {
		index[c.Name] = i
		rules[i] = ruleOf(c)
	}

	run := sarifRun{
		Tool:              sarifTool{sarifDriver{Name: "okrcheck", InformationURI: "https://github.com/okrcheck/okrcheck", Rules: rules}},
		AutomationDetails: sarifID{"okrcheck/" + r.Today.String()}, // GitHub: category/run
		Invocations:       []sarifInvocation{{ExecutionSuccessful: true, Notifications: []sarifNotification{}}},
		Bases:             map[string]sarifMessage{root: {sarifText{Text: "The root of the repository."}}},
		ColumnKind:        "unicodeCodePoints",
		Results:           []sarifResult{},
	}
	for _, n := range r.NotChecked {
		note := sarifNotification{Level: "warning", Message: sarifText{Text: "Not checked: " + sarifEscape(n.Check+": "+n.Reason) + "."}}
		if i, ok := index[n.Check]; ok {
			note.Rule = &sarifReference{ID: n.Check, Index: i}
		}
		if n.Path != "" {
			note.Locations = []sarifLocation{{Physical: sarifPhysical{Artifact: artifact(n.Path)}}}
		}
		run.Invocations[0].Notifications = append(run.Invocations[0].Notifications, note)
	}
	add := func(f diag.Finding) *sarifResult {
		result := resultOf(f)
		if i, ok := index[f.Check]; ok {
			result.RuleIndex = &i
		}
		run.Results = append(run.Results, result)
		return &run.Results[len(run.Results)-1]
	}
	for _, f := range r.Findings {
		add(f)
	}
	for _, s := range r.Silenced {
		add(s.Finding).Suppressions = []sarifSuppression{{Kind: "inSource", Justification: sarifEscape(s.By.Reason), Location: location(s.By.At)}}
	}

	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(sarifLog{Schema: sarifSchema, Version: sarifVersion, Runs: []sarifRun{run}})
}

func ruleOf(c *checks.Check) sarifRule {
	why := strings.TrimSpace(c.Why)
	first, _, _ := strings.Cut(why, "\n\n")
	return sarifRule{
		ID:               c.Name,
		Name:             pascal(c.Name),
		ShortDescription: sarifText{Text: asSentence(c.Title)},
		FullDescription:  sarifText{Text: strings.Join(strings.Fields(first), " ")},
		Help:             sarifText{Text: why + "\n\n" + Page(c.Name), Markdown: why + "\n\n[Example and options](" + Page(c.Name) + ")"},
		HelpURI:          Page(c.Name),
		Default:          sarifLevel{sarifLevels[c.Severity]},
		Properties:       sarifProperties{Tags: []string{"okr", strings.ToLower(string(c.Group))}},
	}
}

var sarifLevels = map[diag.Severity]string{diag.Error: "error", diag.Warning: "warning", diag.Info: "note"}

func resultOf(f diag.Finding) sarifResult {
	message := asSentence(sarifEscape(f.Message))
	if f.Help != "" {
		message += " " + asSentence(sarifEscape(f.Help))
	}
	result := sarifResult{
		RuleID: f.Check, Level: sarifLevels[f.Severity], Message: sarifText{Text: message},
		Locations:    []sarifLocation{location(f.At)},
		Fingerprints: map[string]string{"okrcheckIdentity/v1": f.Identity},
		Suppressions: []sarifSuppression{},
	}
	if f.KeyPath != "" {
		result.Locations[0].Logical = []sarifLogical{{Safe(f.KeyPath)}}
	}
	for i, rel := range f.Related {
		l := location(rel.At)
		l.ID, l.Message = i+1, &sarifText{Text: asSentence(sarifEscape(rel.Message))}
		result.Related = append(result.Related, l)
	}
	if len(f.Edits) > 0 {
		result.Fixes = []sarifFix{{Description: sarifText{Text: asSentence(sarifEscape(f.Help))}, Changes: changes(f.Edits)}}
	}
	return result
}

// changes puts the edits of a file together, in the order in which the files come.
func changes(edits []source.Edit) (list []sarifChange) {
	at := make(map[string]int)
	for _, e := range edits {
		i, ok := at[e.At.File.Path]
		if !ok {
			i = len(list)
			at[e.At.File.Path] = i
			list = append(list, sarifChange{Artifact: artifact(e.At.File.Path)})
		}
		list[i].Replacements = append(list[i].Replacements, sarifReplacement{Deleted: *region(e.At), Inserted: sarifText{Text: e.NewText}})
	}
	return list
}

func location(at source.Place) sarifLocation {
	return sarifLocation{Physical: sarifPhysical{Artifact: artifact(at.File.Path), Region: region(at)}}
}

func artifact(path string) sarifArtifact {
	return sarifArtifact{URI: (&url.URL{Path: path}).String(), Base: root} // "a:b" becomes "./a:b"
}

func region(at source.Place) *sarifRegion {
	from, to := at.From(), at.To()
	return &sarifRegion{StartLine: from.Line, StartColumn: from.Column, EndLine: to.Line, EndColumn: to.Column}
}

// sarifEscape makes text from a file fit for a message: it can't make a link there.
func sarifEscape(text string) string {
	return strings.ReplaceAll(sentence(text), "](", `\](`)
}

// asSentence gives a clause the capital and the full stop that other tools' messages have.
func asSentence(clause string) string {
	first, size := utf8.DecodeRuneInString(clause)
	if size == 0 {
		return ""
	}
	text := string(unicode.ToUpper(first)) + clause[size:]
	if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "?") {
		return text
	}
	return text + "."
}

// pascal writes a check's name as SARIF's guidelines ask: KeyResultIsOutput.
func pascal(name string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(name, "-") {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}
