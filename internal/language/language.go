// Package language reads one sentence of an OKR as a coach does: is a key
// result an outcome, an output or unmeasurable; is an objective a quality, a
// metric or a task; and by which words one sees it. It is deterministic, works
// offline, knows nothing of files, and never fails: what it can't tell it
// leaves unsure.
package language

// A Verdict is what a sentence turned out to be.
type Verdict string

// The verdicts on a key result and on an objective.
const (
	Outcome      Verdict = "outcome"      // a measurable change or level of a result
	Output       Verdict = "output"       // work: a task, a deliverable, a count of one's own activity
	Unmeasurable Verdict = "unmeasurable" // a wish without a number or an exact test

	Qualitative Verdict = "qualitative" // a direction or an inspiring state
	Metric      Verdict = "metric"      // a number that belongs in a key result
	Task        Verdict = "task"        // a project or a deliverable
)

// Evidence is a part of the sentence that a judgement rests on.
type Evidence struct {
	What       string // the role of the words, such as "delivery verb" or "placeholder"
	Text       string // the words as they stand in the sentence
	Start, End int    // byte offsets into the sentence, End exclusive
}

// A Judgement is a verdict with its reasons.
type Judgement struct {
	Verdict Verdict
	// Sure is false where the sentence can honestly be read both ways.
	Sure bool
	// Because holds the evidence in the order of the sentence.
	Because []Evidence
	// Says states the mistake in one lower-case clause without a full stop; empty for a verdict without a mistake.
	Says string
	// Ask is the coach's question, about this very sentence; empty where there is nothing to ask.
	Ask string
}

// A Vocabulary holds the words of one company, from its configuration.
type Vocabulary struct {
	Outputs []string // phrases that mark an output
	Metrics []string // phrases that name a metric
	Names   []string // names that the language rules pass over: "Launch Day", "Bonus Plan"
}

// A Reader reads sentences with a company's vocabulary. It is safe for use by
// several goroutines.
type Reader struct {
	names, outputs, metrics phrases
}

// NewReader returns a Reader that knows the words in v beside its own.
func NewReader(v Vocabulary) *Reader {
	return &Reader{names: newPhrases(v.Names), outputs: newPhrases(v.Outputs), metrics: newPhrases(v.Metrics)}
}
