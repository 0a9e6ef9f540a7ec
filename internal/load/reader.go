package load

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// A reader fills the model from a document.
type reader struct {
	out  *okr.File
	doc  *document
	root *fields
	// strays are keys that stand in a table where they mean nothing, and are known elsewhere in one place.
	strays map[string]*key
}

// fields are the keys of one table, by the names that they mean.
type fields struct {
	r     *reader
	shape *shape
	n     int // of the tables of its shape, from 1
	at    source.Place
	first []meaning // each name once
	more  []meaning // further keys of the same meaning; only lists of tables and objectives have them
	// bare is a table that was written as a text: what it lacks is no second mistake.
	bare bool
}

type meaning struct {
	name string
	key  *key
}

// key returns the key that means a name, the first of several, or nil.
func (f *fields) key(name string) *key {
	for _, m := range f.first {
		if m.name == name {
			return m.key
		}
	}
	return nil
}

// what is the table as a message names it: "key result 2".
func (f *fields) what() string {
	if f.n == 0 {
		return f.shape.what
	}
	return fmt.Sprintf("%s %d", f.shape.what, f.n)
}

// problem records what could not be taken as it stands.
func (r *reader) problem(kind okr.ProblemKind, at source.Place, help string, edit string, format string, args ...any) {
	p := okr.Problem{Kind: kind, At: at, Help: help, Message: fmt.Sprintf(format, args...)}
	if edit != "" {
		p.Edits = []source.Edit{{At: at, NewText: edit}}
	}
	r.out.Problems = append(r.out.Problems, p)
}

// lastProblem is the problem that was recorded last.
func (r *reader) lastProblem() *okr.Problem { return &r.out.Problems[len(r.out.Problems)-1] }

// fields sorts a table's keys by what they mean, and records those that the format does not know.
// n is its number among the tables of its shape, from 1, or 0 where there is one only.
func (r *reader) fields(t *node, s *shape, n int) *fields {
	f := &fields{r: r, shape: s, n: n, at: t.at, first: make([]meaning, 0, min(len(t.keys), len(s.keys)))}
	if r.root == nil {
		r.root = f
	}
	if !t.header.IsZero() {
		f.at = t.header
	}
	unknown := 0
	for _, k := range t.keys {
		switch {
		case !s.has(k.name):
			unknown++
		case f.key(k.name) == nil:
			f.first = append(f.first, meaning{k.name, k})
		default:
			f.more = append(f.more, meaning{k.name, k})
		}
	}
	if unknown == 0 {
		return f
	}
	told := make(map[string]int) // kr1, kr2 and kr3 are one mistake: the index of its finding
	for _, k := range t.keys {
		if s.has(k.name) {
			continue
		}
		u := r.unknown(k, t)
		name := s.meant(k.name)
		if name != "" && !r.fits(k, name, s) {
			name = ""
		}
		many := s.name == "" && tables[name] != nil && tables[name].many
		switch {
		case name == "" && s != objectiveShape && lifts(k.value, s):
			u.Hint = "the keys of " + k.name + " stand at the top of the file, in no table"
			if s.name != "" {
				u.Hint = fmt.Sprintf("the keys of %s stand directly in %s", k.name, s.header)
			}
			f.merge(r.fields(only(k.value), s, n))
		case name == "":
			r.elsewhere(&u, k, s)
		case f.key(name) == nil:
			f.first = append(f.first, meaning{name, k})
			u.Meant, u.Edits = name, renames(k, name, many)
		case many || name == "objective" && s.name == "":
			f.more = append(f.more, meaning{name, k})
			u.Meant = name
			if many {
				u.Edits = renames(k, name, many)
			}
		default:
			u.Hint = name + " is given already; a remark goes behind #"
		}
		id := u.Meant + " " + plain(k.name)
		if i, again := told[id]; again && u.Meant != "" {
			first := &r.out.UnknownKeys[i]
			first.Edits = append(first.Edits, u.Edits...)
			continue
		}
		told[id] = len(r.out.UnknownKeys)
		r.out.UnknownKeys = append(r.out.UnknownKeys, u)
	}
	return f
}

// renames are the edits that give a key its right name, where nothing else is wrong with it.
func renames(k *key, name string, many bool) (edits []source.Edit) {
	switch v := k.value; {
	case many && v.kind == table:
		if len(k.again) > 0 || v.header.IsZero() || strings.Contains(v.header.Text(), ".") {
			return nil
		}
		return []source.Edit{{At: v.header, NewText: "[[" + name + "]]"}}
	case name == "objective" && v.kind != text:
		return nil
	case name == "retrospective" && v.kind == text:
		name += ".learned"
	}
	edits = append(edits, source.Edit{At: k.bare, NewText: name})
	for _, at := range k.again {
		edits = append(edits, source.Edit{At: at, NewText: name})
	}
	return edits
}

// merge adds what a table holds that should not be one.
func (f *fields) merge(inner *fields) {
	for _, name := range f.shape.keys {
		switch k := inner.key(name); {
		case k == nil:
		case f.key(name) == nil:
			f.first = append(f.first, meaning{name, k})
		default:
			f.more = append(f.more, meaning{name, k})
		}
	}
	f.more = append(f.more, inner.more...)
}

