// Package portfolio is where the example programs begin: with the dataset that
// ships with the project, loaded as the quickstart does it step by step.
package portfolio

import (
	"context"
	"fmt"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/testdata"
)

// Load returns the facts and the hub that holds them. It panics if they can't be
// used: they are part of the program.
func Load() (*partnerhub.Dataset, *partnerhub.Hub) {
	data, err := partnerhub.ParseDataset(testdata.Portfolio())
	if err != nil {
		panic(fmt.Errorf("the dataset of the examples: %w", err))
	}
	hub, err := partnerhub.Load(context.Background(), data)
	if err != nil {
		panic(fmt.Errorf("the dataset of the examples: %w", err))
	}
	return data, hub
}
