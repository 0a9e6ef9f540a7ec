package cli

import (
	"errors"

	"github.com/okrcheck/okrcheck/internal/config"
	"github.com/okrcheck/okrcheck/internal/render"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/tree"
)

// open reads a repository, without its history; configPath is what the user
// wrote behind --config. Its error has its exit status. Where no OKR file is
// found the repository is returned too, for its configuration.
func (at workplace) open(env *Env, t tree.Tree, configPath string, o repository.Options) (*repository.Repository, error) {
	return at.openBy(repository.Read, env, t, configPath, o)
}

// openBy opens a repository by one of the ways to read it.
func (at workplace) openBy(read func(tree.Tree, repository.Options) (*repository.Repository, error), env *Env, t tree.Tree, configPath string, o repository.Options) (*repository.Repository, error) {
	if dir, err := at.fromRoot(at.dir); err == nil {
		o.Dir = dir
	}
	if configPath != "" {
		path, err := at.fromRoot(configPath)
		if err != nil {
			return nil, err
		}
		o.ConfigPath = path
	}
	repo, err := read(t, o)
	var mistakes config.Errors
	switch {
	case errors.As(err, &mistakes):
		if err := render.Mistakes(env.Stderr, mistakes, render.TextStyle{Path: at.toUser}); err != nil {
			return nil, failed("", err)
		}
		return nil, misuse("mend it first: it decides what is checked", "the configuration can't be read")
	case errors.Is(err, repository.ErrNoFiles):
		return repo, failed("write a first one with: okrcheck init", err)
	case errors.Is(err, repository.ErrNoRevision):
		return nil, misuse("name a branch, a tag or a commit that this clone has", "%w", err)
	case err != nil:
		return nil, failed("", err)
	}
	return repo, nil
}
