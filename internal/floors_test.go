package internal_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/okrcheck/okrcheck/"

// floors says how high a package stands: it imports from its own floor and
// below. docs/architecture.md says what each is for.
var floors = map[string]int{
	"internal/source":    0,
	"internal/diag":      1,
	"internal/okr":       1,
	"internal/language":  1,
	"internal/githubapi": 1,

	"internal/load":      2,
	"internal/tree":      2,
	"internal/config":    2,
	"internal/goalposts": 2,
	"checks":             2,

	"internal/example":    3,
	"internal/repository": 3,
	"internal/score":      3,
	"internal/render":     3,
	"internal/edit":       3,
	"internal/review":     3,
	"internal/closing":    3,
	"internal/action":     3,

	"internal/cli":    4,
	"internal/docgen": 4,
	"testdata":        0,

	"cmd/okrcheck": 5,
}

// aside are the packages for tests and benchmarks: they import what they need,
// and only tests and each other import them.
var aside = map[string]bool{
	"internal/githubtest": true,
	"internal/bench":      true,
}

// only says which packages may import a library, by a prefix of its path.
var only = map[string][]string{
	"github.com/BurntSushi/toml":            {"internal/load", "internal/config"},
	"github.com/pelletier/go-toml":          {"internal/load", "internal/config"},
	"github.com/google/go-github":           {"internal/review", "internal/closing", "internal/tree", "internal/githubapi"},
	"github.com/sethvargo/go-githubactions": {"internal/action"},
	"github.com/spf13/cobra":                {"internal/cli", "internal/docgen"},
	"os/exec":                               {"internal/tree"},
	"net/http":                              {"internal/githubapi", "internal/review", "internal/closing", "internal/tree", "internal/action"},
}

// pure packages do no input and output, and don't look at the clock.
var pure = []string{"internal/source", "internal/diag", "internal/okr", "internal/language", "checks"}

func TestFloors(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			if name := d.Name(); rel != "." && (strings.HasPrefix(name, ".") || strings.HasPrefix(rel, "testdata/")) {
				return filepath.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(rel, ".go") && !strings.HasSuffix(rel, "_test.go") {
			judge(t, rel, file)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func judge(t *testing.T, rel, file string) {
	t.Helper()
	in := path.Dir(rel)
	if aside[in] {
		return
	}
	floor, known := floors[in]
	if !known {
		t.Errorf("%s: the package %s has no floor: give it one in this test", rel, in)
		return
	}
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	for _, spec := range parsed.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Error(err)
			continue
		}
		if ours, ok := strings.CutPrefix(imported, module); ok {
			switch to, known := floors[ours]; {
			case aside[ours]:
				t.Errorf("%s imports %s, which is for tests", rel, ours)
			case known && to > floor:
				t.Errorf("%s (floor %d) imports %s (floor %d): the way goes down only", rel, floor, ours, to)
			}
			continue
		}
		for library, packages := range only {
			if (imported == library || strings.HasPrefix(imported, library+"/")) && !slices.Contains(packages, in) {
				t.Errorf("%s imports %s, which is for %s only", rel, imported, strings.Join(packages, ", "))
			}
		}
		if slices.Contains(pure, in) && (imported == "os" || imported == "net" || imported == "io/fs" || imported == "log" || imported == "context") {
			t.Errorf("%s imports %s, and %s is pure", rel, imported, in)
		}
	}
}
