package partnerhub

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/partnerhub/partnerhub/internal/exact"
)

// Policy holds every number and choice of the metrics that a host may change.
// A field at its zero value takes its default, so the zero Policy is the
// default policy; [Policy.Resolved] shows what holds. To set a number of days
// to zero, use [ZeroDays].
//
// A Policy is read when it is given to [View.With] and copied there.
type Policy struct {
	// Location is where civil days begin and end. Default: UTC.
	Location *time.Location
	// ExpiringSoonDays is the window of [StatusExpiringSoon]. Default: 30.
	ExpiringSoonDays int
	// InactivityDays is how many days an admin sign-in may be ago before
	// [StatusNoRecentActivity] holds. Default: 30.
	InactivityDays int
	// ExpirationDays is the window of [Overview].NearingExpiration and of
	// [View.Expiring]. Default: 90.
	ExpirationDays int
	// RenewalDays is the window of [Overview].NearingRenewal and of
	// [View.Renewing]. Default: 90.
	RenewalDays int
	// NoticeDays is how many days before its end one has to decide on what renews
	// by itself: [EndingRow].LastDayToDecide. Default: 30.
	NoticeDays int
	// RecentlyAddedDays is the window of [View.RecentlyAdded]. Default: 90.
	RecentlyAddedDays int
	// FreshnessDays is for how many days a usage sample is current, its own
	// day among them. Default: 30.
	FreshnessDays int
	// GraceDays is how old an entitlement must be before it is compared with
	// peers. Default: 30.
	GraceDays int
	// SizeBands are the lower bounds of the peers' size bands, in licenses,
	// ascending from 1; at most 16. Default: 1, 10, 100, 1000.
	SizeBands []int64
	// MinPeers is the smallest number of peers to compare with. Default: 5.
	MinPeers int
	// LowShareCeiling is the share, in basis points (1 to 10000), from which
	// on nobody is low, whatever the peers do. Default: 8000.
	LowShareCeiling int
	// HeadlineOrder lists all eight statuses; the first that holds is the
	// customer's headline. Default: suspended, expired, license_overage,
	// expiring_soon, order_setup_ready, no_recent_activity, trial,
	// subscription.
	HeadlineOrder []Status
}

// ZeroDays sets a number of days of a [Policy] to zero, where 0 would mean the
// default.
const ZeroDays = -1

const (
	maxPolicyDays = 3_652_059 // ten thousand years
	maxSizeBands  = 16
)

// ErrPolicy is what errors about an invalid [Policy] wrap.
var ErrPolicy = fmt.Errorf("partnerhub: invalid policy")

// Resolved returns the policy with every default filled in, or an error that
// wraps [ErrPolicy] and names the field. ZeroDays stays what it is, so that a
// resolved policy is resolved to itself.
func (p Policy) Resolved() (Policy, error) {
	for _, days := range p.days() {
		if err := resolveDays(days); err != nil {
			return Policy{}, err
		}
	}
	if p.Location == nil {
		p.Location = time.UTC
	}
	if err := p.resolvePeers(); err != nil {
		return Policy{}, err
	}
	if err := p.resolveHeadlines(); err != nil {
		return Policy{}, err
	}
	return p, nil
}

type policyDays struct {
	name     string
	value    *int
	standard int
}

// days lists the windows of p; their values point into p.
func (p *Policy) days() []policyDays {
	return []policyDays{
		{"ExpiringSoonDays", &p.ExpiringSoonDays, 30},
		{"InactivityDays", &p.InactivityDays, 30},
		{"ExpirationDays", &p.ExpirationDays, 90},
		{"RenewalDays", &p.RenewalDays, 90},
		{"NoticeDays", &p.NoticeDays, 30},
		{"RecentlyAddedDays", &p.RecentlyAddedDays, 90},
		{"FreshnessDays", &p.FreshnessDays, 30},
		{"GraceDays", &p.GraceDays, 30},
	}
}

func resolveDays(days policyDays) error {
	switch value := *days.value; {
	case value == 0:
		*days.value = days.standard
	case value < ZeroDays || value > maxPolicyDays:
		return fmt.Errorf("%w: %s: %d is not within 1 to %d (or ZeroDays)", ErrPolicy, days.name, value, maxPolicyDays)
	}
	return nil
}

func (p *Policy) resolvePeers() error {
	if len(p.SizeBands) == 0 {
		p.SizeBands = []int64{1, 10, 100, 1000}
	}
	if p.MinPeers == 0 {
		p.MinPeers = 5
	}
	if p.LowShareCeiling == 0 {
		p.LowShareCeiling = 8000
	}
	p.SizeBands = slices.Clone(p.SizeBands)
	switch {
	case len(p.SizeBands) > maxSizeBands:
		return fmt.Errorf("%w: SizeBands: %d bands are more than %d", ErrPolicy, len(p.SizeBands), maxSizeBands)
	case p.SizeBands[0] != 1:
		return fmt.Errorf("%w: SizeBands: the first band starts at %d instead of 1", ErrPolicy, p.SizeBands[0])
	case p.MinPeers < 1:
		return fmt.Errorf("%w: MinPeers: %d is less than 1", ErrPolicy, p.MinPeers)
	case p.LowShareCeiling < 1 || p.LowShareCeiling > exact.Whole:
		return fmt.Errorf("%w: LowShareCeiling: %d is not within 1 to %d basis points", ErrPolicy, p.LowShareCeiling, exact.Whole)
	}
	for i := 1; i < len(p.SizeBands); i++ {
		if p.SizeBands[i] <= p.SizeBands[i-1] {
			return fmt.Errorf("%w: SizeBands: %d does not follow %d", ErrPolicy, p.SizeBands[i], p.SizeBands[i-1])
		}
	}
	return nil
}

func (p *Policy) resolveHeadlines() error {
	if len(p.HeadlineOrder) == 0 {
		p.HeadlineOrder = defaultHeadlineOrder()
		return nil
	}
	p.HeadlineOrder = slices.Clone(p.HeadlineOrder)
	var seen StatusSet
	for _, status := range p.HeadlineOrder {
		if !status.valid() || seen.Has(status) {
			return fmt.Errorf("%w: HeadlineOrder: %s is not a status or stands twice", ErrPolicy, status)
		}
		seen = seen.with(status)
	}
	if len(p.HeadlineOrder) != statusCount {
		return fmt.Errorf("%w: HeadlineOrder: %d statuses instead of all %d", ErrPolicy, len(p.HeadlineOrder), statusCount)
	}
	return nil
}

// band returns the index of the size band of a pooled total of at least 1. It
// counts the bounds instead of searching: sizes are hard to guess for a
// processor.
func (p *Policy) band(total int64) int {
	band := 0
	for _, from := range p.SizeBands[1:] {
		next := 0
		if total >= from {
			next = 1
		}
		band += next
	}
	return band
}

// bandLabel names a band by its bounds: 10-99, or 1000+ for the last.
func (p *Policy) bandLabel(band int) string {
	from := strconv.FormatInt(p.SizeBands[band], 10)
	if band+1 == len(p.SizeBands) {
		return from + "+"
	}
	return from + "-" + strconv.FormatInt(p.SizeBands[band+1]-1, 10)
}

// clone returns a copy that shares nothing that can be changed.
func (p Policy) clone() Policy {
	p.SizeBands = slices.Clone(p.SizeBands)
	p.HeadlineOrder = slices.Clone(p.HeadlineOrder)
	return p
}
