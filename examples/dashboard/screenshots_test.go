package main

import (
	"bytes"
	"cmp"
	"flag"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
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
		{"dashboard-overview", "/", "Light", 1240, 1180},
		{"dashboard-overview-dark", "/?product=calling", "Dark", 1240, 1180},
		{"dashboard-section", "/sections/expiring?sort=-licenses", "Light", 1240, 860},
		{"dashboard-filter", "/customers?filter=status%3Aexpiring_soon+or+licenses+%3E+5", "Light", 1240, 460},
		{"dashboard-customer", "/customer?id=c-56", "Light", 1240, 900},
		{"dashboard-changes", "/changes", "Light", 1240, 900},
		{"dashboard-phone", "/", "Light", 360, 740},
	} {
		w.size(picture.width, picture.height)
		w.open(picture.path)
		w.click("button", picture.theme)
		decoded, err := png.Decode(bytes.NewReader(w.picture()))
		require.NoError(t, err)
		require.Equal(t, int(picture.width), decoded.Bounds().Dx())
		require.Equal(t, int(picture.height), decoded.Bounds().Dy())
		if *screenshots != "" {
			keep(t, filepath.Join(*screenshots, picture.name+".png"), decoded)
		}
	}
	w.close(badRequest, badRequest) // before the click, and after it
}

// keep writes a picture in few bytes.
func keep(t *testing.T, name string, picture image.Image) {
	var out bytes.Buffer
	require.NoError(t, (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, paletted(picture)))
	require.Less(t, out.Len(), maxPicture, name)
	require.NoError(t, os.WriteFile(name, out.Bytes(), 0o644))
}

// paletted returns a picture in its 256 most frequent colors. What differs then is
// some edges of letters, by a shade.
func paletted(picture image.Image) image.Image {
	pixels := map[color.RGBA]int{}
	bounds := picture.Bounds()
	at := func(x, y int) color.RGBA { return color.RGBAModel.Convert(picture.At(x, y)).(color.RGBA) }
	for y := range bounds.Dy() {
		for x := range bounds.Dx() {
			pixels[at(x, y)]++
		}
	}
	colors := slices.SortedFunc(maps.Keys(pixels), func(a, b color.RGBA) int {
		return cmp.Or(pixels[b]-pixels[a], int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B))
	})
	var palette color.Palette
	for _, c := range colors[:min(256, len(colors))] {
		palette = append(palette, c)
	}
	reduced, nearest := image.NewPaletted(bounds, palette), map[color.RGBA]uint8{}
	for y := range bounds.Dy() {
		for x := range bounds.Dx() {
			c := at(x, y)
			if _, known := nearest[c]; !known {
				nearest[c] = uint8(palette.Index(c))
			}
			reduced.SetColorIndex(x, y, nearest[c])
		}
	}
	return reduced
}
