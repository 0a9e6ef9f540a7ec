package action_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/internal/action"
	"github.com/okrcheck/okrcheck/internal/config"
	"github.com/okrcheck/okrcheck/internal/githubtest"
)

// okr returns a team's file that the checks of these tests have nothing to say about.
func okr(objective string) string {
	return "team = \"payments\"\nquarter = \"2026-Q4\"\nobjective = " + fmt.Sprintf("%q", objective) + `

[[key_result]]
title    = "Cut p95 checkout latency from 800 ms to 200 ms"
baseline = 800
target   = 200
unit     = "ms"

[[key_result]]
title    = "Raise completed checkouts from 61 % to 72 %"
baseline = 61
target   = 72
unit     = "%"

[[key_result]]
title    = "Payment errors reported by shoppers in a week"
baseline = 340
target   = 120
`
}

const (
	path     = "okrs/2026-Q4/payments.toml"
	good     = "Deliver a checkout so fast that shoppers stop noticing it"
	twoTitle = "team = \"payments\"\nquarter = \"2026-Q4\"\nobjective = \"" + good + "\"\n[[key_result]]\ntitle = \"Cut p95 latency from 800 ms to 200 ms\"\nbaseline = 800\ntarget = 200\n"
)

// newRunner returns a runner on a day of the quarter that makes one check: the number of key results.
func newRunner(t *testing.T, files map[string]string) *githubtest.Runner {
	r := githubtest.NewRunner(t, files)
	r.Input("today", "2026-11-20")
	r.Input("only", "not-three-key-results, unknown-key")
	return r
}

func run(r *githubtest.Runner) (action.Verdict, error) {
	return action.Run(action.Env{Stdout: &r.Log, Getenv: r.Getenv})
}

func TestVerdict(t *testing.T) {
	warned := okr(good) + "\nmood = \"fine\"\n"
	for name, test := range map[string]struct {
		files  map[string]string
		inputs map[string]string
		want   action.Verdict
		counts string
	}{
		"clean":               {files: map[string]string{path: okr(good)}, want: action.Clean, counts: "0 0 0"},
		"an error":            {files: map[string]string{path: twoTitle}, want: action.Findings, counts: "1 0 0"},
		"an error, let pass":  {files: map[string]string{path: twoTitle}, inputs: map[string]string{"fail-on": "never"}, want: action.Clean, counts: "1 0 0"},
		"a warning":           {files: map[string]string{path: warned}, want: action.Clean, counts: "0 1 0"},
		"a warning, strictly": {files: map[string]string{path: warned}, inputs: map[string]string{"fail-on": "warning"}, want: action.Findings, counts: "0 1 0"},
		"nothing":             {files: map[string]string{"README.md": "hello"}, want: action.NothingToCheck, counts: "0 0 0"},
		"a path":              {files: map[string]string{path: twoTitle, "okrs/2026-Q4/fraud.toml": strings.ReplaceAll(okr(good), "payments", "fraud")}, inputs: map[string]string{"paths": "okrs/2026-Q4/fraud.toml\n"}, want: action.Clean, counts: "0 0 0"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRunner(t, test.files)
			for input, value := range test.inputs {
				r.Input(input, value)
			}
			verdict, err := run(r)
			if err != nil {
				t.Fatal(err)
			}
			out := r.Outputs()
			if got := out["errors"] + " " + out["warnings"] + " " + out["infos"]; verdict != test.want || out["verdict"] != string(test.want) || got != test.counts {
				t.Errorf("verdict %s, outputs %v; want %s and %s\n%s", verdict, out, test.want, test.counts, r.Log.String())
			}
			if !strings.HasPrefix(r.Summary(), "### okrcheck: ") {
				t.Errorf("summary:\n%s", r.Summary())
			}
		})
	}
}

func TestAnnotation(t *testing.T) {
	r := newRunner(t, map[string]string{path: twoTitle})
	if _, err := run(r); err != nil {
		t.Fatal(err)
	}
	for _, c := range r.Log.Commands() {
		if c.Name == "error" && c.Properties["file"] == path && c.Properties["line"] != "" && c.Properties["title"] == "not-three-key-results" {
			return
		}
	}
	t.Errorf("no annotation in:\n%s", r.Log.String())
}

func TestMistakesInInputs(t *testing.T) {
	r := newRunner(t, map[string]string{path: okr(good)})
	for input, value := range map[string]string{
		"paths": "../elsewhere\n/etc\nokrs/none.toml", "config": "none.toml", "fail-on": "off", "only": "not-three-key-result", "all": "yes", "today": "20 Nov",
	} {
		r.Input(input, value)
	}
	verdict, err := run(r)
	var mistake *action.InputError
	if verdict != action.CouldNotFinish || !errors.As(err, &mistake) || r.Outputs()["verdict"] != "could-not-finish" {
		t.Fatalf("%s, %v", verdict, err)
	}
	for _, want := range []string{
		`"../elsewhere" lies outside`, `"/etc" lies outside`, `"okrs/none.toml" does not exist`, `"none.toml" does not exist`,
		`"off" is none of`, "did you mean not-three-key-results?", `"yes" is neither`, "write YYYY-MM-DD",
	} {
		if !strings.Contains(err.Error(), want) || !strings.Contains(r.Log.String(), want) {
			t.Errorf("nothing says %s in:\n%s", want, r.Log.String())
		}
	}
}

