package checks_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/checks"
	"github.com/okrcheck/okrcheck/internal/diag"
)

// TestCatalogue checks that every check that is declared can be found, is
// described, and has its fixture.
func TestCatalogue(t *testing.T) {
	for name, file := range declared(t) {
		if checks.Named(name) == nil {
			t.Errorf("%s: the check %s is missing in All (all.go)", file, name)
		}
	}
	fixed := make(map[string]fixture)
	for _, f := range fixtures(t) {
		fixed[f.name] = f
		if checks.Named(f.name) == nil {
			t.Errorf("the fixture %s.txtar belongs to no check", f.name)
		}
	}

	groups := []checks.Group{checks.Focus, checks.Writing, checks.People, checks.Stretch, checks.Guardrails, checks.Rhythm, checks.Outlook, checks.Silence}
	seen := make(map[string]bool)
	group := 0
	for _, c := range checks.All {
		if !regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`).MatchString(c.Name) {
			t.Errorf("the name %q is not of the form lower-case-with-hyphens", c.Name)
		}
		if seen[c.Name] {
			t.Errorf("%s stands in All twice", c.Name)
		}
		seen[c.Name] = true
		if c.Title == "" || strings.HasSuffix(c.Title, ".") || c.Title[0] < 'a' || c.Title[0] > 'z' {
			t.Errorf("%s: the title %q is no lower-case line without a full stop", c.Name, c.Title)
		}
		if n := len(strings.Fields(c.Why)); n < 60 || n > 150 {
			t.Errorf("%s: Why has %d words, not 60 to 150", c.Name, n)
		}
		if c.Severity < diag.Info || c.Severity > diag.Error {
			t.Errorf("%s: no severity", c.Name)
		}
		if c.When == 0 {
			t.Errorf("%s: When is empty: it never speaks", c.Name)
		}
		switch i := slices.Index(groups, c.Group); {
		case i < 0:
			t.Errorf("%s: unknown group %q", c.Name, c.Group)
		case i < group:
			t.Errorf("%s stands behind the group %s in All", c.Name, groups[group])
		default:
			group = i
		}
		if functions := (c.File != nil) != (c.Company != nil); functions == (c.Group == checks.Silence) {
			t.Errorf("%s needs File or Company, one of the two; the silence checks neither", c.Name)
		}
		if f, ok := fixed[c.Name]; !ok {
			t.Errorf("%s has no fixture testdata/checks/%s.txtar", c.Name, c.Name)
		} else if strings.TrimSpace(f.prose) == "" {
			t.Errorf("%s: the fixture does not say what it shows", c.Name)
		}
	}
}

// declared returns the names of all checks that the package's files declare,
// and the files.
func declared(t *testing.T) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	constants, names := make(map[string]string), make(map[string]string)
	text := func(e ast.Expr) string {
		switch e := e.(type) {
		case *ast.BasicLit:
			s, _ := strconv.Unquote(e.Value)
			return s
		case *ast.Ident:
			return constants[e.Name]
		}
		return ""
	}
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".go") || strings.HasSuffix(entry.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), entry.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				if len(n.Names) == 1 && len(n.Values) == 1 {
					constants[n.Names[0].Name] = text(n.Values[0])
				}
			case *ast.UnaryExpr:
				literal, ok := n.X.(*ast.CompositeLit)
				if !ok || n.Op != token.AND {
					break
				}
				if of, ok := literal.Type.(*ast.Ident); !ok || of.Name != "Check" {
					break
				}
				for _, element := range literal.Elts {
					if field, ok := element.(*ast.KeyValueExpr); ok && field.Key.(*ast.Ident).Name == "Name" {
						names[text(field.Value)] = entry.Name()
					}
				}
			}
			return true
		})
	}
	if len(names) == 0 {
		t.Fatal("no check is declared")
	}
	return names
}
