package closing

import (
	"bytes"
	"testing"
)

// The report of the example company is the documentation's.
func TestReport(t *testing.T) {
	r := NewReport(example(t, "2026-10-02"), quarter(t, "2026-Q3"))
	var markdown, json bytes.Buffer
	if err := r.Markdown(&markdown, 0, ""); err != nil {
		t.Fatal(err)
	}
	if err := r.JSON(&json); err != nil {
		t.Fatal(err)
	}
	golden(t, "../../docs/report-example.md", markdown.String())
	golden(t, "testdata/report.json", json.String())
}
