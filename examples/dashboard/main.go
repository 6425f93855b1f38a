// Dashboard is a small web dashboard around the library: server-rendered pages
// behind net/http. It shows hosts how to keep one immutable hub that is swapped
// atomically, how the administrator of a session becomes a view, and how a view
// becomes pages.
//
//	go run ./examples/dashboard [-listen ADDRESS] [-data FILE]
//
// Without flags it serves the dataset that ships with the project, on loopback.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/partnerhub/partnerhub"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// The exit statuses.
const (
	statusOK = iota
	statusFailed
	statusUsage
)

// run is the program: it serves until ctx is done.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	err := start(ctx, args, stdout)
	switch {
	case err == nil:
		return statusOK
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, usage)
		return statusOK
	}
	fmt.Fprint(stderr, explain(err))
	if _, ok := errors.AsType[usageError](err); ok {
		return statusUsage
	}
	return statusFailed
}

// explain returns what to tell about an error; for faulty facts, with all faults.
func explain(err error) string {
	if faulty, ok := errors.AsType[*partnerhub.DataError](err); ok {
		return fmt.Sprintf("dashboard: the dataset can't be used; faults: %d\n%s", faulty.Total, faulty.Details())
	}
	return fmt.Sprintf("dashboard: %v\n", err)
}

// start reads the facts and serves them.
func start(ctx context.Context, args []string, stdout io.Writer) error {
	o, err := parseOptions(args)
	if err != nil {
		return err
	}
	facts, err := o.dataset()
	if err != nil {
		return err
	}
	s, err := newServer(ctx, facts, time.Now())
	if err != nil {
		return err
	}
	s.anyHost = !o.address.IP.IsLoopback()
	listener, err := net.ListenTCP("tcp", o.address)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "http://%s\n", listener.Addr())
	return serve(ctx, listener, s.handler(), shutdownTimeout)
}

// How long requests may take, and how large their headers may be. Bodies and
// addresses have bounds of their own: see guard.
const (
	headerTimeout   = 5 * time.Second
	readTimeout     = 10 * time.Second
	writeTimeout    = 30 * time.Second
	idleTimeout     = 2 * time.Minute
	shutdownTimeout = 5 * time.Second
	maxHeader       = 32 << 10
)

// serve answers requests until ctx is done, and then those that have begun. Who is not
// done within patience is cut off: that is no error.
func serve(ctx context.Context, listener net.Listener, handler http.Handler, patience time.Duration) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	err := server.Shutdown(ending)
	if errors.Is(err, context.DeadlineExceeded) {
		return server.Close()
	}
	return err
}
