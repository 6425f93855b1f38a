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
		"Epic Desktop Connector for Webex CC":    "epic_desktop_connector_for_webex_cc",
		"Salesforce Desktop Connector":           "salesforce_desktop_connector",
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

// The vendor writes the name of a product in several ways, and gives other products
// names that begin in the same way. What nobody has seen is not guessed.
func TestSpellingsOfNames(t *testing.T) {
	for want, names := range map[partnerhub.Product][]string{
		partnerhub.Meetings: {
			"Meetings", "meeting", "Webex Meetings", "Cisco Webex Meetings", "Meeting - Webex Meetings", "Meeting - Webex Meetings Suite", "Webex Meetings Suite",
			"Webex Meeting Center", "Meeting - Webex Meeting Center", "Webex™ Meetings®", "Enterprise Edition 200", "Webex Suite - Enterprise Agreement", "meetings!",
		},
		partnerhub.Calling: {
			"Calling", "Webex Calling", "Cisco Webex Calling", "Spark Calling", "Webex Calling - Basic", "Webex Calling - Common Area", "Webex Calling - Enterprise",
			"Webex Calling-Professional", "WEBEX CALLING PROFESSIONAL", "Webex Calling - Professional Workspaces", "Webex Calling – Standard",
		},
		partnerhub.Webinars: {
			"Webinars", "Webex Webinars", "Webex Webinars 1000 Attendees", "Webex Events", "Webex Event 3,000", "Webex Events 1000", "Webex Events (classic)",
			"Webex Event Center", "Meeting - Webex Event Center", "Meeting - Webex Events", "Meeting - Webex Events 1000", "Meeting - Webex Webinars",
		},
		partnerhub.Devices:       {"Devices", "Room Systems", "Spark Room System", "Room Kit", "Webex Room Phone", "Webex Desk Pro"},
		partnerhub.CallOnWebex:   {"Call on Webex", "call_on_webex", "Call on Webex (1:1 call, non-PSTN)"},
		partnerhub.ContactCenter: {"Contact center Standard Agent", "contact_center", "Webex Contact Center"},
		"":                       {"Basic Meetings", "Free Webex Meetings", "Hybrid Calling", "Webex Calling Attendant Console", "Webex Calling - Route List Calls"},
		// Names that begin like those of a family.
		"webex_meetings_assistant":            {"Webex Meetings Assistant"},
		"meeting_25_party":                    {"Meeting 25 party"}, // what Advanced Space Meetings were called
		"advanced_space_meetings":             {"Advanced Space Meetings"},
		"meeting_webex_training_center":       {"Meeting - Webex Training Center"},
		"webex_meeting_center_audio":          {"Webex Meeting Center Audio"},
		"webex_events_formerly_socio":         {"Webex Events (formerly Socio)"},
		"event_hub_connector":                 {"Event Hub Connector"},
		"meeting_event_reports":               {"Meeting event reports"},
		"webex_calling_customer_assist":       {"Webex Calling - Customer Assist"},
		"webex_calling_virtual_profile":       {"Webex Calling - Virtual Profile"},
		"webex_calling_for_microsoft_teams":   {"Webex Calling for Microsoft Teams"},
		"call":                                {"Call"},
		"ms_teams_video":                      {"MS Teams Video"},
		"webex":                               {"Webex"},
		"webex_for_government_suite":          {"Webex for Government Suite"},
		"desktop_analytics":                   {"Desktop Analytics"},
		"meetingsuite":                        {"MeetingSuite"},
		"unified_communication_manager_ucm":   {"Unified Communication Manager (UCM)"},
		"recalling_webex":                     {"Recalling Webex"},
		"other_25_webex_meetings":             {"25 Webex Meetings"},
		"other_meetings":                      {"Meetings アシスタント", "الاجتماعات Meetings", "Meetings\u0301"}, // words that a product's name can't have
		"other_calling":                       {"Calling Ü"},
		"webex_calling_ber":                   {"Webex Calling Über"},
		"professional_webex_calling_training": {"Professional Webex Calling Training"},
	} {
		for _, name := range names {
			product, class := webex.ProductOf(webex.License{Name: name})
			require.Equal(t, want, product, name)
			require.Equal(t, classOf(want), class, name)
		}
	}
}

// The name of a family is that family, however it is written.
func TestNamesOfFamilies(t *testing.T) {
	for _, family := range []partnerhub.Product{
		partnerhub.Meetings, partnerhub.Calling, partnerhub.Messaging, partnerhub.Webinars, partnerhub.ContactCenter,
		partnerhub.RealTimeTranslations, partnerhub.CallOnWebex, partnerhub.Devices,
	} {
		for _, name := range []string{string(family), strings.ReplaceAll(strings.ToUpper(string(family)), "_", " - ")} {
			product, class := webex.ProductOf(webex.License{Name: name})
			require.Equal(t, family, product)
			require.Equal(t, webex.ClassCounted, class)
		}
	}
}

// The licenses of the case, line 1 to line 32, each with as many as its line says.
func TestLicenseNamesOfACase(t *testing.T) {
	a := caseAnswers(t, "c02-license-names.json", webex.Decoder{})
	dataset, report, err := a.Dataset()
	require.NoError(t, err)
	totals, known := map[partnerhub.Product]int64{}, map[partnerhub.Product]bool{}
	for _, l := range dataset.Subscriptions[0].Licenses {
		totals[l.Product] += l.Quantity
	}
	require.Equal(t, map[partnerhub.Product]int64{
		partnerhub.Calling:       1 + 2 + 3 + 4 + 21 + 22 + 31 + 32,
		partnerhub.Meetings:      6 + 7 + 8 + 9 + 29,
		partnerhub.Webinars:      10 + 11 + 12 + 20,
		partnerhub.Messaging:     16,
		partnerhub.CallOnWebex:   23,
		partnerhub.ContactCenter: 24,
		partnerhub.Devices:       15 + 26 + 27 + 28,
		"meeting_25_party":       5, "meeting_webex_training_center": 13, "ms_teams_video": 14, "webex_meetings_assistant": 17,
		"advanced_space_meetings": 18, "unified_communication_manager_ucm": 19, "webex_for_government_suite": 30,
	}, totals)
	for _, unknown := range report.Unknown {
		known[unknown.Product] = true
	}
	require.Equal(t, map[partnerhub.Product]bool{
		"meeting_25_party": true, "meeting_webex_training_center": true, "ms_teams_video": true, "webex_meetings_assistant": true,
		"advanced_space_meetings": true, "unified_communication_manager_ucm": true, "webex_for_government_suite": true,
	}, known)
	require.Equal(t, []webex.ReasonCount{{Reason: webex.ReasonNotCounted, Records: 1}}, report.Counts()) // line 25
	view, _ := viewOf(t, a, a.AsOf, nil)
	renewing := view.Renewing(partnerhub.Calling).Rows
	require.Len(t, renewing, 1)
	require.Equal(t, int64(116), renewing[0].Total)
	require.Equal(t, 83, renewing[0].DaysUntilEnd) // 10 March to 1 June
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
