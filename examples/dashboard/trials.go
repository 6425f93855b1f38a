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

// What a form did: the ends of words.
const (
	doneStarted  = "started"
	doneExtended = "extended"
	doneResumed  = "resumed"
)

var errMayNotChange = refusal{http.StatusForbidden, "error.mayNotChange"}

// formError says what is wrong with a form.
type formError string

func (e formError) Error() string { return string(e) }

// startTrial starts a trial of a product for a customer.
func (v *visit) startTrial() (page, error) {
	return v.change(func(view partnerhub.View, detail partnerhub.CustomerDetail) (partnerhub.Change, edit, error) {
		quantity, err := strconv.ParseInt(v.r.PostFormValue("quantity"), 10, 64)
		if err != nil || quantity < 1 || quantity > maxTrialSize {
			return nil, edit{}, formError(v.T("bad.quantity", v.Int(maxTrialSize)))
		}
		product := partnerhub.Product(v.r.PostFormValue("product"))
		if !slices.Contains(trialProducts(view), product) {
			return nil, edit{}, formError(v.T("bad.trialProduct"))
		}
		id := fmt.Sprintf("trial-%s-%s", detail.ID, view.AsOf().Format(time.DateOnly))
		if _, exists := trialOf(detail, id); exists {
			return nil, edit{}, formError(v.T("bad.secondTrial", v.Day(view.AsOf())))
		}
		trial := partnerhub.Trial{
			ID:         id,
			CustomerID: detail.ID,
			Start:      view.AsOf(),
			End:        view.AsOf().AddDate(0, 0, trialDays),
			Licenses:   []partnerhub.License{{Product: product, Quantity: quantity}},
		}
		return partnerhub.StartTrial{Trial: trial}, edit{word: doneStarted, trial: id}, nil
	})
}

// trialProducts are those that a trial can be of: what somebody in the view has, and the
// standard one.
func trialProducts(view partnerhub.View) []partnerhub.Product {
	products := view.Products()
	if !slices.Contains(products, standardProduct) {
		products = append(products, standardProduct)
	}
	return products
}

// trialOf returns the trial of a customer that has an id.
func trialOf(detail partnerhub.CustomerDetail, id string) (trial partnerhub.TrialDetail, exists bool) {
	i := slices.IndexFunc(detail.Trials, func(t partnerhub.TrialDetail) bool { return t.ID == id })
	if i < 0 {
		return trial, false
	}
	return detail.Trials[i], true
}

// extendTrial extends a trial of a customer from its end on, or from the day that is shown,
// if it has ended: thirty days after an end long ago would leave it ended.
func (v *visit) extendTrial() (page, error) {
	return v.change(func(view partnerhub.View, detail partnerhub.CustomerDetail) (partnerhub.Change, edit, error) {
		id := v.r.PostFormValue("trial")
		trial, exists := trialOf(detail, id)
		switch {
		case !exists:
			return nil, edit{}, errNotFound
		case trial.End.IsZero():
			return nil, edit{}, formError(v.T("bad.openTrial"))
		case hasEnded(trial):
			return partnerhub.ExtendTrial{ID: id, Days: trialDays, From: view.AsOf()}, edit{word: doneResumed, trial: id}, nil
		}
		return partnerhub.ExtendTrial{ID: id, Days: trialDays}, edit{word: doneExtended, trial: id}, nil
	})
}

func hasEnded(trial partnerhub.TrialDetail) bool { return trial.State == partnerhub.TermEnded }

// change makes a change to the customer that the address names, and returns to its
// page. What the form wants is decided by the facts of the moment of writing, as
// far as the session may see them.
func (v *visit) change(decide func(partnerhub.View, partnerhub.CustomerDetail) (partnerhub.Change, edit, error)) (page, error) {
	v.path = "/customer"
	if !v.session.mayChange() {
		return page{}, errMayNotChange
	}
	if v.wrong() {
		return v.customer()
	}
	var made edit
	err := v.server.live.change(func(hub *partnerhub.Hub) (partnerhub.Change, edit, error) {
		view, err := v.session.narrow(hub.At(v.asOf))
		if err != nil {
			return nil, edit{}, err
		}
		detail, err := view.Customer(v.id)
		if err != nil {
			return nil, edit{}, errNotFound
		}
		var change partnerhub.Change
		change, made, err = decide(view, detail)
		made.customerID, made.by = v.id, v.session.admin
		return change, made, err
	})
	if err != nil {
		return v.unchanged(err)
	}
	v.server.sessions.leave(v.r, note{made.word, v.id})
	return page{location: v.Link("/customer", keyID, v.id)}, nil
}

// unchanged says why a change was not made: on the page of the customer, if it is
// about what the form says.
func (v *visit) unchanged(err error) (page, error) {
	if wrong, ok := errors.AsType[formError](err); ok {
		v.problem("", v.T("bad.change", string(wrong)), "")
		return v.customer()
	}
	if fault, ok := errors.AsType[*partnerhub.Fault](err); ok {
		v.problem("", v.T("bad.refused", fault.Problem), "")
		return v.customer()
	}
	return page{}, err
}
