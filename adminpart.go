package partnerhub

import (
	"context"
	"iter"
	"slices"
)

// adminPart is a source without what an administrator may not see. It keeps
// nothing between two streams: each looks up what it has to know, so the part can
// be read again when the facts are others.
type adminPart struct {
	Source
	adminID string
}

func (p adminPart) OfProduct(product Product) Source {
	return adminPart{ofProduct(p.Source, product), p.adminID}
}

func (p adminPart) UsageWithin(period Period) Source {
	return adminPart{usageWithin(p.Source, period), p.adminID}
}

// idSet is a set of ids: these, or all there are.
type idSet struct {
	all bool
	ids map[string]bool
}

func (s idSet) has(id string) bool { return s.all || s.ids[id] }

// ReadCustomers streams the customers that the administrator sees.
func (p adminPart) ReadCustomers(ctx context.Context) iter.Seq2[Customer, error] {
	return siftBy(ctx, p.seen, p.Source.ReadCustomers, func(seen idSet, c *Customer) bool { return seen.has(c.ID) })
}

// ReadSubscriptions streams the subscriptions of these customers.
func (p adminPart) ReadSubscriptions(ctx context.Context) iter.Seq2[Subscription, error] {
	return siftBy(ctx, p.seen, p.Source.ReadSubscriptions, func(seen idSet, s *Subscription) bool { return seen.has(s.CustomerID) })
}

// ReadTrials streams the trials of these customers.
func (p adminPart) ReadTrials(ctx context.Context) iter.Seq2[Trial, error] {
	return siftBy(ctx, p.seen, p.Source.ReadTrials, func(seen idSet, t *Trial) bool { return seen.has(t.CustomerID) })
}

// ReadUsage streams the usage of their entitlements.
func (p adminPart) ReadUsage(ctx context.Context) iter.Seq2[UsageSample, error] {
	return siftBy(ctx, p.entitlements, p.Source.ReadUsage, func(terms idSet, u *UsageSample) bool { return terms.has(u.EntitlementID) })
}

// ReadAdmins streams the administrator, those who see all customers, and those to
// whom one of the customers is assigned, without the assignments of others.
func (p adminPart) ReadAdmins(ctx context.Context) iter.Seq2[Admin, error] {
	return siftBy(ctx, p.seen, p.Source.ReadAdmins, func(seen idSet, a *Admin) bool {
		a.CustomerIDs = slices.DeleteFunc(slices.Clone(a.CustomerIDs), func(id string) bool { return !seen.has(id) })
		return len(a.CustomerIDs) > 0 || a.Role.SeesAll() || a.ID == p.adminID
	})
}

// seen returns the ids of the customers that the administrator sees. The partner's
// own organization is seen by those who see all.
func (p adminPart) seen(ctx context.Context) (idSet, error) {
	partner, err := p.ReadPartner(ctx)
	if err != nil {
		return idSet{}, err
	}
	admins := p.Source.ReadAdmins(ctx)
	if admins == nil {
		return idSet{}, errNoStream
	}
	for admin, err := range admins {
		if err != nil {
			return idSet{}, err
		}
		if admin.ID == p.adminID {
			seen := idSet{all: admin.Role.SeesAll(), ids: setOf(admin.CustomerIDs)}
			delete(seen.ids, partner.ID)
			return seen, nil
		}
	}
	return idSet{}, unknownAdmin(p.adminID)
}

func setOf(ids []string) map[string]bool {
	set := make(map[string]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}

// entitlements returns the ids of the entitlements of these customers. Usage names
// no customer, so they have to be read.
func (p adminPart) entitlements(ctx context.Context) (idSet, error) {
	seen, err := p.seen(ctx)
	if err != nil || seen.all {
		return seen, err
	}
	terms := idSet{ids: map[string]bool{}}
	for s, err := range p.ReadSubscriptions(ctx) {
		if err != nil {
			return idSet{}, err
		}
		terms.ids[s.ID] = true
	}
	for t, err := range p.ReadTrials(ctx) {
		if err != nil {
			return idSet{}, err
		}
		terms.ids[t.ID] = true
	}
	return terms, nil
}

// siftBy passes on the facts that keep leaves, given a set that is looked up when
// the stream is read.
func siftBy[T any](ctx context.Context, find func(context.Context) (idSet, error), open func(context.Context) iter.Seq2[T, error], keep func(idSet, *T) bool) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		set, err := find(ctx)
		if err != nil {
			yield(none, err)
			return
		}
		facts := sift(open(ctx), func(fact *T) bool { return keep(set, fact) })
		if facts == nil {
			yield(none, errNoStream)
			return
		}
		facts(yield)
	}
}
