package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/partnerhub/partnerhub"
)

// headlineRows is how many customers of a headline are shown.
const headlineRows = 5

// calm are the headlines of customers that need nothing.
var calm = []partnerhub.Status{partnerhub.StatusNone, partnerhub.StatusTrial, partnerhub.StatusSubscription}

// attention lists the customers that somebody should look after, by headline.
func (p *page) attention(view partnerhub.View, list []partnerhub.CustomerStatus) {
	policy := view.Policy()
	var urgent []partnerhub.CustomerStatus
	for _, c := range list {
		if !slices.Contains(calm, c.Headline) {
			urgent = append(urgent, c)
		}
	}
	p.heading("Needs attention", fmt.Sprintf("%d of %s", len(urgent), customers(len(list))))
	if len(list) == 0 {
		p.line(plain, "There are no customers.")
		return
	}
	p.facts(plain, statusCounts(view, list)...)
	if len(urgent) == 0 {
		p.line(plain, "Nobody.")
		return
	}
	p.blank()
	t := table{
		columns: []column{{head: "Headline"}, {number: true}, {head: "Customer", least: 20}, {head: "Also", least: 20}},
		paint:   p.paintHeadline,
	}
	for _, headline := range policy.HeadlineOrder {
		addHeadline(&t, headline, urgent)
	}
	t.write(p)
}

// addHeadline adds the customers of a headline, with the rest of their statuses.
func addHeadline(t *table, headline partnerhub.Status, urgent []partnerhub.CustomerStatus) {
	var group []partnerhub.CustomerStatus
	for _, c := range urgent {
		if c.Headline == headline {
			group = append(group, c)
		}
	}
	title, count := words(headline.String()), grouped(int64(len(group)))
	for i, c := range group {
		if i == headlineRows && len(group) > headlineRows+1 {
			t.add("", "", more(len(group)-i), "")
			return
		}
		t.add(title, count, harmless(c.Name), otherStatuses(c))
		title, count = "", ""
	}
}

func otherStatuses(c partnerhub.CustomerStatus) string {
	var others []string
	for _, status := range c.Statuses {
		if status != c.Headline {
			others = append(others, words(status.String()))
		}
	}
	return strings.Join(others, ", ")
}

// statusCounts returns for every status how many customers have it, and of how many
// that is not known; a customer can have several.
func statusCounts(view partnerhub.View, list []partnerhub.CustomerStatus) []string {
	counts := map[partnerhub.Status]int64{}
	var without int64
	for _, c := range list {
		for _, status := range c.Statuses {
			counts[status]++
		}
		if len(c.Statuses) == 0 {
			without++
		}
	}
	var texts []string
	for _, status := range view.Policy().HeadlineOrder {
		notKnown := view.Waterfall(status.Condition()).Unassessed
		texts = append(texts, words(status.String())+" "+grouped(counts[status])+unassessed(notKnown))
	}
	return append(texts, "no status "+grouped(without))
}

func (p *page) paintHeadline(column int, text string) string {
	if column != 0 {
		return text
	}
	switch strings.TrimSpace(text) {
	case words(partnerhub.StatusSuspended.String()), words(partnerhub.StatusExpired.String()):
		return p.styled(text, red)
	}
	return p.styled(text, yellow)
}

// words turns a name such as no_recent_activity into words.
func words(name string) string { return strings.ReplaceAll(name, "_", " ") }

// more says that a list goes on.
func more(n int) string { return fmt.Sprintf("… and %s more", grouped(int64(n))) }
