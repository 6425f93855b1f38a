package sqlsource

import (
	"context"
	"fmt"
	"time"

	"github.com/partnerhub/partnerhub"
)

// instants makes values for columns of instants; the first that a column can't hold is
// an error that names its member.
type instants struct {
	dialect Dialect
	err     error
}

func (i *instants) of(member string, t time.Time) any {
	value, err := i.dialect.instantOf(t)
	if err != nil && i.err == nil {
		i.err = fmt.Errorf("%s: %w", member, err)
	}
	return value
}

func (w *writer) writePartner(ctx context.Context, p partnerhub.Partner) error {
	at := instants{dialect: w.dialect}
	row := []any{
		p.ID, p.Name, at.of("setup.planReviewedAt", p.Setup.PlanReviewedAt),
		at.of("setup.termsAcceptedAt", p.Setup.TermsAcceptedAt), at.of("setup.completedAt", p.Setup.CompletedAt),
	}
	if at.err != nil {
		return at.err
	}
	return w.partner.add(ctx, row...)
}

func (w *writer) writeCustomer(ctx context.Context, c partnerhub.Customer) error {
	at := instants{dialect: w.dialect}
	row := []any{c.ID, c.Name, c.ManagedBy.String(), c.Country, c.LaunchURL, at.of("lastAdminSignIn", c.LastAdminSignIn), c.AdminNeverSignedIn}
	if at.err != nil {
		return at.err
	}
	if err := w.customers.add(ctx, row...); err != nil {
		return err
	}
	for i, tag := range c.Tags {
		if err := w.tags.add(ctx, c.ID, i, tag); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) writeTrial(ctx context.Context, t partnerhub.Trial) error {
	return w.writeEntitlement(ctx, &partnerhub.Subscription{ID: t.ID, CustomerID: t.CustomerID, Start: t.Start, End: t.End, Licenses: t.Licenses}, true)
}

func (w *writer) writeSubscription(ctx context.Context, s partnerhub.Subscription) error {
	if err := w.writeEntitlement(ctx, &s, false); err != nil {
		return err
	}
	for i := range s.Orders {
		if err := w.writeOrder(ctx, s.ID, i, &s.Orders[i]); err != nil {
			return fmt.Errorf("orders[%d]: %w", i, err)
		}
	}
	for i := range s.Invoices {
		if err := w.writeInvoice(ctx, s.ID, i, &s.Invoices[i]); err != nil {
			return fmt.Errorf("invoices[%d]: %w", i, err)
		}
	}
	return nil
}

func (w *writer) writeEntitlement(ctx context.Context, s *partnerhub.Subscription, trial bool) error {
	at := instants{dialect: w.dialect}
	amount, currency := moneyOf(s.TermValue)
	row := []any{
		s.ID, s.CustomerID, trial, at.of("start", s.Start), at.of("end", s.End), at.of("orderedAt", s.OrderedAt), s.Renewal.String(),
		at.of("provisionedAt", s.ProvisionedAt), at.of("suspendedAt", s.SuspendedAt), at.of("cancelledAt", s.CancelledAt), amount, currency,
	}
	if at.err != nil {
		return at.err
	}
	if err := w.entitlements.add(ctx, row...); err != nil {
		return err
	}
	for i, license := range s.Licenses {
		if err := w.licenses.add(ctx, s.ID, i, string(license.Product), license.Quantity); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) writeOrder(ctx context.Context, id string, position int, o *partnerhub.Order) error {
	at := instants{dialect: w.dialect}
	amount, currency := moneyOf(o.Value)
	row := []any{id, position, o.Number, at.of("placedAt", o.PlacedAt), wordOf(o.Kind), amount, currency}
	if at.err != nil {
		return at.err
	}
	if err := w.orders.add(ctx, row...); err != nil {
		return err
	}
	for i, line := range o.Lines {
		if err := w.orderLines.add(ctx, id, position, i, string(line.Product), line.Delta); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) writeInvoice(ctx context.Context, id string, position int, v *partnerhub.Invoice) error {
	at := instants{dialect: w.dialect}
	amount, currency := moneyOf(v.Amount)
	row := []any{id, position, v.Number, at.of("issuedAt", v.IssuedAt), at.of("dueAt", v.DueAt), at.of("paidAt", v.PaidAt), amount, currency}
	if at.err != nil {
		return at.err
	}
	return w.invoices.add(ctx, row...)
}

func (w *writer) writeUsage(ctx context.Context, u partnerhub.UsageSample) error {
	return w.usage.add(ctx, u.EntitlementID, string(u.Product), w.dialect.dayOf(u.Date), countOf(u.Assigned), countOf(u.Used), countOf(u.UsedQuarter))
}

func (w *writer) writeAdmin(ctx context.Context, a partnerhub.Admin) error {
	if err := w.admins.add(ctx, a.ID, a.Name, a.Email, a.Role.String()); err != nil {
		return err
	}
	for i, id := range a.CustomerIDs {
		if err := w.assignments.add(ctx, a.ID, i, id); err != nil {
			return err
		}
	}
	return nil
}
