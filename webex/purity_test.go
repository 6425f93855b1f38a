package webex_test

import (
	"go/build"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The decoders reach nothing outside of the program, and know no time but that of
// the answers.
func TestNoInputOrOutput(t *testing.T) {
	code, err := build.ImportDir(".", 0)
	require.NoError(t, err)
	allowed := []string{"cmp", "encoding/base64", "fmt", "maps", "slices", "strconv", "strings", "time", "unicode"}
	for _, path := range code.Imports {
		if !strings.HasPrefix(path, "github.com/partnerhub/partnerhub") {
			require.Contains(t, allowed, path)
		}
	}
	for _, name := range code.GoFiles {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		require.NotContains(t, string(text), "time.Now")
	}
}
