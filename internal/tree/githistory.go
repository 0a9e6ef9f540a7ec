package tree

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// History returns the past of a commit; "" has none yet. It reads the chain of
// commits no further than it is asked for.
func (g *Git) History(commit string) *GitHistory { return &GitHistory{git: g, commit: commit} }

// GitHistory is the History of a commit in a git repository. Close ends its process.
type GitHistory struct {
	git    *Git
	commit string

	mu    sync.Mutex
	chain []link // read so far, newest first
	ended bool   // chain is whole
	cmd   *exec.Cmd
	out   *bufio.Scanner
	trees map[string]Tree
}

// A link is a commit on the first-parent chain.
type link struct {
	commit string
	when   time.Time
}

// Close ends the process that lists commits.
func (h *GitHistory) Close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.stop()
}

func (h *GitHistory) stop() {
	if h.cmd != nil {
		_ = h.cmd.Process.Kill() // most of the chain is of no interest
		_ = h.cmd.Wait()
		h.cmd = nil
	}
}

// next reads one more commit of the chain. It is false at the end.
func (h *GitHistory) next() (bool, error) {
	if h.ended || h.commit == "" {
		h.ended = true
		return false, nil
	}
	if h.out == nil {
		h.cmd = h.git.command("rev-list", "--first-parent", "--timestamp", h.commit, "--")
		out, err := h.cmd.StdoutPipe()
		if err != nil {
			return false, err
		}
		if err := h.cmd.Start(); err != nil {
			h.cmd = nil
			return false, h.git.unknown(err, "")
		}
		h.out = bufio.NewScanner(out)
	}
	if !h.out.Scan() {
		h.ended = true
		err := h.cmd.Wait()
		h.cmd = nil
		if err != nil {
			return false, h.git.unknown(err, "")
		}
		return false, nil
	}
	seconds, commit, _ := strings.Cut(h.out.Text(), " ")
	at, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return false, fmt.Errorf("git rev-list says %q", h.out.Text())
	}
	h.chain = append(h.chain, link{commit: commit, when: time.Unix(at, 0).UTC()})
	return true, nil
}

// older returns the index of the newest commit that is older than an instant,
// or the length of the chain.
func (h *GitHistory) older(instant time.Time) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for i := 0; ; i++ {
		if i == len(h.chain) {
			more, err := h.next()
			switch {
			case err != nil:
				return 0, err
			case more:
			case h.git.shallow:
				return 0, &Unknown{Reason: "the clone is shallow", Remedy: "fetch-depth: 0 mends it, or git fetch --unshallow"}
			default:
				return i, nil
			}
		}
		if h.chain[i].when.Before(instant) {
			return i, nil
		}
	}
}

// At returns the tree of the newest commit that is older than an instant.
func (h *GitHistory) At(instant time.Time) (Tree, error) {
	i, err := h.older(instant)
	if err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	commit := ""
	if i < len(h.chain) {
		commit = h.chain[i].commit
	}
	if h.trees == nil {
		h.trees = make(map[string]Tree)
	}
	if h.trees[commit] == nil { // two instants often share one
		h.trees[commit] = h.git.Revision(commit)
	}
	return h.trees[commit], nil
}

// Since returns what the commits after an instant changed, oldest first.
func (h *GitHistory) Since(instant time.Time, patterns []string) ([]Change, error) {
	n, err := h.older(instant)
	if err != nil || n == 0 {
		return nil, err
	}
	var pairs bytes.Buffer
	for i := n - 1; i >= 0; i-- {
		pairs.WriteString(h.chain[i].commit)
		if i+1 < len(h.chain) {
			pairs.WriteString(" " + h.chain[i+1].commit) // the one parent that counts
		}
		pairs.WriteByte('\n')
	}
	cmd := h.git.command(slices.Concat([]string{"diff-tree", "--stdin", "--root", "-r", "--raw", "--no-abbrev", "-z", "-M", "--"}, folders(patterns))...)
	cmd.Stdin = &pairs
	out, err := cmd.Output()
	if err != nil {
		var stderr string
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			stderr = string(exit.Stderr)
		}
		return nil, h.git.unknown(err, stderr)
	}
	when := make(map[string]time.Time, n)
	for _, l := range h.chain[:n] {
		when[l.commit] = l.when
	}
	return h.git.changes(out, when, split(patterns))
}

// changes reads the raw output of diff-tree: a commit's name, then its files.
func (g *Git) changes(out []byte, when map[string]time.Time, patterns []pattern) ([]Change, error) {
	matches := func(name string) bool {
		return slices.ContainsFunc(patterns, func(p pattern) bool { return p.match(name) })
	}
	var changes []Change
	var at time.Time
	fields := bytes.Split(out, []byte{0})
	take := func() string {
		if len(fields) == 0 {
			return ""
		}
		f := string(fields[0])
		fields = fields[1:]
		return f
	}
	for len(fields) > 0 {
		head := take()
		if head == "" {
			continue
		}
		if !strings.HasPrefix(head, ":") {
			commit := strings.TrimSpace(head)
			t, ok := when[commit]
			if !ok {
				return nil, fmt.Errorf("git diff-tree says %q: %w", head, io.ErrUnexpectedEOF)
			}
			at = t
			continue
		}
		part := strings.Fields(head) // :mode mode object object status
		if len(part) != 5 {
			return nil, fmt.Errorf("git diff-tree says %q", head)
		}
		c := Change{When: at, Path: take()}
		switch part[4][0] {
		case 'A':
			c.What = Added
		case 'D':
			c.What = Removed
		case 'R':
			c.What, c.From = Renamed, c.Path
			c.Path = take()
		}
		if !matches(c.Path) && !matches(c.From) || part[1] == modeSubmodule {
			continue
		}
		c.Read = func() ([]byte, error) {
			_, b, err := g.object(part[3])
			if err != nil {
				return nil, explain(c.Path, err)
			}
			return b, nil
		}
		changes = append(changes, c)
	}
	return changes, nil
}
