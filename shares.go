package partnerhub

import (
	"cmp"
	"errors"
	"slices"
	"time"
)

// Shares says how many customers of a whole organization have which share of
// their licenses assigned, for each product and size band: what the benchmarks
// of low assignment come from. See docs/metrics.md.
//
// Shares of the parts of an organization, each customer in one of them, merge to
// those of the whole, in any order. [View.ComparedWith] then judges each part
// against the whole. Their number does not grow with that of customers: at most
// 10,001 for each product and band.
//
// The zero Shares are those of nobody: neutral in a merge. Shares are values,
// safe to copy; any number of goroutines may read them.
type Shares struct {
	standpoint
	// complete says that all products are covered, those that nobody has a
	// share of too, which are not listed; else only those that are listed.
	complete bool
	products []productShares // by product
}

type productShares struct {
	product Product
	table   shareTable
}

// Shares returns the shares of all products and of all customers of the hub,
// whatever the view is narrowed to.
func (v View) Shares() Shares {
	return Shares{standpoint: v.at().standpoint(), complete: true, products: v.at().allShares()}
}

// AsOf returns the instant of the shares, in the policy's Location.
func (s Shares) AsOf() time.Time { return s.asOf() }

// Policy returns the policy of the shares. Of shares that come from their binary
// form, its Location always has the offset that it had at the instant.
func (s Shares) Policy() Policy { return s.policy.clone() }

// Products returns the products of which somebody has a share, by name; not nil.
func (s Shares) Products() []Product {
	list := []Product{}
	for i := range s.products {
		if len(s.products[i].table) > 0 {
			list = append(list, s.products[i].product)
		}
	}
	return list
}

// Peers returns what a customer with so many licenses of a product, those that
// count towards its share, is compared with. It reports false if there are not
// enough peers (Policy.MinPeers), if the shares don't cover the product, and for
// fewer licenses than one.
func (s Shares) Peers(product Product, licenses int64) (peers Peers, enough bool) {
	if s.isZero() || licenses < 1 {
		return Peers{}, false
	}
	y := s.of(product).yardstick(len(s.policy.SizeBands))
	return y.of(&s.policy, s.policy.band(licenses))
}

// of returns the table of a product; nil if nobody has a share of it.
func (s *Shares) of(product Product) shareTable {
	if i, exists := findShares(s.products, product); exists {
		return s.products[i].table
	}
	return nil
}

func findShares(list []productShares, product Product) (index int, exists bool) {
	return slices.BinarySearchFunc(list, product, func(s productShares, product Product) int {
		return cmp.Compare(s.product, product)
	})
}

// Merge adds the shares of other customers. It fails with an error that wraps
// [ErrSummary], and leaves s as it is, when the instants, the policies or the
// products covered are not the same: those of [View.Shares] cover all, those of
// [Summary.Shares] some. It also fails if the customers can't be counted any
// more.
func (s *Shares) Merge(other Shares) error {
	switch {
	case other.isZero():
		return nil
	case s.isZero():
		*s = other
		return nil
	}
	if err := s.check(&other.standpoint); err != nil {
		return err
	}
	if s.complete != other.complete || !s.complete && !slices.EqualFunc(s.products, other.products, sameProduct) {
		return misfit("the shares are not of the same products")
	}
	merged, ok := mergeShares(s.products, other.products)
	if !ok {
		return misfit("they have too many customers to count")
	}
	s.products = merged
	return nil
}

func sameProduct(a, b productShares) bool { return a.product == b.product }

func mergeShares(list, other []productShares) (merged []productShares, ok bool) {
	merged = slices.Clone(list)
	for _, add := range other {
		i, exists := findShares(merged, add.product)
		if !exists {
			merged = slices.Insert(merged, i, add)
			continue
		}
		if merged[i].table, ok = merged[i].table.merge(add.table); !ok {
			return nil, false
		}
	}
	return merged, true
}

// ComparedWith returns the view with low assignment judged against shares, in
// place of those of its own hub: the merged shares of all parts of an
// organization, of which the hub is one. What the view holds stays the same, and
// so do its other answers, its own [View.Shares] among them.
//
// It fails with an error that wraps [ErrSummary] when the shares are of another
// instant or policy, when they don't cover all products, or when customers of
// the hub are missing in them. The policy is then settled: [View.With] fails for
// another one.
func (v View) ComparedWith(shares Shares) (View, error) {
	own := v.Shares()
	if shares.isZero() {
		return View{}, misfit("the shares are those of nobody")
	}
	if err := own.check(&shares.standpoint); err != nil {
		return View{}, err
	}
	if !shares.complete {
		return View{}, misfit("the shares don't cover all products")
	}
	m := v.at()
	with := newMoment(m.hub, m.instant, m.policy)
	with.compared = &shares
	for _, p := range own.products {
		if !shares.of(p.product).covers(p.table) {
			return View{}, misfit("the shares of %s leave out customers of the hub", p.product)
		}
	}
	return v.on(with), nil
}

// MarshalJSON always fails: shares have a binary form only. See
// [Shares.AppendBinary].
func (s Shares) MarshalJSON() ([]byte, error) { return nil, errSharesJSON }

// UnmarshalJSON always fails, as MarshalJSON does.
func (s *Shares) UnmarshalJSON([]byte) error { return errSharesJSON }

var errSharesJSON = errors.New("partnerhub: shares have no JSON, only a binary form")
