package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

var placeholder = regexp.MustCompile(`%[sd]`)

func TestWordsAreInBothLanguages(t *testing.T) {
	require.Len(t, languages, len(wording{}))
	for word, texts := range words {
		for _, language := range languages {
			require.NotEmpty(t, strings.TrimSpace(texts[language]), word)
		}
		require.Equal(t, placeholder.FindAllString(texts[partnerhub.English], -1), placeholder.FindAllString(texts[partnerhub.German], -1), word)
	}
}

// All words are used: whole, or put together of a beginning and a name.
func TestWordsAreUsed(t *testing.T) {
	var code strings.Builder
	for _, pattern := range []string{"*.go", "templates/*.html", "templates/*/*.html"} {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, file := range files {
			if file == "words.go" || strings.HasSuffix(file, "_test.go") {
				continue
			}
			content, err := os.ReadFile(file)
			require.NoError(t, err)
			code.Write(content)
		}
	}
	for word := range words {
		begin, _, _ := strings.Cut(word, ".")
		used := strings.Contains(code.String(), `"`+word+`"`) || strings.Contains(code.String(), `"`+begin+`."`)
		require.True(t, used, word)
	}
}

// Words that are put together exist for all names that there are.
func TestWordsForAllNames(t *testing.T) {
	for _, s := range sections {
		require.Contains(t, words, "section."+s.name())
		require.Contains(t, words, "about."+s.name())
	}
	for _, role := range []partnerhub.Role{partnerhub.RoleFull, partnerhub.RoleReadOnly, partnerhub.RoleAdmin, partnerhub.RoleProvisioning, partnerhub.RoleHelpDesk} {
		require.Contains(t, words, "role."+role.String())
	}
	for _, renewal := range []partnerhub.Renewal{partnerhub.RenewalUnknown, partnerhub.RenewalAuto, partnerhub.RenewalNone} {
		require.Contains(t, words, "renewal."+renewal.String())
	}
	for _, state := range []partnerhub.TermState{partnerhub.TermPending, partnerhub.TermActive, partnerhub.TermEnded} {
		require.Contains(t, words, "state."+state.String())
	}
	for _, state := range []partnerhub.InvoiceState{partnerhub.InvoiceOpen, partnerhub.InvoiceOverdue, partnerhub.InvoicePaid} {
		require.Contains(t, words, "invoice."+state.String())
	}
	for _, kind := range []partnerhub.OrderKind{partnerhub.OrderNew, partnerhub.OrderChange, partnerhub.OrderRenewal, partnerhub.OrderCancellation} {
		require.Contains(t, words, "order."+kind.String())
	}
	for _, managed := range []partnerhub.ManagedBy{partnerhub.ManagedByPartner, partnerhub.ManagedByExternal} {
		require.Contains(t, words, "managedBy."+managed.String())
	}
}

func TestNumbersOfALanguage(t *testing.T) {
	english, german := look{Language: partnerhub.English}, look{Language: partnerhub.German}
	require.Equal(t, "−1,234,567", english.Num(-1234567))
	require.Equal(t, "1.234.567", german.Num(1234567))
	require.Equal(t, "999", german.Num(999))
	require.Equal(t, "+1,000", english.Change(partnerhub.Known(1000)))
	require.Equal(t, "0", english.Change(partnerhub.Known(0)))
	require.Equal(t, "–", english.Change(partnerhub.Count{}))
	require.Equal(t, "66.67%", english.Percent(partnerhub.Ratio{Num: 2, Den: 3}))
	require.Equal(t, "1.066,67\u00a0%", german.Percent(partnerhub.Ratio{Num: 32, Den: 3}))
	require.Equal(t, "–", german.Percent(partnerhub.Ratio{}))
	require.Equal(t, "7,67", german.Average(partnerhub.Average{Num: 23, Den: 3}))
	money, err := partnerhub.ParseMoney("-12000.5", "EUR")
	require.NoError(t, err)
	require.Equal(t, "−12.000,5\u00a0EUR", german.Money(money))
	require.Equal(t, "–", german.Money(partnerhub.Money{}))
	require.Equal(t, "31.01.2026", german.Day(fixtureDay))
	require.Equal(t, "2026-01-31 09:00 UTC", english.Moment(fixtureDay))
}
