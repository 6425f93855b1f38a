package main

import (
	"time"

	"github.com/partnerhub/partnerhub"
)

// ours asks a view that has been asked before: the facets of its instant are
// known.
var ours = engine{
	name: "partnerhub", threads: 1, parse: parseOurs,
	open: func(people *directory) (compiler, error) {
		return compileOurs(people.warm), nil
	},
}

// oursCold asks the first question about an instant: each time it is another
// one, of which nothing is known.
var oursCold = engine{
	name: "partnerhub, new instant", threads: 1,
	open: func(people *directory) (compiler, error) {
		instant := asOf
		return compileOurs(func() partnerhub.View {
			instant = instant.Add(time.Nanosecond) // far from any change
			return people.hub.At(instant)
		}), nil
	},
}

// warm returns the one view.
func (d *directory) warm() partnerhub.View { return d.view }

func compileOurs(view func() partnerhub.View) compiler {
	return func(text string) (answer, error) {
		filter, err := partnerhub.ParseFilter(text)
		var ids []string
		return answer{
			count: func() (int, error) {
				found, err := view().Where(filter)
				return found.Len(), err
			},
			matches: func() ([]string, error) {
				found, err := view().Where(filter)
				ids = ids[:0]
				for id := range found.IDs() {
					ids = append(ids, id)
				}
				return ids, err
			},
		}, err
	}
}

func parseOurs(text string) error {
	_, err := partnerhub.ParseFilter(text)
	return err
}
