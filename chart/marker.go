package chart

// marker is the shape of the points of a line.
type marker uint8

const (
	square marker = iota
	disc
	diamond
)

// mark draws a point of a line. One that is only a lower bound is hollow.
func (t *trend) mark(s series, at spot, hollow bool) {
	with := filled(s.role).outlined(s.role, "1")
	if hollow {
		with = filled(roleBack).outlined(s.role, "1")
	}
	const half = 3 * pixel
	switch s.marker {
	case square:
		t.rectangle(box{at.x - half, at.y - half, 2 * half, 2 * half}, with)
	case disc:
		t.circle(at, half+pixel/2, with)
	case diamond:
		const reach = half + pixel
		t.polygon([]spot{{at.x, at.y - reach}, {at.x + reach, at.y}, {at.x, at.y + reach}, {at.x - reach, at.y}}, with)
	}
}
