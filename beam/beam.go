// Package beam evaluates portfolios that are too large, or too many, for one
// machine, as a pipeline of Apache Beam: many partners, or the shards of one, to
// the same numbers that one hub of everything gives.
//
// Facts come in shards: some customers of a partner, each with all that is its
// own. A shard is one element, loaded and evaluated as a whole, so it should be
// worth the while: thousands of customers rather than one. A [Job] has two passes,
// here in a program that also imports Beam's package and calls this one hubbeam:
//
//	job, err := hubbeam.NewJob(question, "files") // how to open a shard: RegisterOpener
//	shares := job.Shares(s, shards)               // what customers are compared with
//	summaries := job.Summaries(s, shards, shares) // partner -> partnerhub.Summary
//	reports := job.Reports(s, shards, shares)     // hubbeam.Report, one a shard
//
// The first merges the shares of a partner's shards; the second judges each shard
// against them, and merges the summaries. Both load every shard.
//
// Workers run the same program and go no further than beam.Init, so openers are
// registered before it. A shard that can't be read, or is wrong, or is given
// twice, fails the pipeline with an error that names the partner and the shard. A
// customer who is in two shards of a partner counts twice, and is not found.
package beam

import "fmt"

// Shard names some customers of a partner, with all that is their own: their
// entitlements, the usage of these, and the administrators as far as they are
// assigned to them. Every customer of a partner is in one shard. Any texts will do,
// empty ones too.
type Shard struct {
	// Partner is the organization whose customers are compared with one another,
	// and the key of the results.
	Partner string
	// Name tells the shard from others of the partner; what it means is up to the
	// opener: a file, a range of keys.
	Name string
	// Data is for openers that want more than the name, such as the document
	// itself. It travels with the element.
	Data []byte
}

// Report is the report document of a shard.
type Report struct {
	// Partner and Shard are those of the [Shard].
	Partner, Shard string
	// Document is the JSON of a [partnerhub.Report]: the numbers, statuses and rows
	// of the shard's customers, compared with all customers of the partner. For a
	// partner with one shard this is the report of the partner.
	Document []byte
}

// Job answers a [Question] about shards. It is a value that any number of
// pipelines may use; the zero Job is not valid.
type Job struct{ shardReader }

// NewJob returns the job that asks a question about the shards that the opener of
// that name opens. It fails when the question is not valid, or can't be sent to
// other machines, and when no opener has the name.
func NewJob(question Question, opener string) (Job, error) {
	asked, err := question.resolve()
	if err != nil {
		return Job{}, err
	}
	if _, err := openerNamed(opener); err != nil {
		return Job{}, fmt.Errorf("partnerhub/beam: %w", err)
	}
	return Job{shardReader{Asked: asked, Opener: opener}}, nil
}

// in returns err with the partner and the name of a shard.
func in(shard Shard, err error) error {
	return fmt.Errorf("partnerhub/beam: partner %.100q, shard %.100q: %w", shard.Partner, shard.Name, err)
}
