package action

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/render"
	"github.com/okrcheck/okrcheck/internal/review"
	"github.com/okrcheck/okrcheck/internal/source"
)

// summaryRoom is the largest summary of a step, in bytes: GitHub drops a larger one whole.
const summaryRoom = 1 << 20

// stopToken returns the word that ends a stretch of the log without commands. No file can know it.
func stopToken() string { return rand.Text() }

// outputs sets the step's outputs. All are words of ours, numbers, addresses of
// GitHub or what the workflow itself wrote: no text of a file gets there.
func (r *runner) outputs(verdict Verdict, report render.Report, outcome review.Outcome) {
	count := diag.Of(report.Findings)
	for _, o := range []struct{ name, value string }{
		{"verdict", string(verdict)},
		{"errors", strconv.Itoa(count.Errors)},
		{"warnings", strconv.Itoa(count.Warnings)},
		{"infos", strconv.Itoa(count.Infos)},
		{"new-findings", strconv.Itoa(len(report.Findings))},
		{"review-status", string(outcome.Status)},
		{"degraded-reason", outcome.Reason},
		{"review-url", outcome.URL},
		{"json-file", r.written["json-file"]},
		{"sarif-file", r.written["sarif-file"]},
	} {
		r.output(o.name, o.value)
	}
}

// formats writes the report to the files that the inputs name.
func (r *runner) formats(report render.Report, in inputs) {
	for _, f := range []struct {
		output, name string
		write        func(io.Writer, render.Report) error
	}{{"json-file", in.json, render.JSON}, {"sarif-file", in.sarif, render.SARIF}} {
		if f.name == "" {
			continue
		}
		var b bytes.Buffer
		err := f.write(&b, report)
		if err == nil {
			err = r.write(filepath.FromSlash(f.name), b.Bytes())
		}
		if err != nil {
			r.warn(fmt.Errorf("%s was not written: %w", f.output, err))
			continue
		}
		if r.written == nil {
			r.written = make(map[string]string)
		}
		r.written[f.output] = f.name
	}
}

// write writes a file of the workspace; a link in it leads nowhere else.
func (r *runner) write(name string, b []byte) error {
	root, err := os.OpenRoot(r.getenv("GITHUB_WORKSPACE"))
	if err != nil {
		return err
	}
	defer root.Close()
	return root.WriteFile(name, b, 0o644)
}

// output sets one output. go-githubactions ends a value with a line that is the
// same in every run, so a value that has lines could set outputs of its own: it is refused.
func (r *runner) output(name, value string) {
	if strings.ContainsAny(value, "\r\n") || strings.Contains(value, "_GitHubActionsFileCommandDelimeter_") {
		r.warn(fmt.Errorf("the output %s was not set: its value is not a single line", name))
		return
	}
	r.fileCommand("GITHUB_OUTPUT", func() { r.github.SetOutput(name, value) })
}

// summary adds Markdown to the job's summary; write is told how many bytes there is room for.
func (r *runner) summary(write func(w io.Writer, room int) error) {
	room := summaryRoom - 1 // for the line end that is added
	if info, err := os.Stat(r.getenv("GITHUB_STEP_SUMMARY")); err == nil {
		room -= int(info.Size())
	}
	var b bytes.Buffer
	if err := write(&b, room); err != nil {
		r.warn(err)
		return
	}
	if b.Len() > room {
		r.warn(fmt.Errorf("the job summary was not written: it would have %d bytes, and there is room for %d", b.Len(), room))
		return
	}
	r.fileCommand("GITHUB_STEP_SUMMARY", func() { r.github.AddStepSummary(b.String()) })
}

// fileCommand writes to the file that a variable names. Where there is none, as
// on a laptop, it does nothing; where it can't be written, it says so:
// go-githubactions would panic. The verdict stands in any case.
func (r *runner) fileCommand(variable string, write func()) {
	if r.getenv(variable) == "" {
		return
	}
	defer func() {
		if p := recover(); p != nil {
			r.warn(fmt.Errorf("%s: %v", variable, p))
		}
	}()
	write()
}

func (r *runner) warn(err error) {
	render.Annotate(r.log, "warning", source.Place{}, "okrcheck", err.Error())
}
