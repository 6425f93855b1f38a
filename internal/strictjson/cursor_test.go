package strictjson_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/strictjson"
)

// cursor returns a cursor, and the faults that it tells of with their places.
func cursor(document string) (*strictjson.Cursor, *[]string) {
	var c *strictjson.Cursor
	faults := []string{}
	c = strictjson.NewCursor([]byte(document), func(problem string, args ...any) {
		faults = append(faults, c.Place()+": "+fmt.Sprintf(problem, args...))
	})
	return c, &faults
}

func TestPlaces(t *testing.T) {
	c, faults := cursor(`[[1,"a"],["b"]]`)
	require.Empty(t, c.Place())
	var places []string
	c.Enter("a")
	c.Enter("b")
	c.Each(func() {
		c.Each(func() {
			c.Enter("c")
			places = append(places, c.Place())
			c.Skip()
			c.Leave()
		})
		places = append(places, c.Place())
	})
	c.Leave()
	places = append(places, c.Place())
	c.Leave()
	require.Empty(t, c.Place())
	require.Equal(t, []string{"a.b[0][0].c", "a.b[0][1].c", "a.b[0]", "a.b[1][0].c", "a.b[1]", "a"}, places)
	require.Empty(t, *faults)
	require.Empty(t, c.Broken())
	require.NoError(t, c.Err())
}

// What is of another kind is skipped, and a fault but for null.
func TestWantedKinds(t *testing.T) {
	c, faults := cursor(`["a",1,[true],{"b":[]},"c"]`)
	var words []string
	c.Each(func() { words = append(words, c.Word()) })
	require.Equal(t, []string{"a", "", "", "", "c"}, words)
	require.Equal(t, []string{
		"[1]: a number instead of a text", "[2]: a list instead of a text", "[3]: an object instead of a text",
	}, *faults)

	c, faults = cursor(`"a"`)
	require.Nil(t, c.Words())
	require.Equal(t, []string{": a text instead of a list"}, *faults)

	c, faults = cursor("null")
	require.False(t, c.Is(strictjson.Number))
	require.Empty(t, *faults)
	c.End()
	require.NoError(t, c.Err())
}

func TestNullIsNoElement(t *testing.T) {
	c, faults := cursor(`["a",null]`)
	require.Equal(t, []string{"a", ""}, c.Words())
	require.Equal(t, []string{"[1]: null in a list"}, *faults)
}

// A fault of syntax is where the reading was, and tells of nothing else.
func TestBrokenPlaces(t *testing.T) {
	for document, want := range map[string]string{
		`["a",["b",x]]`: "a[1][1]", `["a",`: "a[1]", `["a"`: "a", `[1,"`: "a[1]", "": "a", "[": "a[0]", `["a"]`: "",
	} {
		c, faults := cursor(document)
		c.Enter("a")
		c.Each(func() {
			if c.Kind() == strictjson.Array {
				c.Words()
				return
			}
			c.Skip()
		})
		c.End()
		c.Leave()
		require.Equal(t, want, c.Broken(), document)
		require.Empty(t, *faults, document)
	}
}
