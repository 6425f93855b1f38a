package main

import (
	"hash/fnv"
	"math/rand/v2"
	"time"

	"github.com/partnerhub/partnerhub"
)

// Usage is measured on Fridays, for half a year.
var (
	lastFriday = time.Date(2026, time.January, 30, 0, 0, 0, 0, time.UTC)
	weeks      = 26
)

// quarterWeeks is how many samples the three months of a quarter count hold.
const quarterWeeks = 13

func (b *builder) addUsage(id string, start, end time.Time, lines []line) {
	for _, l := range lines {
		if l.course.measured {
			b.data.Usage = append(b.data.Usage, l.samples(id, measuringDays(start, end, l.course.until))...)
		}
	}
}

// measuringDays returns the days of the samples of a term.
func measuringDays(start, end time.Time, until string) []time.Time {
	var days []time.Time
	for week := weeks - 1; week >= 0; week-- {
		day := lastFriday.AddDate(0, 0, -7*week)
		over := !end.IsZero() && !day.Before(end) || until != "" && day.After(date(until))
		if !day.Before(start) && !over {
			days = append(days, day)
		}
	}
	return days
}

// samples returns a line's samples in the order of the days.
func (l line) samples(id string, days []time.Time) []partnerhub.UsageSample {
	noise := noiseOf(id, l.product)
	assigned, used := make([]int64, len(days)), make([]int64, len(days))
	samples := make([]partnerhub.UsageSample, len(days))
	for i, day := range days {
		at := l.course.at(i, len(days))
		assigned[i] = max(0, l.quantity*at.assigned/1000+jitter(noise, l.quantity/200))
		used[i] = assigned[i] * at.used / 1000 * season(day) / 100
		used[i] = max(0, used[i]+jitter(noise, used[i]/25))
		samples[i] = partnerhub.UsageSample{
			EntitlementID: id, Product: l.product, Date: day,
			Assigned: partnerhub.Known(assigned[i]), Used: partnerhub.Known(used[i]),
			UsedQuarter: partnerhub.Known(quarter(assigned[:i+1], used[:i+1])),
		}
		l.course.hide(&samples[i], i)
	}
	return samples
}

// at returns the level of week i of n, in per mille.
func (c course) at(i, n int) level {
	between := func(first, last int64) int64 {
		if n == 1 {
			return 10 * last
		}
		done, all := int64(i), int64(n-1)
		return 10 * (first*(all-done) + last*done) / all
	}
	return level{between(c.first.assigned, c.last.assigned), between(c.first.used, c.last.used)}
}

// hide makes counts of week i unknown as the course says.
func (c course) hide(sample *partnerhub.UsageSample, i int) {
	if c.assignedGap > 0 && i%c.assignedGap == 0 {
		sample.Assigned = partnerhub.Count{}
	}
	if c.usedGap > 0 && i%c.usedGap == 0 {
		sample.Used = partnerhub.Count{}
	}
	if c.noQuarter {
		sample.UsedQuarter = partnerhub.Count{}
	}
}

// quarter returns how many distinct licenses were used in the last weeks: more
// than in the best of them, for not all people are there every week, but not
// more than were assigned.
func quarter(assigned, used []int64) int64 {
	from := max(0, len(used)-quarterWeeks)
	var mostAssigned, mostUsed int64
	for i := from; i < len(used); i++ {
		mostAssigned, mostUsed = max(mostAssigned, assigned[i]), max(mostUsed, used[i])
	}
	return mostUsed + max(0, mostAssigned-mostUsed)/4
}

// season returns in percent how busy a week is: people are on holiday in August
// and around New Year.
func season(day time.Time) int64 {
	switch {
	case day.Month() == time.August:
		return 80
	case day.Month() == time.December && day.Day() > 20, day.Month() == time.January && day.Day() < 4:
		return 45
	}
	return 100
}

// noiseOf depends on the line alone, so that other lines can change without it.
func noiseOf(id string, product partnerhub.Product) *rand.Rand {
	hash := fnv.New64a()
	hash.Write([]byte(id + " " + string(product)))
	return rand.New(rand.NewPCG(hash.Sum64(), 0))
}

// jitter returns a number within most of zero.
func jitter(noise *rand.Rand, most int64) int64 { return noise.Int64N(2*most+1) - most }
