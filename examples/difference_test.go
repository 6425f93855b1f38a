package examples_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// difference returns the lines between what two texts have in common, with - those of
// the first and with + those of the second.
func difference(before, after string) string {
	old, new, first := strings.Split(before, "\n"), strings.Split(after, "\n"), 1
	for len(old) > 0 && len(new) > 0 && old[0] == new[0] {
		old, new, first = old[1:], new[1:], first+1
	}
	for len(old) > 0 && len(new) > 0 && old[len(old)-1] == new[len(new)-1] {
		old, new = old[:len(old)-1], new[:len(new)-1]
	}
	if len(old)+len(new) == 0 {
		return ""
	}
	var changes strings.Builder
	fmt.Fprintf(&changes, "from line %d:", first)
	for _, line := range old {
		changes.WriteString("\n- " + line)
	}
	for _, line := range new {
		changes.WriteString("\n+ " + line)
	}
	return changes.String()
}

func TestDifference(t *testing.T) {
	require.Empty(t, difference("a\nb\n", "a\nb\n"))
	require.Equal(t, "from line 2:\n- b\n- c\n+ B", difference("a\nb\nc\nd", "a\nB\nd"))
	require.Equal(t, "from line 2:\n+ b", difference("a\nc", "a\nb\nc"))
	require.Equal(t, "from line 2:\n- a", difference("a\na", "a"))
}
