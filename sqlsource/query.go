package sqlsource

import (
	"context"
	"database/sql"
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

// prepare returns the statement of a text. The caller has the lock.
func (s *snapshot) prepare(ctx context.Context, text string) (*sql.Stmt, error) {
	if statement, exists := s.statements[text]; exists {
		return statement, nil
	}
	statement, err := s.tx.PrepareContext(ctx, s.dialect.text(text))
	if err == nil {
		s.statements[text] = statement
	}
	return statement, err
}

// all returns what scan makes of each row of a query. No row is open after it, so
// streams can take turns and be left whenever their consumers like.
func all[T any](ctx context.Context, s *snapshot, q *query, scan func(*sql.Rows) (T, error)) ([]T, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
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

// stream streams facts page by page. A page has so many facts, or fewer if it is the
// last; read returns the page after a fact, or the first (nil).
func stream[T any](ctx context.Context, s *Source, size int, read func(context.Context, scope, *T) ([]T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		of, err := s.scope(ctx)
		var last *T
		for err == nil {
			var page []T
			if page, err = read(ctx, of, last); err != nil {
				break
			}
			for i := range page {
				if err = ctx.Err(); err != nil {
					break
				}
				if last = &page[i]; !yield(*last, nil) {
					return
				}
			}
			if err == nil && len(page) < size {
				return
			}
		}
		yield(none, fmt.Errorf("sqlsource: %w", err))
	}
}
