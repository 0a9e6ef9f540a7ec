package render

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"github.com/okrcheck/okrcheck/internal/source"
)

const (
	// tabWidth is what a tab in a snippet is shown as, in cells.
	tabWidth = 4
	// reach is how many bytes of a line are looked at on each side of a span:
	// more than fits on a screen, and a line can be a mebibyte long.
	reach = 2048
	// gutter is the width of what stands before a snippet's text, beyond its line number.
	gutter = len("  ") + len(" | ")
)

// A cell is what a terminal shows as one character.
type cell struct {
	text   string
	width  int
	inside bool // is it part of the span?
}

// snippet writes the lines of a place with the span underlined, within width
// terminal columns. Of a span over several lines it shows the first two and the last.
func snippet(w io.Writer, at source.Place, width int, p palette, mark string) {
	first, last := at.From().Line, at.File.Position(max(at.Start, at.End-1)).Line
	digits := len(fmt.Sprint(last))
	for line := first; line <= last; line++ {
		if line == first+2 && line < last {
			fmt.Fprintf(w, "  %*s %s\n", digits, "", p.dim("…"))
			line = last
		}
		text, underline := draw(crop(cells(at, line), width-digits-gutter))
		if text != "" {
			text = " " + text
		}
		fmt.Fprintf(w, "  %s%s\n", p.dim(fmt.Sprintf("%*d |", digits, line)), text)
		fmt.Fprintf(w, "  %s %s\n", p.dim(fmt.Sprintf("%*s |", digits, "")), p.paint(mark, underline))
	}
}

// cells takes a line apart into what a terminal shows, as far as it can be of
// use. At least one cell is inside the span.
func cells(at source.Place, line int) []cell {
	start := at.File.Offset(line)
	text := bytes.TrimRight(at.File.Bytes[start:at.File.Offset(line+1)], "\r\n")
	if line == 1 && bytes.HasPrefix(text, []byte("\uFEFF")) {
		text, start = text[len("\uFEFF"):], start+len("\uFEFF")
	}
	// From here on the span counts from the line's start. In a line after its first it leaves out the indentation.
	from, to := max(at.Start-start, 0), min(at.End-start, len(text))
	if at.Start < start {
		from = len(text) - len(bytes.TrimLeft(text, " \t"))
	}
	from = min(from, len(text))
	to = max(to, from+1) // an empty span is shown too, even past the line's end

	var out []cell
	begin, end := max(0, from-reach), min(len(text), min(to, from+reach)+reach)
	for begin < from && !utf8.RuneStart(text[begin]) {
		begin++
	}
	if begin > 0 {
		out = append(out, ellipsis)
	}
	state, rest, offset := -1, text[begin:end], begin
	for len(rest) > 0 {
		var cluster []byte
		var width int
		cluster, rest, width, state = uniseg.FirstGraphemeCluster(rest, state)
		c := cell{text: Safe(string(cluster)), width: width}
		if string(cluster) == "\t" {
			c.text, c.width = strings.Repeat(" ", tabWidth), tabWidth
		} else if c.text != string(cluster) {
			c.width = uniseg.StringWidth(c.text)
		}
		if string(cluster) == "[" && bytes.HasSuffix(text[:offset], []byte("##")) { // see Safe
			c.text, c.width = `\x5b`, len(`\x5b`)
		}
		c.inside = offset < to && from < offset+len(cluster)
		out = append(out, c)
		offset += len(cluster)
	}
	if from >= len(text) {
		out = append(out, cell{text: " ", width: 1, inside: true})
	}
	if end < len(text) {
		out = append(out, ellipsis)
	}
	return out
}

var ellipsis = cell{text: "…", width: 1}

// crop cuts a line to a width, around the start of its span.
func crop(line []cell, width int) []cell {
	if columns(line) <= width {
		return line
	}
	first := slices.IndexFunc(line, func(c cell) bool { return c.inside })
	last := first
	for last+1 < len(line) && line[last+1].inside {
		last++
	}
	width -= 2 * ellipsis.width
	span := min(columns(line[first:last+1]), width)

	begin := 0
	if lead := columns(line[:first]); lead+span > width && lead > width/4 {
		begin = first
		for room := (width - span) / 2; begin > 0 && room >= line[begin-1].width; begin-- {
			room -= line[begin-1].width
		}
	}
	end := begin
	for room := width; end < len(line) && room >= line[end].width; end++ {
		room -= line[end].width
	}
	out := make([]cell, 0, end-begin+2)
	if begin > 0 {
		out = append(out, ellipsis)
	}
	out = append(out, line[begin:end]...)
	if end < len(line) {
		out = append(out, ellipsis)
	}
	return out
}

func columns(line []cell) (n int) {
	for _, c := range line {
		n += c.width
	}
	return n
}

// draw returns the line's text and the line under it.
func draw(line []cell) (text, underline string) {
	var t, u strings.Builder
	for _, c := range line {
		t.WriteString(c.text)
		mark := " "
		if c.inside {
			mark = "^"
		}
		u.WriteString(strings.Repeat(mark, c.width))
	}
	return strings.TrimRight(t.String(), " "), strings.TrimRight(u.String(), " ")
}
