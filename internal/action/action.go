// Package action is okrcheck as a GitHub action: it reads what the runner
// hands over, says what it finds as annotations, a job summary and outputs, and
// gives the verdict. It is the only place that speaks with the runner.
package action

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/sethvargo/go-githubactions"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/config"
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/render"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/source"
	"github.com/okrcheck/okrcheck/internal/tree"
)

// A Verdict is what a workflow can decide by.
type Verdict string

// The verdicts.
const (
	Clean          Verdict = "clean"            // nothing at or above the threshold
	Findings       Verdict = "findings"         // something at or above it
	NothingToCheck Verdict = "nothing-to-check" // no OKR file; a success, so that the job can be a required check
	CouldNotFinish Verdict = "could-not-finish"
)

// Env is what the action sees of the runner's process.
type Env struct {
	Stdout io.Writer // the log; the runner obeys the commands in it
	Getenv func(string) string
}

// Run checks the runner's workspace and returns the verdict. All has been said
// when it returns, the error included: it is an InputError or a config.Errors
// where the user can mend it.
func Run(env Env) (Verdict, error) {
	r := &runner{
		log:    env.Stdout,
		getenv: env.Getenv,
		github: githubactions.New(githubactions.WithWriter(env.Stdout), githubactions.WithGetenv(env.Getenv)),
	}
	report, in, err := r.check()
	verdict := CouldNotFinish
	switch {
	case errors.Is(err, repository.ErrNoFiles):
		verdict = NothingToCheck
		r.note("nothing to check", err.Error()+": write a first one with okrcheck init")
		err = nil
	case err != nil:
		r.sayError(err)
	default:
		verdict = Clean
		if fails(report.Findings, in.failOn) {
			verdict = Findings
		}
		r.sayFindings(report)
	}
	r.outputs(verdict, diag.Of(report.Findings))
	return verdict, err
}

// fails reports whether a finding is at or above the threshold; Off is none.
func fails(findings []diag.Finding, threshold diag.Severity) bool {
	return threshold != diag.Off && slices.ContainsFunc(findings, func(f diag.Finding) bool { return f.Severity >= threshold })
}

type runner struct {
	log    io.Writer
	getenv func(string) string
	github *githubactions.Action
}

// check reads the workspace and makes the checks.
func (r *runner) check() (render.Report, inputs, error) {
	workspace := r.getenv("GITHUB_WORKSPACE")
	if workspace == "" {
		return render.Report{}, inputs{}, errors.New("GITHUB_WORKSPACE is not set: okrcheck action runs in a GitHub workflow; elsewhere use okrcheck check")
	}
	in, err := r.inputs(workspace)
	if err != nil {
		return render.Report{}, in, err
	}
	entries, err := os.ReadDir(workspace)
	if err != nil {
		return render.Report{}, in, fmt.Errorf("the workspace can't be read: %w", err)
	}
	if len(entries) == 0 {
		return render.Report{}, in, errors.New("the workspace is empty: check the repository out before this step, with uses: actions/checkout")
	}
	repo, err := repository.Read(tree.WorkTree(workspace), in.options())
	if err != nil {
		return render.Report{}, in, err
	}
	judge := repo.Input()
	judge.Only = in.only
	return render.NewReport(repo, checks.Run(judge)), in, nil
}

// sayFindings writes the log, the annotations and the summary, in the order of
// what is least likely to fail.
func (r *runner) sayFindings(report render.Report) {
	r.github.Group("okrcheck: " + render.Counts(diag.Of(report.Findings)))
	r.untrusted(func(w io.Writer) error { return render.Text(w, report, render.TextStyle{Color: true}) })
	r.github.EndGroup()
	_ = render.GitHub(r.log, report) // a log that can't be written can't say so
	r.summary(func(w io.Writer, room int) error {
		return render.Markdown(w, report, render.MarkdownStyle{Files: r.files(), Limit: room})
	})
}

// sayError annotates each mistake at its place and sums them up.
func (r *runner) sayError(err error) {
	var mistakes config.Errors
	if errors.As(err, &mistakes) {
		for _, m := range mistakes {
			render.Annotate(r.log, "error", m.At, "mistake in the configuration", m.Message+"\n"+m.Help)
		}
	} else {
		render.Annotate(r.log, "error", source.Place{}, "okrcheck could not finish", err.Error())
	}
	r.note("could not finish", err.Error())
}

// note writes a summary without a report: a title, and the lines of a text.
func (r *runner) note(title, text string) {
	r.summary(func(w io.Writer, _ int) error {
		_, err := fmt.Fprintf(w, "### okrcheck: %s\n\n", title)
		for line := range strings.SplitSeq(text, "\n") {
			_, err = fmt.Fprintf(w, "- %s\n", render.EscapeMarkdown(line))
		}
		return err
	})
}

// files returns the address under which the commit's files are found, or "".
func (r *runner) files() string {
	server, repository, commit := r.getenv("GITHUB_SERVER_URL"), r.getenv("GITHUB_REPOSITORY"), r.getenv("GITHUB_SHA")
	if server == "" || repository == "" || commit == "" {
		return ""
	}
	return server + "/" + repository + "/blob/" + commit + "/"
}

// untrusted writes text that quotes files to the log, with the commands in it disarmed.
func (r *runner) untrusted(write func(io.Writer) error) {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		render.Annotate(r.log, "warning", source.Place{}, "okrcheck", err.Error())
		return
	}
	token := stopToken()
	r.github.IssueCommand(&githubactions.Command{Name: "stop-commands", Message: token})
	_, _ = r.log.Write(b.Bytes())
	r.github.IssueCommand(&githubactions.Command{Name: token})
}
