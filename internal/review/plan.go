// Package review says on a pull request what okrcheck finds in it: one review
// with comments on the lines, kept up to date from push to push. Plan decides
// what stands where, and is pure; Apply does it, over GitHub's API.
package review

import (
	"cmp"
	"slices"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/diag"
)

// Options are what the user decides.
type Options struct {
	// MaxComments is the largest number of comments on lines; what is beyond goes to the table in the body.
	MaxComments int
	// RequestChanges makes a review with a finding at or above Blocking ask for changes, and takes that back when it is mended.
	RequestChanges bool
	Blocking       diag.Severity // Off is none
	// Key tells apart the workflows that post by the same author.
	Key string
}

// Input is all that Plan decides by.
type Input struct {
	Options
	Head string // the commit that was judged, in full
	// Findings are what the pull request brings, sorted and identified.
	Findings []diag.Finding
	// Silenced are those that it silences: the review quotes the reasons.
	Silenced []checks.Silenced
	// Known counts the findings that were there before.
	Known diag.Count
	Diff  Diff
	// Present holds the identities of all findings at the head, those that were there before included; Quiet those that a
	// comment silences there.
	Present, Quiet map[string]bool
	// Judged reports whether a check was made this time on a file, or on any file where path is "". What was said of one
	// that was not, stays. Nil is all.
	Judged func(check, path string) bool
	// Better reports whether a file of these bytes is without a finding and has no new one; a suggestion is only made if
	// it is. Nil makes none.
	Better func(f diag.Finding, mended []byte) bool
	// Files is the address of the head's files, with a slash at its end; Summary that of the run. Both may be empty.
	Files, Summary string

	Comments []Comment // those on lines by our author, in any state
	Reviews  []Review  // those by our author
}

// A Comment is one that stands on a line of the pull request.
type Comment struct {
	ID         int64
	Body       string
	Replied    bool   // somebody answered
	Thread     string // the thread's node ID; "" if unknown
	CanResolve bool   // the token may resolve the thread, and it is open
}

// A Review is one that was made before.
type Review struct {
	ID    int64
	State string // as GitHub has it: COMMENTED, CHANGES_REQUESTED, …
	Body  string
	URL   string
}

// The kinds of a review.
const (
	Commented        = "COMMENT"
	ChangesRequested = "REQUEST_CHANGES"
)

// Actions are what is to be done, in this order.
type Actions struct {
	Edits   []Edit   // of comments on lines
	Bodies  []Edit   // of earlier reviews
	Resolve []string // threads
	Dismiss []int64  // reviews that asked for changes
	Post    *Post    // nil where there is nothing new
}

// None reports whether there is nothing to do.
func (a Actions) None() bool {
	return len(a.Edits)+len(a.Bodies)+len(a.Resolve)+len(a.Dismiss) == 0 && a.Post == nil
}

// An Edit replaces the text of a comment or a review.
type Edit struct {
	ID   int64
	Body string
}

// A Post is a new review.
type Post struct {
	Event    string
	Body     string
	Comments []LineComment
	// Alone is the body of the same review without comments, for a GitHub that refuses them.
	Alone string
	// Inline, Table and Cut are the identities of the findings, by where they went.
	Inline, Table, Cut []string
}

// A LineComment stands on the lines from Start to Line of the head; Start is 0 for one line.
type LineComment struct {
	Path        string
	Start, Line int
	Body        string
}

// Plan decides what to do on a pull request. The same input gives the same
// actions, and when they are done there is nothing left to do.
func Plan(in Input) Actions {
	if in.Judged == nil {
		in.Judged = func(string, string) bool { return true }
	}
	var a Actions
	known, saturated := in.revisit(&a)
	var fresh []diag.Finding
	for _, f := range in.Findings {
		if !known[f.Identity] && !saturated {
			fresh = append(fresh, f)
		}
	}
	blocked := slices.ContainsFunc(in.Findings, in.blocks)
	if !blocked {
		for _, r := range in.Reviews {
			if _, ours := readMarker(r.Body, in.Key); ours && r.State == "CHANGES_REQUESTED" {
				a.Dismiss = append(a.Dismiss, r.ID)
			}
		}
	}
	if len(fresh) > 0 {
		a.Post = in.post(fresh)
	}
	return a
}

func (in *Input) blocks(f diag.Finding) bool {
	return in.RequestChanges && in.Blocking != diag.Off && f.Severity >= in.Blocking
}

