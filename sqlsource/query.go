package sqlsource

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"
)

// query is a statement that is being written, with what it is asked with. Its text
// depends on what is asked for and never on values, so it can be prepared once.
type query struct {
	strings.Builder
	args []any
}

// add adds text, and the values for the ? in it.
func (q *query) add(text string, values ...any) *query {
	q.WriteString(text)
	q.args = append(q.args, values...)
	return q
}

func newQuery(text string, values ...any) *query { return new(query).add(text, values...) }

// all returns what scan makes of each row of a query. No row is open after it, so
// streams can take turns and be left whenever their consumers like.
func all[T any](ctx context.Context, s *snapshot, q *query, scan func(*sql.Rows) (T, error)) ([]T, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if s.closed {
		return nil, ErrClosed
	}
	statement, err := s.prepare(ctx, q.String())
	if err != nil {
		return nil, err
	}
	rows, err := statement.QueryContext(ctx, q.args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []T
	for rows.Next() {
		row, err := scan(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, row)
	}
	return list, rows.Err()
}

// record is a fact of a page, or why its rows can't be read as one.
type record[T any] struct {
	fact T
	err  error
}

// fail notes that a row of the record can't be read, unless one before it can't either.
func (r *record[T]) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// records returns the facts of a query. A row that can't be read is no error of the
// query: the facts before it are as good as ever.
func records[T any](ctx context.Context, s *snapshot, q *query, scan func(*sql.Rows, *T) error) ([]record[T], error) {
	return all(ctx, s, q, func(rows *sql.Rows) (r record[T], _ error) {
		r.err = scan(rows, &r.fact)
		return r, nil
	})
}

// named says which fact an error is about. The id is that which has just been read.
func named(id *string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%.100q: %w", *id, bare{err})
}

// errLeft says that the consumer of a stream has left it.
var errLeft = errors.New("left")

// stream streams facts page by page. A page has so many facts, or fewer if it is the
// last; read returns the page after a fact, or the first (nil). After the last page,
// strays are looked for.
func stream[T any](ctx context.Context, s *Source, size int, read func(context.Context, scope, *T) ([]record[T], error), strays ...stray) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		of, err := s.scope(ctx)
		if err == nil {
			err = yieldPages(ctx, size, func(last *T) ([]record[T], error) { return read(ctx, of, last) }, yield)
		}
		if err == nil {
			err = s.findStray(ctx, of, strays)
		}
		if err != nil && err != errLeft {
			var none T
			yield(none, wrap(err))
		}
	}
}

func yieldPages[T any](ctx context.Context, size int, read func(*T) ([]record[T], error), yield func(T, error) bool) error {
	var last *T
	for {
		page, err := read(last)
		if err != nil {
			return err
		}
		for i := range page {
			if err := ctx.Err(); err != nil {
				return err
			}
			if page[i].err != nil {
				return page[i].err
			}
			if last = &page[i].fact; !yield(*last, nil) {
				return errLeft
			}
		}
		if len(page) < size {
			return nil
		}
	}
}
