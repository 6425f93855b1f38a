package webex_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/webex"
)

func TestProductByName(t *testing.T) {
	for name, want := range map[string]partnerhub.Product{
		"Webex Meetings Suite":                   partnerhub.Meetings,
		"Webex Suite":                            partnerhub.Meetings,
		"Enterprise Edition":                     partnerhub.Meetings,
		"Meeting - Webex Enterprise Edition":     partnerhub.Meetings,
		"Meeting - Webex Meeting Center":         partnerhub.Meetings,
		"Webex Calling - Professional":           partnerhub.Calling,
		"WEBEX CALLING  PROFESSIONAL":            partnerhub.Calling,
		"Webex Calling - Standard":               partnerhub.Calling,
		"Webex Calling - Workspace":              partnerhub.Calling,
		"Webex Calling - Workspaces":             partnerhub.Calling,
		"Webex Calling - Hot desk only":          partnerhub.Calling,
		"Real-Time Translations":                 partnerhub.RealTimeTranslations,
		"Contact Center Premium Agent":           partnerhub.ContactCenter,
		"Webex Contact Center - Standard":        partnerhub.ContactCenter,
		"Advanced Messaging":                     partnerhub.Messaging,
		"Messaging":                              partnerhub.Messaging,
		"Webex Webinars - 1000":                  partnerhub.Webinars,
		"Webex Room Kit":                         partnerhub.Devices,
		"Cisco Board 55":                         partnerhub.Devices,
		"Call on Webex (1:1 call, non-PSTN)":     partnerhub.CallOnWebex,
		"Webex Calling - Attendant Console":      "",
		"Webex Calling - Route List Calls":       "",
		"Customer Experience - Essential":        "",
		"Webex Customer Experience Essentials":   "",
		"Hybrid - Exchange Calendar":             "",
		"Basic Messaging":                        "",
		"Basic Space Meetings":                   "",
		"Free screen share":                      "",
		"Customer Experience - Premium":          "customer_experience_premium",
		"Webex Calling - Basic":                  "webex_calling_basic",
		"Epic Desktop Connector for Webex CC":    "epic_desktop_connector_for_webex_cc",
		"Salesforce Desktop Connector":           "salesforce_desktop_connector",
		"Meetings":                               "other_meetings", // a family only by its spelling
		"1000 seats":                             "other_1000_seats",
		"会议":                                     "license",
		"":                                       "license",
		strings.Repeat("long ", 20):              partnerhub.Product(strings.Repeat("long_", 20)[:64]),
		"Boardroom Analytics":                    "boardroom_analytics",
		"Unified Communication Manager (UCM)":    "unified_communication_manager_ucm",
		"A line with; punctuation/and\tcontrols": "a_line_with_punctuation_and_controls",
	} {
		product, class := webex.ProductOf(webex.License{Name: name})
		require.Equal(t, want, product, name)
		require.Equal(t, classOf(want), class, name)
		if class != webex.ClassNotCounted {
			_, err := partnerhub.ParseProduct(string(product))
			require.NoError(t, err, name)
		}
	}
}

func classOf(want partnerhub.Product) webex.Class {
	switch want {
	case "":
		return webex.ClassNotCounted
	case partnerhub.Meetings, partnerhub.Calling, partnerhub.Messaging, partnerhub.Webinars, partnerhub.ContactCenter,
		partnerhub.RealTimeTranslations, partnerhub.CallOnWebex, partnerhub.Devices:
		return webex.ClassCounted
	}
	return webex.ClassUnknown
}

// licenseID returns a license id with a code.
func licenseID(code string) string {
	return id("LICENSE/5d1f0a01-7c41-4e0b-9d36-2b8e40c7a101:" + code + "_a3c5e701-1b2d-4f60-8a9c-0d1e2f3a4b01")
}

func TestProductByCode(t *testing.T) {
	for code, want := range map[string]partnerhub.Product{
		"EE": partnerhub.Meetings, "BCSTD": partnerhub.Calling, "BCCA": partnerhub.Calling, "BCHDO": partnerhub.Calling,
		"MS": partnerhub.Messaging, "RTT": partnerhub.RealTimeTranslations, "CJPPRM": partnerhub.ContactCenter,
		"CJPSTD": partnerhub.ContactCenter, "SD": partnerhub.Devices, "BCRLC": "", "FTC": partnerhub.CallOnWebex, "FSS": "", "FMS": "", "FTM": "",
		"CE": "", "CG": "", "HM": "", "sd": partnerhub.Devices,
	} {
		// The code decides, whatever the name says.
		product, class := webex.ProductOf(webex.License{ID: licenseID(code), Name: "Webex Webinars"})
		require.Equal(t, want, product, code)
		require.Equal(t, classOf(want), class, code)
	}
	product, class := webex.ProductOf(webex.License{ID: licenseID("NEW"), Name: "Webex Webinars"})
	require.Equal(t, partnerhub.Webinars, product) // the name decides where the code is not known
	require.Equal(t, webex.ClassCounted, class)
	product, class = webex.ProductOf(webex.License{ID: licenseID("NEW")})
	require.Equal(t, partnerhub.Product("license_new"), product)
	require.Equal(t, webex.ClassUnknown, class)
}

func TestFormsOfLicenseIDs(t *testing.T) {
	plain := "ciscospark://us/LICENSE/org?>:SD_x"
	for name, id := range map[string]string{
		"standard": base64.StdEncoding.EncodeToString([]byte(plain)), "raw": base64.RawStdEncoding.EncodeToString([]byte(plain)),
		"URL": base64.URLEncoding.EncodeToString([]byte(plain)), "raw URL": base64.RawURLEncoding.EncodeToString([]byte(plain)),
		"another region": base64.StdEncoding.EncodeToString([]byte("ciscospark://eu-central/LICENSE/o:SD_x")),
	} {
		product, _ := webex.ProductOf(webex.License{ID: id, Name: "Webex Suite"})
		require.Equal(t, partnerhub.Devices, product, name)
	}
	for name, id := range map[string]string{
		"not Base64": "ciscospark://us/LICENSE/o:SD_x", "not a URI": base64.StdEncoding.EncodeToString([]byte("o:SD_x")),
		"of a person": id("PEOPLE/o:SD_x"), "no code": id("LICENSE/o"), "no rest": id("LICENSE/o:SD"),
		"endless": base64.StdEncoding.EncodeToString([]byte("ciscospark://us/LICENSE/o:SD_" + strings.Repeat("x", 10_000))),
	} {
		product, _ := webex.ProductOf(webex.License{ID: id, Name: "Webex Suite"})
		require.Equal(t, partnerhub.Meetings, product, name)
	}
}
