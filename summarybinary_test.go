package partnerhub_test

import (
	"encoding/binary"
	"encoding/json"
	"hash/crc32"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// binaryForm is a value with a binary form.
type binaryForm interface {
	MarshalBinary() ([]byte, error)
	UnmarshalBinary(data []byte) error
}

// encoded are binary forms of all kinds, and new values to read them into.
func encoded(t testing.TB) (forms [][]byte, empty []func() binaryForm) {
	newSummary := func() binaryForm { return new(partnerhub.Summary) }
	newShares := func() binaryForm { return new(partnerhub.Shares) }
	add := func(value binaryForm, kind func() binaryForm) {
		data, err := value.MarshalBinary()
		require.NoError(t, err)
		forms, empty = append(forms, data), append(empty, kind)
	}
	add(newSummary(), newSummary)
	add(newShares(), newShares)
	for seed := range uint64(3) {
		data := testkit.Random(seed, 20)
		hub, err := partnerhub.Load(t.Context(), data)
		require.NoError(t, err)
		view, err := hub.At(data.AsOf).With(partnerhub.Policy{MinPeers: 2, Location: time.FixedZone("Troll", 3600)})
		require.NoError(t, err)
		shares := view.Shares()
		add(&shares, newShares)
		summary, err := view.Summary(t.Context(), "messaging", partnerhub.TrendOptions{Points: 2})
		require.NoError(t, err)
		add(&summary, newSummary)
		part := summary.Shares()
		add(&part, newShares)
	}
	return forms, empty
}

// seal puts the right checksum behind the rest.
func seal(form []byte) []byte {
	body := form[:max(len(form)-4, 0)]
	return binary.BigEndian.AppendUint32(slices.Clone(body), crc32.ChecksumIEEE(body))
}

func TestBinaryFormsSurvive(t *testing.T) {
	forms, empty := encoded(t)
	for i, form := range forms {
		value := empty[i]()
		require.NoError(t, value.UnmarshalBinary(form))
		again, err := value.MarshalBinary()
		require.NoError(t, err)
		require.Equal(t, form, again)
	}
}

func TestDamageIsFound(t *testing.T) {
	forms, empty := encoded(t)
	for i, form := range forms {
		value := empty[i]()
		require.NoError(t, value.UnmarshalBinary(form))
		refused := func(damaged []byte) {
			err := value.UnmarshalBinary(damaged)
			require.ErrorIs(t, err, partnerhub.ErrEncoding)
		}
		for length := range form {
			refused(form[:length])
		}
		refused(append(slices.Clone(form), 0))
		refused(append(slices.Clone(form), form...))
		for at := range form {
			for _, flip := range []byte{1, 2, 4, 8, 16, 32, 64, 128, 255} {
				damaged := slices.Clone(form)
				damaged[at] ^= flip
				refused(damaged)
			}
		}
		again, err := value.MarshalBinary()
		require.NoError(t, err)
		require.Equal(t, form, again, "what could not be read has changed the value")
	}
}

// With the right checksum, a change of any byte is refused or is another value:
// one whose form is just that.
func TestForgeriesAreRefusedOrCanonical(t *testing.T) {
	forms, empty := encoded(t)
	refused, read := 0, 0
	for i, form := range forms {
		for at := range form[:len(form)-4] {
			for change := 1; change < 256; change += 2 {
				forged := slices.Clone(form)
				forged[at] += byte(change)
				if requireCanonical(t, empty[i](), seal(forged)) {
					read++
				} else {
					refused++
				}
			}
		}
	}
	require.NotZero(t, refused)
	require.NotZero(t, read)
}

// requireCanonical reports whether a form was read. If so it is the form of what
// was read.
func requireCanonical(t testing.TB, value binaryForm, form []byte) bool {
	if err := value.UnmarshalBinary(form); err != nil {
		require.ErrorIs(t, err, partnerhub.ErrEncoding)
		return false
	}
	again, err := value.MarshalBinary()
	require.NoError(t, err)
	require.Equal(t, form, again)
	return true
}

// form is a binary form that is written down by hand, field by field.
type form struct {
	names  []string
	fields [][]byte
}

func (f *form) add(name string, bytes ...byte) {
	f.names, f.fields = append(f.names, name), append(f.fields, bytes)
}

// bytes returns the form with a field replaced, and the right checksum.
func (f *form) bytes(name string, bytes []byte) []byte {
	fields := slices.Clone(f.fields)
	if name != "" {
		fields[slices.Index(f.names, name)] = bytes
	}
	return seal(append(slices.Concat(fields...), "----"...))
}

func (f *form) addStandpoint() {
	f.add("seconds", binary.AppendVarint(nil, theDay.Unix())...)
	f.add("nanoseconds", 0)
	f.add("expiring soon", 31) // days and 1, as in the following seven
	f.add("inactivity", 31)
	f.add("expiration", 91)
	f.add("renewal", 91)
	f.add("notice", 31)
	f.add("recently added", 91)
	f.add("freshness", 31)
	f.add("grace", 0) // ZeroDays
	f.add("location", 3, 'C', 'E', 'T')
	f.add("offset", binary.AppendVarint(nil, 3600)...)
	f.add("bands", 2, 1, 10)
	f.add("min peers", 3) // less 1, as in the following two
	f.add("ceiling", binary.AppendUvarint(nil, 7999)...)
	f.add("headlines", 6, 7, 3, 2, 5, 4, 0, 1)
}

func handPolicy(t *testing.T) partnerhub.Policy {
	policy, err := partnerhub.Policy{
		Location: time.FixedZone("CET", 3600), SizeBands: []int64{1, 10}, MinPeers: 4, GraceDays: partnerhub.ZeroDays,
	}.Resolved()
	require.NoError(t, err)
	return policy
}

// sharesForm is that of the shares of three customers.
func sharesForm() *form {
	f := new(form)
	f.add("magic", 'P', 'H', 's', 'h', 'r')
	f.add("version", 2)
	f.addStandpoint()
	f.add("complete", 1)
	f.add("products", 2)
	f.add("calling", append([]byte{7}, "calling"...)...)
	f.add("shares of calling", 1, 100, 0) // band 0, share 100: 1 customer
	f.add("meetings", append([]byte{8}, "meetings"...)...)
	// Band 0, share 5: 2 customers; band 1, share 0: 1, after 9995 shares that nobody has.
	f.add("shares of meetings", append(append([]byte{2, 5, 1}, binary.AppendUvarint(nil, 9995)...), 0)...)
	return f
}

func TestSharesFormIsWhatItIs(t *testing.T) {
	var shares partnerhub.Shares
	form := sharesForm().bytes("", nil)
	require.NoError(t, shares.UnmarshalBinary(form))
	require.Equal(t, form, sharesBytes(t, shares))
	require.Equal(t, "2026-01-31T01:00:00+01:00", shares.AsOf().Format(time.RFC3339))
	require.Equal(t, []partnerhub.Product{"calling", "meetings"}, shares.Products())
	require.Equal(t, handPolicy(t), shares.Policy())
	require.NoError(t, shares.Merge(shares))
	for licenses, want := range map[int64]partnerhub.Peers{
		9:  {Benchmark: 5, Count: 4, Band: "1-9"},
		10: {Benchmark: 0, Count: 6, Band: partnerhub.BandAll}, // 0, 0, 5, 5, 5, 5: the second
	} {
		peers, enough := shares.Peers("meetings", licenses)
		require.True(t, enough)
		require.Equal(t, want, peers)
	}
}

func TestSharesThatNobodyWrites(t *testing.T) {
	huge := binary.AppendUvarint(nil, 1<<63)
	for _, c := range []struct {
		field string
		bytes []byte
		want  string
	}{
		{"magic", []byte("PHsum"), "something else"},
		{"version", []byte{1}, "the data has version 1, known is version 2"},
		{"version", []byte{0}, "the data has version 0"},
		{"seconds", []byte{0x80, 0x00}, "not in its shortest form"},
		{"seconds", slices.Repeat([]byte{0xff}, 11), "not in its shortest form"},
		{"nanoseconds", binary.AppendUvarint(nil, 1_000_000_000), "out of its range"},
		{"expiring soon", []byte{1}, "not resolved"},
		{"grace", binary.AppendUvarint(nil, 3_652_061), "out of its range"},
		{"location", []byte{255, 127}, "longer than the data"},
		{"bands", []byte{0}, "without size bands"},
		{"bands", []byte{2, 2, 10}, "an invalid policy"},
		{"bands", []byte{2, 1, 1}, "an invalid policy"},
		{"bands", append([]byte{2, 1}, huge...), "out of its range"},
		{"bands", append([]byte{17}, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17), "an invalid policy"},
		{"min peers", huge, "out of its range"},
		{"ceiling", binary.AppendUvarint(nil, 10_000), "out of its range"},
		{"headlines", []byte{6, 7, 3, 2, 5, 4, 0, 0}, "an invalid policy"},
		{"headlines", []byte{6, 7, 3, 2, 5, 4, 0, 8}, "out of its range"},
		{"complete", []byte{2}, "out of its range"},
		{"products", []byte{3}, "the data ends too soon"},
		{"products", []byte{1}, "more data after the end"},
		{"products", []byte{200, 1}, "longer than the data"},
		{"calling", append([]byte{7}, "Calling"...), "not well formed"},
		{"calling", append([]byte{8}, "meetings"...), "not in order"},
		{"calling", append([]byte{2}, "no"...), "not in order"},
		{"shares of calling", []byte{0}, "nobody has a share"},
		{"shares of calling", append([]byte{1, 100}, huge...), "out of its range"},
		{"shares of calling", append(binary.AppendUvarint([]byte{1}, 20_002), 0), "out of its range"},
		{"shares of calling", append(binary.AppendUvarint(nil, 20_003), make([]byte, 2*20_003)...), "out of its range"}, // two bands have 20,002
		{"shares of meetings", append(binary.AppendUvarint([]byte{2, 5}, math.MaxInt-1), 1, 1), "more customers than can be counted"},
	} {
		err := new(partnerhub.Shares).UnmarshalBinary(sharesForm().bytes(c.field, c.bytes))
		require.ErrorIs(t, err, partnerhub.ErrEncoding)
		require.ErrorContains(t, err, "partnerhub: unreadable encoding: shares: ")
		require.ErrorContains(t, err, c.want, "%s: %d", c.field, c.bytes)
	}
}

// A list that is said to have millions of elements takes no more memory than the
// data does, and what is there of it: 2 megabytes for all shares of two bands.
func TestListsThatAreSaidToBeLong(t *testing.T) {
	const elements, room = 4 << 20, 2 << 20
	announced := append(binary.AppendUvarint(nil, elements), make([]byte, elements)...)
	for _, c := range []struct {
		form   *form
		value  binaryForm
		fields []string
	}{
		{sharesForm(), new(partnerhub.Shares), []string{"location", "bands", "products", "calling", "shares of calling"}},
		{summaryForm(), new(partnerhub.Summary), []string{"location", "bands", "product", "points", "expiring value", "francs", "calling", "shares"}},
	} {
		for _, field := range c.fields {
			before := slices.Concat(c.form.fields[:slices.Index(c.form.names, field)]...)
			form := seal(slices.Concat(before, announced, []byte("----")))
			requireRoom(t, len(form)+room, func() {
				require.ErrorIs(t, c.value.UnmarshalBinary(form), partnerhub.ErrEncoding, field)
			})
		}
	}
}

// summaryForm is that of a summary of six customers.
func summaryForm() *form {
	f := new(form)
	f.add("magic", 'P', 'H', 's', 'u', 'm')
	f.add("version", 3)
	f.addStandpoint()
	f.add("product", append([]byte{8}, "meetings"...)...)
	f.add("step", 6) // less 1
	f.add("points", 2)
	f.add("off", 0)
	f.add("shown", binary.AppendVarint(nil, 7200)...)
	f.add("first point", 1, 20) // active: 20 licenses
	f.add("first assigned", 1, 9, 3)
	f.add("first used", 0)
	f.add("last point", 0)
	f.add("overview", 6, 5, 4, 3, 2, 1, 3, 4) // the last two not known
	f.add("customers", 2, 3, 4, 1, 5)
	f.add("added", 30, 40)
	f.add("expiring", 1, 2, 3, 4, 5, 6, 7, 8)
	f.add("expiring value", 2)
	f.add("francs", 3, 'C', 'H', 'F', 2, 1, 1, 125) // -1.25
	f.add("euros", 3, 'E', 'U', 'R', 0, 0, 2, 1, 0) // 256
	f.add("without value", 2)
	f.add("renewing", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	f.add("low", 7, 10, 3, 8, 2, 6, 3, 1)
	f.add("low unassessed", 9)
	f.add("overage", 12)
	f.add("overage unassessed", 11)
	f.add("calling", 0, 0, 0, 0)
	f.add("shares", 2, 5, 1, 9, 0) // shares 5: 2 customers, 15: 1
	f.add("first band", 4, 5)      // compared with 4, of which the first has 5
	f.add("all bands", 1, 0, 5, 5) // and one in the second band, with a share of 0
	return f
}

func TestSummaryFormIsWhatItIs(t *testing.T) {
	var s partnerhub.Summary
	form := summaryForm().bytes("", nil)
	require.NoError(t, s.UnmarshalBinary(form))
	require.Equal(t, form, summaryBytes(t, s))
	require.Equal(t, handPolicy(t), s.Policy())
	require.Equal(t, partnerhub.TrendOptions{Points: 2, StepDays: 7}, s.TrendOptions())
	require.JSONEq(t, `{"asOf": "2026-01-31T01:00:00+01:00", "product": "meetings", "trend": [
			{"asOf": "2026-01-24T02:00:00+02:00", "total": 20, "assigned": 9, "used": null, "unknownAssigned": 3, "unknownUsed": 20},
			{"asOf": "2026-01-31T01:00:00+01:00", "total": 0, "assigned": 0, "used": 0, "unknownAssigned": 0, "unknownUsed": 0}],
		"overview": {"managedCustomers": 6, "totalCustomers": 5, "nearingExpiration": 4, "nearingRenewal": 3, "lowAssignment": 2, "lowAssignmentUnassessed": 3, "overLimit": 1, "overLimitUnassessed": 4},
		"recentlyAdded": {"customers": 2, "newLicenses": 30, "totalLicenses": 40},
		"expiring": {"customers": 3, "assignment": {"num": 1, "den": 2, "percent": "50"}, "usage": {"num": 3, "den": 4, "percent": "75"}, "unknown": 8,
			"termValue": [{"amount": "-1.25", "currency": "CHF"}, {"amount": "256", "currency": "EUR"}]},
		"renewing": {"customers": 4, "assignment": null, "usage": null, "unknown": 0, "termValue": []},
		"lowAssignment": {"customers": 1, "assignment": {"num": 7, "den": 10, "percent": "70"}, "usage": {"num": 3, "den": 8, "percent": "37.5"},
			"usageWhenAssigned": {"num": 2, "den": 6, "percent": "33.33"}, "unassigned": 3, "unknown": 1, "unassessed": 9},
		"overage": {"customers": 5, "totalOverage": 12, "averageOverage": {"num": 12, "den": 5, "value": "2.4"}, "unassessed": 11}}`, marshal(t, s))
	require.Equal(t, 2, s.Expiring().WithoutTermValue)
}

func TestSummariesThatNobodyWrites(t *testing.T) {
	for _, c := range []struct {
		field string
		bytes []byte
		want  string
	}{
		{"magic", []byte("PHshr"), "something else"},
		{"version", []byte{1}, "the data has version 1, known is version 3"},
		{"grace", []byte{1}, "not resolved"},
		{"product", []byte{0}, "not well formed"},
		{"step", binary.AppendUvarint(nil, 3660), "out of its range"},
		{"points", []byte{0}, "too few or too many points"},
		{"shown", binary.AppendVarint(nil, 7201), "an offset that is not shown"},
		{"shown", binary.AppendVarint(nil, 24*60*60), "an offset that is not shown"},
		{"first point", []byte{2, 20}, "out of its range"},
		{"first assigned", []byte{1, 9, 21}, "more licenses unknown than there are"},
		{"overview", []byte{5, 6, 4, 3, 2, 1, 3, 4}, "out of its range"},
		{"overview", []byte{6, 5, 4, 6, 2, 1, 3, 4}, "out of its range"},
		{"overview", []byte{6, 5, 4, 3, 2, 1, 4, 4}, "out of its range"}, // of 5, 2 are low
		{"overview", []byte{6, 5, 4, 3, 2, 1, 3, 5}, "out of its range"},
		{"customers", []byte{2, 3, 4, 1, 7}, "out of its range"},
		{"added", append(binary.AppendUvarint(nil, 1<<63), 40), "out of its range"},
		{"francs", []byte{3, 'E', 'U', 'R', 2, 1, 1, 125}, "currencies that are not in order"},
		{"francs", []byte{3, 'F', 'R', 'F', 2, 1, 1, 125}, "currencies that are not in order"},
		{"francs", []byte{2, 'C', 'H', 2, 1, 1, 125}, "currencies that are not in order"},
		{"euros", []byte{3, 'E', 'U', 'R', 19, 0, 2, 1, 1}, "out of its range"},
		{"euros", []byte{3, 'E', 'U', 'R', 1, 0, 1, 10}, "not in its shortest form"},
		{"euros", []byte{3, 'E', 'U', 'R', 1, 0, 0}, "not in its shortest form"},
		{"euros", []byte{3, 'E', 'U', 'R', 0, 1, 0}, "not in its shortest form"},
		{"euros", []byte{3, 'E', 'U', 'R', 0, 0, 2, 0, 1}, "not in its shortest form"},
		{"euros", append([]byte{3, 'E', 'U', 'R', 0, 0, 32}, slices.Repeat([]byte{255}, 32)...), "an amount that is too large"},
		{"shares", []byte{2, 5, 3, 9, 0}, "customers that are not among the peers"},
		{"all bands", []byte{1, 0, 6, 5}, "peers that are not those of the size bands"},
		{"all bands", append(binary.AppendUvarint(nil, math.MaxInt-2), 0, 5, 5), "more peers than can be counted"},
		{"all bands", append([]byte{1, 0, 5}, binary.AppendUvarint(nil, 10_001)...), "out of its range"},
	} {
		err := new(partnerhub.Summary).UnmarshalBinary(summaryForm().bytes(c.field, c.bytes))
		require.ErrorIs(t, err, partnerhub.ErrEncoding)
		require.ErrorContains(t, err, "partnerhub: unreadable encoding: summary: ")
		require.ErrorContains(t, err, c.want, "%s: %d", c.field, c.bytes)
	}
	tooMany := binary.AppendUvarint(nil, 10_001)
	for range 10_000 {
		tooMany = append(tooMany, 0, 0, 0) // when, shown how, and nothing active
	}
	err := new(partnerhub.Summary).UnmarshalBinary(summaryForm().bytes("points", tooMany))
	require.ErrorContains(t, err, "too few or too many points")
}

// A summary that was sent merges with one that was not, whatever the location.
func TestSentSummariesMergeWithOthers(t *testing.T) {
	policy := partnerhub.Policy{Location: berlin(t)}
	view := withPolicy(t, load(t, teamDataset()).At(theDay), policy)
	year := partnerhub.TrendOptions{Points: 3, StepDays: 120}
	fresh := summarized(t, view, "meetings", year)
	var sent partnerhub.Summary
	require.NoError(t, sent.UnmarshalBinary(summaryBytes(t, fresh)))
	require.Equal(t, marshal(t, fresh), marshal(t, sent))
	require.Equal(t, "2025-10-03T01:00:00+02:00", sent.Trend()[1].AsOf.Format(time.RFC3339))
	require.Equal(t, "Europe/Berlin", sent.Policy().Location.String())
	require.Equal(t, summaryBytes(t, sum(t, fresh, sent)), summaryBytes(t, sum(t, sent, fresh)))
	require.Equal(t, "UTC", func() string {
		var sent partnerhub.Summary
		require.NoError(t, sent.UnmarshalBinary(summaryBytes(t, summarized(t, withPolicy(t, view, partnerhub.Policy{}), "meetings", year))))
		return sent.Policy().Location.String()
	}())
}

func TestAppendBinaryAppends(t *testing.T) {
	a, _, _ := partedSummaries(t, 1)
	form, err := a.AppendBinary([]byte("before"))
	require.NoError(t, err)
	require.Equal(t, append([]byte("before"), summaryBytes(t, a)...), form)
	shares, err := a.Shares().AppendBinary([]byte("before"))
	require.NoError(t, err)
	require.Equal(t, append([]byte("before"), sharesBytes(t, a.Shares())...), shares)
}

// Forms of a thousand customers and of the same customers a thousand times have
// nearly the same size.
func TestBinaryFormDoesNotGrowWithCustomers(t *testing.T) {
	hub := oneCustomer(t, "c-1", 100)
	shares := hub.At(theDay).Shares()
	one := len(sharesBytes(t, shares))
	for range 20 {
		require.NoError(t, shares.Merge(shares))
	}
	require.LessOrEqual(t, len(sharesBytes(t, shares)), one+2)
	require.Less(t, len(summaryBytes(t, summarized(t, hub.At(theDay), "meetings", partnerhub.TrendOptions{}))), 256)
}

// FuzzUnmarshalSummary reads anything, with the right checksum: it is refused, or
// is the one form of a summary that answers and merges like any other.
func FuzzUnmarshalSummary(f *testing.F) {
	forms, _ := encoded(f)
	for _, form := range forms {
		f.Add(form)
	}
	f.Fuzz(func(t *testing.T, form []byte) {
		var summary, zero partnerhub.Summary
		if !requireCanonical(t, &summary, seal(form)) {
			return
		}
		merged := summary
		_ = merged.Merge(summary)
		require.Equal(t, seal(form), summaryBytes(t, summary))
		require.NoError(t, merged.Merge(zero))
		require.NoError(t, new(partnerhub.Summary).UnmarshalBinary(summaryBytes(t, merged)))
		require.NotPanics(t, func() { _, _ = json.Marshal(merged) })
		for _, product := range summary.Shares().Products() {
			summary.Shares().Peers(product, 1)
		}
	})
}

// FuzzUnmarshalShares does the same with shares.
func FuzzUnmarshalShares(f *testing.F) {
	forms, _ := encoded(f)
	for _, form := range forms {
		f.Add(form)
	}
	f.Fuzz(func(t *testing.T, form []byte) {
		var shares partnerhub.Shares
		if !requireCanonical(t, &shares, seal(form)) {
			return
		}
		merged := shares
		_ = merged.Merge(shares)
		require.Equal(t, seal(form), sharesBytes(t, shares))
		require.NoError(t, new(partnerhub.Shares).UnmarshalBinary(sharesBytes(t, merged)))
		for _, product := range merged.Products() {
			merged.Peers(product, 1)
		}
		compared, err := load(t, teamDataset()).At(shares.AsOf()).ComparedWith(shares)
		require.Equal(t, err != nil, compared.Len() == 0)
	})
}
