package action

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/config"
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/githubapi"
	"github.com/okrcheck/okrcheck/internal/load"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/render"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/review"
	"github.com/okrcheck/okrcheck/internal/source"
	"github.com/okrcheck/okrcheck/internal/tree"
)

// patience is how long all of a run's talk with GitHub may take: less than the
// five minutes after which the documented workflow ends the job.
const patience = 4 * time.Minute

// A pull is a pull request, read through the API.
type pull struct {
	event      *pullEvent
	client     *githubapi.Client
	owner      string
	name       string
	comparison tree.Comparison
	head, base tree.Tree
	repo       *repository.Repository
	judge      checks.Input
	result     checks.Result
}

// client returns a client of GitHub's API, or nil where the runner has no token or no address for one.
func (r *runner) client(token string) *githubapi.Client {
	api, graphQL := r.getenv("GITHUB_API_URL"), r.getenv("GITHUB_GRAPHQL_URL")
	if token == "" || api == "" || graphQL == "" {
		return nil
	}
	return &githubapi.Client{API: api, GraphQL: graphQL, Token: token, Sleep: r.sleep}
}

// checkPull checks what a pull request brings. It reads the head's files as
// data, through the API: nothing of a fork is ever checked out.
func (r *runner) checkPull(ctx context.Context, in inputs, e *pullEvent, client *githubapi.Client) (render.Report, *pull, error) {
	p := &pull{event: e, client: client}
	p.owner, p.name = r.repository()
	head := e.PullRequest.Head.SHA
	hub := r.openGitHub(ctx, client)
	var err error
	if p.comparison, err = hub.Compare(e.PullRequest.Base.SHA, head, e.Number); err != nil {
		return render.Report{}, nil, failure(hub, err)
	}
	elsewhere := []tree.Fork{{Ref: fmt.Sprintf("refs/pull/%d/head", e.Number)}}
	if owner, name, ok := e.fork(); ok {
		elsewhere = append(elsewhere, tree.Fork{Owner: owner, Name: name})
	}
	configPath := in.config
	if configPath == "" {
		configPath = config.Name
	}
	folders := []string{"okrs"} // what most repositories have, so that it comes in the same request
	if err := hub.Find([]string{head, p.comparison.Base}, folders, []string{configPath}, elsewhere...); err != nil {
		return render.Report{}, nil, failure(hub, err)
	}
	p.head, p.base = hub.Commit(head), hub.Commit(p.comparison.Base)

	if len(in.paths) == 0 && !p.touches(configPath) {
		return render.Report{}, p, errNotTouched
	}
	o := in.options()
	o.Changed = func([]string) ([]string, error) {
		var names []string
		for _, c := range p.comparison.Changes {
			names = append(names, c.Path, c.Previous)
		}
		return names, nil
	}
	o.Affordable = hub.Affordable
	governed := &governedTree{Tree: p.head, base: p.base, hub: hub, config: configPath}
	if p.repo, err = repository.Read(governed, o); err != nil {
		return render.Report{}, p, failure(hub, err)
	}
	if err := p.changedConfig(); err != nil {
		return render.Report{}, p, err
	}
	if err := p.repo.ReadBase(p.base); err != nil {
		return render.Report{}, nil, failure(hub, err)
	}
	if err := hub.Err(); err != nil {
		return render.Report{}, nil, err
	}
	readHistory(p.repo, hub, p.comparison.Base) // what came since is today's
	p.judge = p.repo.Input()
	p.judge.Only = in.only
	p.result = checks.Run(p.judge)
	report := render.NewReport(p.repo, p.result)
	report.Base, report.Only = p.comparison.Base[:min(7, len(p.comparison.Base))], in.only
	return report, p, nil
}

// failure is GitHub's failure, where there was one: what came after it follows from it.
func failure(hub *tree.GitHub, err error) error {
	if hub != nil && hub.Err() != nil {
		return hub.Err()
	}
	return err
}

// errNotTouched is the error of a pull request that changes no OKR file.
var errNotTouched = fmt.Errorf("%w among the files that the pull request changes", repository.ErrNoFiles)

// touches reports whether the pull request changes a file that the configuration lists, or the configuration.
func (p *pull) touches(configPath string) bool {
	cfg := config.Default()
	for _, t := range []tree.Tree{p.base, p.head} {
		b, err := t.Read(configPath)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return true
		}
		if cfg, err = config.Parse(source.New(configPath, b)); err != nil {
			return true // the run says what is wrong with it
		}
		break
	}
	matches := func(name string) bool {
		return path.Base(name) == config.Name || name == configPath || slices.ContainsFunc(cfg.Files, func(pattern string) bool {
			return doublestar.MatchUnvalidated(path.Join(tree.Quote(path.Dir(configPath)), pattern), name)
		})
	}
	return slices.ContainsFunc(p.comparison.Changes, func(c tree.FileChange) bool { return matches(c.Path) || matches(c.Previous) })
}

