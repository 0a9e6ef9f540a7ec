// Package okr is the domain: teams, quarters, objectives, key results, health
// metrics, weeks, initiatives, progress and score. It does no I/O.
//
// A file is one team's quarter. Every leaf of the model is a Value that knows
// its place, so that a finding can point at it. The model holds what a file
// says, mistakes included; judging it is the checks' part.
package okr

import (
	"iter"
	"slices"
	"sort"

	"github.com/okrcheck/okrcheck/internal/source"
)

// A Value is a value with its place. A value that the file does not give has no place.
type Value[T any] struct {
	V  T
	At source.Place
}

// Given reports whether the file gives the value.
func (v Value[T]) Given() bool { return !v.At.IsZero() }

// A File is what one file says: the OKR of one team in one quarter.
type File struct {
	Source *source.File
	// Team and Quarter are those the file is judged as: the path's, or the key's where the path has none.
	// Either may be empty where neither is to be had.
	Team    string
	Quarter Quarter
	// PathTeam and PathQuarter are what the path says; PathQuarter is zero where no folder looks like a quarter.
	PathTeam    string
	PathQuarter Quarter
	// TeamKey and QuarterKey are what the keys say, where that is clear: "2026Q4" is a quarter, though a finding
	// too. A team that is an e-mail address or a login is kept for the check about individuals.
	TeamKey    Value[string]
	QuarterKey Value[Quarter]

	// Objectives holds one objective, in a file without mistakes.
	Objectives    []Value[string]
	KeyResults    []KeyResult
	HealthMetrics []HealthMetric
	Drafts        []Draft
	Initiatives   []Initiative
	Weeks         []Week
	Changes       []Change
	Retrospective Retrospective

	// Problems holds what the reader of the file met: the checks of the same names say it.
	Problems []Problem
	// UnknownKeys holds the keys that the format does not know in their place.
	UnknownKeys []UnknownKey
	// Comments holds every comment's text, without "#".
	Comments []Value[string]
	// Ignores holds the comments that silence a check.
	Ignores []Ignore
	// Outline holds the places of all tables and keys.
	Outline Outline
}

// Path returns the file's path, relative to the repository's root.
func (f *File) Path() string { return f.Source.Path }

// Readable reports whether the file could be read at all.
func (f *File) Readable() bool {
	return !slices.ContainsFunc(f.Problems, func(p Problem) bool { return p.Kind == Unreadable })
}

// Objective returns the first objective; it has no place where there is none.
func (f *File) Objective() Value[string] {
	if len(f.Objectives) == 0 {
		return Value[string]{}
	}
	return f.Objectives[0]
}

// TitleOf returns the text by which a person knows a table of the file: a
// title, a name, a quarter or a date; "" where it has none.
func (f *File) TitleOf(table Entry) string {
	if !table.Table || table.Parent < 0 {
		return ""
	}
	for i := f.Outline.From(table.Key.Start); i < f.Outline.Len(); i++ {
		e := f.Outline.At(i)
		if e.Key.Start >= table.At.End && e.Key.Start > table.Key.Start {
			break // past the table: the outline is in document order
		}
		if e.Parent < 0 || e.Table || f.Outline.At(e.Parent).Key != table.Key {
			continue
		}
		switch e.Name {
		case "title", "name", "quarter", "monday", "date":
			return e.At.Text()
		}
	}
	return ""
}

// Head returns the place for what concerns the whole file: its first key, or
// its start.
func (f *File) Head() source.Place {
	for _, e := range f.Outline.All() {
		if e.Name != "" {
			return e.Key
		}
	}
	return source.Place{File: f.Source}
}

// Texts yields the places of all of the file's sentences and names.
func (f *File) Texts() iter.Seq[Value[string]] {
	return func(yield func(Value[string]) bool) {
		each := func(vs ...Value[string]) bool {
			for _, v := range vs {
				if v.Given() && !yield(v) {
					return false
				}
			}
			return true
		}
		if !each(f.Objectives...) {
			return
		}
		for _, kr := range f.KeyResults {
			if !each(kr.Title, kr.Unit, kr.Source) {
				return
			}
		}
		for _, h := range f.HealthMetrics {
			if !each(h.Name, h.Note) {
				return
			}
		}
		for _, d := range f.Drafts {
			if !each(d.Objective) {
				return
			}
		}
		for _, i := range f.Initiatives {
			if !each(i.Title) {
				return
			}
		}
		for _, w := range f.Weeks {
			if !each(w.Commitments...) || !each(w.Demos...) {
				return
			}
		}
		for _, c := range f.Changes {
			if !each(c.Reason) {
				return
			}
		}
		each(f.Retrospective.Learned)
	}
}

