package partnerhub

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Summary is what a view says about a product, and the overview, in numbers: the
// [Report] without customers and rows, in a form that merges.
//
// Summaries of the parts of an organization, each customer in one of them with
// all that is its own, merge to that of the whole, in any order and grouping, and
// lose nothing: they add up sums, and never ratios. The parts must have been
// judged against the same peers, so it takes two passes: merge the [View.Shares]
// of all parts; then merge the summaries of the views that are
// [View.ComparedWith] them. A merge without the first pass fails. The binary form
// carries summaries from one machine to another.
//
// The zero Summary is that of nobody: neutral in a merge. A Summary is a value,
// safe to copy; any number of goroutines may read it.
type Summary struct {
	standpoint
	product Product
	options TrendOptions // resolved
	tally   tally
	trend   []datedSums
	// shares are those of the hub, whatever the view was narrowed to, of
	// meetings, calling and the product; peers what the customers were compared
	// with, in the same order.
	shares []productShares
	peers  []yardstick
}

// Summary returns the summary of the view about a product. It fails as
// [View.Trend] does, and when ctx is done.
func (v View) Summary(ctx context.Context, product Product, trend TrendOptions) (Summary, error) {
	if err := trend.resolveFor(product); err != nil {
		return Summary{}, err
	}
	m := v.at()
	s := Summary{standpoint: m.standpoint(), product: product, options: trend}
	var err error
	if s.trend, err = v.trend(ctx, product, trend); err != nil {
		return Summary{}, err
	}
	s.tally = v.tally(product)
	for _, covered := range coveredProducts(product) {
		s.shares = append(s.shares, productShares{covered, m.sharesOf(covered)})
		s.peers = append(s.peers, m.yardstickOf(covered))
	}
	if err := ctx.Err(); err != nil {
		return Summary{}, fmt.Errorf("partnerhub: summary: %w", err)
	}
	return s, nil
}

// coveredProducts are the products whose low assignment is in a summary, by name.
func coveredProducts(product Product) []Product {
	list := slices.Concat(coreProducts[:], []Product{product})
	slices.Sort(list)
	return slices.Compact(list)
}

// AsOf returns the instant of the summary, in the policy's Location.
func (s Summary) AsOf() time.Time { return s.asOf() }

// Product returns the product that the sections and the trend are about.
func (s Summary) Product() Product { return s.product }

// Policy returns the policy of the summary. Of a summary that comes from its
// binary form, its Location always has the offset that it had at the instant.
func (s Summary) Policy() Policy { return s.policy.clone() }

// TrendOptions returns the options of the trend, with the defaults filled in.
func (s Summary) TrendOptions() TrendOptions { return s.options }

// Overview returns what [View.Overview] does.
func (s Summary) Overview() Overview {
	overview := s.tally.overview
	overview.AsOf = s.asOf()
	return overview
}

// RecentlyAdded returns what [View.RecentlyAdded] does, without rows.
func (s Summary) RecentlyAdded() RecentlyAdded { return s.tally.added.section(s.asOf(), s.product) }

// Expiring returns what [View.Expiring] does, without rows.
func (s Summary) Expiring() Ending { return s.tally.expiring.section(s.asOf(), s.product) }

// Renewing returns what [View.Renewing] does, without rows.
func (s Summary) Renewing() Ending { return s.tally.renewing.section(s.asOf(), s.product) }

// LowAssignment returns what [View.LowAssignment] does, without rows.
func (s Summary) LowAssignment() LowAssignment { return s.tally.low.section(s.asOf(), s.product) }

// Overage returns what [View.Overage] does, without rows.
func (s Summary) Overage() Overage { return s.tally.overLimit.section(s.asOf(), s.product) }

// Trend returns what [View.Trend] does; not nil.
func (s Summary) Trend() []TrendPoint { return pointsOf(s.trend) }

// Shares returns the shares of meetings, calling and the product, of all
// customers of the hub, whatever the view was narrowed to.
func (s Summary) Shares() Shares { return Shares{standpoint: s.standpoint, products: s.shares} }

