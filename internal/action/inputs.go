package action

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/repository"
)

// An InputError is a mistake in the action's inputs.
type InputError struct {
	Input   string // its name, as under "with:"
	Problem string // what is wrong and what to write
}

func (e *InputError) Error() string { return fmt.Sprintf("input %s: %s", e.Input, e.Problem) }

// inputs mirror the flags of okrcheck check.
type inputs struct {
	paths  []string // relative to the workspace, with slashes
	config string
	failOn diag.Severity // Off is never
	only   []string
	all    bool
	today  okr.Date

	review      string // one of the kinds of review
	maxComments int    // on lines
	json, sarif string // files to write, as the user named them; "" for none
}

// The kinds of review.
const (
	reviewComment        = "comment"
	reviewRequestChanges = "request-changes"
	reviewOff            = "off"
)

// mostComments is the largest max-comments: a review with more has been refused.
const mostComments = 30

func (in inputs) options() repository.Options {
	return repository.Options{ConfigPath: in.config, Paths: in.paths, All: in.all, Today: in.today}
}

// inputs reads the action's inputs; the error holds all mistakes. That a path
// exists is looked at where the files are on disk.
func (r *runner) inputs(workspace string, onDisk bool) (in inputs, err error) {
	var mistakes []error
	mistake := func(input, format string, args ...any) {
		mistakes = append(mistakes, &InputError{Input: input, Problem: fmt.Sprintf(format, args...)})
	}
	existing := func(input, path string) string {
		clean := filepath.Clean(filepath.FromSlash(path))
		switch {
		case !filepath.IsLocal(clean):
			mistake(input, "%q lies outside the repository: write a path relative to its root", path)
		case onDisk:
			if _, err := os.Lstat(filepath.Join(workspace, clean)); errors.Is(err, os.ErrNotExist) {
				mistake(input, "%q does not exist", path)
			}
		}
		return filepath.ToSlash(clean)
	}

	for _, path := range list(r.github.GetInput("paths"), "\n") {
		in.paths = append(in.paths, existing("paths", path))
	}
	if path := r.github.GetInput("config"); path != "" {
		in.config = existing("config", path)
	}
	in.failOn = diag.Error
	switch word := r.github.GetInput("fail-on"); word {
	case "":
	case "never":
		in.failOn = diag.Off
	default:
		if in.failOn, err = diag.ParseSeverity(word); err != nil || in.failOn == diag.Off {
			mistake("fail-on", "%q is none of error, warning, info and never", word)
		}
	}
	in.only = list(r.github.GetInput("only"), ",\n")
	for _, name := range in.only {
		if checks.Named(name) == nil {
			hint := ""
			if near := checks.Nearest(name); near != "" {
				hint = "; did you mean " + near + "?"
			}
			mistake("only", "there is no check named %q%s", name, hint)
		}
	}
	switch word := r.github.GetInput("all"); strings.ToLower(word) {
	case "", "false":
	case "true":
		in.all = true
	default:
		mistake("all", "%q is neither true nor false", word)
	}
	if day := r.github.GetInput("today"); day != "" {
		if in.today, err = okr.ParseDate(day); err != nil {
			mistake("today", "%v", err)
		}
	}
	switch word := cmp.Or(r.github.GetInput("review"), reviewComment); word {
	case reviewComment, reviewRequestChanges, reviewOff:
		in.review = word
	default:
		mistake("review", "%q is none of comment, request-changes and off", word)
	}
	if in.maxComments, err = strconv.Atoi(cmp.Or(r.github.GetInput("max-comments"), "20")); err != nil || in.maxComments < 0 || in.maxComments > mostComments {
		mistake("max-comments", "write a number from 0 to %d", mostComments)
	}
	file := func(input string) string {
		name := r.github.GetInput(input)
		if name != "" && !filepath.IsLocal(filepath.FromSlash(name)) {
			mistake(input, "%q lies outside the workspace: write a path relative to it", name)
		}
		return name
	}
	in.json, in.sarif = file("json-file"), file("sarif-file")
	return in, errors.Join(mistakes...)
}

// list takes a list apart at any of the separators.
func list(text, separators string) []string {
	var items []string
	for item := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}
