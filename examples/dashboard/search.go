package main

import (
	"net/http"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub"
)

// What the layout and the search form show of a visit.

// SignedIn reports whether somebody is; the page to sign in has a visit of nobody.
func (v *visit) SignedIn() bool { return v.signedIn }

// Partner is the name of the partner.
func (v *visit) Partner() string { return v.server.partner.Name }

// Back is where the switches of the look return to.
func (v *visit) Back() string {
	if v.r.Method != http.MethodGet {
		return v.Here()
	}
	return v.r.URL.RequestURI()
}

// Path is where the search form leads.
func (v *visit) Path() string { return v.path }

// Comparing reports whether the page compares two days.
func (v *visit) Comparing() bool { return v.path == changesPath }

// ProblemOf says what is wrong with what an address has of a name; "": nothing.
func (v *visit) ProblemOf(key string) string {
	i := slices.IndexFunc(v.Problems, func(p problem) bool { return p.key == key })
	if i < 0 {
		return ""
	}
	return v.Problems[i].Text()
}

// AsOf and Since are the days, FirstDay and LastDay those that are possible, as a date
// field wants them.
func (v *visit) AsOf() string     { return v.asOf.Format(time.DateOnly) }
func (v *visit) Since() string    { return v.since.Format(time.DateOnly) }
func (v *visit) FirstDay() string { return firstDay }
func (v *visit) LastDay() string  { return lastDay }

// choice is one of several links, one of which may be the present one.
type choice struct {
	Label, Href string
	Value       string // in a form
	Current     bool
}

// Navigation is the pages that there are.
func (v *visit) Navigation() []choice {
	list := []choice{v.destination(v.T("overview"), "/"), v.destination(v.T("customers"), "/customers"), v.destination(v.T("changes"), changesPath)}
	for _, s := range sections {
		list = append(list, v.destination(s.title(v), "/sections/"+s.name()))
	}
	return list
}

func (v *visit) destination(label, path string) choice {
	return choice{Label: label, Href: v.Link(path), Current: v.path == path}
}

// ProductName is the name of the product that is shown.
func (v *visit) ProductName() string { return productName(v.product) }

// ProductChoices are the products that somebody has, and the one that is shown.
func (v *visit) ProductChoices() []choice {
	products := v.scope.Products()
	if !slices.Contains(products, v.product) {
		products = append(products, v.product)
	}
	var list []choice
	for _, product := range products {
		list = append(list, choice{Label: productName(product), Href: v.Here(keyProduct, productValue(product)), Current: product == v.product})
	}
	return list
}

// productValue is a product in an address: none is the standard one.
func productValue(product partnerhub.Product) string {
	if product == standardProduct {
		return ""
	}
	return string(product)
}

// hidden is a value that the search form keeps.
type hidden struct{ Name, Value string }

// Hidden returns what the search form keeps of the address: all that it has no
// field for, but the number of the page.
func (v *visit) Hidden() []hidden {
	var list []hidden
	kept := append(v.own(), keyProduct, productValue(v.product))
	for i := 0; i < len(kept); i += 2 {
		if kept[i+1] != "" && kept[i] != keySince {
			list = append(list, hidden{kept[i], kept[i+1]})
		}
	}
	return list
}
