package webex

import (
	"cmp"
	"slices"
	"strings"

	"github.com/partnerhub/partnerhub"
)

// line is the licenses of a product that a customer has with a subscription.
type line struct {
	subscription string
	customer     int // its place
	product      partnerhub.Product
	total        int64
	consumed     partnerhub.Count
}

// addLicenses collects the license lines that count.
func (b *builder) addLicenses() {
	licensesOf := make([][]License, len(b.customers))
	for _, id := range sortedIDs(b.answers.Licenses) {
		at, ok := b.customerOf(id)
		if !ok {
			b.leaveOut(LeftOut{Reason: ReasonNoOrganization, OrganizationID: id})
			continue
		}
		licensesOf[at] = slices.Concat(licensesOf[at], b.answers.Licenses[id])
	}
	for at, licenses := range licensesOf {
		b.addLicensesOf(at, licenses)
	}
	for product, lines := range b.unknown {
		product.Lines = lines
		b.report.Unknown = append(b.report.Unknown, product)
	}
}

// addLicensesOf collects the license lines of a customer. Pages overlap: the same
// line twice is one.
func (b *builder) addLicensesOf(at int, licenses []License) {
	slices.SortFunc(licenses, compareLicenses)
	licenses = slices.Compact(licenses)
	for i, l := range licenses {
		if i > 0 && l.ID != "" && l.ID == licenses[i-1].ID {
			b.contradiction("licenses", l.ID)
			continue
		}
		b.addLicense(at, l)
	}
}

// compareLicenses brings lines in an order that has equal ones side by side.
func compareLicenses(x, y License) int {
	if byID := strings.Compare(x.ID, y.ID); byID != 0 {
		return byID
	}
	return cmp.Or(strings.Compare(x.SubscriptionID, y.SubscriptionID), strings.Compare(x.Name, y.Name),
		compareCounts(x.Total, y.Total), compareCounts(x.Consumed, y.Consumed))
}

// compareCounts puts unknown counts before known ones.
func compareCounts(x, y partnerhub.Count) int {
	m, known := x.Value()
	n, alsoKnown := y.Value()
	switch {
	case known && !alsoKnown:
		return 1
	case !known && alsoKnown:
		return -1
	}
	return cmp.Compare(m, n)
}

// addLicense keeps a line, or leaves it out.
func (b *builder) addLicense(at int, l License) {
	organization, code := licenseParts(l.ID)
	foreign := isForeign(organization, b.keys[at])
	if !foreign && l.SubscriptionID != "" {
		b.claim(l.SubscriptionID, at).licensed = true
	}
	product, class := productOf(code, l.Name)
	total, known := l.Total.Value()
	record := LeftOut{OrganizationID: b.customers[at].ID, SubscriptionID: l.SubscriptionID, LicenseID: l.ID, Name: l.Name}
	switch {
	case foreign:
		record.Reason = ReasonForeign
	case class == ClassNotCounted:
		record.Reason = ReasonNotCounted
	case l.SubscriptionID == "":
		record.Reason = ReasonNoSubscription
	case !known:
		record.Reason = ReasonNoTotal
	default:
		if class == ClassUnknown {
			b.unknown[UnknownProduct{Product: product, Name: l.Name, Code: code}]++
		}
		b.lines = append(b.lines, line{l.SubscriptionID, at, product, total, l.Consumed})
		return
	}
	b.leaveOut(record)
}

// isForeign reports whether the organization that a license id names is not the
// one with a key. One that is no UUID can't be compared.
func isForeign(organization, key string) bool {
	return organization != key && isUUID(organization) && isUUID(key)
}

// sortedLines returns the lines by subscription, customer and product, those of the
// same product added up.
func (b *builder) sortedLines() []line {
	slices.SortFunc(b.lines, func(x, y line) int {
		return cmp.Or(strings.Compare(x.subscription, y.subscription), cmp.Compare(x.customer, y.customer),
			cmp.Compare(x.product, y.product))
	})
	var sums []line
	for _, l := range b.lines {
		if last := len(sums) - 1; last >= 0 && l.sameAs(sums[last]) {
			sums[last].total = b.sum(l, sums[last].total, l.total)
			sums[last].consumed = b.sumOfKnown(l, sums[last].consumed, l.consumed)
			continue
		}
		sums = append(sums, l)
	}
	return sums
}

func (l line) sameAs(other line) bool {
	return l.subscription == other.subscription && l.customer == other.customer && l.product == other.product
}

// sumOfKnown adds counts; the sum is unknown if one of them is.
func (b *builder) sumOfKnown(of line, x, y partnerhub.Count) partnerhub.Count {
	m, known := x.Value()
	n, alsoKnown := y.Value()
	if !known || !alsoKnown {
		return partnerhub.Count{}
	}
	return partnerhub.Known(b.sum(of, m, n))
}

// sum adds two counts, which must be what a decoder takes, and so must their sum.
func (b *builder) sum(of line, x, y int64) int64 {
	if x < 0 || y < 0 || x > maxCount-y {
		b.faults.add(placeOf("subscriptions", of.subscription)+".licenses", "%d and %d %s licenses are together not within 0 to %d",
			x, y, of.product, int64(maxCount))
		return 0
	}
	return x + y
}
