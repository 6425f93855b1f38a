package testkit

import (
	"time"

	"github.com/partnerhub/partnerhub"
)

// Frozen returns the dataset as it is known at an instant: without what is dated
// after it. Ends and cancellations are plans, and known.
func Frozen(d *partnerhub.Dataset, policy partnerhub.Policy, asOf time.Time) *partnerhub.Dataset {
	o := oracle{data: d, policy: withDefaults(policy), asOf: asOf}
	frozen := *d
	frozen.Customers = mapped(d.Customers, func(c *partnerhub.Customer) bool {
		o.forget(&c.LastAdminSignIn)
		return true
	})
	frozen.Subscriptions = mapped(d.Subscriptions, func(s *partnerhub.Subscription) bool {
		o.forget(&s.ProvisionedAt)
		o.forget(&s.SuspendedAt)
		return o.exists(entitlement{Subscription: *s})
	})
	frozen.Trials = mapped(d.Trials, func(t *partnerhub.Trial) bool { return !t.Start.After(asOf) })
	frozen.Usage = mapped(d.Usage, func(u *partnerhub.UsageSample) bool { return o.sampleAge(*u) >= 0 })
	return &frozen
}

// forget makes an instant that is not known yet one that is not given.
func (o oracle) forget(t *time.Time) {
	if t.After(o.asOf) {
		*t = time.Time{}
	}
}

// mapped returns copies of the elements that change returns true for, as it
// leaves them.
func mapped[T any](list []T, change func(*T) bool) []T {
	var kept []T
	for _, element := range list {
		if change(&element) {
			kept = append(kept, element)
		}
	}
	return kept
}
