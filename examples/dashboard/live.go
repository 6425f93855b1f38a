package main

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/partnerhub/partnerhub"
)

// live is the hub of now. Readers take it and never wait; writers come one after
// the other, since each builds on the hub of the one before.
type live struct {
	loaded  *partnerhub.Hub // as the program began
	current atomic.Pointer[state]
	writers sync.Mutex
}

// state is a hub and what led to it: a request that takes one sees them fit
// together.
type state struct {
	hub *partnerhub.Hub
	// edits are the last ones that were made since the program began.
	edits []edit
	// forgotten is how many others were, by customer.
	forgotten map[string]int
}

// maxEdits is how many edits are remembered.
const maxEdits = 50

// edit is a change that somebody made.
type edit struct {
	word       string // what was done: the end of words
	trial      string
	customerID string
	by         partnerhub.Admin
}

func newLive(hub *partnerhub.Hub) *live {
	l := &live{loaded: hub}
	l.current.Store(&state{hub: hub})
	return l
}

// now returns the state of now. It stays as it is for as long as somebody holds it.
func (l *live) now() *state { return l.current.Load() }

// change makes a change for all who ask from now on, or nothing if it is an error.
// Decide sees the hub that the change is made to: nobody else writes meanwhile.
func (l *live) change(decide func(*partnerhub.Hub) (partnerhub.Change, edit, error)) error {
	l.writers.Lock()
	defer l.writers.Unlock()
	before := l.now()
	change, made, err := decide(before.hub)
	if err != nil {
		return err
	}
	next, err := before.hub.Apply(change)
	if err != nil {
		return err
	}
	l.current.Store(before.then(next, made))
	return nil
}

// then returns the state after an edit, which may let the first one be forgotten.
func (s *state) then(hub *partnerhub.Hub, made edit) *state {
	next := &state{hub, append(slices.Clone(s.edits), made), s.forgotten}
	if len(next.edits) > maxEdits {
		next.forgotten = maps.Clone(s.forgotten)
		if next.forgotten == nil {
			next.forgotten = map[string]int{}
		}
		next.forgotten[next.edits[0].customerID]++
		next.edits = next.edits[1:]
	}
	return next
}
