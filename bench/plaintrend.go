package main

import (
	"context"
	"time"

	"github.com/partnerhub/partnerhub"
)

// plainTrend goes over the lines, and over the samples of each line once.
func (r *rivals) plainTrend(_ context.Context, instant time.Time) ([]trendFigures, error) {
	points := make([]trendFigures, trendPoints)
	instants := make([]time.Time, trendPoints)
	for i := range instants {
		instants[i] = instant.AddDate(0, 0, -daysPerWeek*(trendPoints-1-i))
	}
	for i := range r.plain {
		for j := range r.plain[i].entitlements {
			e := &r.plain[i].entitlements[j]
			for k := range e.lines {
				if e.lines[k].product == partnerhub.Meetings {
					e.addTrend(points, instants, &e.lines[k])
				}
			}
		}
	}
	return points, nil
}

func (e *plainEntitlement) addTrend(points []trendFigures, instants []time.Time, l *plainLine) {
	next := 0 // the first sample that is not known yet
	for i, instant := range instants {
		if !e.covers(instant) {
			continue
		}
		day := dayOf(instant)
		for next < len(l.measures) && l.measures[next].day <= day {
			next++
		}
		if next > 0 && l.measures[next-1].day > day-freshnessDays {
			points[i].add(l.total, l.measures[next-1].assigned, l.measures[next-1].used)
		} else {
			points[i].add(l.total, unknown, unknown)
		}
	}
}

func (p *trendFigures) add(total int64, assigned, used int32) {
	p.Total += total
	if assigned == unknown {
		p.UnknownAssigned += total
	} else {
		p.Assigned += int64(assigned)
	}
	if used == unknown {
		p.UnknownUsed += total
	} else {
		p.Used += int64(used)
	}
}