// revisit brings what was said before up to date. It returns the identities
// that are said already, and whether so much is that nobody could list it.
func (in *Input) revisit(a *Actions) (known map[string]bool, saturated bool) {
	known = make(map[string]bool)
	edited := in.edited()
	for _, c := range in.Comments {
		m, ok := readMarker(c.Body, in.Key)
		if !ok || len(m.Open) == 0 {
			continue
		}
		m, changed := m.follow(edited)
		switch {
		case in.Judged(m.Check, m.Path) && !slices.ContainsFunc(m.Open, func(id string) bool { return in.Present[id] }):
			a.Edits = append(a.Edits, Edit{c.ID, in.mended(c, m)})
			if c.CanResolve && c.Thread != "" {
				a.Resolve = append(a.Resolve, c.Thread)
			}
			continue
		case changed:
			a.Edits = append(a.Edits, Edit{c.ID, in.rewritten(c, m)})
		}
		for _, id := range m.Open {
			known[id] = true
		}
	}
	for _, r := range in.Reviews {
		m, ok := readMarker(r.Body, in.Key)
		if !ok || len(m.Open) == 0 {
			continue
		}
		before := len(m.Open)
		m, changed := m.follow(edited)
		checkOf := make(map[string]string)
		for _, found := range rows.FindAllStringSubmatch(r.Body, -1) {
			checkOf[found[1]] = found[2]
		}
		after := m.without(in.Head, func(id string) bool {
			return !in.Present[id] && !known[id] && (checkOf[id] == "" || in.Judged(checkOf[id], ""))
		})
		for _, id := range after.Open {
			known[id] = true
		}
		if changed || len(after.Open) < before {
			a.Bodies = append(a.Bodies, Edit{r.ID, in.updated(r.Body, m, after)})
		}
		saturated = saturated || m.Cut && len(after.Open) > 0
	}
	return known, saturated
}

// edited finds among the new findings those that are earlier ones with another
// text, by the identity that they had.
func (in *Input) edited() map[string]diag.Finding {
	said := make(map[string]bool)
	for _, body := range in.bodies() {
		if m, ok := readMarker(body, in.Key); ok {
			for _, id := range m.Open {
				said[id] = true
			}
		}
	}
	edited := make(map[string]diag.Finding)
	for _, c := range in.Comments {
		m, _ := readMarker(c.Body, in.Key)
		for i, id := range m.Open {
			if _, done := edited[id]; done || in.Present[id] || i >= len(m.Subjects) {
				continue
			}
			for _, f := range in.Findings {
				if f.Check == m.Check && f.At.File.Path == m.Path && !said[f.Identity] && diag.Alike(f.Subject, m.Subjects[i]) {
					edited[id], said[f.Identity] = f, true
					break
				}
			}
		}
	}
	return edited
}

// bodies returns all that we wrote.
func (in *Input) bodies() []string {
	var bodies []string
	for _, c := range in.Comments {
		bodies = append(bodies, c.Body)
	}
	for _, r := range in.Reviews {
		bodies = append(bodies, r.Body)
	}
	return bodies
}

// A group is the findings of one check in one file: they share a comment.
type group struct {
	findings []diag.Finding
	anchor   anchor
	stands   bool // on a line of the diff
}

// severity is the worst of the group's.
func (g *group) severity() diag.Severity {
	return slices.MaxFunc(g.findings, func(a, b diag.Finding) int { return cmp.Compare(a.Severity, b.Severity) }).Severity
}

// post makes the review of new findings.
func (in *Input) post(fresh []diag.Finding) *Post {
	type key struct{ check, path string }
	byKey := make(map[key]*group)
	var groups []*group
	for _, f := range fresh {
		k := key{f.Check, f.At.File.Path}
		g := byKey[k]
		if g == nil {
			g = new(group)
			byKey[k] = g
			groups = append(groups, g)
		}
		g.findings = append(g.findings, f)
		if at, ok := in.Diff.anchor(f); ok && !g.stands {
			g.anchor, g.stands = at, true
		}
	}
	slices.SortStableFunc(groups, func(a, b *group) int { return cmp.Compare(b.severity(), a.severity()) })

	p := &Post{Event: Commented}
	if slices.ContainsFunc(fresh, in.blocks) {
		p.Event = ChangesRequested
	}
	var table []diag.Finding
	for _, g := range groups {
		if g.stands && len(p.Comments) < in.MaxComments {
			if c, ok := in.comment(g); ok {
				p.Comments = append(p.Comments, c)
				p.Inline = append(p.Inline, identities(g.findings)...)
				continue
			}
		}
		table = append(table, g.findings...)
	}
	slices.SortStableFunc(p.Comments, func(a, b LineComment) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line))
	})
	worstFirst(table)
	var shown int
	p.Body, shown = in.body(fresh, table, len(p.Comments), p.Inline)
	p.Table, p.Cut = identities(table[:shown]), identities(table[shown:])
	if len(p.Comments) == 0 {
		p.Alone = p.Body
		return p
	}
	all := slices.Clone(fresh)
	worstFirst(all)
	p.Alone, _ = in.body(fresh, all, 0, nil)
	return p
}

func worstFirst(findings []diag.Finding) {
	slices.SortStableFunc(findings, func(a, b diag.Finding) int { return cmp.Compare(b.Severity, a.Severity) })
}

func identities(findings []diag.Finding) []string {
	var ids []string
	for _, f := range findings {
		ids = append(ids, f.Identity)
	}
	return ids
}
