package edit

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/okrcheck/okrcheck/internal/load"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/source"
	"github.com/okrcheck/okrcheck/internal/tree"
)

// The parts of a new file that are always the same. They are put together by
// hand: text/template keeps every method of every library in the binary.
const (
	newHead = `# What is empty, or stands in <angle brackets>, is yours to fill in; okrcheck check
# says what is missing, and when it is good.
`
	newKeyResults = `

# Exactly three key results. Each says how you will see that the objective is met:
# a number that changes for somebody, not work that you will do.
# Such as "Cut p95 checkout latency from 800 ms to 200 ms"
[[key_result]]
title      = "Raise <what customers do more often> from X to Y"
baseline   = 0                     # where the number stands today
target     = 100                   # where it should be at the end
unit       = "%"                   # what is counted
confidence = 0.5                   # the chance to get there in full: half is right

[[key_result]]
title      = "Cut <what costs them time> from X to Y"
baseline   = 100
target     = 0
unit       = "minutes"
confidence = 0.5

[[key_result]]
title      = "Raise <what they say of it> from X to Y"
baseline   = 0
target     = 100
unit       = "points"
confidence = 0.5

# Three to five things that must not suffer on the way, read every week.`
	newHealthMetrics = `
# Such as "On-call escalations a week", "Time to resolve an incident", "Developer satisfaction"
[[health_metric]]
name   = ""
status = "green"                   # red, amber or green
[[health_metric]]
name   = ""
status = "green"
[[health_metric]]
name   = ""
status = "green"`
	firstHead = `# One team, one quarter, one objective. What is empty, or stands in <angle brackets>,
# is yours to fill in; okrcheck check says what is missing, and when it is good.
`
	firstObjective = `# Where you want to be when the quarter is over: words that pull, no number, no task.
# Such as "Deliver a checkout so fast that shoppers stop noticing it"
`
	firstDrafts = `

# Sketches for the next three quarters: an objective, no key results.`
	newDrafts = `

# Sketches for the next three quarters, each a [[draft]] with quarter and objective.`
)

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

// First returns the text of the first file of a company, for a team that gives
// it its name.
func First(calendar okr.Calendar, q okr.Quarter) (team string, text []byte) {
	team = "my-team"
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\nteam      = %q              # the name of this file: rename the file with it\n%s", firstHead, team, quarterLine(calendar, q))
	fmt.Fprintf(&b, "%sobjective = \"\"%s%s%s", firstObjective, newKeyResults, newHealthMetrics, firstDrafts)
	for n := 1; n <= 3; n++ {
		fmt.Fprintf(&b, "\n[[draft]]\nquarter   = %q\nobjective = \"\"", q.Add(n))
	}
	b.WriteByte('\n')
	return team, b.Bytes()
}

// quarterLine gives a file its quarter, and says when that is.
func quarterLine(calendar okr.Calendar, q okr.Quarter) string {
	return fmt.Sprintf("quarter   = %q              # from %s to %s\n", q, calendar.First(q), calendar.Last(q))
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
	var b bytes.Buffer
	add := func(format string, args ...any) { fmt.Fprintf(&b, format, args...) }
	var lastQuarter okr.Quarter
	var learned []string
	if n.Last != nil {
		if len(n.Last.Comments) > 0 && strings.HasPrefix(n.Last.Comments[0].V, ":schema ") {
			add("#%s\n", n.Last.Comments[0].V)
		}
		lastQuarter = n.Last.Quarter
		learned = commentLines(n.Last.Retrospective.Learned.V)
	}
	add("%s\nteam      = %q\n%s", newHead, team, quarterLine(calendar, q))
	if len(learned) > 0 {
		add("\n# What %s taught:\n", lastQuarter)
		for _, line := range learned {
			add("#   > %s\n", line)
		}
	}
	if len(learned) > 0 || len(n.Red) > 0 {
		add("\n")
	}

	// Texts are taken as TOML, as they stand in the last file.
	objective := `""`
	if n.Objective.Given() {
		objective = n.Objective.At.Text()
	}
	if len(n.Red) > 0 {
		red := strings.Join(commentLines(n.Red[0]), " ")
		if n.Objective.Given() {
			add("# Red at the end of %s: %s. Fix it first, or make it the objective.\n", lastQuarter, red)
		} else {
			add("# Red at the end of %s, and no draft is there: proposed as the objective. Say in\n"+
				"# words that pull where you want to be, or fix it first and choose another.\n", lastQuarter)
			objective = `"Win back what we let slip: ` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(red) + `"`
		}
	}
	add("objective = %s%s", objective, newKeyResults)
	for _, h := range n.HealthMetrics {
		status := h.Status.V
		if status == "" {
			status = okr.Green
		}
		add("\n[[health_metric]]\nname   = %s\nstatus = %q", h.Name.At.Text(), status)
	}
	if len(n.HealthMetrics) == 0 {
		add("%s", newHealthMetrics)
	}
	add("%s", newDrafts)
	for _, d := range n.Drafts {
		add("\n[[draft]]\nquarter   = %q\nobjective = %s", d.Quarter.V, d.Objective.At.Text())
	}
	add("\n")
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
