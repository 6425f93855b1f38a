package main

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub"
)

// ask is what an address asks for. The address holds all of it, so that pages can
// be bookmarked and Back works.
type ask struct {
	asOf      time.Time
	since     time.Time // with what the page of changes compares
	product   partnerhub.Product
	filter    string               // as it was typed
	condition partnerhub.Condition // zero: customers are listed whatever holds of them
	id        string               // of a customer
	order     order
	page      int // from 1
}

// order is how a table is sorted. The zero order is that of the library.
type order struct {
	key  string
	down bool
}

func (o order) String() string {
	if o.down {
		return "-" + o.key
	}
	return o.key
}

// The names of what an address holds.
const (
	keyAsOf      = "as-of"
	keySince     = "since"
	keyProduct   = "product"
	keyFilter    = "filter"
	keyCondition = "condition"
	keyID        = "id"
	keySort      = "sort"
	keyPage      = "page"
)

// problem is something wrong with an address: what, and what a page shows instead.
type problem struct {
	key            string
	wrong, instead string // without a full stop; instead may be empty
}

// Text says all of it, as a page does.
func (p problem) Text() string {
	if p.instead == "" {
		return p.Reason()
	}
	return p.wrong + "; " + p.instead + "."
}

// Reason says what is wrong alone: a download shows nothing instead.
func (p problem) Reason() string { return p.wrong + "." }

// What an address that does not say is about.
const standardProduct = partnerhub.Meetings

// sinceDays is how long ago the page of changes begins by itself.
const sinceDays = 7

// parse reads an address. What is wrong becomes a problem of the visit.
func (v *visit) parse(rawQuery string) {
	query, err := url.ParseQuery(rawQuery)
	if err != nil {
		v.problem("", v.T("bad.address"), "")
	}
	v.asOf = v.day(query, keyAsOf, v.server.asOf)
	v.since = v.sinceOf(query)
	v.product = v.productOf(query)
	v.condition = v.conditionOf(query)
	v.filter = query.Get(keyFilter)
	v.id = query.Get(keyID)
	v.order.key, v.order.down = strings.CutPrefix(query.Get(keySort), "-")
	v.ask.page = v.pageOf(query)
}

// The days that an address may name.
const firstDay, lastDay = "1900-01-01", "2999-12-31"

// day reads a day, which stands for its instant at the time of day of the facts:
// so everybody who asks about a day shares what the hub knows of it.
func (v *visit) day(query url.Values, key string, standard time.Time) time.Time {
	text := query.Get(key)
	if text == "" {
		return standard
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil || text < firstDay || text > lastDay {
		v.problem(key, v.T("bad.day", text, firstDay, lastDay), v.T("instead.day", v.Day(standard)))
		return standard
	}
	return day.Add(v.server.asOf.Sub(v.server.asOf.Truncate(24 * time.Hour)))
}

// sinceOf reads the earlier day of a comparison.
func (v *visit) sinceOf(query url.Values) time.Time {
	standard := v.asOf.AddDate(0, 0, -sinceDays)
	since := v.day(query, keySince, standard)
	if since.After(v.asOf) {
		v.problem(keySince, v.T("bad.backwards", v.Day(since), v.Day(v.asOf)), v.T("instead.day", v.Day(standard)))
		return standard
	}
	return since
}

func (v *visit) productOf(query url.Values) partnerhub.Product {
	text := query.Get(keyProduct)
	if text == "" {
		return standardProduct
	}
	product, err := partnerhub.ParseProduct(text)
	if err != nil {
		v.problem(keyProduct, v.T("bad.product", text), v.T("instead.product", productName(standardProduct)))
		return standardProduct
	}
	return product
}

func (v *visit) conditionOf(query url.Values) partnerhub.Condition {
	text := query.Get(keyCondition)
	if text == "" {
		return 0
	}
	condition, err := partnerhub.ParseCondition(text)
	if err != nil {
		v.problem(keyCondition, v.T("bad.condition", text), v.T("instead.all"))
	}
	return condition
}

func (v *visit) pageOf(query url.Values) int {
	text := query.Get(keyPage)
	if text == "" {
		return 1
	}
	page, err := strconv.Atoi(text)
	if err != nil || page < 1 || page > maxPage {
		v.problem(keyPage, v.T("bad.page", text), v.T("instead.page"))
		return 1
	}
	return page
}

func (v *visit) problem(key, wrong, instead string) {
	v.Problems = append(v.Problems, problem{key, wrong, instead})
}

// Link returns the address of another page about the same instant, product and
// filter. More are names and values that only that page has; an empty value is
// left out.
func (v *visit) Link(path string, more ...string) string {
	query := url.Values{}
	if !v.asOf.Equal(v.server.asOf) {
		query.Set(keyAsOf, v.asOf.Format(time.DateOnly))
	}
	if product := productValue(v.product); product != "" {
		query.Set(keyProduct, product)
	}
	if v.filter != "" {
		query.Set(keyFilter, v.filter)
	}
	for i := 0; i+1 < len(more); i += 2 {
		query.Set(more[i], more[i+1])
		if more[i+1] == "" {
			query.Del(more[i])
		}
	}
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}

// own returns what only the present page has, for links to itself in another form.
func (v *visit) own() []string {
	list := []string{keyID, v.id, keySort, v.order.String(), keyCondition, v.condition.String()}
	if v.path == changesPath {
		list = append(list, keySince, v.since.Format(time.DateOnly))
	}
	return list
}

// Here returns the address of the present page with something else in it.
func (v *visit) Here(more ...string) string { return v.Link(v.path, append(v.own(), more...)...) }
