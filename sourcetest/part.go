package sourcetest

import (
	"context"
	"fmt"
	"time"

	"github.com/partnerhub/partnerhub"
)

// A part that a source makes itself must be the one that the library makes of it,
// and must be read like every source.

// plain is a source that is not asked to leave out anything.
type plain struct{ partnerhub.Source }

// parts checks what a source can do beyond its streams, with products,
// administrators and dates that it has.
func (c *checker) parts(ctx context.Context, source partnerhub.Source) {
	found := lookAround(ctx, source)
	if able, ok := source.(partnerhub.ProductNarrower); ok {
		for _, product := range append(found.products, "nobody_has_it") {
			of, _ := partnerhub.OfProduct(plain{source}, product)
			c.part(ctx, fmt.Sprintf("OfProduct(%q)", product), able.OfProduct(product), of)
		}
	}
	if able, ok := source.(partnerhub.AdminNarrower); ok {
		for _, admin := range found.admins {
			of, _ := partnerhub.SeenBy(plain{source}, admin)
			c.part(ctx, fmt.Sprintf("SeenBy(%q)", admin), able.SeenBy(admin), of)
		}
		c.stranger(ctx, able.SeenBy(found.stranger))
		c.stranger(ctx, able.SeenBy(""))
	}
	if able, ok := source.(partnerhub.UsageNarrower); ok {
		for _, period := range found.periods() {
			of, _ := partnerhub.UsageWithin(plain{source}, period)
			name := fmt.Sprintf("UsageWithin(%s to %s)", period.From.Format(time.DateOnly), period.Until.Format(time.DateOnly))
			c.part(ctx, name, able.UsageWithin(period), of)
		}
	}
}

// part checks a part against the one that the library makes.
func (c *checker) part(ctx context.Context, name string, part, want partnerhub.Source) {
	if part == nil {
		c.fault(name, "there is no such part (nil)")
		return
	}
	inner := &checker{}
	inner.partner(ctx, part)
	wanted := streamsOf(want)
	for i, check := range streamsOf(part) {
		got := check.all(ctx, inner)
		if has := wanted[i].read(ctx); got.err == nil && (got.facts != has.facts || got.sum != has.sum) {
			inner.fault(check.name, "it has %d facts, and not the %d that the part has: %w", got.facts, has.facts, orNone(has.err))
		}
	}
	for _, fault := range inner.faults {
		c.faults = append(c.faults, fmt.Errorf("%s: %w", name, fault))
	}
}

// stranger checks that a part of an administrator whom there is not has nothing.
func (c *checker) stranger(ctx context.Context, part partnerhub.Source) {
	if part == nil {
		c.fault("SeenBy", "there is no part (nil) of an unknown administrator")
		return
	}
	for _, check := range streamsOf(part) {
		check.failure(ctx, c, partnerhub.ErrUnknownAdmin)
		if p := check.read(ctx); p.err == nil {
			c.fault(check.name, "of an unknown administrator it must fail with %w", partnerhub.ErrUnknownAdmin)
		}
	}
}

// enough is how many products, and administrators of each role, are looked for.
const enough = 3

// surroundings are things in a source that parts of it can be about.
type surroundings struct {
	products    []partnerhub.Product
	admins      []string
	stranger    string // the id of no administrator
	first, last time.Time
}

// lookAround finds them. An error ends a search: it has been seen before.
func lookAround(ctx context.Context, source partnerhub.Source) surroundings {
	s := surroundings{stranger: "nobody"}
	s.findProducts(ctx, source)
	s.findAdmins(ctx, source)
	s.findDates(ctx, source)
	return s
}

func (s *surroundings) findProducts(ctx context.Context, source partnerhub.Source) {
	seen := map[partnerhub.Product]bool{}
	for subscription, err := range source.ReadSubscriptions(ctx) {
		if err != nil {
			return
		}
		for _, license := range subscription.Licenses {
			if !seen[license.Product] {
				seen[license.Product] = true
				s.products = append(s.products, license.Product)
			}
		}
		if len(s.products) >= enough {
			return
		}
	}
}

func (s *surroundings) findAdmins(ctx context.Context, source partnerhub.Source) {
	perRole := map[partnerhub.Role]int{}
	for admin, err := range source.ReadAdmins(ctx) {
		if err != nil {
			return
		}
		if perRole[admin.Role]++; perRole[admin.Role] <= enough {
			s.admins = append(s.admins, admin.ID)
		}
		if len(admin.ID) >= len(s.stranger) {
			s.stranger = admin.ID + "x"
		}
	}
}

func (s *surroundings) findDates(ctx context.Context, source partnerhub.Source) {
	for sample, err := range source.ReadUsage(ctx) {
		if err != nil {
			return
		}
		if s.first.IsZero() || sample.Date.Before(s.first) {
			s.first = sample.Date
		}
		if sample.Date.After(s.last) {
			s.last = sample.Date
		}
	}
}

// periods returns periods that the dates of usage are before, in and after; bounds
// that are not at midnight count as their days.
func (s *surroundings) periods() []partnerhub.Period {
	middle := s.first.Add(s.last.Sub(s.first) / 2)
	return []partnerhub.Period{
		{}, {From: middle}, {Until: middle}, {From: s.first, Until: s.last},
		{From: middle, Until: middle.AddDate(0, 0, 1)}, {From: s.last.AddDate(0, 0, 1)},
	}
}
