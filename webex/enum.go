package webex

import (
	"fmt"
	"slices"
	"strings"

	"github.com/partnerhub/partnerhub/internal/exact"
)

// enum is the names of the values of an enumeration, from zero up. A value with an
// empty name is printed as nothing, and neither written nor read.
type enum struct {
	kind  string
	names []string
}

func (e enum) text(value uint8) string {
	if int(value) >= len(e.names) {
		return fmt.Sprintf("%s%s(%d)", strings.ToUpper(e.kind[:1]), e.kind[1:], value)
	}
	return e.names[value]
}

func (e enum) marshal(value uint8) ([]byte, error) {
	if int(value) >= len(e.names) || e.names[value] == "" {
		return nil, fmt.Errorf("webex: %d is not a valid %s", value, e.kind)
	}
	return []byte(e.names[value]), nil
}

func (e enum) unmarshal(text []byte) (value uint8, err error) {
	at := slices.Index(e.names, string(text))
	if at < 0 || len(text) == 0 {
		valid := strings.TrimPrefix(strings.Join(e.names, ", "), ", ")
		return 0, fmt.Errorf("webex: %s is not a %s; valid: %s", exact.Cut(string(text)), e.kind, valid)
	}
	return uint8(at), nil
}
