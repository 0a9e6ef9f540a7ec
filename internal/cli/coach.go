package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/okrcheck/okrcheck/internal/language"
	"github.com/okrcheck/okrcheck/internal/render"
	"github.com/okrcheck/okrcheck/internal/repository"
	"github.com/okrcheck/okrcheck/internal/tree"
)

// The kinds of sentences that the coach judges.
const (
	kindKeyResult = "key-result"
	kindObjective = "objective"
)

// longestSentence bounds a line of standard input, in bytes.
const longestSentence = 1 << 20

type coach struct {
	env          *Env
	kind, format *choice
	config       string
}

func newCoach(env *Env) *cobra.Command {
	cmd := &coach{env: env}
	c := &cobra.Command{
		Use:   "coach [flags] [SENTENCE...]",
		Short: "Say what a coach would say about a sentence",
		Long: `Judge key results, or objectives, as a coach would: what the sentence is, by
which words one sees it, and what to ask. "-" reads standard input, a sentence
a line. In a terminal, without a sentence, it answers what is typed.

The words of the company are taken from the nearest okrcheck.toml.`,
		Example: `  okrcheck coach "Launch the mobile app"
  okrcheck coach --kind objective "Increase throughput by 40 %"
  okrcheck coach --format json - <sentences.txt`,
		DisableFlagsInUseLine: true,
		RunE:                  func(_ *cobra.Command, sentences []string) error { return cmd.run(sentences) },
	}
	cmd.kind = addChoice(c, "kind", "what the sentences are", kindKeyResult, kindObjective)
	cmd.format = addChoice(c, "format", "how to answer; json is an object a line", "text", "json")
	c.Flags().StringVar(&cmd.config, "config", "", "the configuration `file`, instead of the nearest okrcheck.toml")
	must(c.MarkFlagFilename("config", "toml"))
	return c
}

func (cmd *coach) run(sentences []string) error {
	at, _, err := locate(cmd.env.Dir, nil)
	if err != nil {
		return err
	}
	repo, err := at.open(cmd.env, tree.WorkTree(at.root), cmd.config, repository.Options{})
	if err != nil && !errors.Is(err, repository.ErrNoFiles) {
		return err
	}
	reader := language.NewReader(repo.Config.Settings.Vocabulary)
	w := bufio.NewWriter(cmd.env.Stdout)

	prompt := ""
	switch {
	case len(sentences) == 0 && cmd.env.Interactive:
		fmt.Fprintf(w, "Type a key result, or \"objective:\" and an objective. An empty line ends.\n")
		prompt = "> "
	case len(sentences) == 1 && sentences[0] == "-", len(sentences) == 0:
	default:
		for i, s := range sentences {
			if err := cmd.answer(w, reader, cmd.kind.value, s, i > 0); err != nil {
				return failed("", err)
			}
		}
		return w.Flush()
	}
	if err := cmd.answerLines(w, reader, prompt); err != nil {
		return failed("", err)
	}
	return w.Flush()
}

// answerLines answers standard input, a sentence a line; with a prompt each at once.
func (cmd *coach) answerLines(w *bufio.Writer, reader *language.Reader, prompt string) error {
	lines := bufio.NewScanner(cmd.env.Stdin)
	lines.Buffer(nil, longestSentence)
	for first := true; ; first = false {
		if prompt != "" {
			w.WriteString(prompt)
			if err := w.Flush(); err != nil {
				return err
			}
		}
		if !lines.Scan() {
			if prompt != "" {
				w.WriteByte('\n')
			}
			return lines.Err()
		}
		text, kind := strings.TrimSpace(lines.Text()), cmd.kind.value
		if text == "" && prompt != "" {
			return nil
		}
		if prompt != "" {
			kind, text = labelled(text, kind)
		}
		if text == "" {
			continue
		}
		if err := cmd.answer(w, reader, kind, text, !first && prompt == ""); err != nil {
			return err
		}
	}
}

// labelled takes off a label that names the sentence's kind.
func labelled(text, kind string) (string, string) {
	for label, means := range map[string]string{"objective:": kindObjective, "o:": kindObjective, "key result:": kindKeyResult, "kr:": kindKeyResult} {
		if len(text) >= len(label) && strings.EqualFold(text[:len(label)], label) {
			return means, strings.TrimSpace(text[len(label):])
		}
	}
	return kind, text
}

// answer writes what the coach says of one sentence, in text with an empty line before all but the first.
func (cmd *coach) answer(w io.Writer, reader *language.Reader, kind, text string, apart bool) error {
	a := judge(reader, kind, text)
	if cmd.format.value == "json" {
		return render.CoachJSON(w, a)
	}
	if apart {
		fmt.Fprintln(w)
	}
	return render.CoachText(w, a, render.TextStyle{Color: colored(cmd.env), Width: cmd.env.Width})
}

// judge asks the reader about one sentence.
func judge(reader *language.Reader, kind, text string) render.Answer {
	text = strings.ToValidUTF8(text, "\uFFFD")
	s := reader.Read(text)
	a := render.Answer{Text: text, Kind: kind}
	switch {
	case !s.English():
		a.Note = "it is not English, and was not judged"
	case kind == kindObjective:
		a.Judgement = s.Objective()
		if second, ok := s.Compound(); ok {
			a.Note = fmt.Sprintf("it may hold two objectives: %q begins the second", second.Text)
		}
	default:
		a.Judgement = s.KeyResult()
		_, hole := s.Placeholder()
		accused := a.Verdict == language.Unmeasurable || a.Verdict == language.Output && !a.Sure
		if accused && !hole && len(s.Quantities()) == 0 && s.NamesSomethingCountable() {
			a.Note = "with baseline, target and unit in the file's fields it can be measured"
		}
	}
	return a
}
