package checks

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

// The three checks of the comments that silence others. The run makes them by
// itself, after all others have spoken.
var (
	ignoreWithoutReason = &Check{
		Name:     "ignore-without-reason",
		Title:    "a comment silences a check without a reason",
		Why:      `A finding that is silenced without a word is a rule that nobody remembers. The reason is for the one who reads the file next quarter; without it the comment silences nothing.`,
		Severity: diag.Warning, Group: Silence, When: Always,
	}
	expiredIgnore = &Check{
		Name:     "expired-ignore",
		Title:    "a comment that silences a check is past its date",
		Why:      `An exception with a date was a promise. Past the date the comment silences nothing: keep the promise, or give a new date and say why.`,
		Severity: diag.Warning, Group: Silence, When: Always,
	}
	unusedIgnore = &Check{
		Name:     "unused-ignore",
		Title:    "a comment silences a check that finds nothing there",
		Why:      `A comment that silences nothing hides the next real mistake. Remove it, or mend the name of the check.`,
		Severity: diag.Warning, Group: Silence, When: Always,
	}
)

// silence takes out the findings that comments silence, and adds what is wrong
// with the comments themselves.
func (r *run) silence(findings []diag.Finding, notChecked []NotChecked) (kept []diag.Finding, silenced []Silenced) {
	ignores := make(map[string][]*ignore)
	for _, f := range r.in.Head.Files {
		for _, ig := range f.Ignores {
			for _, name := range ig.Checks {
				ignores[f.Path()] = append(ignores[f.Path()], &ignore{file: f, comment: ig, check: name})
			}
		}
	}
	p := r.part()
	for _, f := range findings {
		var by *ignore
		for _, ig := range ignores[f.At.File.Path] {
			if ig.check.V != f.Check || !ig.comment.Covers.Contains(f.At) {
				continue
			}
			ig.used = true
			switch {
			case ig.comment.Reason == "":
			case ig.expired(r.in.Today):
			case r.in.Settings.Checks[f.Check].Locked:
				f.Help += fmt.Sprintf("; the comment in line %d has no effect: the configuration locks this check", ig.comment.At.From().Line)
			default:
				by = ig
			}
		}
		if by != nil {
			silenced = append(silenced, Silenced{Finding: f, By: by.comment})
			continue
		}
		kept = append(kept, f)
	}
	for _, f := range r.in.Head.Files {
		for _, ig := range ignores[f.Path()] {
			r.judgeIgnore(p, ig, notChecked)
		}
	}
	return append(kept, p.findings...), silenced
}

// An ignore is one name in a comment that silences.
type ignore struct {
	file    *okr.File
	comment okr.Ignore
	check   okr.Value[string]
	used    bool
}

func (ig *ignore) expired(today okr.Date) bool {
	return ig.comment.Until.Given() && today.After(ig.comment.Until.V)
}

func (r *run) judgeIgnore(p *part, ig *ignore, notChecked []NotChecked) {
	named := Named(ig.check.V)
	when := WhenIs(ig.file.Quarter, r.running)
	if named != nil && named.When&when == 0 {
		return // the check doesn't speak there: an old quarter stays quiet
	}
	report := func(c *Check, f diag.Finding) {
		if r.on(c) {
			f.Subject = ig.check.V
			p.pass(c).Report(f)
		}
	}
	switch {
	case ig.comment.Reason == "":
		report(ignoreWithoutReason, diag.Finding{
			At:      ig.comment.At,
			Message: fmt.Sprintf("the comment that ignores %s gives no reason", ig.check.V),
			Help:    "say why after two hyphens: # okrcheck: ignore " + ig.check.V + " -- the board fixed this date",
		})
	case ig.expired(r.in.Today):
		report(expiredIgnore, diag.Finding{
			At:      ig.comment.Until.At,
			Message: fmt.Sprintf("the comment that ignores %s ended on %s", ig.check.V, ig.comment.Until.V),
			Help:    "mend what it hides and remove it, or give a new date and say why",
		})
	case named == nil:
		f := diag.Finding{At: ig.check.At, Message: fmt.Sprintf("there is no check named %q to ignore", ig.check.V), Help: "see the list with: okrcheck explain"}
		if near := Nearest(ig.check.V); near != "" {
			f.Help = fmt.Sprintf("did you mean %s?", near)
		}
		report(unusedIgnore, f)
	case !ig.used && r.on(named) && !couldNot(named, ig.file, notChecked):
		report(unusedIgnore, diag.Finding{
			At:      ig.check.At,
			Message: fmt.Sprintf("%s finds nothing here to ignore", ig.check.V),
			Help:    "remove the comment",
		})
	}
}

func couldNot(c *Check, f *okr.File, notChecked []NotChecked) bool {
	for _, n := range notChecked {
		if n.Check == c.Name && (n.Path == "" || n.Path == f.Path()) {
			return true
		}
	}
	return false
}