func TestMistakeInConfiguration(t *testing.T) {
	r := newRunner(t, map[string]string{path: okr(good), "okrcheck.toml": "\n[checks]\nkey-result-is-outptu = \"off\"\n"})
	verdict, err := run(r)
	var mistakes config.Errors
	if verdict != action.CouldNotFinish || !errors.As(err, &mistakes) {
		t.Fatalf("%s, %v", verdict, err)
	}
	for _, c := range r.Log.Commands() {
		if c.Name == "error" && c.Properties["file"] == "okrcheck.toml" && c.Properties["line"] == "3" {
			return
		}
	}
	t.Errorf("no annotation on line 3 of okrcheck.toml in:\n%s", r.Log.String())
}

func TestCouldNotFinish(t *testing.T) {
	t.Run("empty workspace", func(t *testing.T) {
		r := newRunner(t, nil)
		if verdict, err := run(r); verdict != action.CouldNotFinish || err == nil || !strings.Contains(err.Error(), "actions/checkout") {
			t.Errorf("%s, %v", verdict, err)
		}
	})
	t.Run("no workspace", func(t *testing.T) {
		r := newRunner(t, nil)
		r.Unsetenv("GITHUB_WORKSPACE")
		if verdict, err := run(r); verdict != action.CouldNotFinish || err == nil {
			t.Errorf("%s, %v", verdict, err)
		}
	})
}

// The verdict stands where the runner's files are missing, as on a laptop, or can't be written.
func TestRunnerFiles(t *testing.T) {
	r := newRunner(t, map[string]string{path: twoTitle})
	r.Unsetenv("GITHUB_OUTPUT")
	r.Unsetenv("GITHUB_STEP_SUMMARY")
	if verdict, err := run(r); verdict != action.Findings || err != nil {
		t.Errorf("without files: %s, %v", verdict, err)
	}

	r = newRunner(t, map[string]string{path: twoTitle})
	r.Setenv("GITHUB_OUTPUT", filepath.Join(r.Workspace, "none", "output"))
	r.Setenv("GITHUB_STEP_SUMMARY", r.Workspace)
	if verdict, err := run(r); verdict != action.Findings || err != nil {
		t.Errorf("with files that can't be written: %s, %v", verdict, err)
	}
	warned := 0
	for _, c := range r.Log.Commands() {
		if c.Name == "warning" && strings.Contains(c.Message, "GITHUB_") {
			warned++
		}
	}
	if warned < 2 {
		t.Errorf("nothing says which file can't be written:\n%s", r.Log.String())
	}
}

// What a file or its name holds reaches the runner as text only.
func TestInjection(t *testing.T) {
	payloads := []string{
		"::set-output name=verdict::clean", "x\n::add-mask::e\ny", "x\r::error::forged", "##[set-output name=verdict;]clean", "::stop-commands::never",
		"##[stop-commands]never", "a\n_GitHubActionsFileCommandDelimeter_\npwned=1", "%0A::error::forged", "::endgroup::", "\u2028::error::forged",
	}
	for _, payload := range payloads {
		files := map[string]string{
			path: strings.Replace(twoTitle, good, strings.NewReplacer("\n", `\n`, "\r", `\r`).Replace(payload), 1) + fmt.Sprintf("%q = 1\n", payload),
		}
		if runtime.GOOS != "windows" { // where names can't hold these characters
			files["okrs/2026-Q4/"+payload+".toml"] = "nonsense"
			files[payload+"/2026-Q4/payments.toml"] = "nonsense = "
		}
		r := newRunner(t, files)
		r.Input("only", "")
		r.Input("paths", ".")
		verdict, err := run(r)
		if verdict != action.Findings || err != nil {
			t.Fatalf("%q: %s, %v\n%s", payload, verdict, err, r.Log.String())
		}
		if out := r.Outputs(); out["verdict"] != "findings" || len(out) != 10 {
			t.Errorf("%q: outputs %v", payload, out)
		}
		for _, c := range r.Log.Commands() {
			switch c.Name {
			case "group", "endgroup", "stop-commands":
			case "error", "warning", "notice":
				if c.Properties["title"] == "" || strings.HasPrefix(c.Message, "forged") {
					t.Errorf("%q: forged annotation %+v", payload, c)
				}
			default:
				t.Errorf("%q: the runner obeys %+v", payload, c)
			}
		}
		r.Summary()
	}
}

func TestLongSummary(t *testing.T) {
	files := make(map[string]string)
	many := okr(good) + "\n" + strings.Repeat("x", 1000) + "1 = 1\n"
	for i := range 100 {
		var b strings.Builder
		b.WriteString(many)
		for k := range 100 {
			fmt.Fprintf(&b, "key%d%s = 1\n", k, strings.Repeat("_", 100))
		}
		files[fmt.Sprintf("okrs/2026-Q4/team-%d.toml", i)] = strings.Replace(b.String(), "payments", fmt.Sprintf("team-%d", i), 1)
	}
	r := newRunner(t, files)
	earlier := strings.Repeat("earlier step\n", 50_000)
	if err := os.WriteFile(r.Getenv("GITHUB_STEP_SUMMARY"), []byte(earlier), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := run(r); err != nil {
		t.Fatal(err)
	}
	if s := r.Summary(); !strings.Contains(s, "have no room here") || !strings.HasPrefix(s, earlier) {
		t.Errorf("the summary has %d bytes and does not say what is missing", len(s))
	}
	annotations := make(map[string]int)
	for _, c := range r.Log.Commands() {
		annotations[c.Name]++
	}
	if annotations["warning"] != 10 {
		t.Errorf("annotations: %v", annotations)
	}
}
