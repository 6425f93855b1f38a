package usage

// Unknown stands for an unknown count in a column.
const Unknown int64 = -1

// DaysPerWeek is how many days a week has.
const DaysPerWeek = 7

// Sample is a usage sample without what it belongs to.
type Sample struct {
	Day                       int32  // civil day in UTC
	Number                    uint32 // in which order those of the line came
	Assigned, Used, Quarterly int64  // unknown: -1
}
