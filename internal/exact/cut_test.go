package exact_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/exact"
)

func TestCut(t *testing.T) {
	forty := strings.Repeat("a", 40)
	for _, c := range []struct{ text, want string }{
		{"", `""`},
		{`say "hi"`, `"say \"hi\""`},
		{"two\nlines\u2028", `"two\nlines\u2028"`},
		{"\xff", `"\xff"`},
		{forty, `"` + forty + `"`},
		{forty + "b", `"` + forty + `"…`},
		{forty[:39] + "é", `"` + forty[:39] + `"…`},
		{forty[:38] + "é", `"` + forty[:38] + `é"`},
		{forty[:38] + "€uro", `"` + forty[:38] + `"…`},
		{forty[:37] + "😀😀", `"` + forty[:37] + `"…`},
		{strings.Repeat("\x80", 50), `"` + strings.Repeat(`\x80`, 36) + `"…`},
	} {
		require.Equal(t, c.want, exact.Cut(c.text))
	}
}
