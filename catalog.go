package partnerhub

import (
	"maps"
	"slices"
)

// catalog gives the products of a hub numbers. A product keeps its number for
// good, so that hubs can share blocks.
type catalog struct {
	names   []Product // by number
	numbers map[Product]uint16
}

// coreProducts are the products that the overview is about. Their places here
// are their numbers in every catalog.
var coreProducts = [...]Product{Meetings, Calling}

func isCoreProduct(product Product) bool { return slices.Contains(coreProducts[:], product) }

// maxProducts is how many products a hub may have.
const maxProducts = 1 << 16

func newCatalog() *catalog {
	c := &catalog{numbers: map[Product]uint16{}}
	for _, product := range coreProducts {
		c.add(product)
	}
	return c
}

func (c *catalog) add(product Product) {
	c.numbers[product] = uint16(len(c.names))
	c.names = append(c.names, product)
}

// number returns the number of a product, and whether there is one. The nil
// catalog has no products.
func (c *catalog) number(product Product) (number uint16, exists bool) {
	if c == nil {
		return 0, false
	}
	number, exists = c.numbers[product]
	return number, exists
}

// clone returns a catalog that can grow while this one is in use.
func (c *catalog) clone() *catalog {
	if c == nil {
		return newCatalog()
	}
	return &catalog{names: slices.Clone(c.names), numbers: maps.Clone(c.numbers)}
}

// products adds the products of lines to a catalog that nobody uses yet.
func (c checker) products(to *catalog, lines []line) {
	for i := range lines {
		product := lines[i].product
		if _, exists := to.number(product); exists {
			continue
		}
		if len(to.names) == maxProducts {
			c.tooManyProducts()
			return
		}
		to.add(product)
	}
}

func (c checker) tooManyProducts() {
	c.fault("licenses", "there are more than %d products", maxProducts)
}
