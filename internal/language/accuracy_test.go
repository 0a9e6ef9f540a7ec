package language

import (
	"encoding/binary"
	"flag"
	"fmt"
	"hash/fnv"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

var update = flag.Bool("update", false, "learn anew; rewrite the weights, the accuracy table in docs/language.md and coach.golden")

const (
	sentences  = "../../testdata/language/"
	docPath    = "../../docs/language.md"
	tableBegin = "<!-- accuracy: begin -->\n"
	tableEnd   = "<!-- accuracy: end -->"
)

// How much a sentence counts in learning, beside 1: those of the corpus are what people write, those of the first
// practice file are plainer, those that were written against an earlier network's mistakes are more twisted.
const (
	corpusWeight  = 3
	plainWeight   = 0.4
	twistedWeight = 0.4
	hardWeight    = 0.6 // times the others: for those that a second coach might label otherwise
)

// leftOutAuthors are the practice files that are each judged by a network that learned nothing from their author.
var leftOutAuthors = []string{"12.jsonl", "13.jsonl", "14.jsonl", "15.jsonl"}

// sets are the labelled sentences. The fourth set is a part of the practice sentences (a fifth of the older,
// a tenth of the later ones), by a hash of the id: measured on, never learned from.
type sets struct {
	write, measure, third, fourth []sample
	practice                      map[string][]sample // by file: each has one author, or a few
}

func readSets(t testing.TB) sets {
	s := sets{practice: map[string][]sample{}}
	s.write, s.measure = halves(t)
	for i := range s.write {
		s.write[i].weight = corpusWeight
	}
	s.third = readSamples(t, "third.jsonl")
	files, err := filepath.Glob(sentences + "practice/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatal(err, "no practice sentences")
	}
	for _, path := range files {
		name := filepath.Base(path)
		apart := uint32(10)
		switch {
		case name == "01.jsonl":
			apart = 0
		case name <= "05.jsonl":
			apart = 5
		}
		for _, x := range readSamples(t, "practice/"+name) {
			switch {
			case name == "01.jsonl":
				x.weight = plainWeight
			case name >= "17.jsonl":
				x.weight = twistedWeight
			}
			if apart > 0 && hash(x.ID)%apart == 0 {
				s.fourth = append(s.fourth, x)
			} else {
				s.practice[name] = append(s.practice[name], x)
			}
		}
	}
	for _, set := range append(slices.Collect(maps.Values(s.practice)), s.write, s.third) {
		extract(set)
		for i := range set {
			if set[i].Hard {
				set[i].weight *= hardWeight
			}
		}
	}
	return s
}

// trainingSet is all that may be learned from, never the measure half or the fourth set; without is a practice file left out.
func (s sets) trainingSet(kind, without string) []sample {
	all := append(ofKind(s.write, kind), ofKind(s.third, kind)...)
	for _, name := range slices.Sorted(maps.Keys(s.practice)) {
		if name != without {
			all = append(all, ofKind(s.practice[name], kind)...)
		}
	}
	return all
}

// fingerprint changes with what is learned from: the sentences, their labels, what is seen in them, and how it is learned.
func fingerprint(all []sample, kind string) uint64 {
	h := fnv.New64a()
	fmt.Fprint(h, kind, epochs, rate, dropped, smoothing, hardSmoothing, corpusWeight, plainWeight, twistedWeight, hardWeight, leastSeen, linearPenalty, linearRounds, rows[kind], hiddenUnits, bucketBits)
	var b []byte
	for _, s := range all {
		b = append(b[:0], s.Label...)
		for _, f := range s.features {
			b = binary.LittleEndian.AppendUint32(b, uint32(f))
		}
		h.Write(b)
	}
	return h.Sum64()
}

// TestWeights holds that the weights were learned from these sentences by this code; with -update it learns them anew.
func TestWeights(t *testing.T) {
	s := readSets(t)
	var learning sync.WaitGroup
	for _, x := range []struct {
		kind, path, packed string
		network            *func() *network
	}{
		{"key-result", "keyresult.weights", keyResultWeights, &keyResultNetwork},
		{"objective", "objective.weights", objectiveWeights, &objectiveNetwork},
	} {
		all := s.trainingSet(x.kind, "")
		want := fingerprint(all, x.kind)
		if *update {
			learning.Go(func() {
				packed := learn(all, x.kind, want)
				if err := os.WriteFile(x.path, []byte(packed), 0o644); err != nil {
					t.Error(err)
				}
				*x.network = sync.OnceValue(func() *network { return newNetwork(packed) })
			})
			continue
		}
		if binary.LittleEndian.Uint64([]byte(x.packed[:8])) != want {
			t.Errorf("%s is out of date: go test ./internal/language -run 'Weights|Accuracy|Coach' -update", x.path)
		}
	}
	learning.Wait()
}

// A result is a judgement beside its label.
type result struct {
	sample
	Judgement
}

func judgeAll(set []sample, judge func(sample) Judgement) []result {
	var all []result
	for _, s := range set {
		all = append(all, result{s, judge(s)})
	}
	return all
}

// byReader judges as the program does.
func byReader(s sample) Judgement {
	read := NewReader(Vocabulary{}).Read(s.Text)
	if s.Kind == "objective" {
		return read.Objective()
	}
	return read.KeyResult()
}

// byNetwork judges a set with a network that learned from others.
func byNetwork(set, others []sample, kind string) []result {
	n := newNetwork(learn(others, kind, 0))
	names := keyResultVerdicts
	if kind == "objective" {
		names = objectiveVerdicts
	}
	return judgeAll(set, func(s sample) Judgement { return decide(n.scores(s.features), names) })
}

// leftOut judges every fifth of a set with a network that learned from the rest and from others.
func leftOut(set, others []sample, kind string) []result {
	const folds = 5
	var all []result
	for k := range folds {
		training := append([]sample(nil), others...)
		var held []sample
		for i, s := range set {
			if i%folds == k {
				held = append(held, s)
			} else {
				training = append(training, s)
			}
		}
		all = append(all, byNetwork(held, training, kind)...)
	}
	return all
}

// A row holds the figures of one set and kind.
type row struct {
	name                               string
	n, right, sure, accused, accusedOK int
	hard, hardRight                    int
	confusion                          [3][3]int
	labels                             []Verdict
}

func count(name, kind string, all []result) row {
	r := row{name: name, labels: labelsOf(kind)}
	place := map[Verdict]int{}
	for i, l := range r.labels {
		place[l] = i
	}
	for _, x := range all {
		r.n++
		ok := x.Verdict == x.Label
		if ok {
			r.right++
		}
		if x.Hard {
			r.hard++
			if ok {
				r.hardRight++
			}
		}
		if x.Sure {
			r.sure++
			if x.Verdict != r.labels[0] {
				r.accused++
				if ok {
					r.accusedOK++
				}
			}
		}
		r.confusion[place[x.Label]][place[x.Verdict]]++
	}
	return r
}

func share(a, b int) string {
	if b == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(a)/float64(b))
}

