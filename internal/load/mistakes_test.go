package load

import (
	"fmt"
	"strings"
	"testing"

	"github.com/okrcheck/okrcheck/internal/okr"
	"github.com/okrcheck/okrcheck/internal/source"
)

// says is all that the reader has to say about a file, a line for each.
func says(f *okr.File) string {
	var b strings.Builder
	edits := func(edits []source.Edit) {
		for _, e := range edits {
			fmt.Fprintf(&b, "  edit %s -> %s\n", where(e.At), e.NewText)
		}
	}
	for _, p := range f.Problems {
		fmt.Fprintf(&b, "%s: %s: %s (%s)\n", where(p.At), p.Kind, p.Message, p.Help)
		edits(p.Edits)
	}
	for _, u := range f.UnknownKeys {
		in := ""
		if u.Table != "" {
			in = " in " + u.Table
		}
		fmt.Fprintf(&b, "%s: unknown-key: %s%s, meant %q (%s)\n", where(u.At), u.Name, in, u.Meant, u.Hint)
		edits(u.Edits)
	}
	for _, i := range f.Ignores {
		if i.Malformed != "" {
			fmt.Fprintf(&b, "%s: malformed: %s\n", where(i.At), i.Malformed)
		}
	}
	return b.String()
}

func read(text string) *okr.File { return File(source.New("okrs/2026-Q4/payments.toml", []byte(text))) }

const top = "team = \"payments\"\nquarter = \"2026-Q4\"\nobjective = \"Pay in a blink\"\n"

func TestTry(t *testing.T) {
	for _, s := range []string{
		top + "[[kr]]\ntitle='a'\nstart=1\ngoal=2\n[[kr]]\nname='b'\nfrom=1\nto=2\n[[kr]]\ntitle='c'\nbaseline=1\ntaregt=2\nowner='Ann'\nprogress=3\n",
		"team='payments'\nquarter='2026Q4'\nobjective=['A','B']\n",
		"team='payments'\nquarter='q4 2026'\nobjective=['A']\n",
		"team='Payments'\nquarter=4\n[objective]\ntitle='A'\n[[objective.key_results]]\ntitle='x'\nbaseline=1\ntarget=2\n",
		"team='payments'\nquarter='2026-Q4'\nobjective='A'\nobjective='B'\nfoo=1\n",
		"team='payments'\nquarter='2026-Q4'\nobjective='A'\n[[objective]]\ntitle='B'\n[[objective]]\ntitle='C'\n[[key_result]]\n",
		"team='payments'\nquarter='2026-Q4'\nobjectives=['A','B']\n",
		"team='payments'\nquarter='2026-Q4'\nobjectives='A'\n",
		"[okr]\nteam='payments'\nquarter='2026-Q4'\nobjective='A'\nkey_results=['a','b','c']\n",
		"team='payments'\nquarter='2026-Q4'\ntitle='A'\nkey_result = [{title='a', baseline=1, target=2}, {title='b', baseline=\"1,200\", target=\"20%\"}]\nretrospective.learned = ''\n",
		top + "[[key_result]]\ntitle=''\nbaseline=nan\ntarget='TBD'\nconfidence=50\n[[key_result]]\ntitle='b'\nbaseline=true\ntarget=2026-01-01\nconfidence='50 %'\nunit=5\n",
		top + "[[key_result]]\ntitle='b'\nbaseline='800 ms'\ntarget='$200'\nconfidence='high'\nshared_with='fraud'\n[[health_metric]]\nname='x'\nstatus='GREEN'\nunit='h'\n[[health_metric]]\nstatus='yellow'\n[[health_metric]]\nname='y'\n",
		top + "[[initiative]]\ntitle='a'\nkey_result=4\nimpact=9\neffort=2.5\nstatus='in progress'\n[[initiative]]\ntitle='a'\nkey_result='KR1'\nimpact=2.0\nteam='x'\n[[week]]\nmonday='2026-10-05'\ncommitments='a'\n[[week]]\nmonday=2026-10-05T00:00:00Z\n[[week]]\nmonday=2062-10-05\n[[week]]\nmonday='5 Oct'\n[[change]]\n",
		top + "[key_result]\ntitle='a'\nbaseline=1\ntarget=2\n[[retrospective]]\nlearned=['a','b']\n",
		top + "[kr1]\ntitle='a'\nbaseline=1\ntarget=2\n[kr2]\ntitle='a'\nbaseline=1\ntarget=2\n[retro]\nlearnings='x'\n",
		top + "[key_result.1]\ntitle='a'\nbaseline=1\ntarget=2\n[key_result.2]\ntitle='a'\nbaseline=1\ntarget=2\n",
		"team='alice@example.com'\nbonus='5000'\nkey_result='x'\nhealth_metric=3\nconfidence=0.5\nlearned='x'\ncolour='x'\n",
		top + "# okrcheck: ignore\n# okrcheck: ignore a until tomorrow -- x\n# okrcheck: disable a\n# okrcheck: ignore a, b until 2026-12-31 -- x\n",
		"objective='A'\n[[key_result]]\ntitle='a'\nbaseline=1\ntarget=2\nteam='payments'\nquarter='2026-Q4'\n",
		"", "# only\n", "\uFEFF", "a=1", "x = green\n", "team = 'é' x\n", "baseline = 20 %\n", "a = \"x\nb\"\n", "[key_result]\n[key_result]\n", "team='a'\nteam='b'\n", "a = 1,200\n",
		"\uFEFFteam = 'é\\q' x\n", "a=\"\\q\"", "a = 2026-13-01", "\xff", "a = '", "a = \"\"\"\nx\n", "a=01", "team: x\n", "- a\n",
	} {
		t.Logf("%s\n=> \n%s", s, says(read(s)))
	}
}
