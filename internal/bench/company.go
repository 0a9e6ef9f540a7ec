// Package bench makes companies of any size, to measure on. Its benchmarks
// compare okrcheck with what it can't do without: reading and decoding the files.
package bench

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/okrcheck/okrcheck/internal/okr"
)

// Today is the day on which the companies are clean.
var Today = okr.NewDate(2026, 11, 20)

// Running is the quarter of Today, in the calendar year.
var Running = okr.Quarter{Year: 2026, N: 4}

// Write makes a company in a folder: a file for each team in each quarter,
// the last quarter being the running one. The files are of the size that teams
// write, about 3 kB, and each team measures something of its own.
func Write(dir string, teams, quarters int) error {
	for q := range quarters {
		quarter := Running.Add(-q)
		folder := filepath.Join(dir, "okrs", quarter.String())
		if err := os.MkdirAll(folder, 0o777); err != nil {
			return err
		}
		for t := range teams {
			name := fmt.Sprintf("team-%03d", t)
			if err := os.WriteFile(filepath.Join(folder, name+".toml"), []byte(file(name, t, quarter)), 0o666); err != nil {
				return err
			}
		}
	}
	return nil
}

// What teams measure, where, and for whom: their combinations make the sentences differ.
var (
	waits  = []string{"wait for a refund", "delivery time", "time to a first answer", "page load time", "time to publish", "queue at the counter", "lead time", "recovery time", "build time", "time to hire"}
	shares = []string{"orders paid at the first attempt", "returning visitors", "parcels on the promised day", "tickets solved in one answer", "searches with a click", "invoices paid in time", "sign-ups that become active", "tests that pass the first time", "shifts with a full crew", "pages that load in a second"}
	faults = []string{"complaints", "refunds", "missed pickups", "failed log-ins", "wrong invoices", "defects found by customers", "duplicate records", "late starts", "broken links", "lost parcels"}
	places = []string{"Antwerp", "Bergen", "Cork", "Dresden", "Evora", "Florence", "Ghent", "Hamburg", "Innsbruck", "Jena", "Krakow", "Lyon", "Malmo", "Nantes", "Oslo", "Porto", "Riga", "Seville", "Turin", "Utrecht", "Valencia", "Warsaw", "York", "Zurich", "Aarhus", "Basel", "Coimbra", "Dublin", "Essen", "Faro"}
	praise = []string{"so calm", "so quick", "so clear", "so reliable", "so friendly", "so simple", "so fair", "so open", "so light", "so warm"}
	guests = []string{"shoppers", "drivers", "patients", "tenants", "pupils", "growers", "readers", "couriers", "nurses", "sellers"}
)

func file(team string, t int, q okr.Quarter) string {
	var b strings.Builder
	place, other := places[t%len(places)], places[(t/len(places)+q.N*7+q.Year)%len(places)]
	n := t / len(places) % 10
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("#:schema ../../okr.schema.json")
	line("team      = %q\nquarter   = %q", team, q)
	line("objective = %q", fmt.Sprintf("Make %s %s for %s that %s talks about it", place, praise[n], guests[(t+q.N)%10], other))
	krs := []struct {
		title            string
		from, to, now, r int
		unit             string
	}{
		{fmt.Sprintf("Cut the %s between %s and %s from 40 to 12 minutes", waits[n], place, other), 40, 12, 26, 0, "minutes"},
		{fmt.Sprintf("Raise %s in %s and %s from 61 %% to 72 %%", shares[n], place, other), 61, 72, 68, 0, "%"},
		{fmt.Sprintf("Number of %s a week, %s with %s", faults[n], place, other), 340, 120, 230, 0, ""},
	}
	for _, kr := range krs {
		line("\n[[key_result]]\ntitle      = %q\nbaseline   = %d\ntarget     = %d\ncurrent    = %d\nconfidence = 0.5", kr.title, kr.from, kr.to, kr.now)
		if kr.unit != "" {
			line("unit       = %q", kr.unit)
		}
	}
	for i, name := range []string{"Incidents open at night", "Satisfaction of the crew", "Uptime of the front door", "Spending within the plan"} {
		line("\n[[health_metric]]\nname   = %q\nstatus = %q", name, okr.Statuses[1+i%2])
	}
	for i := 1; i <= 3; i++ {
		line("\n[[draft]]\nquarter   = %q\nobjective = %q", q.Add(i), fmt.Sprintf("Let %s in %s feel at home from the first day on", guests[(t+i)%10], place))
	}
	stage := okr.Doing
	for i := range 4 {
		line("\n[[initiative]]\ntitle      = %q\nkey_result = %d\nimpact     = %d\neffort     = 2\nstatus     = %q",
			fmt.Sprintf("Idea %d for %s", i+1, waits[(n+i)%10]), i%3+1, 5-i, stage)
		stage = okr.Idea
	}
	for i := range 7 {
		line("\n[[week]]\nmonday      = %s\ncommitments = [%q, %q, %q]\ndemos       = [%q]", okr.Calendar{}.First(q).AddDays(6).Monday().AddDays(7*i),
			"Try a smaller step", fmt.Sprintf("Ask five %s", guests[(t+i)%10]), fmt.Sprintf("Look at %s", other), "What the week showed")
	}
	if q != Running {
		line("\n[retrospective]\nlearned = %q", fmt.Sprintf("In %s it was the handover that took the time, not the work", place))
	}
	return b.String()
}
