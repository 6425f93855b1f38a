package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// written returns what is written on a page without colors.
func written(write func(*page)) string {
	var p page
	write(&p)
	return p.out.String()
}

func TestTable(t *testing.T) {
	table := table{columns: append([]column{{head: "Customer", least: 4}}, numbers("Total", "Used")...)}
	table.add("月兎精密", "1,200", "7")
	table.add("Café", "5", missing)
	require.Equal(t, ""+
		"Customer  Total  Used\n"+
		"月兎精密  1,200     7\n"+
		"Café          5     –\n", written(table.write))
}

func TestTableWithoutHeads(t *testing.T) {
	table := table{columns: []column{{number: true}, {}}}
	table.add("12", "managed")
	table.add("7", "other")
	require.Equal(t, "12  managed\n 7  other\n", written(table.write))
}

// Columns become narrower from left to right, none less than its least.
func TestTableFitsOnThePage(t *testing.T) {
	thirty := "123456789 123456789 123456789 "
	table := table{columns: []column{{least: 10}, {least: 20}, {}, {number: true}}}
	table.add(thirty, thirty, thirty, thirty)
	require.Equal(t, []int{10, 24, 30, 30}, table.widths())
	require.Equal(t, pageWidth, 10+24+30+30+3*len(gap))
	require.Equal(t, "123456789…  123456789 123456789 123…  "+thirty+"  "+thirty[:29]+"\n", written(table.write))
}

func TestFactsWrap(t *testing.T) {
	forty := "1234567890123456789012345678901234567890"
	require.Equal(t, ""+
		forty+" · "+forty+"\n"+
		"  "+forty+" · last\n", written(func(p *page) { p.facts(plain, forty, forty, forty, "last") }))
}
