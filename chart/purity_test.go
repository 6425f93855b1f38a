package chart_test

import (
	"go/build"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Pictures come from their values alone: nothing reaches outside of the program, knows
// the time, or computes with floating point, which differs between platforms.
func TestPurity(t *testing.T) {
	code, err := build.ImportDir(".", 0)
	require.NoError(t, err)
	allowed := []string{"encoding/xml", "fmt", "io", "math/bits", "slices", "strconv", "strings", "time", "unicode", "unicode/utf8"}
	for _, path := range code.Imports {
		if path != "github.com/partnerhub/partnerhub" {
			require.Contains(t, allowed, path)
		}
	}
	impure := regexp.MustCompile(`float|time\.(Now|Since)|for .* := range .*map`)
	for _, name := range code.GoFiles {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		for line := range strings.Lines(string(text)) {
			if !strings.HasPrefix(strings.TrimSpace(line), "//") {
				require.NotRegexp(t, impure, line, name)
			}
		}
	}
}
