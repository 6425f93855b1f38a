package main

import "context"

// parsing readies the texts of the questions: reads them, checks them against the
// fields, and makes of them what can be evaluated.
func parsing(_ context.Context, _ *population, s *stage) error {
	for _, q := range questions {
		c := contest{name: "parse/" + q.name}
		for _, e := range engines {
			if e.parse != nil {
				c.contenders = append(c.contenders, contender{e.name, 1, nil, func() error { return e.parse(q.filter) }})
			}
		}
		if err := s.hold(c); err != nil {
			return err
		}
	}
	return nil
}

func parsingTasks() []string {
	var names []string
	for _, q := range questions {
		names = append(names, "parse/"+q.name)
	}
	return names
}
