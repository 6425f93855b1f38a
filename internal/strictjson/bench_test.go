package strictjson_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/strictjson"
)

const benchmarkObjects = 10_000

type usageSample struct {
	EntitlementID string    `json:"entitlementId"`
	Product       string    `json:"product"`
	Date          time.Time `json:"date"`
	Assigned      int64     `json:"assigned"`
	Used          int64     `json:"used"`
	UsedQuarter   int64     `json:"usedQuarter"`
}

func usageDocument() []byte {
	var document bytes.Buffer
	document.WriteByte('[')
	for i := range benchmarkObjects {
		if i > 0 {
			document.WriteByte(',')
		}
		fmt.Fprintf(&document, `{"entitlementId":"Sub-%d","product":"meetings",`+
			`"date":"2026-01-26T00:00:00Z","assigned":80,"used":60,"usedQuarter":75}`, 123456+i/10)
	}
	document.WriteByte(']')
	return document.Bytes()
}

// sampleReader reads usage samples with the reader, as the root package does.
type sampleReader struct {
	*strictjson.Reader
	interned map[string]string
}

func readSamples(document []byte) ([]usageSample, error) {
	r := sampleReader{strictjson.New(document), map[string]string{}}
	var samples []usageSample
	for range r.Elements() {
		samples = append(samples, r.sample())
	}
	r.End()
	return samples, r.Err()
}

func (r *sampleReader) sample() (s usageSample) {
	for name := range r.Members() {
		switch string(name) {
		case "entitlementId":
			s.EntitlementID = r.id()
		case "product":
			s.Product = r.id()
		case "date":
			s.Date = r.instant()
		case "assigned":
			s.Assigned = r.count()
		case "used":
			s.Used = r.count()
		case "usedQuarter":
			s.UsedQuarter = r.count()
		}
	}
	return s
}

func (r *sampleReader) is(wanted strictjson.Kind) bool {
	if r.Kind() == wanted {
		return true
	}
	r.Skip()
	return false
}

func (r *sampleReader) id() string {
	if !r.is(strictjson.String) {
		return ""
	}
	text := r.Text()
	if same, known := r.interned[string(text)]; known {
		return same
	}
	same := string(text)
	r.interned[same] = same
	return same
}

func (r *sampleReader) instant() (t time.Time) {
	if r.is(strictjson.String) {
		_ = t.UnmarshalText(r.Text())
	}
	return t
}

func (r *sampleReader) count() int64 {
	if !r.is(strictjson.Number) {
		return 0
	}
	n, _ := strconv.ParseInt(string(r.Number()), 10, 64)
	return n
}

func unmarshalSamples(document []byte) (samples []usageSample, err error) {
	err = json.Unmarshal(document, &samples)
	return samples, err
}

func BenchmarkSamples(b *testing.B) {
	document := usageDocument()
	for _, way := range []struct {
		name string
		read func([]byte) ([]usageSample, error)
	}{
		{"strictjson", readSamples},
		{"encoding-json", unmarshalSamples},
	} {
		b.Run("reader="+way.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(document)))
			for b.Loop() {
				if _, err := way.read(document); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSkip(b *testing.B) {
	document := usageDocument()
	b.ReportAllocs()
	b.SetBytes(int64(len(document)))
	for b.Loop() {
		r := strictjson.New(document)
		r.Skip()
		r.End()
		if err := r.Err(); err != nil {
			b.Fatal(err)
		}
	}
}

func TestSamplesAreReadAlike(t *testing.T) {
	document := usageDocument()
	got, err := readSamples(document)
	require.NoError(t, err)
	want, err := unmarshalSamples(document)
	require.NoError(t, err)
	require.Equal(t, want, got)
}
