package example

import (
	"errors"
	"io/fs"
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/checks"
)

func TestOf(t *testing.T) {
	shown := 0
	for _, c := range checks.All {
		e, err := Of(c.Name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // the catalogue's test asks for a fixture
		}
		if err != nil {
			t.Error(err)
			continue
		}
		shown++
		_, mended := e.mended()
		if strings.Contains(string(e.Bad.Bytes)+mended+e.Prose, "want \"") {
			t.Errorf("%s: what the tests want is shown to readers", c.Name)
		}
		for _, f := range e.Findings {
			if f.Check != c.Name {
				t.Errorf("the example of %s shows %s", c.Name, f.Check)
			}
		}
	}
	if shown == 0 {
		t.Error("no check has an example")
	}
}
