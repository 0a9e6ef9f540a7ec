package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/okrcheck/okrcheck/internal/edit"
	"github.com/okrcheck/okrcheck/internal/render"
	"github.com/okrcheck/okrcheck/internal/tree"
)

// mostRounds bounds how often files are looked at again after they were mended:
// each mended mistake can uncover another, which happens once or twice.
const mostRounds = 8

// mend makes the edits of findings: --fix writes them and reports what is left,
// --diff shows them and has the status of the findings as they are.
func (cmd *check) mend(at workplace, paths []string) error {
	overlay := edit.NewOverlay(tree.WorkTree(at.root))
	var first, last render.Report
	for round := range mostRounds {
		repo, report, err := cmd.judge(at, overlay, paths)
		if err != nil {
			return err
		}
		if last = report; round == 0 {
			first = report
		}
		if !overlay.Fix(repo.Company.Files, report.Findings) {
			break
		}
	}
	if cmd.diff {
		if err := cmd.show(overlay.Changes()); err != nil {
			return failed("", err)
		}
		return cmd.status(first)
	}
	for _, c := range overlay.Changes() {
		if err := c.Write(at.root); err != nil {
			return failed("what was mended before it is written; the rest is as it was", err)
		}
		for _, f := range c.Mended {
			if !cmd.quiet {
				from := f.At.From()
				fmt.Fprintf(cmd.env.Stderr, "mended %s:%d:%d: %s [%s]\n", at.toUser(c.Path), from.Line, from.Column, render.Safe(f.Message), f.Check)
			}
		}
	}
	return cmd.conclude(at, last)
}

// show writes changes as one unified diff.
func (cmd *check) show(changes []edit.Change) error {
	var b strings.Builder
	mended := 0
	for _, c := range changes {
		b.WriteString(c.Unified())
		mended += len(c.Mended)
	}
	if !cmd.quiet {
		fmt.Fprintf(cmd.env.Stderr, "okrcheck check --fix would mend %d of the mistakes\n", mended)
	}
	if cmd.output != "" {
		return os.WriteFile(absolute(cmd.env.Dir, cmd.output), []byte(b.String()), 0o644)
	}
	_, err := io.WriteString(cmd.env.Stdout, b.String())
	return err
}
