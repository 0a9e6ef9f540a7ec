package okr

import (
	"path"
	"strings"
)

// TeamOf returns the team that a path names: the file's name.
func TeamOf(name string) string { return strings.TrimSuffix(path.Base(name), ".toml") }

// QuarterOf returns the quarter that a path names, the nearest folder above the
// file that is one; zero where there is none.
func QuarterOf(name string) Quarter {
	for dir := path.Dir(name); dir != "." && dir != "/"; dir = path.Dir(dir) {
		if q, err := ParseQuarter(path.Base(dir)); err == nil {
			return q
		}
	}
	return Quarter{}
}
