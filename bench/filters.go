package main

import (
	"context"
	"fmt"
	"slices"
)

// question is a filter that every engine answers, in its own language.
type question struct {
	name string
	// filter is the text in our language, by which the other engines look up
	// theirs.
	filter string
}

var questions = []question{
	{"three-facet", "status:expiring_soon product:calling -managed_by:external"},
	{"numbers", "licenses.calling >= 100 usage < 50"},
	{"text", "name:gmbh"},
}

// engines are ours and those that it is compared with.
var engines = []engine{ours, oursCold, exprEngine, celEngine, plainEngine}

// engine is a way to answer filters.
type engine struct {
	name    string
	threads int
	// open readies the customers, which is not timed, and returns what readies
	// a filter, which isn't timed either.
	open func(*directory) (compiler, error)
	// parse readies the text of a filter and throws it away. It is nil for an
	// engine that has no language.
	parse func(filter string) error
}

// compiler readies a filter of a question.
type compiler func(filter string) (answer, error)

// answer is a filter that is ready, for some customers.
type answer struct {
	count func() (int, error)
	// matches returns ids in the order of the view, valid until the next call.
	matches func() ([]string, error)
}

// filters asks each question twice: how many customers, and which.
func filters(ctx context.Context, people *population, s *stage) error {
	known, err := people.directory(ctx)
	if err != nil {
		return err
	}
	compilers, err := compilersFor(known)
	if err != nil {
		return err
	}
	for _, q := range questions {
		answers, err := answersTo(q, compilers)
		if err != nil {
			return err
		}
		for _, c := range q.contests(answers, people.customers) {
			if err := s.hold(c); err != nil {
				return err
			}
		}
	}
	return nil
}

func compilersFor(known *directory) ([]compiler, error) {
	compilers := make([]compiler, len(engines))
	for i, e := range engines {
		compile, err := e.open(known)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.name, err)
		}
		compilers[i] = compile
	}
	return compilers, nil
}

// filterTasks are the names of the contests.
func filterTasks() []string {
	var names []string
	for _, q := range questions {
		for _, c := range q.contests(make([]answer, len(engines)), 0) {
			names = append(names, c.name)
		}
	}
	return names
}

// answersTo returns the answers of all engines, which are the same.
func answersTo(q question, compilers []compiler) ([]answer, error) {
	answers := make([]answer, len(engines))
	for i, compile := range compilers {
		var err error
		if answers[i], err = compile(q.filter); err == nil {
			err = agree(answers[0], answers[i])
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", q.filter, engines[i].name, err)
		}
	}
	return answers, nil
}

// agree says where an answer is not ours, customer by customer.
func agree(ours, theirs answer) error {
	want, err := ours.matches()
	if err != nil {
		return err
	}
	want = slices.Clone(want) // theirs may be ours
	got, err := theirs.matches()
	if err != nil {
		return err
	}
	for i := range min(len(want), len(got)) {
		if want[i] != got[i] {
			return fmt.Errorf("match %d is %s, ours is %s", i, got[i], want[i])
		}
	}
	count, err := theirs.count()
	if err == nil && (len(got) != len(want) || count != len(want)) {
		err = fmt.Errorf("%d matches, count %d; ours are %d", len(got), count, len(want))
	}
	return err
}

func (q question) contests(answers []answer, customers int) []contest {
	counts := contest{name: "filter/" + q.name + "/count", customers: customers}
	matches := contest{name: "filter/" + q.name + "/matches", customers: customers}
	for i, e := range engines {
		counts.contenders = append(counts.contenders, contender{e.name, e.threads, nil, func() error {
			_, err := answers[i].count()
			return err
		}})
		matches.contenders = append(matches.contenders, contender{e.name, e.threads, nil, func() error {
			_, err := answers[i].matches()
			return err
		}})
	}
	return []contest{counts, matches}
}
