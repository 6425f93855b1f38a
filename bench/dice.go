package main

import (
	"math/rand/v2"
	"time"
)

// dice is chance that falls the same way in every run.
type dice struct{ *rand.Rand }

const seed = 0x9e3779b97f4a7c15

// newDice returns the dice of a customer, one for each purpose.
func newDice(number int, purpose uint64) dice {
	return dice{rand.New(rand.NewPCG(seed+purpose, uint64(number)))}
}

// percent reports true so many times of a hundred.
func (d dice) percent(n int) bool { return d.IntN(100) < n }

// between returns a number from low to high.
func (d dice) between(low, high int) int { return low + d.IntN(high-low+1) }

// instant returns an instant from so many days after asOf to so many; days
// before it are negative.
func (d dice) instant(from, to int) time.Time {
	const secondsPerDay = 24 * 60 * 60
	return asOf.Add(time.Duration(d.between(from*secondsPerDay, to*secondsPerDay)) * time.Second)
}

// pick returns one of a list.
func pick[T any](d dice, list []T) T { return list[d.IntN(len(list))] }