// A KeyResult is a measured result that shows the objective is met.
type KeyResult struct {
	At    source.Place // the table's header
	Title Value[string]
	// Baseline is where the number stood when the key result was set, Target where it should go, Current the last reading.
	Baseline, Target, Current Value[float64]
	Unit                      Value[string]
	// Confidence is the chance of full success, 0 to 1.
	Confidence Value[float64]
	// Source says where the number is read, and by whom.
	Source Value[string]
	// SharedWith names the teams that carry the key result together with this one.
	SharedWith []Value[string]
}

// DefaultConfidence is the confidence of a key result that gives none: an even chance.
const DefaultConfidence = 0.5

// Name returns what a person calls the n-th key result, counted from 0: KR1, KR2, KR3.
func Name(n int) string { return "KR" + itoa(n+1) }

// A Status is a health metric's colour.
type Status string

// The colours.
const (
	Red   Status = "red"
	Amber Status = "amber"
	Green Status = "green"
)

// Statuses are the colours that a health metric can have.
var Statuses = []Status{Red, Amber, Green}

// A HealthMetric guards what must not suffer while the team races for its objective.
type HealthMetric struct {
	At     source.Place
	Name   Value[string]
	Status Value[Status]
	Note   Value[string]
}

// A Draft is a sketch of a coming quarter: an objective, no key results.
type Draft struct {
	At        source.Place
	Quarter   Value[Quarter]
	Objective Value[string]
}

// A Stage is where an initiative stands.
type Stage string

// The stages.
const (
	Idea    Stage = "idea" // the default
	Doing   Stage = "doing"
	Done    Stage = "done"
	Dropped Stage = "dropped"
)

// Stages are the stages that an initiative can be in.
var Stages = []Stage{Idea, Doing, Done, Dropped}

// An Initiative is a bet on the roadmap that could move a key result.
type Initiative struct {
	At    source.Place
	Title Value[string]
	// KeyResult is the key result that it should move: 1, 2 or 3.
	KeyResult Value[int]
	// Impact and Effort are from 1 to 5.
	Impact, Effort Value[int]
	Status         Value[Stage]
}

// Stage returns the initiative's stage, idea where none is given.
func (i Initiative) Stage() Stage {
	if i.Status.V == "" {
		return Idea
	}
	return i.Status.V
}

// Open reports whether the bet is still on.
func (i Initiative) Open() bool { return i.Stage() == Idea || i.Stage() == Doing }

// A Week is what a team committed to on a Monday and showed on the Friday.
type Week struct {
	At          source.Place
	Monday      Value[Date]
	Commitments []Value[string]
	// CommitmentsAt and DemosAt are the places of the lists.
	CommitmentsAt, DemosAt source.Place
	Demos                  []Value[string]
}

// A Change says why something set at the start of the quarter was changed.
type Change struct {
	At     source.Place
	Date   Value[Date]
	Reason Value[string]
}

// A Retrospective says what the quarter taught.
type Retrospective struct {
	At      source.Place
	Learned Value[string]
}

// A ProblemKind is what the reader of a file can meet; its text is the name of
// the check that says it.
type ProblemKind string

// The kinds of problems.
const (
	Unreadable      ProblemKind = "unreadable-file"
	WrongShape      ProblemKind = "wrong-shape"
	ImpossibleValue ProblemKind = "impossible-value"
	MissingField    ProblemKind = "missing-field"
)

// A Problem is something the reader of the file could not take as it stands.
type Problem struct {
	Kind    ProblemKind
	At      source.Place
	Message string // one lower-case clause without a full stop
	Help    string // what to write instead
	Edits   []source.Edit
}

// An UnknownKey is a key that the format does not know where it stands.
type UnknownKey struct {
	// Name is the key as written, Table the key path of the table it stands in, "" for the root.
	Name, Table string
	At          source.Place // the key, or the header of a table
	// Value is the text of a string value; ValueAt the place of any value.
	Value   string
	ValueAt source.Place
	// Meant is the key that it was read as, or "" where that is not clear.
	Meant string
	// Hint says more where the key belongs elsewhere or has no counterpart.
	Hint  string
	Edits []source.Edit
}

