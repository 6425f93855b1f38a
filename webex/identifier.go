package webex

import (
	"encoding/base64"
	"strings"
)

// maxIdentifier bounds what is taken for an identifier of Webex. Real ones have
// some 150 bytes.
const maxIdentifier = 1024

// unwrap returns what an identifier of Webex says: the last part of a URI such as
// ciscospark://us/ORGANIZATION/<uuid>, in Base64. Some answers give the last part
// itself.
func unwrap(id, kind string) (content string, ok bool) {
	uri, ok := decodeBase64(id)
	if !ok {
		return "", false
	}
	return contentOf(uri, kind)
}

// decodeBase64 reads Base64 of either alphabet, with or without padding.
func decodeBase64(text string) (decoded string, ok bool) {
	if len(text) > maxIdentifier {
		return "", false
	}
	encoding := base64.RawStdEncoding
	if strings.ContainsAny(text, "-_") {
		encoding = base64.RawURLEncoding
	}
	var room [maxIdentifier]byte
	n, err := encoding.Decode(room[:], []byte(strings.TrimRight(text, "=")))
	return string(room[:n]), err == nil
}

func contentOf(uri, kind string) (content string, ok bool) {
	rest, ok := strings.CutPrefix(uri, "ciscospark://")
	if !ok {
		return "", false
	}
	_, rest, _ = strings.Cut(rest, "/") // the region
	return strings.CutPrefix(rest, kind+"/")
}

// organizationKey returns what all forms of an organization's id have in common.
func organizationKey(id string) string {
	if uuid, ok := unwrap(id, "ORGANIZATION"); ok {
		id = uuid
	}
	return strings.ToLower(id)
}

const uuidForm = "00000000-0000-0000-0000-000000000000"

// isUUID reports whether a key has the form of a UUID.
func isUUID(key string) bool {
	if len(key) != len(uuidForm) {
		return false
	}
	for i, form := range []byte(uuidForm) {
		c := key[i]
		isHex := '0' <= c && c <= '9' || 'a' <= c && c <= 'f'
		if isHex != (form == '0') || !isHex && c != '-' {
			return false
		}
	}
	return true
}

// licenseParts returns the organization and the code of a license id, which says
// <organization>:<code>_<rest>. Both are empty if it says something else.
func licenseParts(id string) (organization, code string) {
	content, ok := unwrap(id, "LICENSE")
	if !ok {
		return "", ""
	}
	organization, rest, ok := strings.Cut(content, ":")
	code, _, hasRest := strings.Cut(rest, "_")
	if !ok || !hasRest {
		return "", ""
	}
	return strings.ToLower(organization), strings.ToUpper(code)
}

// isTrialID reports whether a subscription id is that of a trial, such as
// trialSub.e57285a3-275b-4547-ae16-69d6371cc2c0.
func isTrialID(id string) bool {
	const mark = "trial"
	return len(id) >= len(mark) && strings.EqualFold(id[:len(mark)], mark)
}
