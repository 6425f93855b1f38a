package webex_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/webex"
)

// benchCustomers is a partner with as many license lines as a large one has.
const benchCustomers = 20_000

// linesPerCustomer are those of licensesAnswer.
const linesPerCustomer = 10

// pages are answers about customers as they come: a page of organizations for each
// hundred, an answer with licenses for each, and all subscriptions.
type pages struct {
	organizations [][]byte
	licenses      map[string][]byte
	subscriptions []byte
	bytes         int
}

func newPages(customers int) *pages {
	p := &pages{licenses: map[string][]byte{}}
	var organizations, subscriptions []string
	for i := range customers {
		uuid := fmt.Sprintf("5d1f0a01-7c41-4e0b-9d36-%012d", i)
		organization := id("ORGANIZATION/" + uuid)
		organizations = append(organizations, fmt.Sprintf(`{"id":%q,"displayName":"Customer %d","created":"2024-05-04T09:12:31.482Z"}`, organization, i))
		p.licenses[organization] = licensesAnswer(uuid, i)
		subscriptions = append(subscriptions, fmt.Sprintf(
			`{"header":{"subscriptionReferenceID":"Sub-%d","status":"ACTIVE","startDate":"2025-03-01","endDate":"2026-03-01","autoRenTerm":12.0,`+
				`"adjustedMrc":1000.5,"currencyCode":"EUR","endCustomer":{"id":"76%d","name":"Customer %d","country":"CH"}},"minorLines":[]}`, i, i, i))
		if len(organizations) == 100 || i == customers-1 {
			p.organizations = append(p.organizations, []byte(`{"items":[`+strings.Join(organizations, ",")+`]}`))
			organizations = nil
		}
		p.bytes += len(p.licenses[organization])
	}
	p.subscriptions = []byte(`{"subscriptions":[` + strings.Join(subscriptions, ",") + `]}`)
	p.bytes += len(p.subscriptions)
	for _, page := range p.organizations {
		p.bytes += len(page)
	}
	return p
}

// licensesAnswer has four lines that count and six that don't.
func licensesAnswer(uuid string, i int) []byte {
	var lines []string
	for n, license := range []struct{ code, name, subscription string }{
		{"EE", "Webex Meetings Suite", "Sub"}, {"BCSTD", "Webex Calling - Professional", "Sub"}, {"BCCA", "Webex Calling - Workspaces", "Sub"},
		{"MS", "Advanced Messaging", "Sub"}, {"BCRLC", "Webex Calling - Route List Calls", "Sub"}, {"CE", "Hybrid - Exchange Calendar", ""},
		{"FMS", "Basic Messaging", ""}, {"FSS", "Free screen share", ""}, {"FTC", "Call on Webex (1:1 call, non-PSTN)", ""},
		{"FTM", "Basic Space Meetings", ""},
	} {
		subscription := ""
		if license.subscription != "" {
			subscription = fmt.Sprintf(`,"subscriptionId":"Sub-%d"`, i)
		}
		lines = append(lines, fmt.Sprintf(`{"id":%q,"name":%q,"totalUnits":%d,"consumedUnits":%d,"consumedByUsers":%[4]d,"consumedByWorkspaces":0%s}`,
			id(fmt.Sprintf("LICENSE/%s:%s_a3c5e701-1b2d-4f60-8a9c-%012d", uuid, license.code, n)), license.name, 10+i%100, i%90, subscription))
	}
	return []byte(`{"items":[` + strings.Join(lines, ",") + `]}`)
}

// decode decodes all pages.
func (p *pages) decode(b *testing.B) *webex.Answers {
	a := &webex.Answers{
		AsOf: asOf, Partner: partnerhub.Partner{ID: partnerID}, Licenses: make(map[string][]webex.License, len(p.licenses)),
		Subscriptions: decoded(b, webex.DecodeSubscriptions, p.subscriptions),
	}
	for _, page := range p.organizations {
		a.Organizations = append(a.Organizations, decoded(b, webex.DecodeOrganizations, page)...)
	}
	for organization, answer := range p.licenses {
		a.Licenses[organization] = decoded(b, webex.DecodeLicenses, answer)
	}
	return a
}

// BenchmarkAnswers times what this package does beside what Load does with the
// result. A row is a license line of an answer; heap is what is in use at the end
// of a step, without the bytes of the answers.
func BenchmarkAnswers(b *testing.B) {
	p := newPages(benchCustomers)
	a := p.decode(b)
	dataset, _, err := a.Dataset()
	require.NoError(b, err)
	b.Run("step=decode", func(b *testing.B) {
		measure(b, func() any { return p.decode(b) })
		b.ReportMetric(float64(p.bytes)*float64(b.N)/b.Elapsed().Seconds()/1e6, "MB/s")
	})
	b.Run("step=dataset", func(b *testing.B) {
		measure(b, func() any {
			dataset, report, err := a.Dataset()
			require.NoError(b, err)
			return []any{dataset, report}
		})
	})
	b.Run("step=load", func(b *testing.B) {
		measure(b, func() any {
			hub, err := partnerhub.Load(b.Context(), dataset)
			require.NoError(b, err)
			return hub
		})
	})
}

// measure times a step and reports rows per second and the heap of its result.
func measure(b *testing.B, step func() any) {
	b.ReportAllocs()
	before := heap()
	var result any
	for b.Loop() {
		result = step()
	}
	const rows = benchCustomers * linesPerCustomer
	elapsed := b.Elapsed()
	b.ReportMetric(rows*float64(b.N)/elapsed.Seconds(), "rows/s")
	b.ReportMetric((float64(heap())-float64(before))/rows, "heap-B/row")
	runtime.KeepAlive(result)
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
