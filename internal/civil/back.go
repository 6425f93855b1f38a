package civil

import "time"

// Back returns the instant that many civil days before t at the same time of
// day by the clock in loc, down to the nanosecond, in loc. A nil loc is UTC;
// negative days go forward.
//
// With 0 days it is t itself. Otherwise, a time of day that occurs twice on
// that day is its first occurrence, and one that is skipped moves forward by as
// much as the clock does: 02:30 becomes 03:30.
func Back(t time.Time, days int, loc *time.Location) time.Time {
	loc = orUTC(loc)
	if days == 0 {
		return t.In(loc)
	}
	wall := t.Unix() + offsetAt(t, loc) - int64(days)*secondsPerDay
	return time.Unix(firstAt(wall, loc), int64(t.Nanosecond())).In(loc)
}

// firstAt returns the first instant, in Unix seconds, at which the clock in loc
// shows wall. If it never does, it is the instant at which it would have, had
// it not been turned forward over wall.
func firstAt(wall int64, loc *time.Location) int64 {
	var unturned int64
	for _, s := range segments(wall, loc) {
		x := wall - s.offset
		if s.start <= x && x < s.end {
			return x
		}
		if s.end <= x {
			unturned = x
		}
	}
	return unturned
}
