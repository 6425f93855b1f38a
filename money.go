package partnerhub

import (
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/partnerhub/partnerhub/internal/exact"
)

// Money is an exact amount in one currency. The amount of a fact has at most 38
// digits, at most 18 of them after the point; [Load] refuses others. A sum has
// as many digits as it needs. Amounts of different currencies are never added.
//
// The zero Money means that no amount is given, which is not the same as an
// amount of zero in some currency. Money is a value, safe to share.
type Money struct {
	// Amount is the exact decimal amount in units of the currency.
	Amount decimal.Decimal
	// Currency is the ISO 4217 code: three capital letters.
	Currency string
}

// ParseMoney returns the money of an amount such as "-12.50" (no exponent, no
// plus sign, within the bounds of [Money]) and a currency such as "EUR".
func ParseMoney(amount, currency string) (Money, error) {
	return parseMoney(amount, currency, exact.AmountDigits)
}

func parseMoney(amount, currency string, maxDigits int) (Money, error) {
	value, err := exact.ParseAmount(amount, maxDigits)
	if err != nil {
		return Money{}, fmt.Errorf("partnerhub: %w", err)
	}
	if err := checkCurrency(currency); err != nil {
		return Money{}, fmt.Errorf("partnerhub: %w", err)
	}
	return Money{Amount: value, Currency: currency}, nil
}

// IsZero reports whether no amount is given. An amount of 0 EUR is given.
func (m Money) IsZero() bool { return m.Currency == "" && m.Amount.IsZero() }

// String returns the amount in plain digits without trailing zeros and the
// currency ("12000 EUR"), or "" when no amount is given.
func (m Money) String() string {
	if m.IsZero() {
		return ""
	}
	if err := m.check(); err != nil {
		return "invalid money"
	}
	return exact.FormatAmount(m.Amount) + " " + m.Currency
}

type moneyJSON struct {
	Amount   string `json:"amount"`
	Currency string `json:"currency"`
}

// MarshalJSON writes {"amount": "12000", "currency": "EUR"}, or null when no
// amount is given. It fails when the money is out of bounds.
func (m Money) MarshalJSON() ([]byte, error) {
	if m.IsZero() {
		return []byte("null"), nil
	}
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("partnerhub: %w", err)
	}
	return json.Marshal(moneyJSON{exact.FormatAmount(m.Amount), m.Currency})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (m *Money) UnmarshalJSON(data []byte) error {
	var text *moneyJSON
	if err := json.Unmarshal(data, &text); err != nil {
		return fmt.Errorf("partnerhub: money: %w", err)
	}
	if text == nil {
		*m = Money{}
		return nil
	}
	parsed, err := parseMoney(text.Amount, text.Currency, exact.SumDigits)
	if err != nil {
		return err
	}
	*m = parsed
	return nil
}

// check says whether the money can be printed: it is a fact's, or a sum.
func (m Money) check() error {
	if err := exact.CheckAmount(m.Amount, exact.SumDigits); err != nil {
		return err
	}
	return checkCurrency(m.Currency)
}

func checkCurrency(code string) error {
	if len(code) == 3 && isCapital(code[0]) && isCapital(code[1]) && isCapital(code[2]) {
		return nil
	}
	return fmt.Errorf("%s is not a currency: three capital letters", exact.Cut(code))
}

func isCapital(c byte) bool { return 'A' <= c && c <= 'Z' }
