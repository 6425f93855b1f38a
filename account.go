package partnerhub

import (
	"cmp"
	"github.com/partnerhub/partnerhub/internal/usage"
	"slices"
	"time"
)

// account is a customer with all that belongs to it: what a block is built from.
type account struct {
	Customer
	entitlements []entitlement // by id
	admins       []string      // ids of the administrators assigned, in order
}

// entitlement is a subscription or a trial, with its usage.
type entitlement struct {
	Subscription // a trial fills what it has of it
	trial        bool
	lines        []line // by product, each product once
}

// line is the licenses of one product in an entitlement.
type line struct {
	product Product
	total   int64
	samples []usage.Sample // by day, each day once
	// frozen is where the samples are as long as nobody needs them: most changes
	// leave them alone.
	frozen *usage.Columns
	row    int32 // in frozen
}

// thaw gets the samples that are frozen.
func (l *line) thaw() {
	if l.frozen != nil {
		l.samples, l.frozen = l.frozen.Samples(l.row), nil
	}
}

// effectiveEnd is the earlier of the end and the cancellation that are given.
func (e *entitlement) effectiveEnd() time.Time { return earlier(e.End, e.CancelledAt) }

// knownFrom is the earlier of the order, if it is given, and the start.
func (e *entitlement) knownFrom() time.Time { return earlier(e.Start, e.OrderedAt) }

func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

func (e *entitlement) traits() trait {
	var traits trait
	switch cancelled := !e.CancelledAt.IsZero(); {
	case e.trial:
		traits |= traitTrial
	case e.Renewal == RenewalAuto && !cancelled:
		traits |= traitRenews
	case e.Renewal == RenewalUnknown && !cancelled:
		traits |= traitUnknown
	}
	if !e.SuspendedAt.IsZero() {
		traits |= traitSuspended
	}
	if slices.ContainsFunc(e.lines, func(l line) bool { return isCoreProduct(l.product) }) {
		traits |= traitCore
	}
	return traits
}

func compareAccounts(a, b *account) int {
	return compareNames(a.Name, a.ID, b.Name, b.ID)
}

// compareNames orders customers by name and id.
func compareNames(name, id, otherName, otherID string) int {
	return cmp.Or(cmp.Compare(name, otherName), cmp.Compare(id, otherID))
}
