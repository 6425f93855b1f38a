package partnerhub

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub/internal/exact"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// CustomerDetail is everything a view says about one customer: the pages behind
// its line in the list. What is dated after the instant T of the view is not
// known yet and left out; ends and cancellations are plans, known before they
// come. Instants are in the policy's Location.
type CustomerDetail struct {
	AsOf time.Time `json:"asOf"`
	Customer
	Headline Status   `json:"headline"`
	Statuses []Status `json:"statuses"`
	// Licenses are the licenses of all active entitlements together, by
	// product.
	Licenses []LicenseSummary `json:"licenses"`
	// Subscriptions are those that exist at T, by start and id.
	Subscriptions []SubscriptionDetail `json:"subscriptions"`
	// Trials are those that have started by T, by start and id.
	Trials []TrialDetail `json:"trials"`
	// Admins are the administrators whose assigned customers name this one, by
	// id.
	Admins []AssignedAdmin `json:"admins"`
}

// TermState says where T is in the term of an entitlement. The zero TermState is
// not valid.
type TermState uint8

// The states of a term that exists at T: it is pending until it starts, active
// until its effective end, and ended from then on. An order that was cancelled
// before its start has ended.
const (
	TermUnknown TermState = iota
	TermPending
	TermActive
	TermEnded
)

var termStateNames = enumNames{"", "pending", "active", "ended"}

// String returns pending, active or ended.
func (s TermState) String() string { return termStateNames.string("TermState", uint8(s)) }

// MarshalText writes what String returns; it fails on an invalid value.
func (s TermState) MarshalText() ([]byte, error) {
	return termStateNames.marshal("term state", uint8(s))
}

// UnmarshalText reads what MarshalText writes.
func (s *TermState) UnmarshalText(text []byte) error {
	return unmarshalEnum(s, termStateNames, "term state", text)
}

// Term is what a subscription and a trial of a [CustomerDetail] have in common.
type Term struct {
	ID    string    `json:"id"`
	State TermState `json:"state"`
	Start time.Time `json:"start"`
	// End is the effective end: the earlier of the end and the cancellation.
	// Zero is open-ended.
	End time.Time `json:"end,omitzero"`
	// DaysUntilEnd is the number of civil days from T to the end, unknown when
	// the term is open-ended or has ended.
	DaysUntilEnd Count `json:"daysUntilEnd"`
	// Licenses are by product.
	Licenses []LicenseUsage `json:"licenses"`
}

// SubscriptionDetail is a subscription in a [CustomerDetail].
type SubscriptionDetail struct {
	Term
	// OrderedAt is the start when it isn't given.
	OrderedAt time.Time `json:"orderedAt,omitzero"`
	// Renewal is RenewalNone for a cancelled subscription.
	Renewal Renewal `json:"renewal"`
	// RenewalDate is when the subscription renews by itself next: the end of
	// its term. It is zero when it doesn't renew by itself, is open-ended or
	// has ended.
	RenewalDate   time.Time `json:"renewalDate,omitzero"`
	CancelledAt   time.Time `json:"cancelledAt,omitzero"`
	ProvisionedAt time.Time `json:"provisionedAt,omitzero"`
	SuspendedAt   time.Time `json:"suspendedAt,omitzero"`
	TermValue     Money     `json:"termValue"`
	// Invoices are by date of issue and number.
	Invoices []InvoiceDetail `json:"invoices"`
	// Orders are by date and number.
	Orders []Order `json:"orders"`
}

// TrialDetail is a trial in a [CustomerDetail].
type TrialDetail struct {
	Term
	// Label is TrialLabel.
	Label string `json:"label"`
}

