package main

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/partnerhub/partnerhub"
)

// The trial that is started by a form, and by how much one is extended.
const (
	trialDays    = 30
	maxTrialSize = 1000 // licenses
)

// What a form did: the ends of words, and values in the address of the page that
// follows.
const (
	keyDone      = "done"
	doneStarted  = "started"
	doneExtended = "extended"
)

var errMayNotChange = refusal{http.StatusForbidden, "error.mayNotChange"}

// formError says what is wrong with a form.
type formError string

func (e formError) Error() string { return string(e) }

// startTrial starts a trial of a product for a customer.
func (v *visit) startTrial() (page, error) {
	return v.change(doneStarted, func(view partnerhub.View, detail partnerhub.CustomerDetail) (partnerhub.Change, string, error) {
		quantity, err := strconv.ParseInt(v.r.PostFormValue("quantity"), 10, 64)
		if err != nil || quantity < 1 || quantity > maxTrialSize {
			return nil, "", formError(v.T("bad.quantity", v.Int(maxTrialSize)))
		}
		product, err := partnerhub.ParseProduct(v.r.PostFormValue("product"))
		if err != nil {
			return nil, "", formError(v.T("bad.trialProduct"))
		}
		trial := partnerhub.Trial{
			ID:         fmt.Sprintf("trial-%s-%s", detail.ID, view.AsOf().Format(time.DateOnly)),
			CustomerID: detail.ID,
			Start:      view.AsOf(),
			End:        view.AsOf().AddDate(0, 0, trialDays),
			Licenses:   []partnerhub.License{{Product: product, Quantity: quantity}},
		}
		return partnerhub.StartTrial{Trial: trial}, trial.ID, nil
	})
}

// extendTrial extends a trial of a customer.
func (v *visit) extendTrial() (page, error) {
	return v.change(doneExtended, func(_ partnerhub.View, detail partnerhub.CustomerDetail) (partnerhub.Change, string, error) {
		id := v.r.PostFormValue("trial")
		if !slices.ContainsFunc(detail.Trials, func(t partnerhub.TrialDetail) bool { return t.ID == id }) {
			return nil, "", errNotFound
		}
		return partnerhub.ExtendTrial{ID: id, Days: trialDays}, id, nil
	})
}

// change makes a change to the customer that the address names, and returns to its
// page. What the form wants is decided by the facts of the moment of writing, as
// far as the session may see them.
func (v *visit) change(done string, decide func(partnerhub.View, partnerhub.CustomerDetail) (partnerhub.Change, string, error)) (page, error) {
	v.path = "/customer"
	if !v.session.mayChange() {
		return page{}, errMayNotChange
	}
	if v.wrong() {
		return v.customer()
	}
	err := v.server.live.change(func(hub *partnerhub.Hub) (partnerhub.Change, edit, error) {
		view, err := v.session.narrow(hub.At(v.asOf))
		if err != nil {
			return nil, edit{}, err
		}
		detail, err := view.Customer(v.id)
		if err != nil {
			return nil, edit{}, errNotFound
		}
		change, trial, err := decide(view, detail)
		return change, edit{"edit." + done, trial, v.id, v.session.admin}, err
	})
	if err == nil {
		return page{location: v.Link("/customer", keyID, v.id, keyDone, done)}, nil
	}
	return v.unchanged(err)
}

// unchanged says why a change was not made: on the page of the customer, if it is
// about what the form says.
func (v *visit) unchanged(err error) (page, error) {
	if wrong, ok := errors.AsType[formError](err); ok {
		v.problem("", v.T("bad.change", string(wrong)), "")
		return v.customer()
	}
	if fault, ok := errors.AsType[*partnerhub.Fault](err); ok {
		v.problem("", v.T("bad.change", fault.Problem), "")
		return v.customer()
	}
	return page{}, err
}
