package partnerhub_test

import (
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/partnerhub/partnerhub"
)

// service is what a service keeps: the hub of now. Readers take it and never
// wait; writers come one after the other, since each builds on the hub of the
// one before.
type service struct {
	hub     atomic.Pointer[partnerhub.Hub]
	writers sync.Mutex
}

// now returns the hub of now. It stays as it is for as long as somebody holds it.
func (s *service) now() *partnerhub.Hub { return s.hub.Load() }

// change makes changes for all who ask from now on, or none of them.
func (s *service) change(changes ...partnerhub.Change) error {
	s.writers.Lock()
	defer s.writers.Unlock()
	next, err := s.now().Apply(changes...)
	if err != nil {
		return err
	}
	s.hub.Store(next)
	return nil
}

// A service that answers many at once while customers change.
func Example_service() {
	var s service
	s.hub.Store(loadNordwind())

	answering := s.now() // a request takes one hub and stays with it
	err := s.change(partnerhub.RemoveCustomer{ID: "c-1"})
	fmt.Println("changed:", err == nil)
	fmt.Println("the request still sees", answering.At(theDay).Len(), "customers, the next one", s.now().At(theDay).Len())

	err = s.change(partnerhub.RemoveCustomer{ID: "c-1"})
	fmt.Println(err)
	fmt.Println("after the failed change:", s.now().At(theDay).Len())
	// Output:
	// changed: true
	// the request still sees 6 customers, the next one 5
	// partnerhub: changes[0].id: there is no customer "c-1"
	// after the failed change: 5
}
