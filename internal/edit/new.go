package edit

import (
	"bytes"
	_ "embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"text/template"
	"unicode"
	"unicode/utf8"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/okrcheck/okrcheck/internal/load"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/source"
	"github.com/okrcheck/okrcheck/internal/tree"
)

//go:embed new.toml
var newTOML string

var newTemplate = template.Must(template.New("new.toml").Parse(newTOML))

// A NewFile is a team's file for a quarter, that is not written yet.
type NewFile struct {
	Path string // from the root
	Text []byte
	// Last is the team's newest file before it, nil where there is none. From it come Objective, the draft
	// that became the objective, the health metrics and the Drafts for quarters after the new one.
	Last          *okr.File
	Objective     okr.Value[string]
	HealthMetrics []okr.HealthMetric
	Drafts        []okr.Draft
	// Red holds the names of the health metrics that were red at the end. Without a draft the first of them is
	// proposed as the objective.
	Red []string
}

// New returns the first text of a team's file for a quarter. What is the team's
// to fill in is marked so that the checks find it. It fails where no name that
// the configuration reads can be found for the file.
func New(repo *repository.Repository, team string, q okr.Quarter) (*NewFile, error) {
	n := &NewFile{Last: newest(repo.Company, team, q)}
	if n.Last != nil {
		for _, d := range n.Last.Drafts {
			switch {
			case !d.Objective.Given() || !d.Quarter.Given():
			case d.Quarter.V == q && !n.Objective.Given():
				n.Objective = d.Objective
			case q.Before(d.Quarter.V):
				n.Drafts = append(n.Drafts, d)
			}
		}
		for _, h := range n.Last.HealthMetrics {
			if h.Name.Given() {
				n.HealthMetrics = append(n.HealthMetrics, h)
			}
			if h.Status.V == okr.Red && strings.TrimSpace(h.Name.V) != "" {
				n.Red = append(n.Red, h.Name.V)
			}
		}
	}
	var err error
	if n.Path, err = newPath(repo, n.Last, team, q); err != nil {
		return nil, err
	}
	n.Text, err = n.text(repo.Config.Calendar, team, q)
	return n, err
}

// newest returns the team's file of the last quarter before q that can be read.
func newest(c *okr.Company, team string, q okr.Quarter) (last *okr.File) {
	for _, f := range c.Files {
		if f.Team == team && f.Readable() && f.Quarter.Before(q) && !f.Quarter.IsZero() && (last == nil || last.Quarter.Before(f.Quarter)) {
			last = f
		}
	}
	return last
}

func (n *NewFile) text(calendar okr.Calendar, team string, q okr.Quarter) ([]byte, error) {
	type entry struct{ Quarter, Objective, Name, Status string }
	data := struct {
		Schema, Team, Objective string
		Quarter                 okr.Quarter
		First, Last             okr.Date
		HealthMetrics, Drafts   []entry
		LastQuarter             okr.Quarter
		Learned                 []string // lines for a comment
		Red                     string
		Proposed                bool
	}{Team: team, Quarter: q, First: calendar.First(q), Last: calendar.Last(q), Objective: `""`}
	if n.Last != nil {
		data.LastQuarter = n.Last.Quarter
		data.Learned = commentLines(n.Last.Retrospective.Learned.V)
	}
	if len(n.Red) > 0 {
		data.Red = strings.Join(commentLines(n.Red[0]), " ")
		if !n.Objective.Given() {
			quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(data.Red)
			data.Objective, data.Proposed = `"Win back what we let slip: `+quoted+`"`, true
		}
	}
	// Texts are taken as TOML, as they stand in the last file.
	if n.Objective.Given() {
		data.Objective = n.Objective.At.Text()
	}
	for _, d := range n.Drafts {
		data.Drafts = append(data.Drafts, entry{Quarter: d.Quarter.V.String(), Objective: d.Objective.At.Text()})
	}
	for _, h := range n.HealthMetrics {
		status := h.Status.V
		if status == "" {
			status = okr.Green
		}
		data.HealthMetrics = append(data.HealthMetrics, entry{Name: h.Name.At.Text(), Status: string(status)})
	}
	if n.Last != nil && len(n.Last.Comments) > 0 && strings.HasPrefix(n.Last.Comments[0].V, ":schema ") {
		data.Schema = n.Last.Comments[0].V
	}
	var b bytes.Buffer
	if err := newTemplate.Execute(&b, data); err != nil {
		return nil, err
	}
	if f := load.File(source.New(n.Path, b.Bytes())); !f.Readable() {
		return nil, fmt.Errorf("what was carried on can't be read: %s", f.Problems[0].Message)
	}
	return b.Bytes(), nil
}

// commentLines breaks a text into lines that can stand in a comment.
func commentLines(text string) (lines []string) {
	const width = 95 // code points
	line := ""
	for _, word := range strings.Fields(text) {
		word = strings.Map(func(r rune) rune {
			if unicode.IsControl(r) {
				return -1
			}
			return r
		}, word)
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// newPath returns the name of a new file: where the team's last file stands,
// else beside the other teams' files, else where the first pattern of the
// configuration begins; with the quarter's folder in place of theirs.
func newPath(repo *repository.Repository, last *okr.File, team string, q okr.Quarter) (string, error) {
	pattern, _ := doublestar.SplitPattern(repo.Config.Files[0])
	name := path.Join(repo.Dir, pattern, q.String(), team+".toml")
	if last != nil && !last.PathQuarter.IsZero() {
		folders := strings.Split(path.Dir(last.Path()), "/")
		for i, folder := range slices.Backward(folders) {
			if folder == last.PathQuarter.String() {
				folders[i] = q.String()
				break
			}
		}
		name = path.Join(path.Join(folders...), team+".toml")
	} else if home := commonHome(repo.Company); home != "" {
		name = path.Join(home, q.String(), team+".toml")
	}
	for _, p := range repo.Config.Files {
		if doublestar.MatchUnvalidated(path.Join(tree.Quote(repo.Dir), p), name) {
			return name, nil
		}
	}
	return "", fmt.Errorf("no pattern in files matches %s", name)
}

// QuarterFolder returns the folder of most of a quarter's files; where there
// are none, the one that New would choose.
func QuarterFolder(repo *repository.Repository, q okr.Quarter) string {
	home := commonHome(okr.NewCompany(slices.Collect(repo.Company.In(q)), nil))
	if home == "" {
		home = commonHome(repo.Company)
	}
	if home == "" {
		home, _ = doublestar.SplitPattern(repo.Config.Files[0])
		home = path.Join(repo.Dir, home)
	}
	return path.Join(home, q.String())
}

// commonHome returns the folder that holds the quarter's folder of most files.
func commonHome(c *okr.Company) (most string) {
	count := make(map[string]int)
	for _, f := range c.Files {
		if i := strings.LastIndex("/"+f.Path(), "/"+f.PathQuarter.String()+"/"); i >= 0 && !f.PathQuarter.IsZero() {
			home := path.Clean("./" + f.Path()[:i])
			if count[home]++; count[home] > count[most] {
				most = home
			}
		}
	}
	return most
}
