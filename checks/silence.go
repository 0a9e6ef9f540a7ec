package checks

import (
	"fmt"
	"strings"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
)

// The three checks of the comments that silence others. The run makes them by
// itself, after all others have spoken.
var (
	ignoreWithoutReason = &Check{
		Name:  "ignore-without-reason",
		Title: "a comment silences a check without a reason",
		Why: `A finding that is silenced without a word is a rule that nobody remembers. Next quarter's author sees the comment, does not
know whether its cause still holds, and leaves it; after a year the file is full of them and the check is as good as
off.

Most linters have learnt this: staticcheck asks for a reason behind each ` + "`//lint:ignore`" + `, and so does this tool. The reason
stands after two hyphens and is for the one who reads the file next. In a pull request, the review quotes it to everybody who
looks. Without a reason the comment silences nothing: the finding that it names stands, beside this one.`,
		Severity: diag.Warning, Group: Silence, When: Always,
	}
	expiredIgnore = &Check{
		Name:  "expired-ignore",
		Title: "a comment that silences a check is past its date",
		Why: `An exception with a date was a promise: until then we live with it. When the date has passed and nobody speaks of it, the
exception has become the rule, and the date only looks like care.

So the comment silences nothing from the day after its date on (the date itself still counts), and is a finding of its own,
beside the one that it hid. Either the promise was kept, and the comment can go; or it was not, and a new date needs a
reason that is true today. A date is voluntary. It suits what will mend itself, such as a strategy that comes in
October, better than what was decided for good.`,
		Severity: diag.Warning, Group: Silence, When: Always,
	}
	unusedIgnore = &Check{
		Name:  "unused-ignore",
		Title: "a comment silences a check that finds nothing there",
		Why: `A comment that silences nothing is a trap for later. It was written for a mistake that has since been mended, or it never
worked because the name was misspelt; and one day it will hide a new mistake at the same place, which nobody has looked at.

Compilers and linters that know unused suppressions (ESLint, staticcheck, Rust's ` + "`expect`" + `) report them for the same reason.
Each name in a comment counts by itself. Nothing is said of a check that is off in the configuration, that could not run,
or that does not speak in the file's quarter, so that old quarters stay quiet. Remove the name, or mend its
spelling.`,
		Severity: diag.Warning, Group: Silence, When: Always,
	}
)

// silence takes out the findings that comments silence, and adds what is wrong
// with the comments themselves.
func (r *run) silence(findings []diag.Finding, notChecked []NotChecked) (kept []diag.Finding, silenced []Silenced) {
	p := r.part()
	ignores := make(map[string][]*ignore)
	for _, f := range r.in.Head.Files {
		if !r.in.judged(f.Path()) {
			continue
		}
		for _, ig := range f.Ignores {
			if ig.Malformed != "" && r.on(unusedIgnore) {
				p.pass(unusedIgnore).Report(diag.Finding{
					At: ig.At, Message: ig.Malformed, Subject: ig.At.Text(),
					Help: "write: # okrcheck: ignore CHECK until 2026-12-31 -- reason",
				})
			}
			for _, name := range ig.Checks {
				ignores[f.Path()] = append(ignores[f.Path()], &ignore{file: f, comment: ig, check: name})
			}
		}
	}
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
	if named != nil && !r.speaks(named, ig.file) {
		return // an old quarter stays quiet
	}
	report := func(c *Check, f diag.Finding) {
		if r.on(c) {
			f.Subject = ig.check.V
			p.pass(c).Report(f)
		}
	}
	switch {
	case ig.comment.Reason == "":
		if ig.check != ig.comment.Checks[0] {
			return // said of the whole comment already
		}
		names := make([]string, len(ig.comment.Checks))
		for i, name := range ig.comment.Checks {
			names[i] = name.V
		}
		report(ignoreWithoutReason, diag.Finding{
			At:      ig.comment.At,
			Message: fmt.Sprintf("the comment that ignores %s gives no reason", list(names)),
			Help:    "say why after two hyphens: # okrcheck: ignore " + strings.Join(names, ", ") + " -- the board fixed this date",
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
	case !ig.used && r.on(named) && !named.Compares && !couldNot(named, ig.file, notChecked):
		report(unusedIgnore, diag.Finding{
			At:      ig.check.At,
			Message: fmt.Sprintf("%s finds nothing here to ignore", ig.check.V),
			Help:    "remove the comment",
		})
	}
}

// speaks reports whether a check has anything to say about a file, on whatever day.
func (r *run) speaks(c *Check, f *okr.File) bool {
	p := r.part().pass(c)
	return p.Speaks(f)
}

func couldNot(c *Check, f *okr.File, notChecked []NotChecked) bool {
	for _, n := range notChecked {
		prose := n.Check == writing && c.Group == Writing
		if (n.Check == c.Name || prose) && (n.Path == "" || n.Path == f.Path()) {
			return true
		}
	}
	return false
}
