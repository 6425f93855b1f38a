package main

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"
)

func found(ids ...string) answer {
	return answer{
		count:   func() (int, error) { return len(ids), nil },
		matches: func() ([]string, error) { return ids, nil },
	}
}

// Every filter finds somebody, and not everybody, and all engines agree on whom.
func TestEnginesAgree(t *testing.T) {
	people, err := populationOf(1000, 2).directory(t.Context())
	require.NoError(t, err)
	for _, e := range engines {
		compile, err := e.open(people)
		require.NoError(t, err)
		for _, q := range questions {
			reference, err := compileOurs(people.warm)(q.filter)
			require.NoError(t, err)
			answer, err := compile(q.filter)
			require.NoError(t, err)
			require.NoError(t, agree(reference, answer), "%s: %s", e.name, q.filter)
			count, err := answer.count()
			require.NoError(t, err)
			require.Positive(t, count, q.filter)
			require.Less(t, count, len(people.records), q.filter)
		}
	}
}

func TestDisagreement(t *testing.T) {
	require.NoError(t, agree(found("a", "b"), found("a", "b")))
	require.EqualError(t, agree(found("a", "b"), found("a", "c")), "match 1 is c, ours is b")
	require.EqualError(t, agree(found("a", "b"), found("a")), "1 matches, count 1; ours are 2")
	require.EqualError(t, agree(found("a"), found("a", "b")), "2 matches, count 2; ours are 1")

	miscounted := found("a")
	miscounted.count = found().count
	require.EqualError(t, agree(found("a"), miscounted), "1 matches, count 0; ours are 1")
	broken := found("a")
	broken.matches = func() ([]string, error) { return nil, errors.New("broken") }
	require.EqualError(t, agree(found("a"), broken), "broken")
}
