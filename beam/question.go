package beam

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"time"

	"github.com/partnerhub/partnerhub"
)

// Question is what a [Job] asks about every shard. AsOf and Product have no
// default, so the zero Question is not valid.
type Question struct {
	// AsOf is the instant, from year 1 to 9999.
	AsOf time.Time
	// Product is what the sections and the trend are about.
	Product partnerhub.Product
	// Trend chooses the points of the trend; zero: 13, a week apart.
	Trend partnerhub.TrendOptions
	// Policy is the policy; its Location must be what [time.LoadLocation] gives for
	// its name, so that every worker means the same by it.
	Policy partnerhub.Policy
	// Filter narrows what is counted, not what customers are compared with. Zero:
	// all customers.
	Filter partnerhub.Filter
}

// asked is a question as it travels to workers, as JSON, where a location is only
// a name.
type asked struct {
	AsOf    time.Time
	Product partnerhub.Product
	Trend   partnerhub.TrendOptions
	Policy  partnerhub.Policy // without Location
	Zone    string
	Filter  partnerhub.Filter
	First   time.Time // the first point of the trend
}

// resolve checks the question by asking it of nobody.
func (q Question) resolve() (asked, error) {
	if q.AsOf.IsZero() {
		return asked{}, errors.New("partnerhub/beam: the question has no instant: AsOf is zero")
	}
	zone, err := zoneName(q.Policy.Location)
	if err != nil {
		return asked{}, err
	}
	nobody, err := q.askNobody()
	if err != nil {
		return asked{}, err
	}
	q.Policy.Location = nil
	a := asked{q.AsOf.UTC(), q.Product, nobody.TrendOptions(), q.Policy, zone, q.Filter, nobody.Trend()[0].AsOf.UTC()}
	if err := a.travel(); err != nil {
		return asked{}, fmt.Errorf("partnerhub/beam: the question can't be sent to workers: %w", err)
	}
	return a, nil
}

// travel makes of the question what workers get; that fails for a year that has
// no text, or for a filter built in Go that is beyond the limits of text.
func (a *asked) travel() error {
	text, err := json.Marshal(a)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, a)
}

// askNobody returns the summary of a partner without customers.
func (q Question) askNobody() (partnerhub.Summary, error) {
	hub, err := partnerhub.Load(context.Background(), &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "nobody", Name: "nobody"}})
	if err != nil {
		return partnerhub.Summary{}, err
	}
	view, err := hub.At(q.AsOf).With(q.Policy)
	if err != nil {
		return partnerhub.Summary{}, err
	}
	if view, err = view.Where(q.Filter); err != nil {
		return partnerhub.Summary{}, err
	}
	return view.Summary(context.Background(), q.Product, q.Trend)
}

// policy returns the policy with its location.
func (a *asked) policy() (partnerhub.Policy, error) {
	location, err := time.LoadLocation(a.Zone)
	if err != nil {
		return partnerhub.Policy{}, fmt.Errorf("this worker does not know the policy's location: %w", err)
	}
	policy := a.Policy
	policy.Location = location
	return policy, nil
}

// zoneName returns the name by which every machine finds the location. A zone
// that was made by hand may bear the name of another, and the local one is another
// elsewhere.
func zoneName(location *time.Location) (string, error) {
	if location == nil {
		return "UTC", nil
	}
	name := location.String()
	found, err := time.LoadLocation(name)
	if err != nil || found == time.Local || !reflect.DeepEqual(found, location) {
		return "", fmt.Errorf("partnerhub/beam: the policy's location %.100q is not what time.LoadLocation finds by its name everywhere", name)
	}
	return name, nil
}
