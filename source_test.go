package partnerhub_test

import (
	"context"
	"errors"
	"iter"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// tappedSource is a dataset whose streams can fail. It does not look at the
// context.
type tappedSource struct {
	*partnerhub.Dataset
	// tap is called before each record and at the end of each stream.
	tap    func(stream string, index int) error
	absent string   // a stream that is nil
	log    []string // what was opened and closed
}

func (s *tappedSource) ReadPartner(context.Context) (partnerhub.Partner, error) {
	s.log = append(s.log, "partner")
	return s.Partner, s.tap("partner", 0)
}

func (s *tappedSource) ReadCustomers(context.Context) iter.Seq2[partnerhub.Customer, error] {
	return tapped(s, "customers", s.Customers)
}

func (s *tappedSource) ReadSubscriptions(context.Context) iter.Seq2[partnerhub.Subscription, error] {
	return tapped(s, "subscriptions", s.Subscriptions)
}

func (s *tappedSource) ReadTrials(context.Context) iter.Seq2[partnerhub.Trial, error] {
	return tapped(s, "trials", s.Trials)
}

func (s *tappedSource) ReadUsage(context.Context) iter.Seq2[partnerhub.UsageSample, error] {
	return tapped(s, "usage", s.Usage)
}

func (s *tappedSource) ReadAdmins(context.Context) iter.Seq2[partnerhub.Admin, error] {
	return tapped(s, "admins", s.Admins)
}

func tapped[T any](s *tappedSource, stream string, facts []T) iter.Seq2[T, error] {
	if stream == s.absent {
		return nil
	}
	return func(yield func(T, error) bool) {
		s.log = append(s.log, stream)
		defer func() { s.log = append(s.log, "/"+stream) }()
		var none T
		for i := range len(facts) + 1 {
			if err := s.tap(stream, i); err != nil {
				if yield(none, err) {
					panic("the stream goes on after an error")
				}
				return
			}
			if i < len(facts) && !yield(facts[i], nil) {
				return
			}
		}
	}
}

// pairDataset has two facts of each kind.
func pairDataset() *partnerhub.Dataset {
	d := smallDataset()
	d.Customers = append(d.Customers, partnerhub.Customer{ID: "c-2", Name: "Bora SE"})
	d.Subscriptions = append(d.Subscriptions, partnerhub.Subscription{ID: "Sub-2", CustomerID: "c-2", Start: when("2026-01-01")})
	d.Trials = append(d.Trials, partnerhub.Trial{ID: "trial-2", CustomerID: "c-2", Start: when("2026-01-01")})
	d.Usage = append(d.Usage, partnerhub.UsageSample{EntitlementID: "trial-1", Product: "webinars", Date: when("2026-01-26")})
	d.Admins = append(d.Admins, partnerhub.Admin{ID: "a-2", Role: partnerhub.RoleFull})
	return d
}

var streams = []string{"customers", "subscriptions", "trials", "usage", "admins"}

func noTap(string, int) error { return nil }

func TestLoadReadsEachStreamOnceInOrder(t *testing.T) {
	source := &tappedSource{Dataset: pairDataset(), tap: noTap}
	_, err := partnerhub.Load(t.Context(), source)
	require.NoError(t, err)
	want := []string{"partner"}
	for _, stream := range streams {
		want = append(want, stream, "/"+stream)
	}
	require.Equal(t, want, source.log)
}

var errBoom = errors.New("boom")

// failAt fails at a record of a stream.
func failAt(stream string, index int, fail func() error) func(string, int) error {
	return func(s string, i int) error {
		if s == stream && i == index {
			return fail()
		}
		return nil
	}
}

func TestSourceErrorNamesStreamAndRecord(t *testing.T) {
	for _, stream := range streams {
		for index, place := range []string{stream + "[0]", stream + "[1]", stream + "[2]"} {
			source := &tappedSource{Dataset: pairDataset(), tap: failAt(stream, index, func() error { return errBoom })}
			hub, err := partnerhub.Load(t.Context(), source)
			require.Nil(t, hub)
			require.ErrorIs(t, err, errBoom)
			require.EqualError(t, err, "partnerhub: "+place+": boom")
			require.Equal(t, "/"+stream, source.log[len(source.log)-1])
		}
	}
	source := &tappedSource{Dataset: pairDataset(), tap: failAt("partner", 0, func() error { return errBoom })}
	hub, err := partnerhub.Load(t.Context(), source)
	require.Nil(t, hub)
	require.ErrorIs(t, err, errBoom)
	require.EqualError(t, err, "partnerhub: partner: boom")
	require.Equal(t, []string{"partner"}, source.log)
}

// What the source failed with comes before what is wrong with its facts.
func TestSourceErrorHidesFaults(t *testing.T) {
	data := pairDataset()
	data.Partner.ID = ""
	_, err := partnerhub.Load(t.Context(), &tappedSource{Dataset: data, tap: failAt("admins", 1, func() error { return errBoom })})
	require.EqualError(t, err, "partnerhub: admins[1]: boom")
}

func TestMissingStreamIsAnError(t *testing.T) {
	for _, stream := range streams {
		hub, err := partnerhub.Load(t.Context(), &tappedSource{Dataset: pairDataset(), tap: noTap, absent: stream})
		require.Nil(t, hub)
		require.EqualError(t, err, "partnerhub: "+stream+": the source has no such stream (nil)")
	}
}

func TestLoadStopsWhenTheContextIsDone(t *testing.T) {
	done, cancel := context.WithCancel(t.Context())
	cancel()
	late, cancelLate := context.WithTimeout(t.Context(), -1)
	defer cancelLate()
	for ctx, want := range map[context.Context]error{done: context.Canceled, late: context.DeadlineExceeded} {
		for _, source := range []partnerhub.Source{
			pairDataset(),
			&partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0"}},
			&tappedSource{Dataset: pairDataset(), tap: noTap},
		} {
			hub, err := partnerhub.Load(ctx, source)
			require.Nil(t, hub)
			require.ErrorIs(t, err, want)
		}
	}
}

// A source that neither has a record nor looks at the context must not hide that
// the context is done.
func TestLoadLooksAtTheContextItself(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	empty := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0"}}
	hub, err := partnerhub.Load(ctx, &tappedSource{Dataset: empty, tap: noTap})
	require.ErrorIs(t, err, context.Canceled)
	require.Nil(t, hub)
}

func TestLoadStopsInTheMiddleOfAStream(t *testing.T) {
	data := smallDataset()
	data.Customers = slices.Repeat(data.Customers, 10_000)
	data.Trials = slices.Repeat(data.Trials, 10_000)
	for _, stream := range []string{"customers", "trials"} {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		source := &tappedSource{Dataset: data, tap: failAt(stream, 1, func() error { cancel(); return nil })}
		hub, err := partnerhub.Load(ctx, source)
		require.Nil(t, hub)
		require.ErrorIs(t, err, context.Canceled)
		require.EqualError(t, err, "partnerhub: "+stream+"[1024]: context canceled")
		require.Equal(t, "/"+stream, source.log[len(source.log)-1])
	}
}

// A dataset looks at the context before each record.
func TestDatasetStreamsStopWhenTheContextIsDone(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var ids []string
	var last error
	for customer, err := range pairDataset().ReadCustomers(ctx) {
		ids, last = append(ids, customer.ID), err
		cancel()
	}
	require.Equal(t, []string{"c-1", ""}, ids)
	require.ErrorIs(t, last, context.Canceled)
	_, err := pairDataset().ReadPartner(ctx)
	require.ErrorIs(t, err, context.Canceled)
}

func TestDatasetStreamsCanBeLeft(t *testing.T) {
	data := pairDataset()
	for range 2 {
		for customer, err := range data.ReadCustomers(t.Context()) {
			require.NoError(t, err)
			require.Equal(t, "c-1", customer.ID)
			break
		}
	}
}

// everything is all that the hub says at the dataset's instant, as text.
func everything(t *testing.T, hub *partnerhub.Hub, data *partnerhub.Dataset) string {
	text, err := answersJSON(hub.At(data.AsOf), data)
	require.NoError(t, err)
	return text
}

// wipe overwrites all that a dataset's lists hold.
func wipe(d *partnerhub.Dataset) {
	for i := range d.Customers {
		clear(d.Customers[i].Tags)
	}
	for i := range d.Subscriptions {
		s := &d.Subscriptions[i]
		for j := range s.Orders {
			clear(s.Orders[j].Lines)
		}
		clear(s.Licenses)
		clear(s.Orders)
		clear(s.Invoices)
	}
	for i := range d.Trials {
		clear(d.Trials[i].Licenses)
	}
	for i := range d.Admins {
		clear(d.Admins[i].CustomerIDs)
	}
	clear(d.Customers)
	clear(d.Subscriptions)
	clear(d.Trials)
	clear(d.Usage)
	clear(d.Admins)
}

func TestHubKeepsNothingOfTheSource(t *testing.T) {
	forSeeds(10, func(seed uint64) {
		data, copied := testkit.Random(seed, 30), testkit.Random(seed, 30)
		for _, d := range []*partnerhub.Dataset{data, copied} {
			for i := range d.Subscriptions {
				for j := range d.Subscriptions[i].Orders {
					d.Subscriptions[i].Orders[j].Lines = []partnerhub.OrderLine{{Product: "meetings", Delta: 7}}
				}
			}
		}
		hub := load(t, data)
		want := everything(t, hub, copied)
		wipe(data)
		require.Equal(t, want, everything(t, hub, copied))
		require.Equal(t, want, everything(t, load(t, copied), copied))
	})
}

// Loading changes nothing in the dataset either.
func TestLoadLeavesTheDataset(t *testing.T) {
	forSeeds(10, func(seed uint64) {
		data := testkit.Random(seed, 30)
		load(t, data)
		require.Equal(t, testkit.Random(seed, 30), data)
	})
}
