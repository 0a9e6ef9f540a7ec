package okr

// A Snapshot is a file as it stood when a week was over; in the week of today,
// as it stands.
type Snapshot struct {
	Monday Date  // the week's
	File   *File // nil where there was none, or it could not be read
}

// Mondays returns the Mondays of the quarter's weeks up to the week of a day.
func (c Calendar) Mondays(q Quarter, last Date) []Date {
	var list []Date
	for m := c.First(q).Monday(); !m.After(last) && !q.Before(c.OfWeek(m)); m = m.AddDays(7) {
		if c.OfWeek(m) == q {
			list = append(list, m)
		}
	}
	return list
}
