package load

import (
	"bytes"
	"errors"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// maxDepth bounds the nesting of values and the parts of a dotted key. An OKR
// needs three levels; the judge's time and stack grow without bound in them.
const maxDepth = 64

// A kind is the TOML type of a value.
type kind int

const (
	text kind = iota
	integer
	float
	boolean
	date
	dateTime // with or without an offset
	clock
	list // also of tables under [[headers]]
	table
)

var kinds = map[unstable.Kind]kind{
	unstable.String: text, unstable.Integer: integer, unstable.Float: float, unstable.Bool: boolean,
	unstable.LocalDate: date, unstable.LocalDateTime: dateTime, unstable.DateTime: dateTime, unstable.LocalTime: clock,
	unstable.Array: list, unstable.InlineTable: table,
}

// A node is a value with its place.
type node struct {
	kind kind
	// at is the value's place. A table under a header reaches from the header to its last value's end; a list of
	// tables under [[headers]] has the place of the first of them.
	at source.Place
	// text is a string's content, or any other scalar as written.
	text  string
	items []*node // of a list
	keys  []*key  // of a table, in document order

	byName  map[string]*key
	entry   int          // its index in the outline
	header  source.Place // of a table under a header, with its brackets
	dotted  bool         // a table that only dotted keys or a child's header imply
	headers bool         // a list of tables under [[headers]]
}

// A key is a name in a table, with its value.
type key struct {
	name  string
	at    source.Place   // the key, or the first header of a table with its brackets
	bare  source.Place   // the name itself, without brackets
	again []source.Place // where the name is written again: by the next header, or by another dotted key
	value *node
}

// A document is the syntax of a file: its keys in document order, with their
// places, its outline and its comments.
//
// The places come from go-toml's parser, which offers ranges and comments; a
// test holds it against the toml-test suite and the fuzz targets hold it
// against BurntSushi/toml: it accepts all that the judge accepts, reads the
// same values, and costs about a tenth. So no locator of our own.
type document struct {
	file     *source.File
	base     int // the length of the byte order mark
	data     []byte
	root     *node
	outline  okr.Outline // once it is parsed
	comments []okr.Value[string]
	pairs    int   // the number of "key = value"
	dotted   bool  // a key or a header has several parts
	deepest  int   // where maxDepth is passed, or -1
	err      error // where the parser stopped
	errAt    source.Place

	parser  unstable.Parser
	open    *node // the table that keys are added to
	depth   int
	buffer  []part
	entries []okr.Entry // of the outline
	nodes   []node
	keys    []key
}

// documents are used again: the model keeps none of a document's nodes, and
// without that they would be most of a run's garbage.
var documents = sync.Pool{New: func() any { return new(document) }}

// free lets another file use the document's memory. Nothing of it may be used
// afterwards but what was copied.
func (d *document) free() {
	d.file, d.data, d.root, d.open, d.err, d.errAt = nil, nil, nil, nil, nil, source.Place{}
	if cap(d.nodes) <= mostKept {
		documents.Put(d)
	}
}

// mostKept is the number of nodes above which a document is not used again: a few thousand are more than an OKR has.
const mostKept = 4096

// newNode returns an empty node of the document.
func (d *document) newNode() *node { return next(&d.nodes) }

// newKey returns an empty key of the document.
func (d *document) newKey() *key { return next(&d.keys) }

// next returns the zero element after a slice's last. What was handed out
// before stays where it is when there is no room for more.
func next[T any](s *[]T) *T {
	if len(*s) == cap(*s) {
		*s = make([]T, 0, max(128, 2*cap(*s)))
	}
	*s = (*s)[:len(*s)+1]
	last := &(*s)[len(*s)-1]
	*last = *new(T)
	return last
}

// parse reads a file's syntax as far as it goes. Who calls it frees the document.
func parse(f *source.File) *document {
	d := documents.Get().(*document)
	*d = document{
		file: f, deepest: -1, data: f.Bytes, parser: d.parser,
		entries: d.entries[:0], buffer: d.buffer[:0], nodes: d.nodes[:0], keys: d.keys[:0],
	}
	if bytes.HasPrefix(d.data, []byte("\uFEFF")) {
		d.base, d.data = 3, d.data[3:]
	}
	d.root = d.newNode()
	*d.root = node{kind: table, at: source.Place{File: f, End: len(f.Bytes)}}
	d.add(okr.Entry{Index: -1, Parent: -1, Table: true, At: d.root.at})
	d.open = d.root

	d.parser.KeepComments = true
	d.parser.Reset(d.data)
	for d.parser.NextExpression() {
		e := d.parser.Expression()
		switch e.Kind {
		case unstable.Comment:
			d.comment(e)
			continue
		case unstable.Table, unstable.ArrayTable:
			d.tableHeader(e)
		case unstable.KeyValue:
			d.extend(d.open, d.keyValue(d.open, e))
		}
		if next := e.Next(); next.Valid() {
			d.comment(next)
		}
	}
	if d.err = d.parser.Error(); d.err != nil {
		var pe *unstable.ParserError
		if errors.As(d.err, &pe) {
			r := d.parser.Range(pe.Highlight)
			d.errAt = d.place(int(r.Offset), int(r.Offset+r.Length))
			if strings.Contains(pe.Message, "nested more than") {
				d.tooDeep(int(r.Offset))
			}
		}
	}
	d.outline = okr.NewOutline(f, d.entries)
	return d
}

// place returns the place of two offsets into d.data.
func (d *document) place(start, end int) source.Place {
	return source.Place{File: d.file, Start: d.base + start, End: d.base + end}
}

func (d *document) raw(n *unstable.Node) source.Place {
	return d.place(int(n.Raw.Offset), int(n.Raw.Offset+n.Raw.Length))
}

func (d *document) tooDeep(offset int) {
	if d.deepest < 0 {
		d.deepest = d.base + offset
	}
}

func (d *document) comment(n *unstable.Node) {
	d.comments = append(d.comments, okr.Value[string]{V: strings.TrimSpace(strings.TrimPrefix(string(n.Data), "#")), At: d.raw(n)})
}

// run adds a run of comments inside a list or an inline table: the parser hangs
// all but the first below the first.
func (d *document) run(first *unstable.Node) {
	d.comment(first)
	for it := first.Children(); it.Next(); {
		d.comment(it.Node())
	}
}

// extend lets a table under a header reach to end.
func (d *document) extend(t *node, end int) {
	if !t.header.IsZero() {
		t.at.End = d.base + end
		d.entries[t.entry].At.End = d.base + end
	}
}

// add appends an entry to the outline and returns its index.
func (d *document) add(e okr.Entry) int {
	d.entries = append(d.entries, e)
	return len(d.entries) - 1
}

// A part is one part of a dotted key.
type part struct {
	name string
	at   source.Place
}

// parts returns the parts of a key, valid until the next call, and the offset
// after the last of them.
func (d *document) parts(n *unstable.Node) (parts []part, end int) {
	parts = d.buffer[:0]
	for it := n.Key(); it.Next(); {
		k := it.Node()
		end = int(k.Raw.Offset + k.Raw.Length)
		parts = append(parts, part{nameOf(k.Data), d.raw(k)})
	}
	if len(parts) > maxDepth {
		d.tooDeep(int(parts[0].at.Start) - d.base)
		return parts[:1], end
	}
	d.buffer = parts
	d.dotted = d.dotted || len(parts) > 1
	return parts, end
}

// names are the format's own, so that most keys of a file cost no memory for theirs.
var names = func() map[string]string {
	m := make(map[string]string)
	for _, s := range shapes {
		for _, name := range s.keys {
			m[name] = name
		}
	}
	return m
}()

func nameOf(b []byte) string {
	if name, ok := names[string(b)]; ok {
		return name
	}
	return string(b)
}

// find returns a table's key of a name, or nil.
func (t *node) find(name string) *key {
	if len(t.keys) < 16 {
		for _, k := range t.keys {
			if k.name == name {
				return k
			}
		}
		return nil
	}
	if t.byName == nil {
		t.byName = make(map[string]*key, 2*len(t.keys))
		for _, k := range t.keys {
			if t.byName[k.name] == nil {
				t.byName[k.name] = k
			}
		}
	}
	return t.byName[name]
}

// put adds a key to a table.
func (d *document) put(t *node, added key) *key {
	k := d.newKey()
	*k = added
	t.keys = append(t.keys, k)
	if t.byName != nil && t.byName[k.name] == nil {
		t.byName[k.name] = k
	}
	return k
}

// child returns the table that a part of a dotted key leads to; it is made
// where there is none. at is the part's place, or that of the header it stands in.
func (d *document) child(t *node, p part, at source.Place) *node {
	if k := t.find(p.name); k != nil {
		switch {
		case k.value.kind == table:
			k.again = append(k.again, p.at)
			return k.value
		case k.value.headers && len(k.value.items) > 0:
			k.again = append(k.again, p.at)
			return k.value.items[len(k.value.items)-1]
		}
		// The name has a value already: the judge refuses that, unless it is a second objective.
	}
	n := d.newNode()
	*n = node{kind: table, at: at, dotted: true}
	n.entry = d.add(okr.Entry{Name: p.name, Index: -1, Parent: t.entry, Table: true, Key: at, At: at})
	d.put(t, key{name: p.name, at: at, bare: p.at, value: n})
	return n
}

// tableHeader opens the table of a header.
func (d *document) tableHeader(n *unstable.Node) {
	parts, end := d.parts(n)
	start := parts[0].at.Start - d.base
	for start--; d.data[start] != '['; start-- { // only white space stands between
	}
	for d.data[end] != ']' {
		end++
	}
	end++
	if n.Kind == unstable.ArrayTable {
		start, end = start-1, end+1
	}
	header := d.place(start, end)

	parent := d.root
	for _, p := range parts[:len(parts)-1] {
		parent = d.child(parent, p, header)
	}
	last := parts[len(parts)-1]
	t := d.newNode()
	*t = node{kind: table, at: header, header: header}
	d.open = t
	k := parent.find(last.name)

	if n.Kind == unstable.ArrayTable {
		if k == nil || !k.value.headers {
			items := d.newNode()
			*items = node{kind: list, at: header, headers: true, entry: parent.entry}
			k = d.put(parent, key{name: last.name, at: header, bare: last.at, value: items})
		} else {
			k.again = append(k.again, last.at)
		}
		t.entry = d.add(okr.Entry{Name: last.name, Index: len(k.value.items), Parent: parent.entry, Table: true, Key: header, At: header})
		k.value.items = append(k.value.items, t)
		return
	}
	if k != nil && k.value.dotted { // [a.b] came before [a]
		k.value.dotted, k.value.header = false, header
		k.value.at = header
		k.again = append(k.again, last.at)
		k.at = header
		k.value.entry = d.add(okr.Entry{Name: last.name, Index: -1, Parent: parent.entry, Table: true, Key: header, At: header})
		d.open = k.value
		return
	}
	t.entry = d.add(okr.Entry{Name: last.name, Index: -1, Parent: parent.entry, Table: true, Key: header, At: header})
	d.put(parent, key{name: last.name, at: header, bare: last.at, value: t})
}

// keyValue adds a key with its value to a table, and returns the offset after the value.
func (d *document) keyValue(t *node, n *unstable.Node) (end int) {
	d.pairs++
	parts, pos := d.parts(n)
	var implied []*node
	for _, p := range parts[:len(parts)-1] {
		t = d.child(t, p, p.at)
		implied = append(implied, t)
	}
	last := parts[len(parts)-1]
	k := d.put(t, key{name: last.name, at: last.at, bare: last.at, value: d.newNode()})
	entry := d.add(okr.Entry{Name: last.name, Index: -1, Parent: t.entry, Key: last.at})

	for d.data[pos] != '=' {
		pos++
	}
	end = d.value(k.value, n.Value(), d.skip(pos+1), entry)
	for _, t := range implied {
		if t.dotted {
			t.at.End = d.base + end
			d.entries[t.entry].At.End = d.base + end
		}
	}
	return end
}

// skip returns the offset of the next byte that is no white space, comma or comment.
func (d *document) skip(pos int) int {
	for pos < len(d.data) {
		switch d.data[pos] {
		case ' ', '\t', '\r', '\n', ',':
			pos++
		case '#':
			for pos < len(d.data) && d.data[pos] != '\n' {
				pos++
			}
		default:
			return pos
		}
	}
	return pos
}

// value reads the value at an offset into v and gives the outline's entry its place.
func (d *document) value(v *node, n *unstable.Node, start, entry int) (end int) {
	v.kind, v.entry = kinds[n.Kind], entry
	d.depth++
	defer func() { d.depth-- }()
	switch {
	case n.Kind != unstable.Array && n.Kind != unstable.InlineTable:
		v.text = string(n.Data)
		end = start + int(n.Raw.Length)
	case d.depth > maxDepth:
		d.tooDeep(start)
		end = start + 1
	default:
		end = start + 1
		for it := n.Children(); it.Next(); {
			switch c := it.Node(); c.Kind {
			case unstable.Comment:
				d.run(c)
			case unstable.KeyValue:
				end = d.keyValue(v, c)
			default:
				item := d.newNode()
				e := d.add(okr.Entry{Index: len(v.items), Parent: entry})
				end = d.value(item, c, d.skip(end), e)
				v.items = append(v.items, item)
			}
		}
		end = d.skip(end) + 1 // the closing bracket
	}
	v.at = d.place(start, end)
	e := &d.entries[entry]
	e.At = v.at
	e.Table = v.kind == table
	if e.Key.IsZero() { // an element of a list
		e.Key = v.at
	}
	return end
}