// A governedTree is the head under the base's configuration: no pull request
// frees itself from a check. Where the base has none the head's counts.
type governedTree struct {
	tree.Tree
	base   tree.Tree
	hub    *tree.GitHub // that both are of
	config string
}

func (t *governedTree) Read(name string) ([]byte, error) {
	if path.Base(name) == config.Name || name == t.config {
		if b, err := t.base.Read(name); !errors.Is(err, fs.ErrNotExist) {
			return b, err
		}
	}
	return t.Tree.Read(name)
}

// Want reads what will be read of the head, and with it what the base has in its place.
func (t *governedTree) Want(names []string) { t.hub.Want(names, t.Tree, t.base) }

// changedConfig judges the configuration that the pull request brings, which is not yet the one that counts.
func (p *pull) changedConfig() error {
	now := p.repo.Config.Source
	if now == nil {
		return nil
	}
	b, err := p.head.Read(now.Path)
	if err != nil || string(b) == string(now.Bytes) {
		return nil
	}
	_, err = config.Parse(source.New(now.Path, b))
	return err
}

// review says on the pull request what was found. It never fails.
func (r *runner) review(ctx context.Context, in inputs, p *pull, report render.Report) review.Outcome {
	key, _, _ := strings.Cut(r.getenv("GITHUB_WORKFLOW_REF"), "@")
	plan := review.Input{
		Options: review.Options{MaxComments: in.maxComments, RequestChanges: in.review == reviewRequestChanges, Blocking: in.failOn, Key: key + "#" + r.getenv("GITHUB_JOB")},
		Head:    p.event.PullRequest.Head.SHA, Findings: report.Findings, Known: report.Known,
		Present: make(map[string]bool), Quiet: make(map[string]bool),
		Judged: p.judged, Diff: p.diff(report.Findings), Files: r.files(p), Summary: r.page(),
	}
	for _, f := range p.result.Findings {
		plan.Present[f.Identity] = true
	}
	for _, s := range p.result.Silenced {
		plan.Quiet[s.Finding.Identity] = true
	}
	for _, s := range report.Silenced {
		if s.Finding.New {
			plan.Silenced = append(plan.Silenced, s)
		}
	}
	plan.Better = func(f diag.Finding, mended []byte) bool { return p.better(f, mended, plan.Present) }
	pull := review.Pull{Client: p.client, Owner: p.owner, Repo: p.name, Number: p.event.Number}
	return pull.Apply(ctx, plan)
}

// judged reports whether a check was made on a file.
func (p *pull) judged(check, path string) bool {
	if p.repo == nil {
		return true // nothing that it could be made on
	}
	if len(p.judge.Only) > 0 && !slices.Contains(p.judge.Only, check) {
		return false
	}
	if s := p.judge.Settings.Checks[check].Severity; s != nil && *s == diag.Off {
		return false
	}
	return !slices.ContainsFunc(p.result.NotChecked, func(n checks.NotChecked) bool {
		return n.Check == check && (n.Path == "" || n.Path == path)
	})
}

// diff returns what the pull request shows of the files with findings.
func (p *pull) diff(findings []diag.Finding) review.Diff {
	d := make(review.Diff)
	wanted := make(map[string]bool)
	for _, f := range findings {
		wanted[f.At.File.Path] = true
	}
	for _, c := range p.comparison.Changes {
		if !wanted[c.Path] || c.Status == "removed" {
			continue
		}
		hunks, err := review.ParsePatch(c.Patch)
		if err != nil || c.Patch == "" { // GitHub leaves large ones out
			before := c.Path
			if c.Previous != "" {
				before = c.Previous
			}
			base, baseErr := p.base.Read(before)
			head, headErr := p.head.Read(c.Path)
			if headErr != nil || baseErr != nil && !errors.Is(baseErr, fs.ErrNotExist) {
				continue
			}
			hunks = review.SureHunks(base, head)
		}
		d[c.Path] = hunks
	}
	return d
}

// better checks a file as a suggestion would make it: the finding must be gone, and no other be there.
func (p *pull) better(f diag.Finding, mended []byte, present map[string]bool) bool {
	files := slices.Clone(p.repo.Company.Files)
	i := slices.IndexFunc(files, func(file *okr.File) bool { return file.Path() == f.At.File.Path })
	if i < 0 {
		return false
	}
	files[i] = load.File(source.New(f.At.File.Path, mended))
	judge := p.judge
	judge.Head = okr.NewCompany(files, p.repo.Config.Teams)
	judge.Base, judge.BaseHistory = nil, nil
	judge.History = &okr.History{Missing: "a suggestion has no past"}
	for _, after := range checks.Run(judge).Findings {
		if after.Identity == f.Identity || !present[after.Identity] {
			return false
		}
	}
	return true
}
