package main

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"net/http"
)

//go:embed assets
var assetFiles embed.FS

// serveAsset serves a file that comes with the program. Its address holds its
// hash, so that browsers may keep it for good.
func serveAsset(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeFileFS(w, r, assetFiles, "assets/"+r.PathValue("name"))
}

// Asset returns the address of a file.
func (look) Asset(name string) (string, error) {
	content, err := assetFiles.ReadFile("assets/" + name)
	hash := sha256.Sum256(content)
	return "/assets/" + name + "?" + hex.EncodeToString(hash[:6]), err
}
