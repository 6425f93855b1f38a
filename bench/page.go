package main

import (
	"context"
	"fmt"

	"github.com/partnerhub/partnerhub"
)

// pageRows is how many rows a person sees at once.
const pageRows = 50

// sections are the lists that can be paged: how many rows there are, and those
// of a page.
var sections = []struct {
	name string
	rows func(partnerhub.View) int
}{
	{"added", func(v partnerhub.View) int { return len(v.RecentlyAdded(partnerhub.Meetings).Rows) }},
	{"expiring", func(v partnerhub.View) int { return len(v.Expiring(partnerhub.Meetings).Rows) }},
	{"renewing", func(v partnerhub.View) int { return len(v.Renewing(partnerhub.Meetings).Rows) }},
	{"low", func(v partnerhub.View) int { return len(v.LowAssignment(partnerhub.Meetings).Rows) }},
	{"overage", func(v partnerhub.View) int { return len(v.Overage(partnerhub.Meetings).Rows) }},
}

func pageTask(section string) string { return "page/" + section }

func pageTasks() []string {
	var names []string
	for _, s := range sections {
		names = append(names, pageTask(s.name))
	}
	return names
}

// paging leafs through each section of an instant whose dashboard has been shown.
func paging(ctx context.Context, people *population, s *stage) error {
	if err := people.load(ctx); err != nil {
		return err
	}
	dashboard := &hubDashboard{hub: people.hub}
	if _, err := dashboard.ask(ctx, asOf); err != nil {
		return err
	}
	for _, section := range sections {
		offset, all := 0, section.rows(dashboard.view)
		err := s.hold(contest{name: pageTask(section.name), customers: people.customers, contenders: []contender{
			{ours.name, 1, nil, func() error {
				page, err := dashboard.view.Page(offset, pageRows)
				if rows := section.rows(page); err == nil && rows != min(pageRows, all-offset) {
					err = fmt.Errorf("%d rows from %d on", rows, offset)
				}
				if offset += farAway * pageRows; offset >= all {
					offset %= pageRows
				}
				return err
			}},
		}})
		if err != nil {
			return err
		}
	}
	return nil
}

// farAway is how many pages a page is behind the one before: nothing that is
// near in memory helps.
const farAway = 97
