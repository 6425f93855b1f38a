package partnerhub

import (
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/partnerhub/partnerhub/internal/exact"
)

// maxCount bounds quantities, counts and, with either sign, order deltas.
const maxCount = 1_000_000_000_000

// checker reports the faults of one record.
type checker struct {
	faults *faults
	at     place
}

func (c checker) fault(path, problem string, args ...any) {
	c.faults.add(func() string { return c.at.member(path) }, problem, args...)
}

// required checks a text that must not be empty.
func (c checker) required(path, text string) {
	if text == "" {
		c.fault(path, "is empty")
	}
	c.text(path, text)
}

func (c checker) text(path, text string) {
	if !utf8.ValidString(text) {
		c.fault(path, "%s is not valid UTF-8", exact.Cut(text))
	}
}

// instant checks a time that may be absent.
func (c checker) instant(path string, t time.Time) {
	if !inRange(t) {
		c.fault(path, "%s", yearProblem(t))
	}
}

// The Unix seconds of the years 1 to 9999.
const (
	firstSecond = -62_135_596_800
	lastSecond  = 253_402_300_799
)

// inRange reports whether the year of an instant, in UTC, is within 1 to 9999.
func inRange(t time.Time) bool { return firstSecond <= t.Unix() && t.Unix() <= lastSecond }

func yearProblem(t time.Time) string {
	return fmt.Sprintf("the year %d is not within 1 to 9999", t.UTC().Year())
}

// count checks a count that may be unknown.
func (c checker) count(path string, count Count) {
	if n, known := count.Value(); known {
		c.quantity(path, n)
	}
}

func (c checker) quantity(path string, n int64) {
	switch {
	case n < 0:
		c.fault(path, "%d is negative", n)
	case n > maxCount:
		c.fault(path, "%d is more than %d", n, int64(maxCount))
	}
}

func (c checker) product(path string, product Product) {
	if err := product.check(); err != nil {
		c.fault(path, "%v", err)
	}
}

// money checks an amount that may be absent.
func (c checker) money(path string, m Money) {
	if m.IsZero() {
		return
	}
	if err := exact.CheckAmount(m.Amount, exact.AmountDigits); err != nil {
		c.fault(path+".amount", "%v", err)
	}
	if err := checkCurrency(m.Currency); err != nil {
		c.fault(path+".currency", "%v", err)
	}
}

func (c checker) partner(p Partner) {
	c.required("id", p.ID)
	c.text("name", p.Name)
	c.instant("setup.planReviewedAt", p.Setup.PlanReviewedAt)
	c.instant("setup.termsAcceptedAt", p.Setup.TermsAcceptedAt)
	c.instant("setup.completedAt", p.Setup.CompletedAt)
}

func (c checker) customer(customer *Customer) {
	c.required("id", customer.ID)
	c.required("name", customer.Name)
	if customer.ManagedBy > ManagedByExternal {
		c.fault("managedBy", "%s is not valid", customer.ManagedBy)
	}
	for i, tag := range customer.Tags {
		if !utf8.ValidString(tag) {
			c.text(fmt.Sprintf("tags[%d]", i), tag)
		}
	}
	c.text("country", customer.Country)
	c.text("launchUrl", customer.LaunchURL)
	c.instant("lastAdminSignIn", customer.LastAdminSignIn)
	if customer.AdminNeverSignedIn && !customer.LastAdminSignIn.IsZero() {
		c.fault("adminNeverSignedIn", "contradicts lastAdminSignIn")
	}
}

// term checks what subscriptions and trials share.
func (c checker) term(id string, start, end time.Time, licenses []License) {
	c.required("id", id)
	if start.IsZero() {
		c.fault("start", "is missing")
	}
	c.instant("start", start)
	c.instant("end", end)
	if !start.IsZero() && !end.IsZero() && !end.After(start) {
		c.fault("end", "%s is not after the start %s", instantText(end), instantText(start))
	}
	for i, license := range licenses {
		if license.Product.check() != nil || license.Quantity < 0 || license.Quantity > maxCount {
			at := fmt.Sprintf("licenses[%d]", i)
			c.product(at+".product", license.Product)
			c.quantity(at+".quantity", license.Quantity)
		}
	}
}

// References that lead nowhere, and ids that are taken.

func (c checker) noCustomer(path, id string) {
	c.fault(path, "there is no customer %s", exact.Cut(id))
}

func (c checker) noTerm(id string) {
	c.fault("entitlementId", "there is no subscription or trial %s", exact.Cut(id))
}

func (c checker) noLine(id string, product Product) {
	c.fault("product", "%s has no license line of %s", exact.Cut(id), exact.Cut(string(product)))
}

func (c checker) secondTerm(id string) {
	c.fault("id", "a second subscription or trial %s", exact.Cut(id))
}

func instantText(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

func (c checker) subscription(s *Subscription) {
	c.term(s.ID, s.Start, s.End, s.Licenses)
	if s.Renewal > RenewalNone {
		c.fault("renewal", "%s is not valid", s.Renewal)
	}
	c.instant("orderedAt", s.OrderedAt)
	c.instant("provisionedAt", s.ProvisionedAt)
	c.instant("suspendedAt", s.SuspendedAt)
	c.instant("cancelledAt", s.CancelledAt)
	c.money("termValue", s.TermValue)
	for i := range s.Orders {
		c.order(fmt.Sprintf("orders[%d]", i), &s.Orders[i])
	}
	for i := range s.Invoices {
		c.invoice(fmt.Sprintf("invoices[%d]", i), &s.Invoices[i])
	}
}

func (c checker) order(at string, order *Order) {
	c.text(at+".number", order.Number)
	c.instant(at+".placedAt", order.PlacedAt)
	if order.Kind > OrderCancellation {
		c.fault(at+".kind", "%s is not valid", order.Kind)
	}
	c.money(at+".value", order.Value)
	for i, line := range order.Lines {
		at := fmt.Sprintf("%s.lines[%d]", at, i)
		c.product(at+".product", line.Product)
		if line.Delta < -maxCount || line.Delta > maxCount {
			c.fault(at+".delta", "%d is not within -%d to %[2]d", line.Delta, int64(maxCount))
		}
	}
}

func (c checker) invoice(at string, invoice *Invoice) {
	c.text(at+".number", invoice.Number)
	c.instant(at+".issuedAt", invoice.IssuedAt)
	c.instant(at+".dueAt", invoice.DueAt)
	c.instant(at+".paidAt", invoice.PaidAt)
	c.money(at+".amount", invoice.Amount)
}

func (c checker) usage(sample *UsageSample) {
	if sample.Date.IsZero() {
		c.fault("date", "is missing")
	}
	c.instant("date", sample.Date)
	c.count("assigned", sample.Assigned)
	c.count("used", sample.Used)
	c.count("usedQuarter", sample.UsedQuarter)
}

func (c checker) admin(admin *Admin) {
	c.required("id", admin.ID)
	c.text("name", admin.Name)
	c.text("email", admin.Email)
	switch {
	case admin.Role == RoleUnknown:
		c.fault("role", "is missing; valid: %s", roleNames.valid())
	case admin.Role > RoleHelpDesk:
		c.fault("role", "%s is not valid", admin.Role)
	}
}
