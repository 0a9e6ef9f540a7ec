// Package closing keeps the rhythm of a quarter: the weekly issue, the list of
// what is owed before the quarter ends, the report on it, and the files of the
// next one. What is written is planned without input and output; apply.go
// brings it to GitHub.
//
// It speaks of teams, never of persons, and mentions nobody. It ranks no teams.
package closing

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/render"
	"github.com/okrcheck/okrcheck/internal/repository"
)

// teamsIn returns the teams' files of a quarter by the teams' names, which are
// sorted, and the expected teams that have none. Where the configuration lists
// teams, others are left out, and counted; a person's file is no team's.
func teamsIn(repo *repository.Repository, q okr.Quarter) (files []*okr.File, missing []string, others int) {
	company := repo.Company
	var personal map[string][]diag.Finding // where teams are listed, no person is
	if len(company.Teams) == 0 {
		personal, _ = findings(repo, "individual-okr")
	}
	of := make(map[string]*okr.File)
	for f := range company.In(q) {
		if f.Team == "" || slices.ContainsFunc(personal[f.Path()], func(d diag.Finding) bool { return d.At == f.TeamKey.At || d.At == f.Head() }) {
			continue
		}
		if len(company.Teams) > 0 {
			if t, ok := company.Team(f.Team); !ok || !t.ExpectedIn(q, repo.Config.Calendar) {
				others++
				continue
			}
		}
		if of[f.Team] == nil || !of[f.Team].Readable() { // of two, the first that can be read
			of[f.Team] = f
		}
	}
	for _, t := range company.Teams {
		if of[t.Name] == nil && t.ExpectedIn(q, repo.Config.Calendar) {
			missing = append(missing, t.Name)
		}
	}
	for _, f := range of {
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b *okr.File) int { return strings.Compare(a.Team, b.Team) })
	return files, missing, others
}

// findings makes some of the checks, and returns what they say by the files' paths.
func findings(repo *repository.Repository, names ...string) (map[string][]diag.Finding, []checks.NotChecked) {
	in := repo.Input()
	in.Only = names
	result := checks.Run(in)
	by := make(map[string][]diag.Finding)
	for _, f := range result.Findings {
		by[f.At.File.Path] = append(by[f.At.File.Path], f)
	}
	return by, result.NotChecked
}

// line puts a file's text on a line of Markdown of its own, text within one.
func line(s string) string { return render.EscapeMarkdown(strings.Join(strings.Fields(s), " ")) }

func text(s string) string { return strings.TrimPrefix(line("("+s), "(") } // which begins no list

// quoted puts a file's text into a line of Markdown, in quotation marks.
func quoted(s string) string { return "“" + text(s) + "”" }

// join joins things as a sentence does: "a", "a and b", "a, b and c".
func join(things []string) string {
	if n := len(things); n > 1 {
		return strings.Join(things[:n-1], ", ") + " and " + things[n-1]
	}
	return strings.Join(things, "")
}

// count says how many there are of a thing: "one team", "12 teams".
func count(n int, one string) string {
	words := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	number := strconv.Itoa(n)
	if n < len(words) {
		number = words[n]
	}
	if n == 1 {
		return number + " " + one
	}
	return number + " " + one + "s"
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// days says the days of a quarter or a week: "1 October to 31 December 2026".
func days(first, last okr.Date) string {
	from := fmt.Sprintf("%d %s", first.Day(), first.Month())
	if first.Year() != last.Year() {
		from += " " + strconv.Itoa(first.Year())
	}
	return fmt.Sprintf("%s to %d %s %d", from, last.Day(), last.Month(), last.Year())
}

// number writes a value with its unit.
func number(v float64, unit string) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if len(s) > 15 { // nobody counts its digits
		s = strconv.FormatFloat(v, 'g', 6, 64)
	}
	digits, fraction, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	if len(digits) > 3 && !strings.ContainsAny(s, "e") {
		for i := len(digits) - 3; i > 0; i -= 3 {
			digits = digits[:i] + "," + digits[i:]
		}
		if fraction != "" {
			digits += "." + fraction
		}
		if v < 0 {
			digits = "-" + digits
		}
		s = digits
	}
	if unit = strings.TrimSpace(unit); unit != "" {
		s += " " + unit
	}
	return s
}

// percent writes a progress for people: 0.424 is "42 %". It never rounds up to a hundred.
func percent(progress float64) string {
	p := math.Floor(okr.Rounded(progress * 100))
	if progress < 0 {
		p = math.Ceil(okr.Rounded(progress * 100))
	}
	if math.Abs(p) > 9999 {
		return strconv.FormatFloat(p, 'g', 2, 64) + " %"
	}
	return strconv.FormatFloat(p+0, 'f', 0, 64) + " %"
}

// A page is Markdown that is cut between two paragraphs where it would grow too long.
type page struct {
	b     strings.Builder
	limit int // bytes; 0 is none
}

func (p *page) printf(format string, args ...any) { fmt.Fprintf(&p.b, format, args...) }

// each writes one block after the other while there is room, and says how many
// of them are left out and where they are.
func (p *page) each(blocks []string, one, where string) {
	const room = 300 // for what says it
	for i, block := range blocks {
		if p.limit > 0 && p.b.Len()+len(block)+room > p.limit {
			p.printf("\n_%s more: %s._\n\n", upper(count(len(blocks)-i, one)), where)
			return
		}
		p.b.WriteString(block)
	}
}
