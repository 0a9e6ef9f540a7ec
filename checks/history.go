package checks

import "github.com/okrcheck/okrcheck/internal/okr"

// KickoffOver reports whether the kickoff of a file's quarter is over: whether
// what was set stands. A file without a quarter has none.
func (p *Pass) KickoffOver(f *okr.File) bool {
	return !f.Quarter.IsZero() && p.Today.After(p.Calendar.LastKickoffDay(f.Quarter))
}

// Past returns what a file was at its kickoff, and what became of it since. It
// is false until the kickoff is over, and where the past is not known, which is
// recorded.
func (p *Pass) Past(f *okr.File) (*okr.Past, bool) {
	if !p.KickoffOver(f) {
		return nil, false
	}
	past := p.History.Of(f)
	if past.Kickoff == nil {
		p.missing(f, past.NoKickoff)
		return nil, false
	}
	return past, true
}

// AtKickoff returns a file as it was when its quarter's kickoff was over: until
// then, as it is. It is false where that is not known, which is recorded.
func (p *Pass) AtKickoff(f *okr.File) (*okr.File, bool) {
	if !p.KickoffOver(f) {
		return f, true
	}
	past, ok := p.Past(f)
	if !ok {
		return nil, false
	}
	return past.Kickoff, true
}

// Fortnight returns a file as it was 14 days ago; nil where there was none. It
// is false where that is not known, which is recorded.
func (p *Pass) Fortnight(f *okr.File) (*okr.File, bool) {
	past := p.History.Of(f)
	if past.NoFortnight != "" {
		p.missing(f, past.NoFortnight)
		return nil, false
	}
	return past.Fortnight, true
}

// Before returns a file as it is at the base; nil where there is none, or the
// base does not have the file.
func (p *Pass) Before(f *okr.File) *okr.File { return p.before[f] }

// missing records why the past of a file is not known: once, where it is so for all.
func (p *Pass) missing(f *okr.File, reason string) {
	if p.History == nil || !p.History.Single[reason] {
		f = nil
	}
	p.CouldNot(f, reason)
}
