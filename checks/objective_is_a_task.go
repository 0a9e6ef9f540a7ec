package checks

import (
	"github.com/okrcheck/okrcheck/internal/diag"
	"github.com/okrcheck/okrcheck/internal/language"
	"github.com/okrcheck/okrcheck/internal/okr"
)

var objectiveIsATask = &Check{
	Name:  "objective-is-a-task",
	Title: "an objective that is a project or a deliverable",
	Why: `"Launch the new website" is done on the day of the launch, whether or not anybody is better off. The team that has it as its
objective has settled the solution before the quarter began, and cannot change its mind when the first visitors leave.

Christina Wodtke's *Radical Focus* wants an objective that says what the world looks like afterwards, and Marty Cagan's *Empowered*
gives teams problems to solve instead of features to build. Joshua Seiden's *Outcomes Over Output* puts the question: what will
people do differently? Others, John Doerr among them, do accept a large project as an objective. Since an inspiring sentence
may well contain a launch, this is a warning and no error.`,
	Severity: diag.Warning,
	Group:    Writing,
	When:     Running | Coming,
	File: func(p *Pass, f *okr.File) {
		objectives(p, f, language.Task, "what will be different, and for whom, once it is done?")
	},
}