// LicenseUsage is what an entitlement has of a product, and what of it is used,
// by the current usage sample. Counts are licenses.
type LicenseUsage struct {
	Product Product `json:"product"`
	// Total, Assigned and Used are as in [Row].
	Total    int64 `json:"total"`
	Assigned Count `json:"assigned"`
	Used     Count `json:"used"`
	// Available is max(0, Total - Assigned), unknown when Assigned is.
	Available Count `json:"available"`
	// Overage is max(0, Assigned - Total), unknown when Assigned is.
	Overage Count `json:"overage"`
	// WeeklyAssignedChange and WeeklyUsedChange are as in [RecentlyAddedRow].
	WeeklyAssignedChange Count `json:"weeklyAssignedChange"`
	WeeklyUsedChange     Count `json:"weeklyUsedChange"`
	// UsedLast3Months and UsedLast3MonthsLowerBound are as in [EndingRow].
	UsedLast3Months           Count `json:"usedLast3Months"`
	UsedLast3MonthsLowerBound bool  `json:"usedLast3MonthsLowerBound"`
}

// AssignedAdmin is an administrator to whom a customer is assigned.
type AssignedAdmin struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Email string `json:"email"`
	Role  Role   `json:"role"`
}

// ErrUnknownCustomer is what the error of [View.Customer] wraps when the view
// holds no such customer.
var ErrUnknownCustomer = fmt.Errorf("partnerhub: unknown customer")

// Customer returns everything the view says about a customer. It fails with
// [ErrUnknownCustomer] when the view holds no customer of that id, be it that
// there is none or that the view has been narrowed to others: which of the two
// can't be told. The partner's own organization is not a customer; see
// [View.OwnOrganization].
func (v View) Customer(id string) (CustomerDetail, error) {
	at, err := v.find(id)
	if err != nil {
		return CustomerDetail{}, err
	}
	m := v.at()
	return m.on(m.hub.blocks[at.block]).detail(at.row), nil
}

// find returns where a customer of the view is, or the error of [View.Customer].
func (v View) find(id string) (position, error) {
	at, exists := v.at().hub.customerAt(id)
	if !exists || at.block == ownBlock || !v.sees(at) {
		return position{}, fmt.Errorf("%w %s", ErrUnknownCustomer, exact.Cut(id))
	}
	return at, nil
}

// OwnOrganization returns the same about the partner's own organization, and
// whether the partner has one. A view that is narrowed has none.
func (v View) OwnOrganization() (detail CustomerDetail, exists bool) {
	m := v.at()
	if m.hub.own == nil || v.scope != nil {
		return CustomerDetail{}, false
	}
	return m.on(m.hub.own).detail(0), true
}

func (f *frame) detail(customer int32) CustomerDetail {
	list := f.customerStatus(f.block, customer, f.customer(customer, new(corePools)).statuses())
	licenses := map[uint16]*productSums{}
	f.addLicenses(customer, licenses)
	detail := CustomerDetail{
		AsOf:          f.asOf(),
		Customer:      f.customerFacts(customer),
		Headline:      list.Headline,
		Statuses:      list.Statuses,
		Licenses:      f.licenseSummaries(licenses),
		Subscriptions: []SubscriptionDetail{},
		Trials:        []TrialDetail{},
		Admins:        f.assignedAdmins(customer),
	}
	for _, e := range f.termsByStart(customer) {
		if f.trial(e) {
			detail.Trials = append(detail.Trials, TrialDetail{f.term(e), TrialLabel})
		} else {
			detail.Subscriptions = append(detail.Subscriptions, f.subscriptionDetail(e))
		}
	}
	return detail
}

// customerFacts returns what is known of the customer at T.
func (f *frame) customerFacts(customer int32) Customer {
	c := &f.customers
	return Customer{
		ID: c.ids[customer], Name: c.names[customer],
		ManagedBy: c.managedBy(int(customer)),
		Tags:      append([]string{}, c.tags.At(int(customer))...),
		Country:   c.countries.At(int(customer)), LaunchURL: c.launchURL(customer),
		LastAdminSignIn:    f.knownTime(c.signedIn[customer]),
		AdminNeverSignedIn: c.neverSignedIn.Get(int(customer)),
	}
}

// time returns the instant of a code in the policy's Location, or the zero time.
func (f *frame) time(code uint32) time.Time { return f.local(f.times.Time(code)) }

