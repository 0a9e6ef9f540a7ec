package action

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/okrcheck/okrcheck/internal/closing"
	"github.com/okrcheck/okrcheck/internal/githubapi"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/render"
	"github.com/okrcheck/okrcheck/internal/repository"
)

// The modes that a schedule runs, beside the check.
const (
	modeCheck      = "check"
	modeWeekly     = "weekly"
	modeQuarterEnd = "quarter-end"
)

// mode returns the input of that name.
func (r *runner) mode() (string, error) {
	switch word := cmp.Or(r.github.GetInput("mode"), modeCheck); word {
	case modeCheck, modeWeekly, modeQuarterEnd:
		return word, nil
	default:
		return "", &InputError{Input: "mode", Problem: fmt.Sprintf("%q is none of check, weekly and quarter-end", word)}
	}
}

// rhythm makes a scheduled run. The summary is complete before anything is
// written to GitHub.
func (r *runner) rhythm(ctx context.Context, mode string) (Verdict, error) {
	out, err := r.scheduled(ctx, mode)
	verdict := Clean
	switch {
	case errors.Is(err, repository.ErrNoFiles):
		verdict, err = NothingToCheck, nil
		r.note("nothing to say", "no OKR file of a quarter that is near: write a first one with okrcheck init")
	case err != nil:
		verdict = CouldNotFinish
		r.sayError(err)
	}
	r.sayDetour()
	for _, o := range []struct{ name, value string }{
		{"verdict", string(verdict)}, {"issue-url", out.Issue}, {"pull-request-url", out.Pull},
	} {
		r.output(o.name, o.value)
	}
	return verdict, err
}

func (r *runner) scheduled(ctx context.Context, mode string) (out closing.Outcome, err error) {
	workspace := r.getenv("GITHUB_WORKSPACE")
	if workspace == "" {
		return out, errors.New("GITHUB_WORKSPACE is not set: okrcheck action runs in a GitHub workflow; elsewhere use okrcheck report")
	}
	entries, err := os.ReadDir(workspace)
	if err != nil {
		return out, fmt.Errorf("the workspace can't be read: %w", err)
	}
	client := r.client(r.github.GetInput("github-token"))
	in, err := r.inputs(workspace, len(entries) > 0)
	if err != nil {
		return out, err
	}
	repo, files, err := r.readCommit(ctx, in, workspace, len(entries) > 0, client)
	if err != nil {
		return out, err
	}

	var apply func(*closing.GitHub) (closing.Outcome, error)
	if mode == modeWeekly {
		w := closing.NewWeekly(repo)
		r.say(closing.Title(w.Quarter), func(room int) string { return w.Comment(room/2) + "\n" + w.Body(room/2) })
		apply = func(g *closing.GitHub) (closing.Outcome, error) { return g.Weekly(ctx, w) }
	} else {
		quarters := closing.Ended(repo)
		last, err := closing.NewQuarterEnd(files, repo, quarters[len(quarters)-1])
		if err != nil {
			return out, err
		}
		r.say("", func(room int) string { return last.IssueBody(room, "") })
		apply = func(g *closing.GitHub) (closing.Outcome, error) {
			return g.QuarterEnd(ctx, repo.Config.Calendar, quarters, func(q okr.Quarter) (closing.QuarterEnd, error) {
				return closing.NewQuarterEnd(files, repo, q)
			})
		}
	}
	branch, ok := strings.CutPrefix(r.getenv("GITHUB_REF"), "refs/heads/")
	switch {
	case client == nil:
		return out, &InputError{Input: "github-token", Problem: "it is empty: without a token nothing but this summary can be written"}
	case !ok:
		return out, fmt.Errorf("%q is not a branch: run this workflow on the default branch", r.getenv("GITHUB_REF"))
	}
	owner, name := r.repository()
	out, err = apply(&closing.GitHub{
		Client: client, Owner: owner, Name: name, Branch: branch, Commit: r.getenv("GITHUB_SHA"), Web: r.getenv("GITHUB_SERVER_URL"), Key: repo.Dir,
	})
	r.sayRhythm(out)
	if err != nil {
		err = fmt.Errorf("%w (%s); the next run goes on from here", err, githubapi.Reason(err))
	}
	return out, err
}

// say writes Markdown of ours to the summary, and that it is there to the log.
func (r *runner) say(title string, text func(room int) string) {
	_, _ = fmt.Fprintln(r.log, "The text is in the job's summary.")
	r.summary(func(w io.Writer, room int) error {
		t := text(room - 1000)
		if strings.TrimSpace(t) == "" {
			t = "Nothing to say.\n"
		}
		if title != "" {
			t = "## " + title + "\n\n" + t
		}
		_, err := io.WriteString(w, t)
		return err
	})
}

// sayRhythm says what was left on GitHub, and what a person has to do.
func (r *runner) sayRhythm(out closing.Outcome) {
	var lines []string
	if out.Issue != "" {
		lines = append(lines, "Issue: "+out.Issue)
	}
	if out.Pull != "" {
		lines = append(lines, "Pull request: "+out.Pull)
	}
	lines = append(lines, out.Notes...)
	if len(lines) == 0 {
		return
	}
	r.untrusted(func(w io.Writer) error {
		_, err := fmt.Fprintln(w, render.Safe(strings.Join(lines, " | ")))
		return err
	})
	r.summary(func(w io.Writer, _ int) error {
		_, err := fmt.Fprintf(w, "\n- %s\n", strings.Join(lines, "\n- "))
		return err
	})
}
