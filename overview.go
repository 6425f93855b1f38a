package partnerhub

// Overview returns the headline numbers of the view. See [Overview] for their
// definitions. Peers for low assignment are those of the whole partner
// organization, whatever the view is narrowed to.
func (v View) Overview() Overview {
	m := v.at()
	e := m.evaluation()
	sum := Overview{AsOf: m.asOf()}
	for i := range e.blocks {
		if v.scope == nil {
			sum.add(&e.counts[i])
		} else {
			counts := e.count(i, v.rows(i))
			sum.add(&counts)
		}
	}
	return sum
}
