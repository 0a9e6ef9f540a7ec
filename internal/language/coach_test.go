package language

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// coachSentences are what the golden file shows the coach's answers to.
var coachSentences = map[string][]string{
	"key-result": {
		"Launch the mobile app", "Launch the loyalty card for shoppers in 30 shops", "Roll out badge readers to every entrance", "Publish 12 blog posts",
		"Write a model engagement letter for pro bono matters", "Hire 5 engineers", "Recruit a research nurse", "100 % of services migrated", "Migrate billing to the new ledger service",
		"Conduct 20 interviews with tenants", "Research competitors", "Train 60 nurses in the new sepsis protocol", "Attend 4 trade fairs", "Users can export to CSV",
		"Sepsis protocol is rolled out to all wards", "API v3 documented", "There is a dashboard for every line", "MVP", "6 webinars", "Fix the 20 oldest bugs",
		"Retire Jenkins", "Agree on a common glossary", "Partner with two universities", "Buy 3 new ambulances", "Learn the basics of machine learning",
		"Send a newsletter to all donors", "Process 3,000 applications", "Finish 80% of the mandatory e-learning", "Build a pricing calculator", "(0.3 → 0.7) Ship v2.0 with plugin support - @mia",
		"Improve customer satisfaction", "Reduce churn by X%", "Get [N] paying customers", "NPS of ???", "Most customers use the new portal", "Significantly reduce waiting times",
		"Faster onboarding of new staff", "Friendlier tills", "The code is clean and maintainable", "Strengthen the relationship with key suppliers", "Response time", "Increase revenue",
		"Reduce average API response time from 800 ms to 200 ms", "Zero unplanned outages", "Double weekly active users", "Grow readers to 12k while keeping the open rate at 45 %",
		"Launch the new plan and convert 15% of free users", "Upgrade all tills without downtime",
	},
	"objective": {
		"Launch the new website", "Migrate to AWS", "Hire a sales team", "Learn to sail", "Build an MVP", "Introduce a mentoring scheme for young parents",
		"Increase throughput by 40 %", "Reach 10,000 users", "Double sales without hurting margins", "5M ARR by December",
		"Delight our customers", "A school where everyone belongs",
	},
}

// TestCoach holds every answer of the coach against testdata/language/coach.golden.
func TestCoach(t *testing.T) {
	const path = "../../testdata/language/coach.golden"
	var b strings.Builder
	for _, kind := range []string{"key-result", "objective"} {
		for _, text := range coachSentences[kind] {
			j := byReader(sample{Kind: kind, Text: text})
			sure := "sure"
			if !j.Sure {
				sure = "unsure"
			}
			fmt.Fprintf(&b, "%s: %s\n  %s, %s\n", kind, text, j.Verdict, sure)
			for _, e := range j.Because {
				fmt.Fprintf(&b, "  %q %d-%d %s\n", e.Text, e.Start, e.End, e.What)
			}
			if j.Says != "" {
				fmt.Fprintf(&b, "  says: %s\n", j.Says)
			}
			if j.Ask != "" {
				fmt.Fprintf(&b, "  asks: %s\n", j.Ask)
			}
			b.WriteByte('\n')
		}
	}
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the coach answers otherwise than in coach.golden; look at the difference and run: go test ./internal/language -run 'Weights|Accuracy|Coach' -update")
	}
}
