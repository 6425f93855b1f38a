package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// refused runs the program, which must fail and say why.
func refused(t *testing.T, status int, args ...string) string {
	var stdout, stderr bytes.Buffer
	require.Equal(t, status, run(t.Context(), args, &stdout, &stderr), "%q: %s", args, &stderr)
	require.Empty(t, stdout.String())
	require.True(t, strings.HasPrefix(stderr.String(), "dashboard: "), "%q", &stderr)
	return stderr.String()
}

func TestFaultyFlags(t *testing.T) {
	for _, address := range []string{":8080", "0.0.0.0:0", "[::]:0", "192.0.2.1:80"} {
		require.Contains(t, refused(t, statusUsage, "-listen", address), "other machines can reach it")
	}
	require.Contains(t, refused(t, statusUsage, "-listen", "127.0.0.1"), "-listen")
	require.Contains(t, refused(t, statusUsage, "-nonsense"), "nonsense")
	require.Contains(t, refused(t, statusUsage, "more"), `"more" is not a flag`)
	require.Contains(t, refused(t, statusFailed, "-data", filepath.Join(t.TempDir(), "nowhere.json")), "nowhere.json")
	bad := filepath.Join(t.TempDir(), "bad.json")
	require.NoError(t, os.WriteFile(bad, []byte(`{"customers": [{"id": ""}]}`), 0o600))
	require.Regexp(t, "faults: [1-9][0-9]*\n.*partner", refused(t, statusFailed, "-data", bad))

	taken, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer taken.Close()
	require.Contains(t, refused(t, statusFailed, "-listen", taken.Addr().String()), "in use")
}

func TestOpenAddress(t *testing.T) {
	o, err := parseOptions([]string{"-listen", ":0", "-open"})
	require.NoError(t, err)
	require.False(t, o.address.IP.IsLoopback())
}

func TestHelp(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.Equal(t, statusOK, run(t.Context(), []string{"-h"}, &stdout, &stderr))
	require.Equal(t, usage, stdout.String())
	require.Empty(t, stderr.String())
}

// program is one that runs. It says where it listens.
func program(t *testing.T, args ...string) (address string, stop func() (status int, stderr string)) {
	ctx, cancel := context.WithCancel(t.Context())
	var stderr bytes.Buffer
	out, in := io.Pipe()
	status := make(chan int, 1)
	go func() {
		status <- run(ctx, args, in, &stderr)
		in.Close()
	}()
	address, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	return strings.TrimSpace(address), func() (int, string) {
		cancel()
		return <-status, stderr.String()
	}
}

func TestServes(t *testing.T) {
	address, stop := program(t, "-listen", "127.0.0.1:0")
	require.Regexp(t, `^http://127\.0\.0\.1:\d+$`, address)
	response, err := http.Get(address)
	require.NoError(t, err)
	page, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	require.Contains(t, string(page), "<h1>Sign in</h1>")

	request, err := http.NewRequest(http.MethodGet, address, nil)
	require.NoError(t, err)
	request.Header.Set("X", strings.Repeat("x", 2*maxHeader))
	response, err = http.DefaultClient.Do(request)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	require.Equal(t, http.StatusRequestHeaderFieldsTooLarge, response.StatusCode)

	status, complaint := stop()
	require.Equal(t, statusOK, status)
	require.Empty(t, complaint)
	_, err = http.Get(address)
	require.Error(t, err)
}

// served serves requests by a handler, which gets the context whose end is the end of
// serving. It returns the address, what ends it, and where the result comes.
func served(t *testing.T, patience time.Duration, handle func(context.Context, http.ResponseWriter, *http.Request)) (address string, end func(), result <-chan error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	results := make(chan error, 1)
	go func() {
		results <- serve(ctx, listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handle(ctx, w, r) }), patience)
	}()
	return listener.Addr().String(), cancel, results
}

// A request that has begun is answered before the program ends.
func TestEndsGracefully(t *testing.T) {
	begun := make(chan struct{})
	address, end, result := served(t, time.Minute, func(ctx context.Context, w http.ResponseWriter, _ *http.Request) {
		close(begun)
		<-ctx.Done()
		_, _ = io.WriteString(w, "answered")
	})
	go func() {
		<-begun
		end()
	}()
	response, err := http.Get("http://" + address)
	require.NoError(t, err)
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	require.Equal(t, "answered", string(body))
	require.NoError(t, <-result)
}

// Who sends half a request and stays holds up the end for as long as one has patience,
// and gets no answer.
func TestEndsWithoutStalledClients(t *testing.T) {
	begun := make(chan struct{})
	address, end, result := served(t, 50*time.Millisecond, func(_ context.Context, _ http.ResponseWriter, r *http.Request) {
		close(begun)
		_, _ = io.ReadAll(r.Body)
	})
	client, err := net.Dial("tcp", address)
	require.NoError(t, err)
	defer client.Close()
	_, err = io.WriteString(client, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf")
	require.NoError(t, err)
	<-begun
	end()
	require.NoError(t, <-result)
	answer, _ := io.ReadAll(client)
	require.Empty(t, answer)
}

func TestHelpTellsHowItEnds(t *testing.T) {
	require.Contains(t, usage, fmt.Sprintf("for up to %d seconds", int(shutdownTimeout/time.Second)))
}

// The facts are shown as of their own instant, or of now if they don't tell.
func TestOwnData(t *testing.T) {
	own := filepath.Join(t.TempDir(), "own.json")
	require.NoError(t, os.WriteFile(own, []byte(`{"partner": {"id": "p", "name": "Own"}}`), 0o600))
	o, err := parseOptions([]string{"-data", own})
	require.NoError(t, err)
	facts, err := o.dataset()
	require.NoError(t, err)
	s, err := newServer(t.Context(), facts, time.Date(2026, 5, 4, 3, 2, 1, 0, time.FixedZone("", 3600)))
	require.NoError(t, err)
	require.Equal(t, time.Date(2026, 5, 4, 2, 2, 0, 0, time.UTC), s.asOf)
	require.Contains(t, visitor(t, s, "").page("/"), `name="as-of" type="date" value="2026-05-04"`)
	require.Equal(t, fixtureDay, testServer(t).asOf)
}
