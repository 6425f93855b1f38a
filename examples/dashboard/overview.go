package main

import "github.com/partnerhub/partnerhub"

// overviewContent is what the first page shows.
type overviewContent struct {
	Tiles    []tile
	Usage    string // how old it is
	Statuses []tile
	Sections []sectionCard
	Trend    figure
	Licenses figure
}

// tile is a number that leads to its customers.
type tile struct {
	Name, Label string
	Scope       string // what it is about, in short; "": the label says it
	Number      int
	Href        string
	// NotKnown is of how many customers it is not known whether they belong into the
	// number. Unknown is the tile of the number itself that says so, if there is one.
	NotKnown int
	Unknown  *tile
}

// sectionCard is a section in short.
type sectionCard struct {
	Name, Title, About, Href string
	Facts                    []fact
}

func (v *visit) overview() (page, error) {
	trend, err := v.trendFigure()
	if err != nil {
		return page{}, err
	}
	return page{template: "overview", Title: v.T("overview"), Content: overviewContent{
		Tiles: v.tiles(), Usage: v.usageAge(), Statuses: v.statusTiles(), Sections: v.sectionCards(),
		Trend: trend, Licenses: v.licensesFigure(v.view.Licenses()),
	}}, nil
}

// usageAge says how old the usage is on which the numbers of licenses rest.
func (v *visit) usageAge() string {
	age := v.view.UsageAge()
	newest := v.T("usage.none")
	if !age.Newest.IsZero() {
		newest = v.T("usage.newest", v.Day(age.Newest))
	}
	days := max(v.scope.Policy().FreshnessDays, 0)
	return newest + " " + v.T("usage.fresh", v.Int(age.WithoutFresh), v.Int(age.Customers), v.Int(days))
}

// tiles are the numbers of the overview.
func (v *visit) tiles() []tile {
	overview := v.view.Overview()
	var list []tile
	for _, condition := range partnerhub.Conditions() {
		number, exists := overview.Of(condition)
		if !exists {
			continue
		}
		switch t := v.tile(condition, number); condition {
		case partnerhub.LowAssignmentUnassessed, partnerhub.OverLimitUnassessed: // after what they are of
			last := &list[len(list)-1]
			last.NotKnown, last.Unknown = number, &t
		default:
			list = append(list, t)
		}
	}
	return list
}

// statusTiles are the statuses, in the order in which they are the headline.
func (v *visit) statusTiles() []tile {
	counts := v.view.StatusCounts()
	var list []tile
	for _, status := range v.scope.Policy().HeadlineOrder {
		t := v.tile(status.Condition(), counts.Having(status))
		t.NotKnown = v.view.Waterfall(status.Condition()).Unassessed
		list = append(list, t)
	}
	return list
}

func (v *visit) tile(condition partnerhub.Condition, number int) tile {
	return tile{
		Name: condition.String(), Label: condition.Label(v.Language), Scope: v.scopeOf(condition),
		Number: number, Href: v.listOf(condition),
	}
}

// scopeOf says which customers and which days a number of the overview is about.
func (v *visit) scopeOf(condition partnerhub.Condition) string {
	policy := v.scope.Policy()
	switch condition {
	case partnerhub.ManagedCustomer:
		return v.T("scope.managed")
	case partnerhub.TotalCustomer:
		return v.T("scope.total")
	case partnerhub.NearingExpiration:
		return v.T("scope.window", policy.ExpirationDays)
	case partnerhub.NearingRenewal:
		return v.T("scope.window", policy.RenewalDays)
	case partnerhub.LowAssigned, partnerhub.OverLimit:
		return v.T("scope.both")
	}
	return ""
}

func (v *visit) sectionCards() []sectionCard {
	var list []sectionCard
	for _, s := range sections {
		list = append(list, sectionCard{
			s.name(), s.title(v), s.about(v), v.Link("/sections/" + s.name()), s.facts(v),
		})
	}
	return list
}
