package beam

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/partnerhub/partnerhub"
)

func init() {
	register.DoFn4x1[context.Context, Shard, func(string, partnerhub.Shares), func(string, origin), error](&sharesOf{})
	register.DoFn4x1[context.Context, Shard, perPartner, func(string, partnerhub.Summary), error](&summaryOf{})
	register.DoFn4x1[context.Context, Shard, perPartner, func(Report), error](&reportOf{})
	register.Emitter2[string, partnerhub.Shares]()
	register.Emitter2[string, origin]()
	register.Emitter2[string, partnerhub.Summary]()
	register.Emitter1[Report]()
	register.Iter1[partnerhub.Shares]()
}

// perPartner iterates over the merged shares of a partner: there is one.
type perPartner = func(string) func(*partnerhub.Shares) bool

// Shares is the first pass: of a PCollection<Shard>, the merged shares of each
// partner, a PCollection<KV<string, partnerhub.Shares>>. The pipeline fails when a
// shard of a partner is given twice by name, or when the facts of a partner's
// shards are of organizations with different ids.
func (j Job) Shares(s beam.Scope, shards beam.PCollection) beam.PCollection {
	s = s.Scope("partnerhub.Shares")
	shares, origins := beam.ParDo2(s, &sharesOf{j.shardReader}, shards)
	requireOneOrigin(s, origins)
	return beam.CombinePerKey(s, &mergeShares{}, shares)
}

// Summaries is the second pass: of a PCollection<Shard> and what Shares returned for
// it, the merged summary of each partner, a PCollection<KV<string,
// partnerhub.Summary>>.
func (j Job) Summaries(s beam.Scope, shards, shares beam.PCollection) beam.PCollection {
	s = s.Scope("partnerhub.Summaries")
	summaries := beam.ParDo(s, &summaryOf{j.shardReader}, shards, beam.SideInput{Input: shares})
	return beam.CombinePerKey(s, &mergeSummaries{}, summaries)
}

// Reports is the second pass, too, with rows: the report of each shard, a
// PCollection<Report>.
func (j Job) Reports(s beam.Scope, shards, shares beam.PCollection) beam.PCollection {
	s = s.Scope("partnerhub.Reports")
	return beam.ParDo(s, &reportOf{j.shardReader}, shards, beam.SideInput{Input: shares})
}

// sharesOf emits the shares of a shard, and where they come from.
type sharesOf struct{ shardReader }

func (f *sharesOf) ProcessElement(ctx context.Context, shard Shard, emit func(string, partnerhub.Shares), emitOrigin func(string, origin)) error {
	view, err := f.view(ctx, shard)
	if err != nil {
		return in(shard, err)
	}
	emit(shard.Partner, view.Shares())
	emitOrigin(shard.Partner, origin{Shard: shard.Name, PartnerID: view.Partner().ID})
	return nil
}

// judged returns the view of a shard, compared with all customers of the partner
// and narrowed by the filter.
func (r *shardReader) judged(ctx context.Context, shard Shard, shares perPartner) (partnerhub.View, error) {
	view, err := r.view(ctx, shard)
	if err != nil {
		return partnerhub.View{}, err
	}
	var whole partnerhub.Shares
	if !shares(shard.Partner)(&whole) {
		return partnerhub.View{}, errors.New("the first pass did not see the partner")
	}
	if view, err = view.ComparedWith(whole); err != nil {
		return partnerhub.View{}, err
	}
	return view.Where(r.Asked.Filter)
}

// tell tells something about the judged view of a shard; an error names the shard.
func (r *shardReader) tell(ctx context.Context, shard Shard, shares perPartner, about func(partnerhub.View) error) error {
	view, err := r.judged(ctx, shard, shares)
	if err == nil {
		err = about(view)
	}
	if err != nil {
		return in(shard, err)
	}
	return nil
}

// summaryOf emits the summary of a shard.
type summaryOf struct{ shardReader }

func (f *summaryOf) ProcessElement(ctx context.Context, shard Shard, shares perPartner, emit func(string, partnerhub.Summary)) error {
	return f.tell(ctx, shard, shares, func(view partnerhub.View) error {
		summary, err := view.Summary(ctx, f.Asked.Product, f.Asked.Trend)
		if err == nil {
			emit(shard.Partner, summary)
		}
		return err
	})
}

// reportOf emits the report of a shard.
type reportOf struct{ shardReader }

func (f *reportOf) ProcessElement(ctx context.Context, shard Shard, shares perPartner, emit func(Report)) error {
	return f.tell(ctx, shard, shares, func(view partnerhub.View) error {
		report, err := view.Report(ctx, f.Asked.Product, f.Asked.Trend)
		if err != nil {
			return err
		}
		document, err := json.Marshal(report)
		if err == nil {
			emit(Report{Partner: shard.Partner, Shard: shard.Name, Document: document})
		}
		return err
	})
}
