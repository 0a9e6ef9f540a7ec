// Command docgen writes the documentation that follows from the code: the
// sections of README.md and docs between marks, and the JSON Schema.
//
//	<!-- begin: NAME (written by go generate) -->
//	<!-- end -->
package main

import (
	"bytes"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
)

//go:generate go run . -root ../..

func main() {
	log.SetFlags(0)
	root := flag.String("root", ".", "the repository's `folder`")
	flag.Parse()
	if _, err := generate(*root, true); err != nil {
		log.Fatal(err)
	}
}

// generate returns the files that are not what the code says, and writes them where it is told to.
func generate(root string, write bool) (stale []string, err error) {
	for _, d := range documents {
		path := filepath.Join(root, filepath.FromSlash(d.path))
		before, err := os.ReadFile(path)
		if err != nil && (len(d.sections) > 0 || !os.IsNotExist(err)) {
			return nil, err
		}
		after, err := d.write(root, before)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.path, err)
		}
		if bytes.Equal(before, after) {
			continue
		}
		stale = append(stale, d.path)
		if write {
			if err := os.WriteFile(path, after, 0o644); err != nil {
				return nil, err
			}
		}
	}
	return stale, nil
}

// A document is a file that is written as a whole, or in sections.
type document struct {
	path     string
	whole    func() ([]byte, error)
	sections []section
}

// A section is what stands between two marks.
type section struct {
	name string
	text func(root string) (string, error)
}

func (d document) write(root string, text []byte) ([]byte, error) {
	if d.whole != nil {
		return d.whole()
	}
	for _, s := range d.sections {
		begin, end := "<!-- begin: "+s.name+" (written by go generate) -->\n", "<!-- end -->\n"
		before, rest, ok := strings.Cut(string(text), begin)
		_, after, ok2 := strings.Cut(rest, end)
		if !ok || !ok2 {
			return nil, fmt.Errorf("there is no line %q with a line %q below", strings.TrimSpace(begin), strings.TrimSpace(end))
		}
		section, err := s.text(root)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.name, err)
		}
		text = []byte(before + begin + strings.TrimSpace(section) + "\n" + end + after)
	}
	return text, nil
}
