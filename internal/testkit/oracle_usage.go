package testkit

import (
	"time"

	"github.com/partnerhub/partnerhub"
)

// counts are the numbers of one product of one entitlement.
type counts struct {
	total                        int64
	assigned, used, available    partnerhub.Count
	overage                      int64
	assignedChange, usedChange   partnerhub.Count
	usedQuarter                  partnerhub.Count
	usedQuarterIsOnlyALowerBound bool
}

// counts: total is the quantity of the lines; assigned and used are those of
// the current sample; available is max(0, total - assigned); overage is
// max(0, assigned - total); a change is the current count minus the week-ago
// count. Without a known assigned there is no known available and no overage.
func (o oracle) counts(e entitlement, product partnerhub.Product) counts {
	samples := o.samples(e.ID, product)
	current := o.current(samples)
	weekAgo := o.weekAgo(samples, current)
	c := counts{total: e.quantity(product)}
	if current != nil {
		c.assigned = current.Assigned
		c.used = current.Used
	}
	if assigned, known := c.assigned.Value(); known {
		c.available = partnerhub.Known(max(0, c.total-assigned))
		c.overage = max(0, assigned-c.total)
	}
	if weekAgo != nil {
		c.assignedChange = difference(current.Assigned, weekAgo.Assigned)
		c.usedChange = difference(current.Used, weekAgo.Used)
	}
	c.usedQuarter, c.usedQuarterIsOnlyALowerBound = o.usedLast3Months(samples, current)
	return c
}

// difference is unknown unless both counts are known.
func difference(a, b partnerhub.Count) partnerhub.Count {
	x, knownX := a.Value()
	y, knownY := b.Value()
	if !knownX || !knownY {
		return partnerhub.Count{}
	}
	return partnerhub.Known(x - y)
}

// samples: those of the entitlement and product that are not dated after the
// as-of day, whether they are within the term or not.
func (o oracle) samples(entitlementID string, product partnerhub.Product) []partnerhub.UsageSample {
	var samples []partnerhub.UsageSample
	for _, sample := range o.data.Usage {
		if sample.EntitlementID == entitlementID && sample.Product == product && o.sampleAge(sample) >= 0 {
			samples = append(samples, sample)
		}
	}
	return samples
}

// sampleDate: the civil date in UTC, whatever the policy's location.
func sampleDate(sample partnerhub.UsageSample) date { return dateIn(sample.Date, time.UTC) }

// sampleAge is how many days before the as-of day the sample is dated.
func (o oracle) sampleAge(sample partnerhub.UsageSample) int {
	return daysBetween(sampleDate(sample), o.today())
}

// current: the sample with the latest date among those that are fresh, that is
// dated after the as-of day minus the days of freshness; nil if none is.
func (o oracle) current(samples []partnerhub.UsageSample) *partnerhub.UsageSample {
	var latest *partnerhub.UsageSample
	for i := range samples {
		if o.sampleAge(samples[i]) >= o.policy.FreshnessDays {
			continue
		}
		if latest == nil || o.sampleAge(samples[i]) < o.sampleAge(*latest) {
			latest = &samples[i]
		}
	}
	return latest
}

// weekAgo: the sample dated closest to seven days before the current one, at
// most 3 days off, the earlier of two that are as close. It need not be fresh.
func (o oracle) weekAgo(samples []partnerhub.UsageSample, current *partnerhub.UsageSample) *partnerhub.UsageSample {
	if current == nil {
		return nil
	}
	wanted := sampleDate(*current).addDays(-7)
	for _, off := range []int{0, -1, +1, -2, +2, -3, +3} {
		for i := range samples {
			if sampleDate(samples[i]) == wanted.addDays(off) {
				return &samples[i]
			}
		}
	}
	return nil
}

// usedLast3Months: the quarter count of the current sample if it is known, else
// the largest known used of the samples dated after the day three months ago,
// which is only a lower bound; unknown if there is neither.
func (o oracle) usedLast3Months(samples []partnerhub.UsageSample, current *partnerhub.UsageSample) (used partnerhub.Count, lowerBound bool) {
	if current != nil && current.UsedQuarter.IsKnown() {
		return current.UsedQuarter, false
	}
	threeMonthsAgo := o.today().backMonths(3)
	for _, sample := range samples {
		if daysBetween(threeMonthsAgo, sampleDate(sample)) <= 0 {
			continue
		}
		largest, known := used.Value()
		n, counted := sample.Used.Value()
		if counted && (!known || n > largest) {
			used = sample.Used
		}
	}
	return used, used.IsKnown()
}