// f1 is the mean over the labels of the harmonic mean of precision and recall.
func (r row) f1() float64 {
	sum := 0.0
	for c := range 3 {
		said, is := 0, 0
		for d := range 3 {
			said += r.confusion[d][c]
			is += r.confusion[c][d]
		}
		if said+is > 0 {
			sum += 2 * float64(r.confusion[c][c]) / float64(said+is)
		}
	}
	return sum / 3
}

func (r row) String() string {
	return fmt.Sprintf("| %s | %d | %s | %.2f | %s | %s of %d | %s of %d |", r.name, r.n, share(r.right, r.n), r.f1(), share(r.sure, r.n), share(r.accusedOK, r.accused), r.accused, share(r.hardRight, r.hard), r.hard)
}

func (r row) matrix() string {
	var b strings.Builder
	fmt.Fprintf(&b, "| %s: labelled ↓ judged → | %s | %s | %s |\n|---|---|---|---|\n", r.name, r.labels[0], r.labels[1], r.labels[2])
	for i, l := range r.labels {
		fmt.Fprintf(&b, "| %s | %d | %d | %d |\n", l, r.confusion[i][0], r.confusion[i][1], r.confusion[i][2])
	}
	return b.String()
}

// measured are the figures of what the program itself says.
func (s sets) measured(kind string) []row {
	var rows []row
	for _, x := range []struct {
		name string
		set  []sample
	}{{"measure half", s.measure}, {"fourth set", s.fourth}, {"write half, learned from", s.write}, {"third set, learned from", s.third}} {
		rows = append(rows, count(x.name, kind, judgeAll(ofKind(x.set, kind), byReader)))
	}
	return rows
}

// relearned are the figures of networks that learned without the sentences in question. They take minutes.
func (s sets) relearned(kind string) []row {
	without := func(set []sample) []sample {
		return slices.DeleteFunc(s.trainingSet(kind, ""), func(x sample) bool {
			return slices.ContainsFunc(set, func(y sample) bool { return x.ID == y.ID })
		})
	}
	var rows []row
	for _, x := range []struct {
		name string
		set  []sample
	}{{"write half, left out", s.write}, {"third set, left out", s.third}} {
		set := ofKind(x.set, kind)
		rows = append(rows, count(x.name, kind, leftOut(set, without(set), kind)))
	}
	var authors []result
	for _, name := range leftOutAuthors {
		authors = append(authors, byNetwork(ofKind(s.practice[name], kind), s.trainingSet(kind, name), kind)...)
	}
	return append(rows, count("four authors, each left out", kind, authors))
}

// TestAccuracy prints the figures, and fails where docs/language.md says others.
func TestAccuracy(t *testing.T) {
	s := readSets(t)
	doc, err := os.ReadFile(docPath)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(doc), tableBegin)
	_, tail, ok2 := strings.Cut(rest, tableEnd)
	if !ok || !ok2 {
		t.Fatalf("%s lacks the markers %q and %q", docPath, tableBegin, tableEnd)
	}
	kinds := []string{"key-result", "objective"}
	relearned := map[string][]row{}
	if *update {
		var learning sync.WaitGroup
		var mutex sync.Mutex
		for _, kind := range kinds {
			learning.Go(func() {
				rows := s.relearned(kind)
				mutex.Lock()
				defer mutex.Unlock()
				relearned[kind] = rows
			})
		}
		learning.Wait()
	}
	var b strings.Builder
	for i, kind := range kinds {
		fmt.Fprintf(&b, "\n**%s**\n\n| set | sentences | right | macro-F1 | sure | sure accusations right | hard ones right |\n|---|---|---|---|---|---|---|\n", [...]string{"Key results", "Objectives"}[i])
		measured := s.measured(kind)
		for _, r := range append(slices.Clone(measured), relearned[kind]...) {
			fmt.Fprintln(&b, r)
		}
		b.WriteString("\n" + measured[0].matrix() + "\n" + measured[1].matrix())
		for _, r := range relearned[kind] {
			b.WriteString("\n" + r.matrix())
		}
	}
	t.Log(b.String())
	if *update {
		if err := os.WriteFile(docPath, []byte(head+tableBegin+b.String()+tableEnd+tail), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	// What takes minutes is measured with -update alone; all the rest must stand there.
	for line := range strings.Lines(b.String()) {
		if !strings.Contains(rest, line) {
			t.Errorf("%s lacks %q: go test ./internal/language -run 'Weights|Accuracy|Coach' -update", docPath, line)
		}
	}
}
