package checks

import (
	"fmt"
	"path"
	"strings"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

var misplacedFile = &Check{
	Name:  "misplaced-file",
	Title: "team or quarter disagrees with the file's path",
	Why: `A new quarter often begins with a copy of the last one's file. If the ` + "`quarter`" + ` inside is left behind, the copy says one
thing and its folder another, and every report, trend and score has to choose one of them. A wrong choice mixes two
quarters or two teams, which nobody finds again later.

This tool judges such a file as of its path, since that is what a person sees in a listing or a pull request, and
says so at the key that disagrees. A path says both: the file's name is the team and the nearest folder that is named
like a quarter, ` + "`okrs/2026-Q4/payments.toml`" + `, is the quarter. Other folders are free. Where no folder is named so, the
file is judged as of its keys.`,
	Severity: diag.Error,
	Group:    Focus,
	When:     Always,
	File: func(p *Pass, f *okr.File) {
		if key := f.TeamKey; key.Given() && key.V != f.PathTeam && !isContact(key.V) {
			p.Report(diag.Finding{
				At:      key.At,
				Message: fmt.Sprintf("team is %s, but the file is named %s", quote(key.V), quote(path.Base(f.Path()))),
				Help:    fmt.Sprintf("write team = %s, or rename the file to %s.toml", quote(f.PathTeam), key.V),
			})
		}
		key := f.QuarterKey
		switch {
		case f.PathQuarter.IsZero():
			p.Report(diag.Finding{
				At:      source.First(key.At, f.Head()),
				Subject: "path",
				Message: "no folder above the file is named after a quarter",
				Help:    placeFor(f),
			})
		case key.Given() && key.V != f.PathQuarter:
			p.Report(diag.Finding{
				At:      key.At,
				Message: fmt.Sprintf("quarter is %s, but the file lies in the folder of %s", key.V, f.PathQuarter),
				Help:    fmt.Sprintf("write quarter = %q, or move the file to the folder %s", f.PathQuarter, key.V),
			})
		}
	},
}

// placeFor says where a file that lies in no quarter's folder belongs.
func placeFor(f *okr.File) string {
	for _, folder := range strings.Split(path.Dir(f.Path()), "/") {
		if q, ok := almostQuarter(folder); ok {
			return fmt.Sprintf("rename the folder %s to %s", folder, q)
		}
	}
	quarter := f.Quarter
	if quarter.IsZero() {
		return "move it to its quarter's folder, such as 2026-Q4/" + path.Base(f.Path())
	}
	return "move it to " + path.Join(path.Dir(f.Path()), quarter.String(), path.Base(f.Path()))
}

// almostQuarter reads the other ways in which people write a quarter: 2026q4,
// Q4-2026, 2026_Q4, Q4 2026.
func almostQuarter(folder string) (okr.Quarter, bool) {
	text := strings.ToUpper(strings.Map(func(r rune) rune {
		if strings.ContainsRune("-_ .", r) {
			return -1
		}
		return r
	}, folder))
	if len(text) != len("2026Q4") {
		return okr.Quarter{}, false
	}
	if text[0] == 'Q' {
		text = text[2:] + text[:2]
	}
	q, err := okr.ParseQuarter(text[:4] + "-" + text[4:])
	return q, err == nil
}
