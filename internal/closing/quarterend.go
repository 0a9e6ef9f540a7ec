package closing

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"github.com/okrcheck/okrcheck/internal/edit"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/tree"
)

// A QuarterEnd is what closing a quarter writes.
type QuarterEnd struct {
	Report Report
	// Next is the quarter whose files are begun, New the teams' that get one.
	Next okr.Quarter
	New  []*edit.NewFile
	// Files are what the pull request brings: what the tree does not have, or has otherwise.
	Files []File
	// ReportPath is the report's; Notes say what could not be planned.
	ReportPath string
	Notes      []string
}

// A File is a file's new text.
type File struct {
	Path string // from the root
	Text []byte
}

// Ended returns the quarters that may wait to be closed, the older first: the
// two that have ended and were read.
func Ended(repo *repository.Repository) []okr.Quarter {
	return []okr.Quarter{repo.Running.Add(-2), repo.Running.Add(-1)}
}

// generated heads a report in the repository.
const generated = "<!-- okrcheck wrote this, and writes it again when a number of the quarter changes. -->\n\n"

// NewQuarterEnd plans to close a quarter of a repository that was read from t.
// Without a team there is nothing to close, and no file.
func NewQuarterEnd(t tree.Tree, repo *repository.Repository, q okr.Quarter) (QuarterEnd, error) {
	e := QuarterEnd{Report: NewReport(repo, q), Next: q.Add(1)}
	if len(e.Report.Teams) == 0 {
		return e, nil
	}
	var markdown, json bytes.Buffer
	markdown.WriteString(generated)
	if err := e.Report.Markdown(&markdown, 0, ""); err != nil {
		return e, err
	}
	if err := e.Report.JSON(&json); err != nil {
		return e, err
	}
	folder := edit.QuarterFolder(repo, q)
	e.ReportPath = path.Join(folder, "REPORT.md")
	for _, f := range []File{{e.ReportPath, markdown.Bytes()}, {path.Join(folder, "REPORT.json"), json.Bytes()}} {
		if there, err := t.Read(f.Path); err != nil || !bytes.Equal(there, f.Text) {
			e.Files = append(e.Files, f)
		}
	}
	if e.Next.Before(repo.Running) { // that one is over as well
		return e, nil
	}
	for _, team := range e.nextTeams(repo) {
		n, err := edit.New(repo, team, e.Next)
		if err != nil {
			e.Notes = append(e.Notes, fmt.Sprintf("no file was begun for %s: %v", team, err))
			continue
		}
		if _, err := t.Read(n.Path); err == nil {
			continue // of another team or quarter, by its keys: a person has to look
		}
		e.New = append(e.New, n)
		e.Files = append(e.Files, File{n.Path, n.Text})
	}
	return e, nil
}

// nextTeams returns the teams that are expected in the next quarter and have no file there.
func (e QuarterEnd) nextTeams(repo *repository.Repository) (teams []string) {
	add := func(team string) {
		if len(repo.Company.Of(team, e.Next)) == 0 {
			teams = append(teams, team)
		}
	}
	if len(repo.Company.Teams) > 0 {
		for _, t := range repo.Company.Teams {
			if t.ExpectedIn(e.Next, repo.Config.Calendar) {
				add(t.Name)
			}
		}
		return teams
	}
	for _, t := range e.Report.Teams {
		if okr.IsSlug(t.Name) {
			add(t.Name)
		}
	}
	return teams
}

// PullTitle is the title of the pull request.
func (e QuarterEnd) PullTitle() string {
	if len(e.New) == 0 {
		return "Report on " + e.Report.Quarter.String()
	}
	return fmt.Sprintf("Close %s, open %s", e.Report.Quarter, e.Next)
}

// PullBody is the text of the pull request.
func (e QuarterEnd) PullBody(limit int) string {
	p := &page{limit: limit}
	p.printf("What came of %s is in `%s`, for people, and in the `.json` beside it, for programs.\n\n", e.Report.Quarter, e.ReportPath)
	e.writeWaiting(p)
	if len(e.New) > 0 {
		p.printf("%s of %s: key results are placeholders for the team to fill in, and none is carried over. Health metrics and later drafts are.\n\n",
			upper(count(len(e.New), "file")), e.Next)
		p.printf("| team | objective that the file begins with |\n|---|---|\n")
		var rows []string
		for _, n := range e.New {
			rows = append(rows, fmt.Sprintf("| %s | %s |\n", text(okr.TeamOf(n.Path)), begins(n)))
		}
		p.each(rows, "team", "the files changed have them all")
		p.printf("\n")
	}
	for _, n := range e.Notes {
		p.printf("- %s\n", text(n))
	}
	p.printf("Teams may commit to this branch. Once somebody has, okrcheck leaves it to them; until then it keeps it up to date.\n")
	return p.b.String()
}

// begins says what a new file takes as its objective.
func begins(n *edit.NewFile) string {
	switch {
	case n.Objective.Given():
		s := text(n.Objective.V) + " (its draft"
		if len(n.Red) > 0 {
			s += "; " + quoted(n.Red[0]) + " ended red"
		}
		return s + ")"
	case len(n.Red) > 0:
		return "a proposal: " + quoted(n.Red[0]) + " ended red"
	}
	return "none: there is no draft"
}

// IssueBody is the text of the quarter's issue when the quarter is over; where
// says where the files are, in Markdown.
func (e QuarterEnd) IssueBody(limit int, where string) string {
	p := &page{limit: limit}
	if where != "" {
		p.printf("%s\n\n", where)
	}
	e.Report.write(p, "the whole report is in "+e.ReportPath+", and in the job's summary")
	return strings.TrimSpace(p.b.String()) + "\n"
}

// EndedComment is what the issue says when the quarter has ended and numbers are missing.
func (e QuarterEnd) EndedComment(limit int) string {
	p := &page{limit: limit}
	p.printf("%s is over. The report above is complete when every team's last numbers are in its file.\n\n", e.Report.Quarter)
	e.writeWaiting(p)
	return p.b.String()
}

// ClosingComment is what the issue says last.
func (e QuarterEnd) ClosingComment() string {
	return fmt.Sprintf("Every team of %s is scored: the report above is complete.", e.Report.Quarter)
}

func (e QuarterEnd) writeWaiting(p *page) {
	waiting := e.Report.Waiting()
	if len(waiting) == 0 {
		return
	}
	var lines []string
	for _, t := range waiting {
		lines = append(lines, fmt.Sprintf("- %s: %s\n", text(t.Name), t.owes(inMarkdown)))
	}
	p.printf("**Still to score:**\n\n")
	p.each(lines, "team", "the report has them all")
	p.printf("\n")
}