// An Ignore is a comment that silences checks at a place.
type Ignore struct {
	At     source.Place // the comment
	Checks []Value[string]
	// Until is the last day on which it counts; it has no place where the comment gives none.
	Until  Value[Date]
	Reason string
	// Malformed says what is wrong with the comment's form, in a finding's words. Such a comment names no checks,
	// and so silences nothing.
	Malformed string
	// Covers is what it silences: a line, a table or the file.
	Covers source.Place
}

// An Entry is a table or a key of a file.
type Entry struct {
	// Name is the key's last part; "" for the file itself, which is the first entry.
	Name string
	// Index counts the tables of an array, and the elements of a list; -1 for anything else.
	Index int
	// Parent is the outline's index of the table that it stands in; -1 for the file.
	Parent int
	Table  bool
	// Key is the place of the key, or of a table's header with its brackets; of a list's element, its own.
	Key source.Place
	// At is the place of the value; of a table, from its header to its last value's end.
	At source.Place
}

// An Outline holds the tables and keys of a file in document order, the file
// itself first: the places of their keys never go back. It is half of what a
// loaded file takes of memory, so it keeps its entries in half their size.
type Outline struct {
	file    *source.File
	entries []packed
}

// A packed is an Entry of one file.
type packed struct {
	name               string
	index, parent      int32
	keyStart, keyEnd   int32
	valueStart, endsAt int32
	table              bool
}

// NewOutline returns the outline of these entries, which are all of one file.
func NewOutline(file *source.File, entries []Entry) Outline {
	o := Outline{file: file, entries: make([]packed, len(entries))}
	for i, e := range entries {
		o.entries[i] = packed{
			name: e.Name, index: int32(e.Index), parent: int32(e.Parent), table: e.Table,
			keyStart: int32(e.Key.Start), keyEnd: int32(e.Key.End), valueStart: int32(e.At.Start), endsAt: int32(e.At.End),
		}
	}
	return o
}

// Len is the number of entries, the file's among them; 0 where there is no outline.
func (o Outline) Len() int { return len(o.entries) }

// At returns the i-th entry.
func (o Outline) At(i int) Entry {
	p := &o.entries[i]
	e := Entry{Name: p.name, Index: int(p.index), Parent: int(p.parent), Table: p.table, At: o.place(p.valueStart, p.endsAt)}
	if i > 0 { // the file has no key
		e.Key = o.place(p.keyStart, p.keyEnd)
	}
	return e
}

func (o Outline) place(start, end int32) source.Place {
	return source.Place{File: o.file, Start: int(start), End: int(end)}
}

// All yields the entries with their indexes.
func (o Outline) All() iter.Seq2[int, Entry] {
	return func(yield func(int, Entry) bool) {
		for i := range o.entries {
			if !yield(i, o.At(i)) {
				return
			}
		}
	}
}

// KeyPath returns the symbolic place of an entry, such as "key_result[0].title".
func (o Outline) KeyPath(i int) string {
	if i < 0 || i >= o.Len() {
		return ""
	}
	e := o.At(i)
	path := o.KeyPath(e.Parent)
	if e.Name != "" {
		if path != "" {
			path += "."
		}
		path += e.Name
	}
	if e.Index >= 0 {
		path += "[" + itoa(e.Index) + "]"
	}
	return path
}

// Find returns the index of the innermost entry that a place begins in; 0, the
// file, where it lies in no table or key, and -1 where there is no outline. It
// takes logarithmic time.
func (o Outline) Find(at source.Place) int {
	if o.Len() == 0 {
		return -1
	}
	i := o.From(at.Start+1) - 1 // the last entry that begins at the place or before it
	for i > 0 {
		e := o.At(i)
		if e.At.Contains(at) || e.Key.Contains(at) {
			break
		}
		i = e.Parent
	}
	return i
}

// From returns the index of the first entry but the file's that begins at an offset or after it.
func (o Outline) From(offset int) int {
	return 1 + sort.Search(o.Len()-1, func(i int) bool { return int(o.entries[i+1].keyStart) >= offset })
}
