package checks_test

import (
	"os"
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/load"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// example returns the file of the format's description, with some texts replaced.
func example(t *testing.T, path string, replace ...string) *okr.File {
	t.Helper()
	text, err := os.ReadFile("../testdata/example.toml")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(replace); i += 2 {
		if !strings.Contains(string(text), replace[i]) {
			t.Fatalf("the example has no %q", replace[i])
		}
	}
	return load.File(source.New(path, []byte(strings.NewReplacer(replace...).Replace(string(text)))))
}

const payments = "okrs/2026-Q4/payments.toml"

func input(files ...*okr.File) checks.Input {
	return checks.Input{
		Head:     okr.NewCompany(files, nil),
		Today:    okr.NewDate(2026, 10, 9),
		Settings: checks.Settings{Checks: make(map[string]checks.Setting)},
	}
}

// TestSeverity checks that a configured severity replaces a check's own, and
// that a guess goes one step down from it.
func TestSeverity(t *testing.T) {
	in := input(example(t, "okrs/2026-Q4/bob.toml", `"payments"`, `"bob"`, "confidence = 0.5", "confidence = 0.9"))
	severity := diag.Warning
	in.Settings.Checks["individual-okr"] = checks.Setting{Severity: &severity}
	off := diag.Off
	in.Settings.Checks["objective-is-a-task"] = checks.Setting{Severity: &off}
	in.Only = []string{"individual-okr", "too-safe", "objective-is-a-task"}
	want := map[string]diag.Severity{"individual-okr": diag.Info, "too-safe": diag.Warning}
	for _, f := range checks.Run(in).Findings {
		if f.Severity != want[f.Check] {
			t.Errorf("%s, want %s", show(f), want[f.Check])
		}
		delete(want, f.Check)
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
}

// TestLock checks that a comment silences a check, unless that is locked.
func TestLock(t *testing.T) {
	f := example(t, payments, "confidence = 0.5", "confidence = 0.9 # okrcheck: ignore too-safe -- the contract is signed")
	in := input(f)
	in.Only = []string{"too-safe"}
	if r := checks.Run(in); len(r.Findings) != 0 || len(r.Silenced) != 1 || !strings.HasPrefix(r.Silenced[0].By.Reason, "the contract is signed") {
		t.Errorf("findings %v, silenced %v; want one silenced", r.Findings, r.Silenced)
	}
	in.Settings.Checks["too-safe"] = checks.Setting{Locked: true}
	if r := checks.Run(in); len(r.Findings) != 1 || len(r.Silenced) != 0 || !strings.Contains(r.Findings[0].Help, "has no effect") {
		t.Errorf("findings %v, silenced %v; want one finding that says the comment has no effect", r.Findings, r.Silenced)
	}
}

// TestKickoffConfidence checks that a confidence is judged as it was at the
// kickoff, at the place where it stands today.
func TestKickoffConfidence(t *testing.T) {
	now := example(t, payments, "confidence = 0.5", "confidence = 0.95", "from 800 ms to 200 ms", "to 200 ms")
	then := example(t, payments, "confidence = 0.5", "confidence = 0.8")
	in := input(now)
	in.Today = okr.NewDate(2026, 11, 20)
	in.Only = []string{"too-safe"}
	if r := checks.Run(in); len(r.Findings) != 0 || len(r.NotChecked) != 1 {
		t.Errorf("without a history: %d findings, not checked %v; want one check not made", len(r.Findings), r.NotChecked)
	}
	in.History = &okr.History{Past: map[*okr.File]*okr.Past{now: {Kickoff: then}}}
	r := checks.Run(in)
	if len(r.Findings) != 1 {
		t.Fatalf("%d findings, want one", len(r.Findings))
	}
	f := r.Findings[0]
	if f.At.Text() != "0.95" || f.At.File != now.Source || !strings.Contains(f.Message, "started with a confidence of 0.8") {
		t.Errorf("%s at %q", show(f), f.At.Text())
	}
}

// TestAnotherLanguage checks that a file in another language is listed once,
// and not judged for its writing.
func TestAnotherLanguage(t *testing.T) {
	f := example(t, payments,
		"Deliver a checkout so fast that shoppers stop noticing it", "Die Kasse ist so schnell, dass die Kunden sie nicht mehr bemerken",
		"Payment errors reported by shoppers in a week", "Wir veröffentlichen jede Woche zwölf neue Beiträge über das Bezahlen")
	r := checks.Run(input(f))
	for _, found := range r.Findings {
		if strings.Contains(found.Message, "Kasse") || strings.Contains(found.Message, "Wir ") {
			t.Errorf("found %s", show(found))
		}
	}
	if len(r.NotChecked) != 1 || r.NotChecked[0].Path != payments {
		t.Errorf("not checked: %v; want the file once", r.NotChecked)
	}
}
