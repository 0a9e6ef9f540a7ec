package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/render"
)

const root = "../.."

func TestDocumentsAreWhatTheCodeSays(t *testing.T) {
	stale, err := generate(root, false)
	if err != nil {
		t.Fatal(err)
	}
	if len(stale) > 0 {
		t.Errorf("%s: not what the code says; to rewrite: go generate ./...", strings.Join(stale, ", "))
	}
}

var (
	code    = regexp.MustCompile("(?s)```.*?\n```|`[^`\n]*`")
	heading = regexp.MustCompile(`(?m)^#+ (.*)$`)
	link    = regexp.MustCompile(`\]\(([^)\s]*)\)`)
	dropped = regexp.MustCompile(`[^\p{L}\p{N}\-_ ]`)
)

// anchors returns the anchors that GitHub gives a file's headings.
func anchors(text string) map[string]bool {
	found := make(map[string]bool)
	for _, m := range heading.FindAllStringSubmatch(regexp.MustCompile("(?s)```.*?\n```").ReplaceAllString(text, ""), -1) {
		found[strings.ReplaceAll(dropped.ReplaceAllString(strings.ToLower(m[1]), ""), " ", "-")] = true
	}
	return found
}

// Every link to a file of the repository leads somewhere, its anchor too.
func TestLinks(t *testing.T) {
	var paths []string
	for _, pattern := range []string{"*.md", "docs/*.md", "testdata/*/*.md"} {
		found, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(code.ReplaceAllString(string(text), ""), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			file, anchor, _ := strings.Cut(m[1], "#")
			target := path
			if file != "" {
				target = filepath.Join(filepath.Dir(path), file)
			}
			info, err := os.Stat(target)
			if err != nil {
				t.Errorf("%s: %s leads nowhere", path, m[1])
				continue
			}
			if anchor == "" || info.IsDir() {
				continue
			}
			there, err := os.ReadFile(target)
			if err != nil {
				t.Fatal(err)
			}
			if !anchors(string(there))[anchor] {
				t.Errorf("%s: there is no heading for %s", path, m[1])
			}
		}
	}
}

// Every finding's page is there.
func TestPages(t *testing.T) {
	text, err := os.ReadFile(root + "/docs/checks.md")
	if err != nil {
		t.Fatal(err)
	}
	found := anchors(string(text))
	for _, c := range checks.All {
		if address, anchor, _ := strings.Cut(render.Page(c.Name), "#"); !strings.HasSuffix(address, "/docs/checks.md") || !found[anchor] {
			t.Errorf("there is no page %s", render.Page(c.Name))
		}
	}
}

// The description of the packages leaves none out.
func TestArchitecture(t *testing.T) {
	text, err := os.ReadFile(root + "/docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	packages, err := filepath.Glob(root + "/internal/*/")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range packages {
		files, err := filepath.Glob(filepath.Join(path, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		if name := "internal/" + filepath.Base(path); len(files) > 0 && !strings.Contains(string(text), "`"+name+"`") {
			t.Errorf("docs/architecture.md does not say what %s is for", name)
		}
	}
}