// fits reports whether a value could be what an alias of a key means: a table
// is no text, and a text no list of tables.
func (r *reader) fits(k *key, name string, s *shape) bool {
	if s.name == "" && tables[name] != nil {
		return name == "retrospective" || k.value.kind == list || k.value.kind == table
	}
	if k.value.kind == table || k.value.headers {
		return name == "objective" && s.name == "" && !lifts(k.value, s)
	}
	return true
}

func (r *reader) unknown(k *key, t *node) okr.UnknownKey {
	u := okr.UnknownKey{Name: k.name, Table: r.doc.outline.KeyPath(t.entry), At: k.at, ValueAt: k.value.at}
	if k.value.kind == text {
		u.Value = k.value.text
	}
	return u
}

// only returns the table of a list that holds one, and any other value itself.
func only(v *node) *node {
	if v.kind == list && len(v.items) == 1 {
		return v.items[0]
	}
	return v
}

// lifts reports whether a table that the format does not know holds the keys of
// the table around it, as [okr] holds the file's.
func lifts(v *node, s *shape) bool {
	if v = only(v); v.kind != table {
		return false
	}
	for _, k := range v.keys {
		if s.has(k.name) {
			return true
		}
	}
	return false
}

// elsewhere says where a key belongs that means nothing in its table, and keeps
// it where that is one place.
func (r *reader) elsewhere(u *okr.UnknownKey, k *key, s *shape) {
	word := plain(k.name)
	if notTypos[word] {
		return
	}
	for _, w := range []string{word, strings.TrimSuffix(word, "s")} {
		if hint := counterparts[w]; hint != "" {
			u.Hint = hint
			return
		}
	}
	name := k.name
	if s.name != "" && (k.value.headers || k.value.kind == table) {
		if root := tables[""].meant(k.name); root != "" {
			name = root
		}
	}
	var known []*shape
	for _, h := range homes(name) {
		if h != s {
			known = append(known, h)
		}
	}
	switch {
	case len(known) == 0:
	case s.name != "" && tables[""].has(name): // a line that slipped below a header
		u.Hint = fmt.Sprintf("%s belongs to the whole file: write it above the first table header", name)
		if tables[name] != nil {
			u.Hint = fmt.Sprintf("write %s, a table of its own", tables[name].header)
		}
		r.stray(name, k, u)
	case s.name == "" && k.name == "learned":
		u.Hint = "write it below [retrospective]"
		r.stray(name, k, u)
	default:
		var headers []string
		for _, h := range known {
			headers = append(headers, h.header)
		}
		u.Hint = fmt.Sprintf("%s has no %s; it belongs in %s", subject(s), k.name, strings.Join(headers, " or "))
	}
}

func (r *reader) stray(name string, k *key, u *okr.UnknownKey) {
	if r.strays == nil {
		r.strays = make(map[string]*key)
	}
	switch {
	case r.root.key(name) != nil && (tables[name] == nil || !tables[name].many):
		u.Hint = "the file has its " + name + " already, above the first table header"
	case r.strays[name] == nil:
		r.strays[name] = k
		u.Meant = name
	}
}

func subject(s *shape) string {
	switch {
	case s.name == "":
		return "the file's top"
	case s.many:
		return "a " + s.what
	}
	return s.what
}

// missing records what a table lacks: one finding, since it has one place.
func (f *fields) missing(at source.Place, names ...string) {
	if f.bare {
		return
	}
	var lacks []string
	for _, name := range names {
		if f.key(name) == nil {
			lacks = append(lacks, name)
		}
	}
	if len(lacks) == 0 {
		return
	}
	var write []string
	for _, name := range lacks {
		write = append(write, name+" = "+f.r.example(f.shape, name))
	}
	f.r.problem(okr.MissingField, at, "add "+enumerate(write, "and"), "", "%s has no %s", f.what(), enumerate(lacks, "or"))
}

// example is a value that a key could have.
func (r *reader) example(s *shape, name string) string {
	switch name {
	case "team":
		if okr.IsSlug(r.out.PathTeam) {
			return quote(r.out.PathTeam)
		}
		return `"payments"`
	case "quarter":
		q := r.out.PathQuarter
		if s.name == "draft" && !q.IsZero() {
			return quote(q.Add(1).String())
		}
		if !q.IsZero() {
			return quote(q.String())
		}
		return `"2026-Q4"`
	case "objective":
		return `"Deliver a checkout so fast that shoppers stop noticing it"`
	case "title":
		if s.name == "initiative" {
			return `"Pool database connections"`
		}
		return `"Cut p95 checkout latency"`
	case "name":
		return `"Time to resolve a P1 incident"`
	case "baseline":
		return "800"
	case "target":
		return "200"
	case "current":
		return "540"
	case "status":
		return `"green"`
	case "monday":
		return "2026-10-05"
	case "date":
		return "2026-11-02"
	case "reason":
		return `"The card network moved its timeout"`
	}
	return "…"
}

// enumerate joins words: "a, b and c".
func enumerate(words []string, and string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " " + and + " " + words[n-1]
	}
	return strings.Join(words, "")
}

// quote writes a TOML string. What a terminal doesn't show is escaped.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		case r <= 0xffff:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			fmt.Fprintf(&b, `\U%08X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// shown is a value as a message quotes it.
func shown(v *node) string {
	const most = 60
	s := v.text
	switch v.kind {
	case list:
		return "a list"
	case table:
		return "a table"
	case text:
		s = quote(s)
	}
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
		if v.kind == text {
			s += `"`
		}
	}
	return s
}
