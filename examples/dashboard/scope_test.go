package main

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/testdata"
)

// An administrator to whom some customers are assigned finds no other, wherever
// they look.
func TestNobodySeesMoreThanTheirCustomers(t *testing.T) {
	facts, err := partnerhub.ParseDataset(testdata.Portfolio())
	require.NoError(t, err)
	admin := facts.Admins[1]
	require.Equal(t, partnerhub.RoleAdmin, admin.Role)
	c := visitor(t, serverOf(t, facts), admin.ID)
	var seen []string
	for _, path := range append(append([]string{"/customers", "/customers?page=2", "/changes?since=2025-01-31"}, allPages...), downloads...) {
		body := c.get(path).Body.String()
		for _, customer := range facts.Customers[1:] { // the first is the partner itself
			named := strings.Contains(strings.NewReplacer("&amp;", "&", "&#39;", "'").Replace(body), customer.Name)
			if named {
				require.Contains(t, admin.CustomerIDs, customer.ID, path)
				seen = append(seen, customer.ID)
			}
		}
	}
	slices.Sort(seen)
	require.Equal(t, admin.CustomerIDs, slices.Compact(seen))
}

// That there is a customer whom one may not see can't be found out.
func TestHiddenCustomerIsLikeNone(t *testing.T) {
	c := visitor(t, testServer(t), "a-2")
	require.Equal(t, http.StatusOK, c.get("/customer?id=c-01").Code)
	for _, path := range []string{"/customer?id=", "/customer/csv?id=", "/customer?filter=country%3DDE&id="} {
		hidden, none := c.get(path+"c-02"), c.get(path+"c-xx")
		require.Equal(t, http.StatusNotFound, hidden.Code)
		require.Equal(t, http.StatusNotFound, none.Code)
		require.Equal(t, none.Body.String(), strings.ReplaceAll(hidden.Body.String(), "c-02", "c-xx"))
	}
	form := url.Values{"quantity": {"5"}, "product": {"meetings"}}
	hidden, none := c.post("/trials/start?id=c-02", form), c.post("/trials/start?id=c-xx", form)
	require.Equal(t, http.StatusNotFound, hidden.Code)
	require.Equal(t, none.Body.String(), strings.ReplaceAll(hidden.Body.String(), "c-02", "c-xx"))
}

// A filter narrows lists, and does not hide the page of a customer.
func TestFilterNarrowsLists(t *testing.T) {
	c := visitor(t, testServer(t), "")
	for _, row := range c.allRows("/customers?filter=name:gmbh") {
		require.Contains(t, row[0], "GmbH")
	}
	require.Contains(t, c.page("/customer?id=c-01&filter=name:gmbh"), "Alpenglas AG")
}

func TestReadersMayNotWrite(t *testing.T) {
	for admin, may := range map[string]bool{"": true, "a-1": true, "a-2": true, "a-4": true, "a-5": false, "a-6": false} {
		s := testServer(t)
		c := visitor(t, s, admin)
		id := map[bool]string{true: "c-01", false: "c-33"}[admin != "a-4"]
		require.Equal(t, may, strings.Contains(c.page("/customer?id="+id), "<form class=\"card start\""), admin)
		before := s.live.now()
		w := c.post("/trials/start?id="+id, url.Values{"quantity": {"5"}, "product": {"meetings"}})
		require.Equal(t, map[bool]int{true: http.StatusSeeOther, false: http.StatusForbidden}[may], w.Code, admin)
		require.Equal(t, may, before != s.live.now(), admin)
	}
}
