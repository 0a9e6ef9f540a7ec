package checks

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/language"
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

var individualOKR = &Check{
	Name:  "individual-okr",
	Title: "a person's OKR",
	Why: `An OKR with a person's name on it becomes a to-do list or a school report. People look after their own number, help each
other less, and choose targets that they are sure to meet; the work that nobody's name is on remains undone.

The authorities differ. John Doerr's *Measure What Matters* and Google's early practice know individuals' OKRs. Christina
Wodtke, in *Radical Focus* and since, advises against them, and Marty Cagan's *Empowered* gives objectives to product teams
only. This tool sides with the latter: an OKR is a team's, without exception and without a switch. Who does what by when
belongs in the week's commitments or the team's board, and a person's growth into a talk between two people. Who reads
a number can stand under ` + "`source`" + `.`,
	Severity: diag.Error,
	Group:    People,
	When:     Always,
	File: func(p *Pass, f *okr.File) {
		if s, ok := personalTeam(p, f); ok {
			s.report(p, diag.Finding{
				At: source.First(f.TeamKey.At, f.Head()), Subject: f.Team, Message: s.message,
				Help: "write the OKR of the team that the person works in",
			})
		}
		for _, k := range personKeys(p, f) {
			k.report(p, diag.Finding{At: k.at, Message: k.message, Help: "remove it: the three key results are the team's; who reads the number can stand under source"})
		}
		sentence := func(v okr.Value[string], report func(diag.Finding), guess func(diag.Finding)) {
			if v.V == "" {
				return
			}
			found, ok := p.Sentence(v.V).Individual()
			if !ok {
				return
			}
			if !found.Sure {
				report = guess
			}
			report(diag.Finding{
				At:      v.At,
				Message: fmt.Sprintf("%s is about one person%s", quote(v.V), within(v.V, found.Text)),
				Help:    "say what changes for the team's users or for the company, whoever brings it about",
			})
		}
		for _, o := range f.Objectives {
			sentence(o, p.Report, p.Guess)
		}
		for _, kr := range f.KeyResults {
			sentence(kr.Title, p.Report, p.Guess)
		}
		for _, d := range f.Drafts {
			sentence(d.Objective, p.Mention, p.Mention)
		}
		for c := range remarks(f) {
			sentence(c, p.Mention, func(diag.Finding) {})
		}
	},
}

// A signal is what makes somebody the owner of an OKR.
type signal struct {
	at      source.Place
	message string
	sure    bool
}

func (s signal) report(p *Pass, f diag.Finding) {
	if s.sure {
		p.Report(f)
	} else {
		p.Guess(f)
	}
}

// isContact reports whether a team's name is an e-mail address or a login.
func isContact(team string) bool { return strings.Contains(team, "@") }

// personalTeam finds out whether the team of a file is a person: by an address
// as its name, by its folder, by the name, by its size.
func personalTeam(p *Pass, f *okr.File) (signal, bool) {
	team, listed := p.Head.Team(f.Team)
	if key := f.TeamKey.V; isContact(key) {
		return signal{message: fmt.Sprintf("the team %s is one person's address", quote(key)), sure: true}, true
	}
	named := language.PersonName(f.Team) && !slices.Contains(p.Settings.Vocabulary.Names, f.Team)
	for _, folder := range strings.Split(path.Dir(f.Path()), "/") {
		switch strings.ToLower(folder) {
		case "individual", "individuals", "personal", "employee", "employees":
		case "people", "person", "persons", "members", "staff": // also a department's or a folder of teams
			if !named {
				continue
			}
		default:
			continue
		}
		return signal{message: fmt.Sprintf("the folder %s holds an OKR of %s alone", quote(folder), quote(f.Team)), sure: !listed}, true
	}
	switch {
	case named && !listed:
		return signal{message: fmt.Sprintf("the team %s has a person's name", quote(f.Team))}, true
	case listed && team.Members == 1:
		return signal{message: fmt.Sprintf("the team %s has one member", quote(f.Team))}, true
	}
	return signal{}, false
}

// personKeys finds the keys that give an OKR to somebody.
func personKeys(p *Pass, f *okr.File) (found []signal) {
	if !strange(f) {
		return nil
	}
	inside := make(map[int]bool) // the entries of a key that was found
	for i, e := range f.Outline.All() {
		switch {
		case e.Name == "":
			continue
		case inside[e.Parent]:
			inside[i] = true
			continue
		case !language.PersonKey(e.Name):
			continue
		}
		for _, text := range texts(f, i) {
			if somebody(p, text) {
				single := len(strings.Fields(text)) == 1 && !isContact(text) && !language.PersonName(strings.ToLower(text))
				found = append(found, signal{
					at:      e.Key,
					message: fmt.Sprintf("the key %s gives the OKR to one person, %s", quote(e.Name), quote(text)),
					sure:    !single, // one word may be a team's name
				})
				inside[i] = true
				break
			}
		}
	}
	return found
}

// texts returns the strings under an entry of the outline, its own or those of
// the list or table that it is.
func texts(f *okr.File, i int) (texts []string) {
	for n := i; n < f.Outline.Len(); n++ {
		e := f.Outline.At(n)
		if n > i && e.Parent < i {
			break
		}
		if text := e.At.Text(); !e.Table && len(text) > 2 && (text[0] == '"' || text[0] == '\'') {
			texts = append(texts, strings.Trim(text, `"'`))
		}
	}
	return texts
}

// somebody reports whether the value of a key such as "owner" names a person,
// and not a team or a role.
func somebody(p *Pass, text string) bool {
	slug := strings.ToLower(strings.Join(strings.Fields(strings.TrimPrefix(text, "@")), "-"))
	if _, listed := p.Head.Team(slug); listed || strings.HasPrefix(text, "@") && strings.Contains(text, "/") {
		return false // "@acme/payments" is a team on GitHub
	}
	return !language.RoleName(text)
}

// namesPerson reports whether individual-okr has something to say about the key at a place.
func namesPerson(p *Pass, f *okr.File, key source.Place) bool {
	return slices.ContainsFunc(personKeys(p, f), func(s signal) bool { return s.at == key })
}
