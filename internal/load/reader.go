package load

import (
	"fmt"
	"strings"

	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// A reader fills the model from a document.
type reader struct {
	out *okr.File
	doc *document
	// strays are keys that stand in a table where they mean nothing, and are known elsewhere in one place.
	strays map[string]*key
}

// fields are the keys of one table, by the names that they mean.
type fields struct {
	r     *reader
	shape *shape
	what  string // "key result 2"
	at    source.Place
	first map[string]*key
	more  []meaning // further keys of the same meaning; only lists of tables and objectives have them
	// bare is a table that was written as a text: what it lacks is no second mistake.
	bare bool
}

type meaning struct {
	name string
	key  *key
}

// problem records what could not be taken as it stands.
func (r *reader) problem(kind okr.ProblemKind, at source.Place, help string, edit string, format string, args ...any) {
	p := okr.Problem{Kind: kind, At: at, Help: help, Message: fmt.Sprintf(format, args...)}
	if edit != "" {
		p.Edits = []source.Edit{{At: at, NewText: edit}}
	}
	r.out.Problems = append(r.out.Problems, p)
}

// fields sorts a table's keys by what they mean, and records those that the format does not know.
func (r *reader) fields(t *node, s *shape, what string) *fields {
	f := &fields{r: r, shape: s, what: what, at: t.at, first: make(map[string]*key, len(t.keys))}
	if !t.header.IsZero() {
		f.at = t.header
	}
	unknown := 0
	for _, k := range t.keys {
		switch {
		case !s.has(k.name):
			unknown++
		case f.first[k.name] == nil:
			f.first[k.name] = k
		default:
			f.more = append(f.more, meaning{k.name, k})
		}
	}
	if unknown == 0 {
		return f
	}
	told := make(map[string]bool) // kr1, kr2 and kr3 are one mistake
	for _, k := range t.keys {
		if s.has(k.name) {
			continue
		}
		u := r.unknown(k, t)
		name := s.meant(k.name)
		severally := name == "objective" && s.name == "" || tables[name] != nil && tables[name].many && s.name == ""
		switch {
		case name != "" && !r.fits(k, name, s):
			name = ""
		case name != "" && f.first[name] == nil:
			f.first[name] = k
		case severally:
			f.more = append(f.more, meaning{name, k})
		case name != "":
			u.Hint = name + " is given already"
			name = ""
		}
		if name != "" {
			u.Meant = name
			for _, at := range k.names {
				u.Edits = append(u.Edits, source.Edit{At: at, NewText: name})
			}
			id := name + " " + plain(k.name)
			if told[id] {
				continue
			}
			told[id] = true
		} else if s.name == "" && lifts(k.value) {
			u.Hint = "the keys of " + k.name + " stand at the top of the file, in no table"
			inner := k.value
			if inner.kind == list {
				inner = inner.items[0]
			}
			f.merge(r.fields(inner, s, what))
		} else if u.Hint == "" {
			r.elsewhere(&u, k, s)
		}
		r.out.UnknownKeys = append(r.out.UnknownKeys, u)
	}
	return f
}

// merge adds what a table holds that should not be one.
func (f *fields) merge(inner *fields) {
	for _, name := range f.shape.keys {
		switch k := inner.first[name]; {
		case k == nil:
		case f.first[name] == nil:
			f.first[name] = k
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
		return name == "objective" && s.name == "" && !lifts(k.value)
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

// lifts reports whether a table that the format does not know holds the file's
// own keys, as [okr] or [meta] do.
func lifts(v *node) bool {
	if v.kind == list && len(v.items) == 1 {
		v = v.items[0]
	}
	if v.kind != table {
		return false
	}
	for _, k := range v.keys {
		if tables[""].has(k.name) || k.name == "key_results" {
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
	if hint := counterparts[word]; hint != "" {
		u.Hint = hint
		return
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
	if r.strays[name] == nil {
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
		if f.first[name] == nil {
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
	f.r.problem(okr.MissingField, at, "add "+enumerate(write), "", "%s has no %s", f.what, enumerate(lacks))
}

// example is a value that a key could have.
func (r *reader) example(s *shape, name string) string {
	switch name {
	case "team":
		if isSlug(r.out.PathTeam) {
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
	case "status":
		return `"green"`
	case "monday":
		return "2026-10-05"
	case "date":
		return "2026-11-02"
	case "reason":
		return `"…"`
	}
	return "…"
}

// enumerate joins words: "a, b and c".
func enumerate(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}

// quote writes a TOML string.
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
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
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

// slug makes a team's name of a text: "Payments Team" is "payments-team".
func slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(s) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		} else {
			gap = true
		}
	}
	return b.String()
}

// isSlug reports whether a text is a team's name: [a-z0-9][a-z0-9-]*.
func isSlug(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' && i > 0) {
			return false
		}
	}
	return s != ""
}
