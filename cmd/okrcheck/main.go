// Command okrcheck finds the mistakes in a repository's OKRs.
package main

import (
	"os"
	"runtime/debug"
	_ "time/tzdata" // the container has no time zones of its own

	"github.com/okrcheck/okrcheck/internal/cli"
)

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(300) // a run is short, and keeps most of what it reads: docs/performance.md
	}
	os.Exit(cli.Main(cli.Process()))
}
