package repository

import (
	"fmt"

	"github.com/okrcheck/okrcheck/internal/tree"
)

// A Checkout is a git checkout on disk.
type Checkout struct {
	// Dir is its top level.
	Dir string
	// Base is the revision to compare with; "" for none. What counts is the commit in which it and the head meet, as in
	// a pull request.
	Base string
	// NoHistory is true where the past is not to be read.
	NoHistory bool
}

const noHistory = "--no-history was given"

// Read reads a checkout's files, which t holds, and what git knows of them.
func (c Checkout) Read(t tree.Tree, o Options) (*Repository, error) {
	if c.NoHistory && c.Base == "" {
		r, err := Read(t, o)
		if err == nil {
			r.NoHistory(noHistory)
		}
		return r, err
	}
	var head, base string
	git, gitErr := tree.OpenGit(c.Dir)
	if gitErr == nil {
		defer git.Close()
		head, base, gitErr = c.commits(git)
	}
	if gitErr != nil && c.Base != "" {
		return nil, gitErr
	}
	if c.Base != "" {
		o.Changed = func(patterns []string) ([]string, error) { return git.Differs(base, patterns) }
		head = base // what came since is today's
	}
	r, err := Read(t, o)
	if err != nil {
		return r, err
	}
	if c.Base != "" {
		if err := r.ReadBase(git.Revision(base)); err != nil {
			return nil, err
		}
	}
	switch {
	case c.NoHistory:
		r.NoHistory(noHistory)
	case gitErr != nil:
		r.NoHistory(gitErr.Error())
	default:
		h := git.History(head)
		defer h.Close()
		r.ReadHistory(h)
	}
	return r, nil
}

// commits returns the head, "" before the first commit, and the base.
func (c Checkout) commits(git *tree.Git) (head, base string, err error) {
	if head, _, err = git.Commit("HEAD"); err != nil || c.Base == "" {
		return head, "", err
	}
	base, ok, err := git.Commit(c.Base)
	if err != nil {
		return "", "", err
	}
	if !ok {
		return "", "", fmt.Errorf("%w: %q", ErrNoRevision, c.Base)
	}
	if meet, ok := git.MergeBase(base, head); ok {
		base = meet
	}
	return head, base, nil
}
