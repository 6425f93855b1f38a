package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/testdata"
)

const usage = `Dashboard serves a dashboard of a partner's customers to browsers.

Usage: dashboard [-listen ADDRESS] [-open] [-data FILE]

  -listen ADDRESS  where to listen; 127.0.0.1:8080 without it, port 0 is any free one
  -open            allow an address that other machines reach: whoever does may
                   sign in as anybody, since the demo has no passwords
  -data FILE       the dataset; without it, the one that ships with the project

It ends when it is interrupted or terminated: requests that have begun are answered
for up to 5 seconds, then their connections are closed.

The exit status is 0; 1 if the data is wrong or the address is taken; or 2 if a
flag is wrong.
`

// options are what the flags say.
type options struct {
	address *net.TCPAddr
	data    string // "": the dataset that ships with the project
}

// usageError is an error about the flags.
type usageError struct{ error }

func parseOptions(args []string) (o options, err error) {
	flags := flag.NewFlagSet("dashboard", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	listen := flags.String("listen", "127.0.0.1:8080", "")
	open := flags.Bool("open", false, "")
	flags.StringVar(&o.data, "data", "", "")
	err = flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return o, err
	case err != nil:
		return o, usageError{err}
	case flags.NArg() > 0:
		return o, usageError{fmt.Errorf("%q is not a flag", flags.Arg(0))}
	}
	o.address, err = address(*listen, *open)
	return o, err
}

// address returns where to listen. Other machines must not reach a demo without
// passwords by mistake, as they would with ":8080".
func address(listen string, open bool) (*net.TCPAddr, error) {
	a, err := net.ResolveTCPAddr("tcp", listen)
	if err != nil {
		return nil, usageError{fmt.Errorf("-listen: %w", err)}
	}
	if !open && !a.IP.IsLoopback() {
		return nil, usageError{fmt.Errorf("-listen %s: other machines can reach it; use a loopback address such as 127.0.0.1:8080, or add -open", listen)}
	}
	return a, nil
}

func (o options) dataset() (*partnerhub.Dataset, error) {
	if o.data == "" {
		return partnerhub.ParseDataset(testdata.Portfolio())
	}
	document, err := os.ReadFile(o.data)
	if err != nil {
		return nil, err
	}
	return partnerhub.ParseDataset(document)
}
