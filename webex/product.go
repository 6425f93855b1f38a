package webex

import (
	"strings"

	"github.com/partnerhub/partnerhub"
)

// Class says what a license line is. The zero Class is ClassUnknown.
type Class uint8

// A line is of no known product; it counts for the product that was returned with
// it; or it is not a license that anybody buys for a user.
const (
	ClassUnknown Class = iota
	ClassCounted
	ClassNotCounted
)

var classes = enum{"class", []string{"unknown", "counted", "not_counted"}}

// String returns unknown, counted or not_counted.
func (c Class) String() string { return classes.text(uint8(c)) }

// MarshalText writes what String returns; it fails on an invalid value.
func (c Class) MarshalText() ([]byte, error) { return classes.marshal(uint8(c)) }

// UnmarshalText reads what MarshalText writes; an error leaves the class.
func (c *Class) UnmarshalText(text []byte) error {
	value, err := classes.unmarshal(text)
	if err == nil {
		*c = Class(value)
	}
	return err
}

// ProductOf returns the product family of a license line, by the code in its id,
// or else by its name. A line that is not counted has no product. The product of an
// unknown line is made from its name ("Salesforce Desktop Connector" is
// salesforce_desktop_connector), or else from its code; it is never one of the
// families.
func ProductOf(license License) (partnerhub.Product, Class) {
	_, code := licenseParts(license.ID)
	return productOf(code, license.Name)
}

func productOf(code, name string) (partnerhub.Product, Class) {
	if product, known := codes[code]; known {
		return classified(product)
	}
	words := wordsOf(name)
	for i := range nameRules {
		if rule := &nameRules[i]; rule.fits(words) {
			return classified(rule.product)
		}
	}
	return unknownProduct(code, name), ClassUnknown
}

// notCounted stands for a product in the tables of what does not count.
const notCounted partnerhub.Product = ""

func classified(product partnerhub.Product) (partnerhub.Product, Class) {
	if product == notCounted {
		return "", ClassNotCounted
	}
	return product, ClassCounted
}

// codes are the codes of license ids, as they stand in published answers.
var codes = map[string]partnerhub.Product{
	"EE":     partnerhub.Meetings,  // Enterprise Edition, Webex Meetings Suite
	"BCSTD":  partnerhub.Calling,   // Webex Calling - Professional
	"BCCA":   partnerhub.Calling,   // Webex Calling - Workspaces
	"BCHDO":  partnerhub.Calling,   // Webex Calling - Hot desk only
	"MS":     partnerhub.Messaging, // Advanced Messaging
	"RTT":    partnerhub.RealTimeTranslations,
	"CJPPRM": partnerhub.ContactCenter, // Contact Center Premium Agent
	"CJPSTD": partnerhub.ContactCenter, // Contact Center Standard Agent
	"SD":     partnerhub.Devices,       // Webex Room Kit
	"BCRLC":  notCounted,               // Webex Calling - Route List Calls
	"FTC":    partnerhub.CallOnWebex,   // Call on Webex (1:1 call, non-PSTN)
	"FSS":    notCounted,               // Free screen share
	"FMS":    notCounted,               // Basic Messaging
	"FTM":    notCounted,               // Basic Space Meetings
	"CE":     notCounted,               // Hybrid - Exchange Calendar
	"CG":     notCounted,               // Hybrid - Google Calendar
	"HM":     notCounted,               // Hybrid - Message
}

// maxProductBytes is how long a product's name may be.
const maxProductBytes = 64

// unknownProduct makes a product of what a line is called. It is none of the families,
// though what can't be in a product's name is left out.
func unknownProduct(code, name string) partnerhub.Product {
	slug := slugOf(name)
	if slug == "" {
		slug = slugOf("license " + code)
	}
	product, err := partnerhub.ParseProduct(slug)
	if err != nil || isFamily(product) {
		return partnerhub.Product(cutTo("other_"+slug, maxProductBytes))
	}
	return product
}

// slugOf returns what can be in a product's name of the words of a text, joined.
func slugOf(text string) string {
	var slug []string
	for word := range strings.FieldsFuncSeq(text, isNoSlugRune) {
		slug = append(slug, strings.ToLower(word))
	}
	return cutTo(strings.Join(slug, "_"), maxProductBytes)
}

func isNoSlugRune(c rune) bool {
	return !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9')
}

func cutTo(text string, bytes int) string { return text[:min(len(text), bytes)] }

func isFamily(product partnerhub.Product) bool {
	switch product {
	case partnerhub.Meetings, partnerhub.Calling, partnerhub.Messaging, partnerhub.Webinars, partnerhub.ContactCenter,
		partnerhub.RealTimeTranslations, partnerhub.CallOnWebex, partnerhub.Devices:
		return true
	}
	return false
}
