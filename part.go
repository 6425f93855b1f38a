package partnerhub

import (
	"fmt"
	"iter"
)

// ProductNarrower is a [Source] that can itself leave out what is not about a
// product, as a database can. [OfProduct] asks it to.
type ProductNarrower interface {
	Source
	// OfProduct returns the source that [OfProduct] describes. The product is
	// well formed.
	OfProduct(product Product) Source
}

// AdminNarrower is a [Source] that can itself leave out what an administrator
// may not see. [SeenBy] asks it to.
type AdminNarrower interface {
	Source
	// SeenBy returns the source that [SeenBy] describes. When there is no such
	// administrator (an empty id included, which [SeenBy] itself refuses), all
	// streams fail with an error that wraps [ErrUnknownAdmin].
	SeenBy(adminID string) Source
}

// UsageNarrower is a [Source] that can itself leave out the usage before and
// after a period. [UsageWithin] asks it to.
type UsageNarrower interface {
	Source
	// UsageWithin returns the source that [UsageWithin] describes. The period
	// does not end before it begins.
	UsageWithin(period Period) Source
}

// OfProduct returns the part of a source that is about one product: all
// customers and administrators; the entitlements that have a line of the
// product, with these lines only; its usage. A hub of it answers the questions
// about this product (the sections, [View.Trend], [View.SeatOutlook],
// [View.Shares]) as a hub of everything would. To the others, such as statuses and
// the overview, it gives the answers of a partner who sells nothing else.
//
// If the source is a [ProductNarrower], it leaves out the rest itself. Faults of
// what is left out are not found. It fails when the product is not well formed.
func OfProduct(source Source, product Product) (Source, error) {
	if err := product.check(); err != nil {
		return nil, fmt.Errorf("partnerhub: %w", err)
	}
	if source == nil {
		return nil, fmt.Errorf("partnerhub: %w", errNoSource)
	}
	return ofProduct(source, product), nil
}

// SeenBy returns the part of a source that an administrator may see, as
// [View.As] has it: everything with the roles full, read-only and help desk; with
// the roles admin and provisioning the customers assigned to them, with their
// entitlements and usage. Of the other administrators it has those who see all
// customers and those to whom one of these is assigned, and of their assignments
// only these. The partner's own organization is among what those see who see
// everything. A hub of it answers as the view of the administrator does in a hub
// of everything, but for low assignment: that is judged among the customers of the
// part, until [View.ComparedWith] has the shares of all of them.
//
// If the source is an [AdminNarrower], it leaves out the rest itself. Faults of
// what is left out are not found. An empty id is an error that wraps
// [ErrUnknownAdmin]; an unknown one is such an error when the streams are read.
func SeenBy(source Source, adminID string) (Source, error) {
	if adminID == "" {
		return nil, unknownAdmin(adminID)
	}
	if source == nil {
		return nil, fmt.Errorf("partnerhub: %w", errNoSource)
	}
	return seenBy(source, adminID), nil
}

// UsageWithin returns the part of a source whose usage is dated within a period,
// with all its other facts. [Policy.UsagePeriod] says which period is enough for a
// question.
//
// If the source is a [UsageNarrower], it leaves out the rest itself. Faults of
// what is left out are not found. It fails when the period ends before it begins.
func UsageWithin(source Source, period Period) (Source, error) {
	if !period.From.IsZero() && !period.Until.IsZero() && utcDay(period.Until) < utcDay(period.From) {
		return nil, fmt.Errorf("partnerhub: the period ends (%s) before it begins (%s)", utcDay(period.Until), utcDay(period.From))
	}
	if source == nil {
		return nil, fmt.Errorf("partnerhub: %w", errNoSource)
	}
	return usageWithin(source, period), nil
}

func ofProduct(source Source, product Product) Source {
	if able, ok := source.(ProductNarrower); ok {
		return able.OfProduct(product)
	}
	return productPart{source, product}
}

func seenBy(source Source, adminID string) Source {
	if able, ok := source.(AdminNarrower); ok {
		return able.SeenBy(adminID)
	}
	return adminPart{source, adminID}
}

func usageWithin(source Source, period Period) Source {
	if able, ok := source.(UsageNarrower); ok {
		return able.UsageWithin(period)
	}
	return usagePart{source, period}
}

// sift passes on the facts that keep leaves, and an error.
func sift[T any](facts iter.Seq2[T, error], keep func(*T) bool) iter.Seq2[T, error] {
	if facts == nil {
		return nil
	}
	return func(yield func(T, error) bool) {
		for fact, err := range facts {
			if err != nil {
				yield(fact, err)
				return
			}
			if keep(&fact) && !yield(fact, nil) {
				return
			}
		}
	}
}