// knownTime is time, but zero for what is dated after T.
func (f *frame) knownTime(code uint32) time.Time {
	if code >= f.now {
		return time.Time{}
	}
	return f.time(code)
}

func (m *moment) local(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return shown(t, m.policy.Location)
}

func (f *frame) assignedAdmins(customer int32) []AssignedAdmin {
	admins := []AssignedAdmin{}
	for _, id := range f.customers.adminsOf(customer) {
		a := f.hub.admins[id]
		admins = append(admins, AssignedAdmin{a.ID, a.Name, a.Email, a.Role})
	}
	return admins
}

// termsByStart returns the customer's entitlements that exist, by start and id.
func (f *frame) termsByStart(customer int32) []int32 {
	var rows []int32
	from, until := f.customers.of(customer)
	for e := from; e < until; e++ {
		if f.exists(e) {
			rows = append(rows, e)
		}
	}
	slices.SortStableFunc(rows, func(a, b int32) int {
		return cmp.Compare(f.entitlements.start[a], f.entitlements.start[b])
	})
	return rows
}

func (f *frame) term(e int32) Term {
	term := Term{
		ID:       f.entitlements.ids[e],
		State:    TermActive,
		Start:    f.time(f.entitlements.start[e]),
		End:      f.time(f.entitlements.end[e]),
		Licenses: f.licenseUsage(e),
	}
	switch {
	case f.ended(e):
		term.State = TermEnded
	case f.pending(e):
		term.State = TermPending
	}
	if term.State != TermEnded && !term.End.IsZero() {
		term.DaysUntilEnd = Known(f.daysUntilEnd(e))
	}
	return term
}

func (f *frame) subscriptionDetail(e int32) SubscriptionDetail {
	c := &f.entitlements
	history, _ := c.histories.Get(e)
	detail := SubscriptionDetail{
		Term:          f.term(e),
		OrderedAt:     f.time(c.known[e]),
		Renewal:       c.renewal(e),
		ProvisionedAt: f.knownTime(c.provisioned[e]),
		SuspendedAt:   f.knownTime(c.suspendedAt(e)),
		TermValue:     c.termValues.at(e),
		Invoices:      f.invoices(history.invoices),
		Orders:        f.orders(history.orders),
	}
	if plan, exists := c.plans.Get(e); exists {
		detail.CancelledAt = f.local(plan.cancelledAt)
		if !plan.orderedAt.IsZero() {
			detail.OrderedAt = f.doneBy(plan.orderedAt)
		}
	}
	if f.renews(e) && detail.State != TermEnded {
		detail.RenewalDate = detail.End
	}
	return detail
}

func (f *frame) licenseUsage(e int32) []LicenseUsage {
	from, until := f.entitlements.of(e)
	list := make([]LicenseUsage, 0, until-from)
	for line := from; line < until; line++ {
		c := f.counts(line)
		of := LicenseUsage{
			Product: f.productOf(line), Total: c.total,
			Assigned: unpacked(c.assigned), Used: unpacked(c.used), Available: c.available(),
		}
		if c.assigned != usage.Unknown {
			of.Overage = Known(c.overage())
		}
		of.WeeklyAssignedChange, of.WeeklyUsedChange = f.weeklyChange(line, c)
		of.UsedLast3Months, of.UsedLast3MonthsLowerBound = f.usedLast3Months(line, c, f.today)
		list = append(list, of)
	}
	return list
}

func (f *frame) productOf(line int32) Product { return f.hub.catalog.names[f.lines.products[line]] }

// eachActive calls visit with the lines of a customer's active entitlements.
func (f *frame) eachActive(customer int32, visit func(e, line int32, c counts)) {
	from, until := f.customers.of(customer)
	for e := from; e < until; e++ {
		if !f.active(e) {
			continue
		}
		first, end := f.entitlements.of(e)
		for line := first; line < end; line++ {
			visit(e, line, f.sums(line))
		}
	}
}
