package tree

import (
	"github.com/google/go-github/v62/github"

	"github.com/okrcheck/okrcheck/internal/githubapi"
)

// A Comparison is what a pull request changes.
type Comparison struct {
	Base    string // the commit that the histories have in common
	Changes []FileChange
}

// A FileChange is one file of a comparison.
type FileChange struct {
	Path, Previous string // Previous is its name before, where it was renamed
	Status         string // as GitHub has it: added, modified, removed, renamed, …
	Patch          string // "" where GitHub leaves it out
	Object         string // the blob
}

// Compare returns what a pull request changes, in one request where it has
// fewer than 300 files; else the pull request's own list is read as well.
func (g *GitHub) Compare(base, head string, pull int) (Comparison, error) {
	rest, err := g.client.REST()
	if err != nil {
		return Comparison{}, err
	}
	got, _, err := rest.Repositories.CompareCommits(g.ctx, g.owner, g.name, base, head, &github.ListOptions{PerPage: 1})
	var c Comparison
	const mostFiles = 300 // that GitHub compares
	switch {
	case err == nil:
		if c.Base = got.GetMergeBaseCommit().GetSHA(); c.Base == "" {
			return c, g.failed(githubapi.ErrUncertain)
		}
		if len(got.Files) < mostFiles {
			c.Changes = fileChanges(got.Files)
			return c, nil
		}
	case githubapi.StatusOf(err) == 404: // a fork's commit that is not reached from here
		c.Base = base
	default:
		return c, g.failed(err)
	}
	files, err := githubapi.Pages(func(o github.ListOptions) ([]*github.CommitFile, *github.Response, error) {
		return rest.PullRequests.ListFiles(g.ctx, g.owner, g.name, pull, &o)
	})
	if err != nil {
		return c, g.failed(err)
	}
	c.Changes = fileChanges(files)
	return c, nil
}

func fileChanges(files []*github.CommitFile) []FileChange {
	var list []FileChange
	for _, f := range files {
		list = append(list, FileChange{Path: f.GetFilename(), Previous: f.GetPreviousFilename(), Status: f.GetStatus(), Patch: f.GetPatch(), Object: f.GetSHA()})
	}
	return list
}
