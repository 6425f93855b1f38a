package beam_test

import (
	"context"
	"errors"
	"io"
	"iter"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	hubbeam "github.com/partnerhub/partnerhub/beam"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

var plain = hubbeam.Question{AsOf: time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC), Product: partnerhub.Meetings}

// damaged is a source whose third customer can't be read.
type damaged struct{ *partnerhub.Dataset }

func (d damaged) ReadCustomers(ctx context.Context) iter.Seq2[partnerhub.Customer, error] {
	return func(yield func(partnerhub.Customer, error) bool) {
		for c := range d.Dataset.ReadCustomers(ctx) {
			if c.ID == d.Customers[2].ID {
				yield(partnerhub.Customer{}, io.ErrUnexpectedEOF)
				return
			}
			if !yield(c, nil) {
				return
			}
		}
	}
}

// nobody is a dataset without customers.
func nobody() *partnerhub.Dataset {
	return &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "p", Name: "p"}}
}

func TestDamagedShardFailsWithItsName(t *testing.T) {
	unnamed := testkit.Random(3, 5)
	unnamed.Customers[1].Name = ""
	for name, bad := range map[string]struct {
		shard partnerhub.Source
		want  string
	}{
		"unreadable": {damaged{testkit.Random(3, 5)}, "customers[2]: unexpected EOF"},
		"wrong":      {unnamed, "customers[1].name: is empty"},
		"absent":     {nil, "the opener returned neither a source nor an error"},
	} {
		t.Run(name, func(t *testing.T) {
			err := run(t, plain, portfolio{"sound": {testkit.Random(1, 5)}, "bad": {testkit.Random(2, 5), bad.shard}})
			require.ErrorContains(t, err, `partnerhub/beam: partner "bad", shard "part 1": `)
			require.ErrorContains(t, err, bad.want)
			require.Empty(t, summaries)
			require.Empty(t, reports)
		})
	}
}

func TestShardsThatCannotBeTrueFail(t *testing.T) {
	facts = map[string]partnerhub.Source{"p/a": nobody(), "p/b": nobody(), "q/a": nobody()}
	a, b := hubbeam.Shard{Partner: "p", Name: "a"}, hubbeam.Shard{Partner: "p", Name: "b"}
	err := runShards(t, plain, []hubbeam.Shard{a, b, {Partner: "q", Name: "a"}, a})
	require.ErrorContains(t, err, `partner "p", shard "a": the shard is given twice`)
	err = runShards(t, plain, []hubbeam.Shard{a, {Partner: "p", Name: "nowhere"}})
	require.ErrorContains(t, err, `partner "p", shard "nowhere": no such shard`)
	stranger := nobody()
	stranger.Partner.ID = "q"
	err = run(t, plain, portfolio{"p": {nobody(), stranger}})
	require.ErrorContains(t, err, "its facts are of the organization")
	require.Regexp(t, `partner "p", shard "part [01]": its facts are of the organization "[pq]", those of shard "part [01]" of "[pq]"`, err.Error())
}

// panicking is a source with a defect.
type panicking struct{ *partnerhub.Dataset }

func (panicking) ReadPartner(context.Context) (partnerhub.Partner, error) { panic("a defect") }

func TestPanicFailsWithTheNameOfTheShard(t *testing.T) {
	err := run(t, plain, portfolio{"p": {panicking{nobody()}}})
	require.ErrorContains(t, err, `partner "p", shard "part 0": panic: a defect`)
	require.ErrorContains(t, err, "panicking.ReadPartner", "the stack")
}

// closing is a source that has to be closed.
type closing struct {
	*partnerhub.Dataset
	closed  chan struct{}
	failure error
}

func (c closing) Close() error {
	c.closed <- struct{}{}
	return c.failure
}

func TestSourcesAreClosed(t *testing.T) {
	source := closing{Dataset: nobody(), closed: make(chan struct{}, 9)}
	require.NoError(t, run(t, plain, portfolio{"p": {source}}))
	require.Len(t, source.closed, 3, "for the shares, the summary and the report")
	source.failure = errors.New("the disk is gone")
	require.ErrorContains(t, run(t, plain, portfolio{"p": {source}}), `partner "p", shard "part 0": the disk is gone`)
}

func TestQuestionsThatCannotBeAsked(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	odd := plain
	odd.Policy = partnerhub.Policy{Location: berlin, FreshnessDays: 3_652_059} // usage from before year 0
	require.NoError(t, run(t, odd, portfolio{"p": {testkit.Random(1, 5)}}))
	for want, change := range map[string]func(*hubbeam.Question){
		"AsOf is zero":              func(q *hubbeam.Question) { q.AsOf = time.Time{} },
		"MinPeers: -1 is less than": func(q *hubbeam.Question) { q.Policy.MinPeers = -1 },
		`"Meetings!"`:               func(q *hubbeam.Question) { q.Product = "Meetings!" },
		"product":                   func(q *hubbeam.Question) { q.Product = "" },
		"-1 points":                 func(q *hubbeam.Question) { q.Trend.Points = -1 },
		"UTF-8":                     func(q *hubbeam.Question) { q.Filter = partnerhub.FieldTag.Has("\xff") },
		"deeper": func(q *hubbeam.Question) {
			for range 100 {
				q.Filter = partnerhub.Not(partnerhub.And(q.Filter, partnerhub.FieldTag.Has("gold")))
			}
		},
		`location "Local"`:         func(q *hubbeam.Question) { q.Policy.Location = time.Local },
		`location "Europe/Berlin"`: func(q *hubbeam.Question) { q.Policy.Location = time.FixedZone("Europe/Berlin", 3600) },
		`location "nowhere"`:       func(q *hubbeam.Question) { q.Policy.Location = time.FixedZone("nowhere", 0) },
		"sent to workers":          func(q *hubbeam.Question) { q.AsOf = time.Date(12026, 1, 1, 0, 0, 0, 0, time.UTC) },
	} {
		question := plain
		change(&question)
		_, err := hubbeam.NewJob(question, "memory")
		require.ErrorContains(t, err, want)
		require.Regexp(t, `^partnerhub(/beam)?: [^\n]+$`, err.Error())
	}
}

func TestOpeners(t *testing.T) {
	_, err := hubbeam.NewJob(plain, "elsewhere")
	require.EqualError(t, err, `partnerhub/beam: no opener is registered as "elsewhere"`)
	require.PanicsWithValue(t, `partnerhub/beam: there are two openers "memory"`, func() { hubbeam.RegisterOpener("memory", openMemory) })
	require.PanicsWithValue(t, `partnerhub/beam: the opener "nil" is nil`, func() { hubbeam.RegisterOpener("nil", nil) })
}
