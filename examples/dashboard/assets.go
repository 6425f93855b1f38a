package main

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"net/http"
	"time"

	"github.com/partnerhub/partnerhub/chart"
)

//go:embed assets
var assetFiles embed.FS

// asset is a file that pages load, with its address. That holds its hash, so that
// browsers may keep for good what they got there.
type asset struct {
	content []byte
	address string
}

// assets are the files of the folder, and the style sheet of the charts.
var assets = loadAssets()

func loadAssets() map[string]asset {
	contents := map[string][]byte{"chart.css": []byte(chart.Stylesheet())}
	files, err := assetFiles.ReadDir("assets")
	for _, file := range files {
		contents[file.Name()], err = assetFiles.ReadFile("assets/" + file.Name())
		if err != nil {
			break
		}
	}
	if err != nil {
		panic(err) // they are in the program
	}
	all := map[string]asset{}
	for name, content := range contents {
		hash := sha256.Sum256(content)
		all[name] = asset{content, "/assets/" + name + "?" + hex.EncodeToString(hash[:6])}
	}
	return all
}

func serveAsset(w http.ResponseWriter, r *http.Request) {
	file, exists := assets[r.PathValue("name")]
	if !exists {
		http.NotFound(w, r)
		return
	}
	if r.URL.RequestURI() == file.address {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	http.ServeContent(w, r, r.PathValue("name"), time.Time{}, bytes.NewReader(file.content))
}

// Asset returns the address of a file.
func (look) Asset(name string) (string, error) {
	file, exists := assets[name]
	if !exists {
		return "", fmt.Errorf("there is no asset %s", name)
	}
	return file.address, nil
}
