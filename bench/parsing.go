package main

// parsing readies the texts of the questions: reads them, checks them against the
// fields, and makes of them what can be evaluated.
func parsing(*population) ([]contest, error) {
	var contests []contest
	for _, q := range questions {
		c := contest{name: "parse/" + q.name}
		for _, e := range engines {
			if e.parse != nil {
				c.contenders = append(c.contenders, contender{e.name, 1, func() error { return e.parse(q.filter) }})
			}
		}
		contests = append(contests, c)
	}
	return contests, nil
}
