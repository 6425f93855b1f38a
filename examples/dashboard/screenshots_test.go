package main

import (
	"bytes"
	"flag"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

var screenshots = flag.String("screenshots", "", "the folder to write the pictures of the pages to")

// maxPicture is how large a picture may be, in bytes.
const maxPicture = 150_000

// The pictures of the pages. They are taken in any case; -screenshots keeps them.
func TestScreenshots(t *testing.T) {
	w := newWindow(t)
	w.signIn("Whole organization")
	for _, picture := range []struct {
		name, path, theme string
		width, height     int64
	}{
		{"dashboard-overview", "/", "Light", 1160, 960},
		{"dashboard-overview-dark", "/?product=calling", "Dark", 1160, 960},
		{"dashboard-section", "/sections/expiring?sort=-licenses", "Light", 1160, 820},
		{"dashboard-filter", "/customers?filter=status%3Aexpiring_soon+or+licenses+%3E+5", "Light", 1160, 460},
		{"dashboard-customer", "/customer?id=c-56", "Light", 1160, 800},
		{"dashboard-changes", "/changes", "Light", 1160, 800},
		{"dashboard-phone", "/", "Light", 360, 740},
	} {
		w.size(picture.width, picture.height)
		w.open(picture.path)
		w.click("button", picture.theme)
		decoded, err := png.Decode(bytes.NewReader(w.picture()))
		require.NoError(t, err)
		require.Equal(t, int(picture.width), decoded.Bounds().Dx())
		var out bytes.Buffer
		require.NoError(t, (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, decoded))
		require.Less(t, out.Len(), maxPicture, picture.name)
		t.Logf("%s: %d bytes", picture.name, out.Len())
		if *screenshots != "" {
			require.NoError(t, os.WriteFile(filepath.Join(*screenshots, picture.name+".png"), out.Bytes(), 0o644))
		}
	}
}
