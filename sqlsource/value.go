package sqlsource

import (
	"database/sql"
	"encoding"
	"fmt"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub"
)

// What the columns hold, as facts have it. NULL is the zero value.

const secondsPerDay = 24 * 60 * 60

// instant reads a column of instants.
type instant struct{ to *time.Time }

func (i instant) Scan(value any) error {
	switch value := value.(type) {
	case nil:
		*i.to = time.Time{}
	case time.Time:
		*i.to = value.UTC()
	case string:
		t, err := partnerhub.ParseInstant(value)
		if err != nil {
			return bare{err}
		}
		*i.to = t.UTC()
	default:
		return fmt.Errorf("%v is not an instant", value)
	}
	return nil
}

// day reads a column of days.
type day struct{ to *time.Time }

func (d day) Scan(value any) error {
	switch value := value.(type) {
	case time.Time:
		*d.to = value.UTC()
	case int64:
		// Days beyond what a time can be would come out as others.
		const most = 3_652_059 * 10
		if value < -most || value > most {
			return fmt.Errorf("%d is not a day", value)
		}
		*d.to = time.Unix(value*secondsPerDay, 0).UTC()
	default:
		return fmt.Errorf("%v is not a day", value)
	}
	return nil
}

// count reads a column of counts that may be unknown.
type count struct{ to *partnerhub.Count }

func (c count) Scan(value any) error {
	switch value := value.(type) {
	case nil:
		*c.to = partnerhub.Count{}
	case int64:
		*c.to = partnerhub.Known(value)
	default:
		return fmt.Errorf("%v is not a count", value)
	}
	return nil
}

// word reads a column of words, such as those of a renewal.
type word struct{ to encoding.TextUnmarshaler }

func (w word) Scan(value any) error {
	switch value := value.(type) {
	case nil:
		return nil
	case string:
		if err := w.to.UnmarshalText([]byte(value)); err != nil {
			return bare{err}
		}
		return nil
	default:
		return fmt.Errorf("%v is not a word", value)
	}
}

// money reads two columns; both are NULL when no amount is given.
type money struct{ amount, currency sql.NullString }

func (m money) value() (partnerhub.Money, error) {
	if !m.amount.Valid && !m.currency.Valid {
		return partnerhub.Money{}, nil
	}
	return partnerhub.ParseMoney(m.amount.String, m.currency.String)
}

// instantOf is an instant for a column; zero is NULL. It fails when the column can't
// hold it exactly.
func (d Dialect) instantOf(t time.Time) (any, error) {
	t = t.UTC()
	switch {
	case t.IsZero():
		return nil, nil
	case d == SQLite:
		return t.Format(time.RFC3339Nano), nil
	case t.Nanosecond()%1000 != 0:
		return nil, fmt.Errorf("%s is finer than a microsecond", t.Format(time.RFC3339Nano))
	}
	return t, nil
}

// maxIDBytes is how long an id may be in PostgreSQL. Two of them have to fit into an
// entry of an index, which has 2,704 bytes.
const maxIDBytes = 1300

// checkText fails when a column can't hold a text. Other columns of ids refer to one
// that is called id.
func (d Dialect) checkText(column, text string) error {
	switch {
	case d == SQLite:
		return nil
	case strings.ContainsRune(text, 0):
		return fmt.Errorf("%.100q has a NUL, which PostgreSQL can't hold", text)
	case column == "id" && len(text) > maxIDBytes:
		return fmt.Errorf("an id of %d bytes: PostgreSQL can hold %d", len(text), maxIDBytes)
	}
	return nil
}

// dayOf is the civil day of an instant, in UTC, for a column.
func (d Dialect) dayOf(t time.Time) any {
	year, month, date := t.UTC().Date()
	midnight := time.Date(year, month, date, 0, 0, 0, 0, time.UTC)
	if d == SQLite {
		return midnight.Unix() / secondsPerDay
	}
	return midnight
}

func countOf(c partnerhub.Count) any {
	if n, known := c.Value(); known {
		return n
	}
	return nil
}

// wordOf is a word for a column; none is NULL.
func wordOf(w fmt.Stringer) any {
	if text := w.String(); text != "" {
		return text
	}
	return nil
}

// moneyOf is an amount and a currency for two columns. It goes by the text of the
// library, which knows of amounts that would fill memory with digits.
func moneyOf(m partnerhub.Money) (amount, currency any) {
	if m.IsZero() {
		return nil, nil
	}
	amountText, currencyText, _ := strings.Cut(m.String(), " ")
	return amountText, currencyText
}
