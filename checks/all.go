package checks

import (
	"slices"

	"github.com/okrcheck/okrcheck/internal/diag"
)

// All is the catalogue, in the order of its headings.
var All = []*Check{
	// Focus
	unreadableFile,
	wrongShape,
	impossibleValue,
	unknownKey,
	missingField,
	misplacedFile,
	unknownTeam,
	missingOKR,
	moreThanOneObjective,
	secondFile,
	compoundObjective,
	notThreeKeyResults,
	repeatedKeyResult,

	// Writing
	objectiveIsAMetric,
	objectiveIsATask,
	objectiveTooLong,
	keyResultIsOutput,
	keyResultUnmeasurable,
	keyResultIsBinary,
	keyResultIsVanity,
	numbersDisagree,
	maintainsALevel,

	// People
	individualOKR,
	tiedToPerformanceReview,
	cascadedOKR,
	copiedFromLastQuarter,

	// Stretch
	tooSafe,
	outOfReach,
	sandbagging,
	movedGoalposts,

	// Guardrails
	healthMetricCount,
	repeatedHealthMetric,
	redHealthMetric,
	droppedHealthMetric,

	// Rhythm
	lateOKR,
	staleCheckIn,
	weekCommitments,
	misplacedWeek,
	missingWeek,
	noFridayDemo,
	unscoredQuarter,
	missingRetrospective,

	// Outlook
	missingDraft,
	misplacedDraft,
	unlinkedInitiative,
	unrankedRoadmap,
	fullRoadmap,

	// Silence
	ignoreWithoutReason,
	expiredIgnore,
	unusedIgnore,
}

// Named returns the check of a name, or nil.
func Named(name string) *Check {
	i := slices.IndexFunc(All, func(c *Check) bool { return c.Name == name })
	if i < 0 {
		return nil
	}
	return All[i]
}

// Nearest returns the check whose name is most like a misspelt one, or "".
func Nearest(name string) string {
	names := make([]string, len(All))
	for i, c := range All {
		names[i] = c.Name
	}
	return diag.Nearest(name, names)
}
