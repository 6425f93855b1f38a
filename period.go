package partnerhub

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// Period is a time of whole civil days in UTC: From and all days after it, up to
// but without Until. A bound at its zero value is open, so the zero Period is all
// time.
type Period struct {
	// From and Until count as their civil dates in UTC, as dates of samples do.
	From, Until time.Time
}

// Contains reports whether the civil date of an instant, in UTC, is within the
// period.
func (p Period) Contains(t time.Time) bool {
	day := utcDay(t)
	return (p.From.IsZero() || utcDay(p.From) <= day) && (p.Until.IsZero() || day < utcDay(p.Until))
}

func utcDay(t time.Time) civil.Day { return civil.Of(t, time.UTC) }

// weekAgoReach is how many days the week-ago sample may be older than the current
// one.
const weekAgoReach = usage.DaysPerWeek + weekTolerance

// UsagePeriod returns the period whose usage is enough for every question about
// instants from first to last, the instants of a trend's or a history's points
// among them: it holds whatever sample can be current, of a week ago or of the
// last three months at any of them. Three answers need more: [View.SeatOutlook]
// looks back a quarter of a year from the current sample; [View.NextChange]
// looks at what becomes known later; and the Since and Until of [View.Explain] are
// bounds of all usage, so that what holds since before the period seems to hold since
// its first sample, and until its last one is no longer fresh.
//
// It fails when the policy is not valid (see [Policy.Resolved]) or last is before
// first.
func (p Policy) UsagePeriod(first, last time.Time) (Period, error) {
	p, err := p.Resolved()
	if err != nil {
		return Period{}, err
	}
	if last.Before(first) {
		return Period{}, fmt.Errorf("partnerhub: the last instant (%s) is before the first (%s)",
			last.Format(time.RFC3339), first.Format(time.RFC3339))
	}
	day := civil.Of(first, p.Location)
	oldest := min(day-civil.Day(max(p.FreshnessDays, 0))+1-weekAgoReach, day.AddMonths(-quarterMonths)+1)
	return Period{From: midnight(oldest), Until: midnight(civil.Of(last, p.Location) + 1)}, nil
}

// usagePart is a source without the usage outside a period.
type usagePart struct {
	Source
	period Period
}

func (p usagePart) OfProduct(product Product) Source {
	return usagePart{ofProduct(p.Source, product), p.period}
}

func (p usagePart) SeenBy(adminID string) Source {
	return usagePart{seenBy(p.Source, adminID), p.period}
}

// ReadUsage streams the samples of the period.
func (p usagePart) ReadUsage(ctx context.Context) iter.Seq2[UsageSample, error] {
	return sift(p.Source.ReadUsage(ctx), func(u *UsageSample) bool { return p.period.Contains(u.Date) })
}
