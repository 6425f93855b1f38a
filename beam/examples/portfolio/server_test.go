package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// startServer starts a job server on a free port of this machine, until the test
// ends, and returns its address.
func startServer(t *testing.T, prism string) string {
	port := freePort(t)
	server := exec.Command(prism, fmt.Sprint("-job_port=", port), "-serve_http=false", "-log_level=error")
	require.NoError(t, server.Start())
	t.Cleanup(func() {
		require.NoError(t, server.Process.Kill())
		_ = server.Wait() // it was killed
	})
	endpoint := fmt.Sprint("localhost:", port)
	require.Eventually(t, func() bool { return answers(endpoint) }, 30*time.Second, 20*time.Millisecond)
	return endpoint
}

func freePort(t *testing.T) int {
	listener, err := net.Listen("tcp", "localhost:0")
	require.NoError(t, err)
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}

func answers(endpoint string) bool {
	connection, err := (&net.Dialer{}).DialContext(context.Background(), "tcp", endpoint)
	if err != nil {
		return false
	}
	return connection.Close() == nil
}

// workerCommand writes the command by which the server starts a worker. It gets
// --id='NAME', quotes included, which the program must get without.
func workerCommand(t *testing.T, folder, program, endpoint string) string {
	command := filepath.Join(folder, "worker.sh")
	script := fmt.Sprintf(`#!/bin/sh
echo $$ >'%[1]s/worker.pid'
id=$(printf %%s "$1" | tr -d "'")
exec '%[2]s' --worker "$id" --control_endpoint=%[3]s --logging_endpoint=%[3]s
`, folder, program, endpoint)
	require.NoError(t, os.WriteFile(command, []byte(script), 0o700))
	return command
}
