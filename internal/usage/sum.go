package usage

// Sum is what the usage of lines adds up to: the known counts, the licenses
// of the lines whose count is unknown, and how many lines have a known one.
type Sum struct {
	Assigned, Used               int64
	UnknownAssigned, UnknownUsed int64
	AssignedKnown, UsedKnown     int64
}

// Add adds a line of so many licenses, so many times: -1 takes it away.
func (s *Sum) Add(total, assigned, used, times int64) {
	if assigned != Unknown {
		s.Assigned += assigned * times
		s.AssignedKnown += times
	} else {
		s.UnknownAssigned += total * times
	}
	if used != Unknown {
		s.Used += used * times
		s.UsedKnown += times
	} else {
		s.UnknownUsed += total * times
	}
}

// Merge adds another sum.
func (s *Sum) Merge(other *Sum) {
	s.Assigned += other.Assigned
	s.Used += other.Used
	s.UnknownAssigned += other.UnknownAssigned
	s.UnknownUsed += other.UnknownUsed
	s.AssignedKnown += other.AssignedKnown
	s.UsedKnown += other.UsedKnown
}

// MaxGap is how many days of a calendar a run among the sums may lack in a row.
// Freshness depends on the policy; trends use the sums only where so many days
// before the latest are fresh.
const MaxGap = 2

// IsApart reports whether a run is in no calendar, or lacks more than MaxGap days
// in a row.
func (l *Log) IsApart(r *Run) bool {
	if l.Calendar == nil || r.complete {
		return l.Calendar == nil
	}
	gap := 0
	for _, p := range l.Pairs[r.At:][:r.Places] {
		if gap++; p != NoPair {
			gap = 0
		}
		if gap > MaxGap {
			return true
		}
	}
	return false
}

// AddRun adds a run of a calendar to the sums of its places.
func (l *Log) AddRun(sums []Sum, r *Run, total int64) {
	var latest Pair
	for i, p := range l.Pairs[r.At:][:r.Places] {
		if p != NoPair {
			latest = p
		}
		sums[i].Add(total, latest.Assigned(), latest.Used(), 1)
	}
}
