// Package action is okrcheck as a GitHub action: it reads what the runner
// hands over, says what it finds as annotations, a job summary and outputs, and
// gives the verdict. It is the only place that speaks with the runner.
package action

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/sethvargo/go-githubactions"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/config"
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/githubapi"
	"github.com/okrcheck/okrcheck/internal/render"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/review"
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
	// Sleep waits before a request is made again; nil is for as long as it says.
	Sleep func(context.Context, time.Duration) error
}

// Run checks what the event is about and returns the verdict. All has been said
// when it returns, the error included: it is an InputError or a config.Errors
// where the user can mend it. The findings are said, and decide, before anything
// is written to GitHub.
func Run(env Env) (Verdict, error) {
	r := &runner{
		log:    env.Stdout,
		getenv: env.Getenv,
		sleep:  env.Sleep,
		github: githubactions.New(githubactions.WithWriter(env.Stdout), githubactions.WithGetenv(env.Getenv)),
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	mode, err := r.mode()
	if mode == modeWeekly || mode == modeQuarterEnd {
		return r.rhythm(ctx, mode)
	}
	var report render.Report
	var p *pull
	var in inputs
	if err == nil {
		report, p, in, err = r.check(ctx)
	}
	verdict := CouldNotFinish
	switch {
	case errors.Is(err, repository.ErrNoFiles):
		verdict = NothingToCheck
		text := err.Error()
		if !errors.Is(err, errNotTouched) {
			text += ": write a first one with okrcheck init"
		}
		r.note("nothing to check", text)
		err = nil
	case err != nil:
		r.sayError(err)
		p = nil
	default:
		verdict = Clean
		if fails(report.Findings, in.failOn) {
			verdict = Findings
		}
		r.sayFindings(report, p)
		r.formats(report, in)
	}
	r.sayDetour()
	outcome := review.Outcome{Status: review.Skipped, Reason: r.whyNoReview(p, in)}
	if outcome.Reason == "" {
		outcome = r.review(ctx, in, p, report)
		r.sayOutcome(outcome)
	}
	r.outputs(verdict, report, outcome)
	return verdict, err
}

// whyNoReview says why there is none, or "" where there is one.
func (r *runner) whyNoReview(p *pull, in inputs) string {
	switch {
	case p == nil:
		return "there is no pull request to review"
	case in.review == reviewOff:
		return "the input review is off"
	}
	return ""
}

// fails reports whether a finding is at or above the threshold; Off is none.
func fails(findings []diag.Finding, threshold diag.Severity) bool {
	return threshold != diag.Off && slices.ContainsFunc(findings, func(f diag.Finding) bool { return f.Severity >= threshold })
}

type runner struct {
	log    io.Writer
	getenv func(string) string
	sleep  func(context.Context, time.Duration) error
	github *githubactions.Action
	// hub is the repository on GitHub, where files were read from there.
	hub *tree.GitHub
	// written holds the files of formats, by the output that names them.
	written map[string]string
}

// check makes the checks on what the event is about.
func (r *runner) check(ctx context.Context) (report render.Report, p *pull, in inputs, err error) {
	e, err := r.event()
	if err != nil {
		return report, nil, in, err
	}
	workspace := r.getenv("GITHUB_WORKSPACE")
	if workspace == "" {
		return report, nil, in, errors.New("GITHUB_WORKSPACE is not set: okrcheck action runs in a GitHub workflow; elsewhere use okrcheck check")
	}
	entries, err := os.ReadDir(workspace)
	if err != nil {
		return report, nil, in, fmt.Errorf("the workspace can't be read: %w", err)
	}
	checkedOut := len(entries) > 0
	client := r.client(r.github.GetInput("github-token"))
	if in, err = r.inputs(workspace, checkedOut && (e == nil || client == nil)); err != nil {
		return report, nil, in, err
	}
	if e != nil && client != nil {
		report, p, err = r.checkPull(ctx, in, e, client)
		var mistakes config.Errors
		if err == nil || !checkedOut || errors.Is(err, repository.ErrNoFiles) || errors.As(err, &mistakes) {
			return report, p, in, err
		}
		r.warn(fmt.Errorf("%w; the checked-out files are checked instead, what was there before included", err))
	}
	report, err = r.checkCommit(ctx, in, workspace, checkedOut, client)
	return report, nil, in, err
}

// checkCommit checks a whole repository.
func (r *runner) checkCommit(ctx context.Context, in inputs, workspace string, checkedOut bool, client *githubapi.Client) (render.Report, error) {
	repo, _, err := r.readCommit(ctx, in, workspace, checkedOut, client)
	if err != nil {
		return render.Report{}, err
	}
	judge := repo.Input()
	judge.Only = in.only
	report := render.NewReport(repo, checks.Run(judge))
	report.Only = in.only
	return report, nil
}

// readCommit reads a whole repository: as it is checked out, or else as the
// event's commit has it; with its history where there is a token.
func (r *runner) readCommit(ctx context.Context, in inputs, workspace string, checkedOut bool, client *githubapi.Client) (*repository.Repository, tree.Tree, error) {
	var files tree.Tree
	var hub *tree.GitHub
	commit := r.getenv("GITHUB_SHA")
	if client != nil && commit != "" {
		hub = r.openGitHub(ctx, client)
	}
	switch {
	case checkedOut:
		files = tree.WorkTree(workspace)
	case hub == nil:
		return nil, nil, errors.New("the workspace is empty, and there is no token to read the files with: check the repository out before this step, with uses: actions/checkout")
	default:
		if err := hub.Find([]string{commit}, []string{"okrs"}, []string{config.Name}); err != nil {
			return nil, nil, failure(hub, err)
		}
		files = hub.Commit(commit)
	}
	repo, err := repository.Read(files, in.options())
	if err != nil {
		return nil, nil, failure(hub, err)
	}
	if hub != nil {
		if err := hub.Err(); err != nil {
			return nil, nil, err
		}
		readHistory(repo, hub, commit)
	}
	return repo, files, nil
}

// readHistory reads the past of a commit. A run can do without it: which checks are not made then is said.
func readHistory(repo *repository.Repository, hub *tree.GitHub, commit string) {
	repo.ReadHistory(hub.History(commit))
	if err := hub.Err(); err != nil {
		repo.NoHistory(err.Error())
	}
}

// openGitHub opens the repository that the workflow belongs to.
func (r *runner) openGitHub(ctx context.Context, client *githubapi.Client) *tree.GitHub {
	owner, name := r.repository()
	r.hub = tree.OpenGitHub(ctx, client, owner, name)
	return r.hub
}

func (r *runner) repository() (owner, name string) {
	owner, name, _ = strings.Cut(r.getenv("GITHUB_REPOSITORY"), "/")
	return owner, name
}

// sayDetour says where the files were read in another way than is usual, which takes longer and shows less of the past.
func (r *runner) sayDetour() {
	if r.hub == nil || r.hub.Detour() == "" {
		return
	}
	text := r.hub.Detour()
	r.warn(errors.New(text))
	r.summary(func(w io.Writer, _ int) error {
		_, err := fmt.Fprintf(w, "\n%s.\n\n", render.EscapeMarkdown(text))
		return err
	})
}

// sayFindings writes the log, the annotations and the summary, in the order of
// what is least likely to fail.
func (r *runner) sayFindings(report render.Report, p *pull) {
	r.github.Group("okrcheck: " + render.Counts(diag.Of(report.Findings)))
	r.untrusted(func(w io.Writer) error { return render.Text(w, report, render.TextStyle{Color: true}) })
	r.github.EndGroup()
	_ = render.GitHub(r.log, report) // a log that can't be written can't say so
	r.summary(func(w io.Writer, room int) error {
		return render.Markdown(w, report, render.MarkdownStyle{Files: r.files(p), Limit: room})
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

// files returns the address under which the checked commit's files are found, or "".
func (r *runner) files(p *pull) string {
	server, repository, commit := r.getenv("GITHUB_SERVER_URL"), r.getenv("GITHUB_REPOSITORY"), r.getenv("GITHUB_SHA")
	if p != nil {
		commit = p.event.PullRequest.Head.SHA
	}
	if server == "" || repository == "" || commit == "" {
		return ""
	}
	return server + "/" + repository + "/blob/" + commit + "/"
}

// page returns the address of the run's page, with its summary, or "".
func (r *runner) page() string {
	server, repository, run := r.getenv("GITHUB_SERVER_URL"), r.getenv("GITHUB_REPOSITORY"), r.getenv("GITHUB_RUN_ID")
	if server == "" || repository == "" || run == "" {
		return ""
	}
	return server + "/" + repository + "/actions/runs/" + run
}

// sayOutcome says in the log and the summary what became of the review.
func (r *runner) sayOutcome(o review.Outcome) {
	text := "The review is " + o.String()
	if o.Status == review.Degraded {
		r.warn(errors.New(text + ". The findings are all in the job's summary, and they alone decide."))
	}
	_, _ = fmt.Fprintln(r.log, render.Safe(text))
	r.summary(func(w io.Writer, _ int) error {
		_, err := fmt.Fprintf(w, "%s.\n", render.EscapeMarkdown(text))
		return err
	})
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
