package partnerhub

// usageSum is what the usage of lines adds up to: the known counts, the licenses
// of the lines whose count is unknown, and how many lines have a known one.
type usageSum struct {
	assigned, used               int64
	unknownAssigned, unknownUsed int64
	assignedKnown, usedKnown     int64
}

// add adds a line of so many licenses with a sample, so many times: -1 takes it
// away.
func (s *usageSum) add(total int64, p pair, times int64) {
	if assigned := p.assigned(); assigned != unknown {
		s.assigned += assigned * times
		s.assignedKnown += times
	} else {
		s.unknownAssigned += total * times
	}
	if used := p.used(); used != unknown {
		s.used += used * times
		s.usedKnown += times
	} else {
		s.unknownUsed += total * times
	}
}

// addCounts adds a line.
func (s *usageSum) addCounts(c counts) {
	if c.assigned != unknown {
		s.assigned += c.assigned
		s.assignedKnown++
	} else {
		s.unknownAssigned += c.total
	}
	if c.used != unknown {
		s.used += c.used
		s.usedKnown++
	} else {
		s.unknownUsed += c.total
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
