package language

import (
	"reflect"
	"testing"
	"unicode/utf8"
)

func TestVocabulary(t *testing.T) {
	const text = "Zorbing trips for 40 growers"
	plain := NewReader(Vocabulary{}).Read(text).KeyResult()
	marked := NewReader(Vocabulary{Outputs: []string{"zorbing trip"}}).Read(text).KeyResult()
	if marked.Verdict != Output {
		t.Errorf("with the phrase as an output: %s, without: %s", marked.Verdict, plain.Verdict)
	}
	metric := NewReader(Vocabulary{Metrics: []string{"Zorbing trips"}}).Read("Zorbing trips: 40").KeyResult()
	if metric.Verdict != Outcome {
		t.Errorf("with the phrase as a metric: %s", metric.Verdict)
	}
	// A name is passed over: "Launch Day" launches nothing.
	named := NewReader(Vocabulary{Names: []string{"Launch Day"}}).Read("Launch Day NPS of 40").KeyResult()
	if named.Verdict != Outcome {
		t.Errorf("with a masked name: %s", named.Verdict)
	}
}

func TestGuard(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Grow readers to 12k while keeping the open rate at 45 %", "keeping the open rate at 45 %"},
		{"Cut nitrogen use by 20% without loss of yield", "without loss of yield"},
		{"Lower payment fees by 25%, keeping approval rates intact.", "keeping approval rates intact"},
		{"Improve bookkeeping", ""},
		{"Keep churn below 2%", ""},
		{"Reset a password without calling support", ""},
	} {
		got, ok := NewReader(Vocabulary{}).Read(c.text).Guard()
		if got.Text != c.want || ok != (c.want != "") {
			t.Errorf("%q: %q, want %q", c.text, got.Text, c.want)
		}
	}
}

func TestEmpty(t *testing.T) {
	for _, text := range []string{"", " ", "…", "(0.0 → 1.0)", "-", "\xff"} {
		s := NewReader(Vocabulary{}).Read(text)
		for _, j := range []Judgement{s.KeyResult(), s.Objective()} {
			if j.Sure {
				t.Errorf("%q is surely %s", text, j.Verdict)
			}
		}
	}
}

func FuzzJudge(f *testing.F) {
	for _, s := range readSamples(f, "third.jsonl")[:60] {
		f.Add(s.Text)
	}
	for _, s := range []string{"", "to", "≥", "(", "[", "by X %", "We will", "Ensure that", "100 % of", "a", "don't", "@", "\xff\xfe", "1:1", "from 3 to", "half"} {
		f.Add(s)
	}
	reader := NewReader(Vocabulary{Outputs: []string{"dog show"}, Names: []string{"Launch Day"}})
	f.Fuzz(func(t *testing.T, text string) {
		s := reader.Read(text)
		for _, judge := range []func(Sentence) Judgement{Sentence.KeyResult, Sentence.Objective} {
			j := judge(s)
			if !reflect.DeepEqual(j, judge(s)) {
				t.Fatalf("%q: two readings differ", text)
			}
			end := 0
			for _, e := range j.Because {
				if e.Start < end || e.End <= e.Start || e.End > len(text) || text[e.Start:e.End] != e.Text || e.What == "" {
					t.Fatalf("%q: evidence %+v", text, e)
				}
				end = e.End
			}
			if utf8.ValidString(text) && !(utf8.ValidString(j.Says) && utf8.ValidString(j.Ask)) {
				t.Fatalf("%q: broken characters in %q, %q", text, j.Says, j.Ask)
			}
			if (j.Verdict == Outcome || j.Verdict == Qualitative) != (j.Says == "") && len(j.Because) > 0 {
				t.Fatalf("%q: %s says %q", text, j.Verdict, j.Says)
			}
		}
	})
}

func BenchmarkKeyResult(b *testing.B) {
	write, _ := halves(b)
	reader := NewReader(Vocabulary{})
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		reader.Read(write[i%len(write)].Text).KeyResult()
	}
}

func BenchmarkFirstJudgement(b *testing.B) {
	for range b.N {
		buildLexicon()
		buildIrregular()
	}
}
