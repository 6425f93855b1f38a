package main

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/testdata"
)

// testServer is a server of the dataset that ships with the project.
func testServer(t testing.TB) *server {
	facts, err := partnerhub.ParseDataset(testdata.Portfolio())
	require.NoError(t, err)
	return serverOf(t, facts)
}

func serverOf(t testing.TB, facts *partnerhub.Dataset) *server {
	s, err := newServer(context.Background(), facts, time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC))
	require.NoError(t, err)
	return s
}
