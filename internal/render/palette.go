package render

import "github.com/okrcheck/okrcheck/internal/diag"

// A palette colours text for a terminal, or leaves it alone.
type palette struct{ on bool }

// Select Graphic Rendition parameters, of the sixteen colours that a user's theme defines.
const (
	bold   = "1"
	faint  = "2"
	red    = "1;31"
	yellow = "1;33"
	blue   = "1;34"
	cyan   = "36"
	green  = "1;32"
)

var colours = map[diag.Severity]string{diag.Error: red, diag.Warning: yellow, diag.Info: blue}

func (p palette) paint(colour, text string) string {
	if !p.on || text == "" {
		return text
	}
	return "\x1b[" + colour + "m" + text + "\x1b[0m"
}

func (p palette) dim(text string) string  { return p.paint(faint, text) }
func (p palette) bold(text string) string { return p.paint(bold, text) }
