package partnerhub

import (
	"context"
	"iter"
	"slices"
)

// productPart is a source without what is about other products.
type productPart struct {
	Source
	product Product
}

func (p productPart) SeenBy(adminID string) Source {
	return productPart{seenBy(p.Source, adminID), p.product}
}

func (p productPart) UsageWithin(period Period) Source {
	return productPart{usageWithin(p.Source, period), p.product}
}

// ReadSubscriptions streams the subscriptions that have a line of the product,
// with its lines only.
func (p productPart) ReadSubscriptions(ctx context.Context) iter.Seq2[Subscription, error] {
	return sift(p.Source.ReadSubscriptions(ctx), func(s *Subscription) bool {
		s.Licenses = p.lines(s.Licenses)
		return len(s.Licenses) > 0
	})
}

// ReadTrials streams the trials in the same way.
func (p productPart) ReadTrials(ctx context.Context) iter.Seq2[Trial, error] {
	return sift(p.Source.ReadTrials(ctx), func(t *Trial) bool {
		t.Licenses = p.lines(t.Licenses)
		return len(t.Licenses) > 0
	})
}

// ReadUsage streams the usage of the product.
func (p productPart) ReadUsage(ctx context.Context) iter.Seq2[UsageSample, error] {
	return sift(p.Source.ReadUsage(ctx), func(u *UsageSample) bool { return u.Product == p.product })
}

// lines returns the lines of the product, and leaves the source's list as it is.
func (p productPart) lines(licenses []License) []License {
	other := func(l License) bool { return l.Product != p.product }
	if !slices.ContainsFunc(licenses, other) {
		return licenses
	}
	return slices.DeleteFunc(slices.Clone(licenses), other)
}
