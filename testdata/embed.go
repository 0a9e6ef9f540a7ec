// Package testdata holds the checks' fixtures, which are also their examples:
// okrcheck explain shows them.
package testdata

import "embed"

// Checks is the folder "checks", one txtar file a check.
//
//go:embed checks
var Checks embed.FS