// Merge adds the summary of other customers. It fails with an error that wraps
// [ErrSummary] and says what is wrong, and leaves s as it is, when the instants,
// policies, products or trend options are not the same, or when the customers
// were not compared with the same peers; when the parts have more peers together
// than they were compared with, as they do if one of them is merged twice or if
// none was [View.ComparedWith] others; and when a sum does not fit an int64.
func (s *Summary) Merge(other Summary) error {
	switch {
	case other.isZero():
		return nil
	case s.isZero():
		*s = other
		return nil
	}
	if err := s.checkSubject(&other); err != nil {
		return err
	}
	merged, ok := s.plus(&other)
	if !ok {
		return misfit("a sum is too large")
	}
	if err := merged.checkPeers(&other); err != nil {
		return err
	}
	*s = merged
	return nil
}

// checkSubject returns an error if the summaries are not about the same.
func (s *Summary) checkSubject(other *Summary) error {
	if err := s.check(&other.standpoint); err != nil {
		return err
	}
	if s.product != other.product {
		return misfit("they are about different products, %s and %s", s.product, other.product)
	}
	if s.options != other.options {
		return misfit("their trends have different options, %+v and %+v", s.options, other.options)
	}
	if !slices.EqualFunc(s.trend, other.trend, sameInstant) {
		return misfit("the points of their trends are at different instants: the clocks of their locations differ")
	}
	return nil
}

func sameInstant(a, b datedSums) bool {
	_, offset := a.asOf.Zone()
	_, other := b.asOf.Zone()
	return a.asOf.Equal(b.asOf) && offset == other
}

// plus returns the sum, and whether it fits. It shares nothing with s that is
// changed.
func (s *Summary) plus(other *Summary) (sum Summary, ok bool) {
	sum = *s
	sum.trend = slices.Clone(s.trend)
	for i := range sum.trend {
		if !sum.trend[i].merge(&other.trend[i].trendSums) {
			return Summary{}, false
		}
	}
	if sum.shares, ok = mergeShares(s.shares, other.shares); !ok {
		return Summary{}, false
	}
	return sum, sum.tally.merge(&other.tally)
}

// checkPeers returns an error if the two summaries that s is the sum of were not
// compared with the same peers, or can't both be among them.
func (s *Summary) checkPeers(other *Summary) error {
	for i := range s.shares {
		if !s.peers[i].equal(&other.peers[i]) {
			return misfit("their customers were compared with different peers for %s; see View.ComparedWith", s.shares[i].product)
		}
		if own := s.shares[i].table.yardstick(len(s.policy.SizeBands)); !s.peers[i].counts(&own) {
			return misfit("they have more peers for %s than they were compared with; see View.ComparedWith", s.shares[i].product)
		}
	}
	return nil
}

// MarshalJSON writes the report document without customers and rows.
func (s Summary) MarshalJSON() ([]byte, error) {
	type none = *struct{} // hides the rows
	type added struct {
		RecentlyAdded
		Rows none `json:"rows,omitempty"`
	}
	type ending struct {
		Ending
		Rows none `json:"rows,omitempty"`
	}
	type low struct {
		LowAssignment
		Rows none `json:"rows,omitempty"`
	}
	type overage struct {
		Overage
		Rows none `json:"rows,omitempty"`
	}
	return json.Marshal(struct {
		AsOf          time.Time    `json:"asOf"`
		Product       Product      `json:"product"`
		Overview      Overview     `json:"overview"`
		Trend         []TrendPoint `json:"trend"`
		RecentlyAdded added        `json:"recentlyAdded"`
		Expiring      ending       `json:"expiring"`
		Renewing      ending       `json:"renewing"`
		LowAssignment low          `json:"lowAssignment"`
		Overage       overage      `json:"overage"`
	}{
		s.AsOf(), s.product, s.Overview(), s.Trend(),
		added{RecentlyAdded: s.RecentlyAdded()}, ending{Ending: s.Expiring()}, ending{Ending: s.Renewing()},
		low{LowAssignment: s.LowAssignment()}, overage{Overage: s.Overage()},
	})
}

// UnmarshalJSON always fails: the JSON of a summary is for people, and lacks what
// merging takes. See [Summary.UnmarshalBinary].
func (s *Summary) UnmarshalJSON([]byte) error {
	return errors.New("partnerhub: a summary can't be read from JSON, only from its binary form")
}
