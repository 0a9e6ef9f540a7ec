package githubtest

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
)

// A change is what happened to one file between two trees.
type change struct {
	path, previous       string // previous is set for a renamed file
	status               string
	sha                  string // the blob now, or before it was removed
	additions, deletions int
	patch                string // without a header; "" where GitHub gives none
	hunks                []hunk
}

// A hunk is a part of a patch.
type hunk struct {
	oldStart, newStart int
	lines              []string // each with its sign
}

// side says where a comment stands in a diff.
const (
	left  = "LEFT"
	right = "RIGHT"
)

// has reports whether a side of the hunk holds a line.
func (h hunk) has(side string, line int) bool {
	old, now := h.oldStart, h.newStart
	for _, l := range h.lines {
		switch l[0] {
		case ' ':
			if side == right && now == line || side == left && old == line {
				return true
			}
			old, now = old+1, now+1
		case '-':
			if side == left && old == line {
				return true
			}
			old++
		case '+':
			if side == right && now == line {
				return true
			}
			now++
		}
	}
	return false
}

// hunkOf returns the index of the hunk that holds a line, -1 for none.
func (c change) hunkOf(side string, line int) int {
	return slices.IndexFunc(c.hunks, func(h hunk) bool { return h.has(side, line) })
}

// diffTrees returns the changed files, by path.
func (o *objects) diffTrees(before, after string) []change {
	was, is := o.files(before), o.files(after)
	var changes []change
	var removed []string
	for p := range was {
		if _, ok := is[p]; !ok {
			removed = append(removed, p)
		}
	}
	slices.Sort(removed)
	for _, p := range slices.Sorted(maps.Keys(is)) {
		e := is[p]
		old, existed := was[p]
		c := change{path: p, sha: e.SHA, status: "modified"}
		switch {
		case existed && old == e:
			continue
		case !existed:
			c.status = "added"
			if i := slices.IndexFunc(removed, func(q string) bool { return alike(o.blobs[was[q].SHA], o.blobs[e.SHA]) }); i >= 0 {
				c.status, c.previous = "renamed", removed[i]
				old = was[removed[i]]
				removed = slices.Delete(removed, i, i+1)
			}
		}
		c.compare(o.blobs[old.SHA], o.blobs[e.SHA])
		changes = append(changes, c)
	}
	for _, p := range removed {
		c := change{path: p, sha: was[p].SHA, status: "removed"}
		c.compare(o.blobs[was[p].SHA], nil)
		changes = append(changes, c)
	}
	slices.SortFunc(changes, func(a, b change) int { return strings.Compare(a.path, b.path) })
	return changes
}

// alike reports whether at least half of the lines are the same, which git takes for a rename.
func alike(a, b []byte) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	lines := make(map[string]int)
	x, y := bytes.Split(bytes.TrimSpace(a), []byte("\n")), bytes.Split(bytes.TrimSpace(b), []byte("\n"))
	for _, l := range x {
		lines[string(l)]++
	}
	same := 0
	for _, l := range y {
		if lines[string(l)] > 0 {
			lines[string(l)]--
			same++
		}
	}
	return 2*same >= max(len(x), len(y))
}

func (c *change) compare(before, after []byte) {
	if isBinary(before) || isBinary(after) {
		return
	}
	c.hunks = hunks(before, after)
	old := strings.Split(string(before), "\n")
	var b strings.Builder
	for _, h := range c.hunks {
		var minus, plus int
		for _, l := range h.lines {
			switch l[0] {
			case '-':
				minus++
				c.deletions++
			case '+':
				plus++
				c.additions++
			case ' ':
				minus++
				plus++
			}
		}
		fmt.Fprintf(&b, "@@ -%s +%s @@%s\n", extent(h.oldStart, minus), extent(h.newStart, plus), heading(old, h.oldStart))
		for _, l := range h.lines {
			b.WriteString(l + "\n")
		}
	}
	c.patch = strings.TrimSuffix(b.String(), "\n")
}

// extent writes a hunk's range as git does: a length of one is left out.
func extent(start, count int) string {
	if count == 1 {
		return strconv.Itoa(start)
	}
	return fmt.Sprintf("%d,%d", start, count)
}

var nameLike = regexp.MustCompile(`^[A-Za-z_$]`)

// heading returns the line above a hunk that git takes for a function's name.
func heading(lines []string, start int) string {
	for i := min(start-2, len(lines)-1); i >= 0; i-- {
		if nameLike.MatchString(lines[i]) {
			return " " + lines[i][:min(len(lines[i]), 80)]
		}
	}
	return ""
}

var hunkHeader = regexp.MustCompile(`^@@ -(\d+),(\d+) \+(\d+),(\d+) @@$`)

// hunks compares two texts.
func hunks(before, after []byte) []hunk {
	var found []hunk
	text := strings.TrimSuffix(string(diff.Diff("a", before, "b", after)), "\n")
	for i, line := range strings.Split(text, "\n") {
		if i < 3 { // the names
			continue
		}
		if m := hunkHeader.FindStringSubmatch(line); m != nil {
			old, _ := strconv.Atoi(m[1])
			now, _ := strconv.Atoi(m[3])
			found = append(found, hunk{oldStart: old, newStart: now})
			continue
		}
		last := &found[len(found)-1]
		last.lines = append(last.lines, line)
	}
	return found
}

// moved returns where a line of before stands in after, and false where it is gone.
func moved(before, after []byte, line int) (int, bool) {
	shift := 0
	for _, h := range hunks(before, after) {
		if line < h.oldStart {
			break
		}
		old, now := h.oldStart, h.newStart
		for _, l := range h.lines {
			switch l[0] {
			case ' ':
				if old == line {
					return now, true
				}
				old, now = old+1, now+1
			case '-':
				if old == line {
					return 0, false
				}
				old++
			case '+':
				now++
			}
		}
		shift = now - old
	}
	return line + shift, true
}
