package civil

import "time"

// reach is how far from a first guess the instants are looked for at which a
// clock shows some reading. Two offsets of one zone differ by less than that:
// by RFC 8536 an offset is between -25 and 26 hours. A fixed zone may have any
// offset, but it has only one, so that the first guess is right.
const reach = 3 * secondsPerDay

// segment is a stretch of instants [start, end), in Unix seconds, in which a
// zone's clock is offset seconds ahead of UTC all the time.
type segment struct {
	start, end, offset int64
}

// segments returns, in order and without a hole, the segments around the
// instants at which the clock in loc shows wall (seconds since 1970-01-01
// 00:00). Before the first of them it shows less, after the last one more.
func segments(wall int64, loc *time.Location) []segment {
	guess := wall - offsetAt(time.Unix(wall, 0), loc)
	var all []segment
	for start := guess - reach; start < guess+reach; {
		end := min(segmentEnd(start, loc), guess+reach)
		all = append(all, segment{start, end, offsetAt(time.Unix(start, 0), loc)})
		start = end
	}
	return all
}

// segmentEnd returns an instant after x up to which the offset at x holds, the
// end of the UTC day in doubt: past the transitions that a zone lists, the
// standard library gives every year 365 days, so that ZoneBounds on the last
// day of a leap year ends before it begins. (It also starts a new zone with
// every UTC year, never amid a UTC day.)
func segmentEnd(x int64, loc *time.Location) int64 {
	_, end := time.Unix(x, 0).In(orUTC(loc)).ZoneBounds()
	if end.IsZero() {
		return x + 2*reach
	}
	if end.Unix() <= x {
		return int64(dayOf(x)+1) * secondsPerDay
	}
	return end.Unix()
}

// offsetAt is how many seconds the clock in loc is ahead of UTC at t.
func offsetAt(t time.Time, loc *time.Location) int64 {
	_, offset := t.In(orUTC(loc)).Zone()
	return int64(offset)
}

func orUTC(loc *time.Location) *time.Location {
	if loc == nil {
		return time.UTC
	}
	return loc
}
