// Portfolio evaluates partners whose facts are files, one for each shard, as a
// pipeline of Apache Beam, and prints what needs attention at each.
//
// Without flags it runs here, on a small demo. -data names files of one's own by
// a pattern, on this machine or in a bucket: the folder is the partner, each file
// a dataset document with some of its customers. The flags of Beam choose where
// it runs; see the README.
package main

import (
	"context"
	"embed"
	"flag"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/textio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"github.com/partnerhub/partnerhub"
	hubbeam "github.com/partnerhub/partnerhub/beam"
)

//go:embed testdata
var demo embed.FS

func init() {
	hubbeam.RegisterOpener("file", openFile)
	register.Function1x1(shardOf)
	register.Function2x2(lineOf)
}

// options are the flags that are not Beam's.
type options struct {
	data, asOf, product, out string
}

func main() {
	var o options
	flag.StringVar(&o.data, "data", "", "`pattern` of dataset documents, such as gs://facts/*/*.json; the folder is the partner (default: the demo)")
	flag.StringVar(&o.asOf, "as-of", "2026-01-31T09:00:00Z", "`instant` of the answers, in RFC 3339")
	flag.StringVar(&o.product, "product", "meetings", "`product` of the sections and the trend")
	flag.StringVar(&o.out, "out", "", "`file` for one line of JSON a partner, in no order; needed when workers are elsewhere (default: print a table)")
	flag.Parse()
	beam.Init() // a worker goes no further

	if flag.NArg() > 0 {
		fmt.Fprintf(os.Stderr, "portfolio: unexpected argument %q; the files are named by -data\n", flag.Arg(0))
		os.Exit(2)
	}
	if err := run(context.Background(), o, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "portfolio:", err)
		os.Exit(1)
	}
}

// run evaluates and, unless there is a file to write, prints a table.
func run(ctx context.Context, o options, stdout io.Writer) error {
	job, err := newJob(o)
	if err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "portfolio")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	if o.data == "" {
		o.data = filepath.Join(scratch, "testdata", "*", "*.json")
		if err := os.CopyFS(scratch, demo); err != nil {
			return err
		}
	}
	for _, name := range []string{o.data, o.out} {
		if err := checkPlace(ctx, name); err != nil {
			return err
		}
	}
	if o.out != "" {
		return beamx.Run(ctx, pipeline(job, o.data, o.out))
	}
	o.out = filepath.Join(scratch, "partners.jsonl")
	if err := beamx.Run(ctx, pipeline(job, o.data, o.out)); err != nil {
		return err
	}
	return printTable(stdout, o.out)
}

// checkPlace returns an error where Beam would panic: it knows no such place.
func checkPlace(ctx context.Context, name string) error {
	if name == "" {
		return nil
	}
	files, err := filesystem.New(ctx, name)
	if err != nil {
		return err
	}
	return files.Close()
}

// newJob returns the job of the flags.
func newJob(o options) (hubbeam.Job, error) {
	asOf, err := time.Parse(time.RFC3339, o.asOf)
	if err != nil {
		return hubbeam.Job{}, fmt.Errorf("-as-of: %w", err)
	}
	product, err := partnerhub.ParseProduct(o.product)
	if err != nil {
		return hubbeam.Job{}, fmt.Errorf("-product: %w", err)
	}
	return hubbeam.NewJob(hubbeam.Question{AsOf: asOf, Product: product}, "file")
}

// pipeline reads the files and writes a line for each partner.
func pipeline(job hubbeam.Job, data, out string) *beam.Pipeline {
	p, s := beam.NewPipelineWithRoot()
	shards := beam.ParDo(s, shardOf, fileio.MatchFiles(s, data, fileio.MatchEmptyDisallow()))
	shards = beam.Reshuffle(s, shards) // so that workers share them
	summaries := job.Summaries(s, shards, job.Shares(s, shards))
	textio.Write(s, out, beam.ParDo(s, lineOf, summaries))
	return p
}

// shardOf names the shard in a file by its path, and its partner by the folder.
func shardOf(file fileio.FileMetadata) hubbeam.Shard {
	return hubbeam.Shard{Partner: path.Base(path.Dir(filepath.ToSlash(file.Path))), Name: file.Path}
}

// openFile opens the shard in a file, here or in a bucket.
func openFile(ctx context.Context, shard hubbeam.Shard) (partnerhub.Source, error) {
	files, err := filesystem.New(ctx, shard.Name)
	if err != nil {
		return nil, err
	}
	defer files.Close()
	document, err := filesystem.Read(ctx, files, shard.Name)
	if err != nil {
		return nil, err
	}
	data, err := partnerhub.ParseDataset(document)
	if err != nil {
		return nil, err // not a nil *Dataset in an interface
	}
	return data, nil
}
