package partnerhub

import (
	"fmt"
	"strings"

	"github.com/partnerhub/partnerhub/internal/exact"
)

// enumNames are the texts of an enumeration, one for each value from zero up.
// One such table serves String, parsing and the check of bounds. An empty text
// is a value that has no name of its own: it is printed as nothing and never
// read.
type enumNames []string

func (names enumNames) string(kind string, value uint8) string {
	if int(value) < len(names) {
		return names[value]
	}
	return fmt.Sprintf("%s(%d)", kind, value)
}

func (names enumNames) marshal(kind string, value uint8) ([]byte, error) {
	if int(value) >= len(names) || names[value] == "" {
		return nil, fmt.Errorf("partnerhub: %d is not a valid %s", value, kind)
	}
	return []byte(names[value]), nil
}

func (names enumNames) parse(kind, text string) (uint8, error) {
	for value, name := range names {
		if name == text && name != "" {
			return uint8(value), nil
		}
	}
	return 0, fmt.Errorf("%s is not %s; valid: %s", exact.Cut(text), withArticle(kind), names.valid())
}

func withArticle(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

func (names enumNames) valid() string {
	var valid []string
	for _, name := range names {
		if name != "" {
			valid = append(valid, name)
		}
	}
	return strings.Join(valid, ", ")
}

// unmarshalEnum sets *value to the one that text names; on an error it leaves it.
func unmarshalEnum[E ~uint8](value *E, names enumNames, kind string, text []byte) error {
	parsed, err := names.parse(kind, string(text))
	if err != nil {
		return fmt.Errorf("partnerhub: %w", err)
	}
	*value = E(parsed)
	return nil
}
