package partnerhub

// Verdict says whether a condition holds of a customer, as far as that is known.
// Its text is holds, does_not_hold or not_known. The zero Verdict is not valid.
type Verdict uint8

// The verdicts.
const (
	verdictNone Verdict = iota
	// VerdictHolds: it holds.
	VerdictHolds
	// VerdictDoesNotHold: it does not, and all that it takes to tell is known.
	VerdictDoesNotHold
	// VerdictNotKnown: it does not as far as is known, and something is missing.
	VerdictNotKnown
)

var verdictNames = enumNames{"", "holds", "does_not_hold", "not_known"}

// String returns holds, does_not_hold or not_known; "" for the zero Verdict.
func (v Verdict) String() string { return verdictNames.string("Verdict", uint8(v)) }

// MarshalText writes what String returns; it fails on an invalid value, the zero
// value included.
func (v Verdict) MarshalText() ([]byte, error) { return verdictNames.marshal("verdict", uint8(v)) }

// UnmarshalText reads what MarshalText writes.
func (v *Verdict) UnmarshalText(text []byte) error {
	return unmarshalEnum(v, verdictNames, "verdict", text)
}

var verdictLabels = [...]wording{
	verdictNone:        {},
	VerdictHolds:       {"yes", "ja"},
	VerdictDoesNotHold: {"no", "nein"},
	VerdictNotKnown:    {"not known", "nicht bekannt"},
}

// Label returns what a screen says of the verdict, such as "not known"; "" for an
// invalid one.
func (v Verdict) Label(language Language) string {
	if int(v) >= len(verdictLabels) {
		return ""
	}
	return verdictLabels[v].in(language)
}

// verdict returns the verdict about a condition that holds or does not as far as is
// known, and what is missing to tell.
func (f *frame) verdict(customer int32, c Condition, holds bool) (verdict Verdict, missing []evidence) {
	if holds {
		return VerdictHolds, nil
	}
	if missing = c.rule().missing(f, customer); len(missing) > 0 {
		return VerdictNotKnown, missing
	}
	return VerdictDoesNotHold, nil
}
