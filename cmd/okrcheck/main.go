// Command okrcheck finds the mistakes in a repository's OKRs.
package main

import (
	"os"
	_ "time/tzdata" // the container has no time zones of its own

	"github.com/okrcheck/okrcheck/internal/cli"
)

func main() { os.Exit(cli.Main(cli.Process())) }
