package load

import (
	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// Outline returns the tables and keys of any TOML file with their places, or
// the problem that makes it unreadable.
func Outline(f *source.File) (okr.Outline, *okr.Problem) {
	if at, ok := invalidUTF8(f.Bytes); ok {
		return okr.Outline{}, &okr.Problem{Kind: okr.Unreadable, At: source.Place{File: f, Start: at, End: at + 1}, Message: "the file is not UTF-8", Help: "save the file as UTF-8"}
	}
	d := parse(f)
	defer d.free()
	if at, message, help := judge(d); message != "" {
		return okr.Outline{}, &okr.Problem{Kind: okr.Unreadable, At: at, Message: message, Help: help}
	}
	return d.outline, nil
}
