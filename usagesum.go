package partnerhub

// usageSum is what the usage of lines adds up to: the known counts, the licenses
// of the lines whose count is unknown, and how many lines have a known one.
type usageSum struct {
	assigned, used               int64
	unknownAssigned, unknownUsed int64
	assignedKnown, usedKnown     int64
}

// add adds a line of so many licenses, so many times: -1 takes it away.
func (s *usageSum) add(total, assigned, used, times int64) {
	if assigned != unknown {
		s.assigned += assigned * times
		s.assignedKnown += times
	} else {
		s.unknownAssigned += total * times
	}
	if used != unknown {
		s.used += used * times
		s.usedKnown += times
	} else {
		s.unknownUsed += total * times
	}
}

// merge adds another sum.
func (s *usageSum) merge(other *usageSum) {
	s.assigned += other.assigned
	s.used += other.used
	s.unknownAssigned += other.unknownAssigned
	s.unknownUsed += other.unknownUsed
	s.assignedKnown += other.assignedKnown
	s.usedKnown += other.usedKnown
}
