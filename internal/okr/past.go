package okr

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// A Past is what one file was before, as far as it is known.
type Past struct {
	// Kickoff is the file as it stood when its quarter's kickoff was over; where it came later, as it first landed. It is
	// nil where NoKickoff says why.
	Kickoff   *File
	NoKickoff string
	// Landed is the day on which a file landed that came after the kickoff; zero where it was there in time.
	Landed Date
	// Later holds the versions of the file after Kickoff, oldest first, the head's own not among them. It is read only
	// where the file landed late, or has a key result under a title that Kickoff has not: such a one may have come later.
	Later []*File

	// Fortnight is the file as it was 14 days before: when the 14th day before today began. It is nil where there was
	// none, or where NoFortnight says why it is not known.
	Fortnight   *File
	NoFortnight string
}

// A History is the past of the files that were read. Nil is one that nobody read.
type History struct {
	// Missing says why there is none, and what mends it; "" where there is one.
	Missing string
	Past    map[*File]*Past
	// Single holds the reasons in Past that concern one file alone: that it could not be read then, for one.
	Single map[string]bool
}

// Of returns a file's past. What is not known has its reason.
func (h *History) Of(f *File) *Past {
	missing := "the history was not read"
	if h != nil {
		if p := h.Past[f]; p != nil {
			return p
		}
		missing = cmp.Or(h.Missing, missing+" so far back")
	}
	return &Past{NoKickoff: missing, NoFortnight: missing}
}

// StaleDays is the number of days after which a file without a change of a
// value is stale.
const StaleDays = 14

// SameValues reports whether two versions of a file say the same: layout,
// comments, the order of keys and tables, and the file's name make no difference.
func SameValues(a, b *File) bool {
	return a == b || slices.Equal(a.keyResults(), b.keyResults()) && slices.Equal(a.others(), b.others())
}

// keyResults returns what the file's key results say, in no order of the
// file's. They are what changes most, and so the first to compare.
func (f *File) keyResults() []string {
	var v []string
	for _, kr := range f.KeyResults {
		v = append(v, said(append(texts(kr.SharedWith), "key result",
			kr.Title.V, number(kr.Baseline), number(kr.Target), number(kr.Current), kr.Unit.V, number(kr.Confidence), kr.Source.V)...))
	}
	slices.Sort(v)
	return v
}

// others returns what the file says beside its key results, one entry a table,
// in no order of the file's.
func (f *File) others() []string {
	var v []string
	add := func(parts ...string) { v = append(v, said(parts...)) }
	for _, o := range f.Objectives {
		add("objective", o.V)
	}
	for _, h := range f.HealthMetrics {
		add("health metric", h.Name.V, string(h.Status.V), h.Note.V)
	}
	for _, d := range f.Drafts {
		add("draft", d.Quarter.V.String(), d.Objective.V)
	}
	for _, i := range f.Initiatives {
		add("initiative", i.Title.V, itoa(i.KeyResult.V), itoa(i.Impact.V), itoa(i.Effort.V), string(i.Stage()))
	}
	for _, w := range f.Weeks {
		add(slices.Concat([]string{"week", w.Monday.V.String()}, texts(w.Commitments), []string{"demos"}, texts(w.Demos))...)
	}
	for _, c := range f.Changes {
		add("change", c.Date.V.String(), c.Reason.V)
	}
	if f.Retrospective.Learned.Given() {
		add("learned", f.Retrospective.Learned.V)
	}
	slices.Sort(v)
	return v
}

// said is the parts of a table as one text that no other parts make.
func said(parts ...string) string {
	var b []byte
	for _, p := range parts {
		b = append(strconv.AppendQuote(b, p), ' ')
	}
	return string(b)
}

func number(v Value[float64]) string {
	if !v.Given() {
		return ""
	}
	return strconv.FormatFloat(v.V, 'g', -1, 64)
}

func texts(vs []Value[string]) (list []string) {
	for _, v := range vs {
		list = append(list, v.V)
	}
	return list
}

// Match finds each file's earlier version among the files of another time: the
// same quarter's file of the same path, else of the same team, else the one
// whose objective and key results are most alike, which was renamed.
func Match(files, then []*File) map[*File]*File {
	matched := make(map[*File]*File, len(files))
	taken := make(map[*File]bool, len(then))
	pair := func(same func(f *File) []*File) {
		for _, f := range files {
			if matched[f] != nil {
				continue
			}
			for _, t := range same(f) {
				if !taken[t] && t.Quarter == f.Quarter {
					matched[f], taken[t] = t, true
					break
				}
			}
		}
	}
	byPath := make(map[string][]*File, len(then))
	byTeam := make(map[teamQuarter][]*File, len(then))
	for _, t := range then {
		byPath[t.Path()] = append(byPath[t.Path()], t)
		byTeam[teamQuarter{t.Team, t.Quarter}] = append(byTeam[teamQuarter{t.Team, t.Quarter}], t)
	}
	pair(func(f *File) []*File { return byPath[f.Path()] })
	pair(func(f *File) []*File { return byTeam[teamQuarter{f.Team, f.Quarter}] })

	type likeness struct {
		f, t *File
		by   float64
	}
	var like []likeness
	for _, f := range files {
		for _, t := range then {
			if matched[f] == nil && !taken[t] && t.Quarter == f.Quarter {
				if by := alike(f, t); by >= renamed {
					like = append(like, likeness{f, t, by})
				}
			}
		}
	}
	slices.SortStableFunc(like, func(a, b likeness) int { return cmp.Compare(b.by, a.by) })
	for _, l := range like {
		if matched[l.f] == nil && !taken[l.t] {
			matched[l.f], taken[l.t] = l.t, true
		}
	}
	return matched
}

// renamed is the share of common texts above which a file that is gone and one
// that is new are the same.
const renamed = 0.5

// alike returns the share of objectives and key results that two files have in
// common. The rest of a file is too often a template's to tell.
func alike(a, b *File) float64 {
	ours, theirs := a.titles(), b.titles()
	n := max(len(ours), len(theirs))
	common := 0
	for _, title := range ours {
		if i := slices.Index(theirs, title); i >= 0 {
			theirs = slices.Delete(theirs, i, i+1)
			common++
		}
	}
	if common == 0 {
		return 0
	}
	return float64(common) / float64(n)
}

func (f *File) titles() (titles []string) {
	for _, o := range f.Objectives {
		titles = append(titles, fold(o.V))
	}
	for _, kr := range f.KeyResults {
		titles = append(titles, fold(kr.Title.V))
	}
	return slices.DeleteFunc(titles, func(t string) bool { return t == "" })
}

// fold takes case and white space out of a text's spelling.
func fold(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }
