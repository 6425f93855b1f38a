package partnerhub

import (
	"iter"
	"slices"
	"strconv"
	"time"
)

// The columns of the tables.
var (
	labelCustomerID    = wording{"Customer ID", "Kunden-ID"}
	labelCustomer      = wording{"Customer", "Kunde"}
	labelEntitlementID = wording{"Entitlement ID", "Berechtigungs-ID"}
	labelSubscription  = wording{"Subscription", "Abonnement"}
	labelTotal         = wording{"Licenses", "Lizenzen"}
	labelAssigned      = wording{"Assigned", "Zugewiesen"}
	labelUsed          = wording{"Used", "Genutzt"}
	labelAvailable     = wording{"Available", "Verfügbar"}
	labelDaysSince     = wording{"Days since added", "Tage seit Beginn"}
	labelWeekAssigned  = wording{"Assigned, weekly change", "Zugewiesen, Änderung zur Vorwoche"}
	labelWeekUsed      = wording{"Used, weekly change", "Genutzt, Änderung zur Vorwoche"}
	labelDaysUntil     = wording{"Days until end", "Tage bis zum Ende"}
	labelQuarter       = wording{"Used in the last 3 months", "Genutzt in den letzten 3 Monaten"}
	labelQuarterAtHand = wording{"At least", "Mindestens"}
	labelDecide        = wording{"Last day to decide", "Letzter Tag zur Entscheidung"}
	labelDecided       = wording{"Decision passed", "Entscheidung verstrichen"}
	labelMonthsSince   = wording{"Months since added", "Monate seit Beginn"}
	labelShare         = wording{"Assigned %", "Zugewiesen %"}
	labelUsedShare     = wording{"Used %", "Genutzt %"}
	labelBenchmark     = wording{"Peers' benchmark %", "Vergleichswert %"}
	labelPeers         = wording{"Peers", "Vergleichskunden"}
	labelBand          = wording{"Size of peers", "Größe der Vergleichskunden"}
	labelOverage       = wording{"Overage", "Überschreitung"}
	labelMonthsLeft    = wording{"Months remaining", "Verbleibende Monate"}
	labelRenewal       = wording{"Renewal", "Verlängerung"}
	labelHeadline      = wording{"Headline", "Wichtigster Status"}
	labelAsOf          = wording{"As of", "Stand"}
	labelNoAssigned    = wording{"Licenses, assigned unknown", "Lizenzen, Zuweisung unbekannt"}
	labelNoUsed        = wording{"Licenses, used unknown", "Lizenzen, Nutzung unbekannt"}
	labelSamples       = wording{"Samples", "Messungen"}
	labelPerDay        = wording{"Assigned per day", "Zuweisungen pro Tag"}
	labelFullOn        = wording{"All assigned on", "Alle zugewiesen am"}
	labelFinding       = wording{"Finding", "Befund"}
	labelCondition     = wording{"Condition", "Bedingung"}
	labelHolds         = wording{"Holds", "Trifft zu"}
	labelSince         = wording{"Since", "Seit"}
	labelUntil         = wording{"Until", "Bis"}
	labelReason        = wording{"Reason", "Grund"}
	labelChange        = wording{"Change", "Änderung"}
	labelByClock       = wording{"By the clock alone", "Nur durch die Zeit"}
	labelStage         = wording{"Stage", "Stufe"}
	labelCause         = wording{"Cause", "Ursache"}
)

func ofData[R any](label *wording, cell func(R) string) columnOf[R] {
	return columnOf[R]{label, dataText, cell}
}

func own[R any](label *wording, cell func(R) string) columnOf[R] {
	return columnOf[R]{label, ownText, cell}
}

func count[R any](label *wording, cell func(R) Count) columnOf[R] {
	return columnOf[R]{label, number, func(r R) string { return countCell(cell(r)) }}
}

func whole[R any](label *wording, cell func(R) int64) columnOf[R] {
	return columnOf[R]{label, number, func(r R) string { return strconv.FormatInt(cell(r), 10) }}
}

func percentage[R any](label *wording, cell func(R) Ratio) columnOf[R] {
	return columnOf[R]{label, number, func(r R) string { return cell(r).Percent() }}
}

func instantOf[R any](label *wording, cell func(R) time.Time) columnOf[R] {
	return columnOf[R]{label, ownText, func(r R) string { return formatted(cell(r), time.RFC3339Nano) }}
}

func dayOf[R any](label *wording, cell func(R) time.Time) columnOf[R] {
	return columnOf[R]{label, ownText, func(r R) string { return formatted(cell(r), time.DateOnly) }}
}

func countCell(c Count) string {
	if !c.known {
		return ""
	}
	return c.String()
}

func formatted(t time.Time, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(layout)
}

var yesNo = [2]wording{{"no", "nein"}, {"yes", "ja"}}

// flag is a column of yes and no, or of nothing where it makes no sense.
func flag[R any](label *wording, language Language, cell func(R) (holds, asked bool)) columnOf[R] {
	return columnOf[R]{label, ownText, func(r R) string {
		holds, asked := cell(r)
		if !asked {
			return ""
		}
		return yesNo[countIf(holds)].in(language)
	}}
}

// rowColumns are the columns that the rows of all sections share.
func rowColumns[R any](row func(R) *Row) []columnOf[R] {
	return []columnOf[R]{
		ofData(&labelCustomerID, func(r R) string { return row(r).CustomerID }),
		ofData(&labelCustomer, func(r R) string { return row(r).Customer }),
		ofData(&labelEntitlementID, func(r R) string { return row(r).EntitlementID }),
		ofData(&labelSubscription, func(r R) string { return row(r).Label }),
		whole(&labelTotal, func(r R) int64 { return row(r).Total }),
		count(&labelAssigned, func(r R) Count { return row(r).Assigned }),
		count(&labelUsed, func(r R) Count { return row(r).Used }),
		count(&labelAvailable, func(r R) Count { return row(r).Available }),
	}
}

// pointers iterates over pointers to the elements of a list.
func pointers[R any](list []R) iter.Seq[*R] {
	return func(yield func(*R) bool) {
		for i := range list {
			if !yield(&list[i]) {
				return
			}
		}
	}
}

// Table returns the rows of the section.
func (s RecentlyAdded) Table(language Language) Table {
	return newTable(language, append(rowColumns(func(r *RecentlyAddedRow) *Row { return &r.Row }),
		whole(&labelDaysSince, func(r *RecentlyAddedRow) int64 { return int64(r.DaysSinceAdded) }),
		count(&labelWeekAssigned, func(r *RecentlyAddedRow) Count { return r.WeeklyAssignedChange }),
		count(&labelWeekUsed, func(r *RecentlyAddedRow) Count { return r.WeeklyUsedChange }),
	), pointers(s.Rows))
}

// Table returns the rows of the section, with the last days to decide.
func (s Ending) Table(language Language) Table {
	return newTable(language, append(rowColumns(func(r *EndingRow) *Row { return &r.Row }),
		whole(&labelDaysUntil, func(r *EndingRow) int64 { return int64(r.DaysUntilEnd) }),
		count(&labelQuarter, func(r *EndingRow) Count { return r.UsedLast3Months }),
		flag(&labelQuarterAtHand, language, func(r *EndingRow) (bool, bool) { return r.UsedLast3MonthsLowerBound, r.UsedLast3Months.known }),
		dayOf(&labelDecide, func(r *EndingRow) time.Time { return r.LastDayToDecide }),
		flag(&labelDecided, language, func(r *EndingRow) (bool, bool) { return r.DecisionPassed, !r.LastDayToDecide.IsZero() }),
	), pointers(s.Rows))
}

// Table returns the rows of the section.
func (s LowAssignment) Table(language Language) Table {
	return newTable(language, append(rowColumns(func(r *LowAssignmentRow) *Row { return &r.Row }),
		whole(&labelMonthsSince, func(r *LowAssignmentRow) int64 { return int64(r.MonthsSinceAdded) }),
		percentage(&labelShare, func(r *LowAssignmentRow) Ratio { return r.AssignedShare }),
		count(&labelWeekAssigned, func(r *LowAssignmentRow) Count { return r.WeeklyAssignedChange }),
		percentage(&labelBenchmark, func(r *LowAssignmentRow) Ratio { return Ratio{int64(r.Peers.Benchmark), 10_000} }),
		whole(&labelPeers, func(r *LowAssignmentRow) int64 { return int64(r.Peers.Count) }),
		own(&labelBand, func(r *LowAssignmentRow) string { return r.Peers.Band }),
	), pointers(s.Rows))
}

// Table returns the rows of the section.
func (s Overage) Table(language Language) Table {
	return newTable(language, append(rowColumns(func(r *OverageRow) *Row { return &r.Row }),
		whole(&labelOverage, func(r *OverageRow) int64 { return r.Overage }),
		count(&labelMonthsLeft, func(r *OverageRow) Count { return r.MonthsRemaining }),
		own(&labelRenewal, func(r *OverageRow) string { return renewalWord(r.Renewal, language) }),
		percentage(&labelShare, func(r *OverageRow) Ratio { return r.AssignedShare }),
		percentage(&labelUsedShare, func(r *OverageRow) Ratio { return r.UsedShare }),
	), pointers(s.Rows))
}

// SeatOutlookTable returns a table of outlooks.
func SeatOutlookTable(list []SeatOutlook, language Language) Table {
	return newTable(language, append(rowColumns(func(r *SeatOutlook) *Row { return &r.Row }),
		whole(&labelSamples, func(r *SeatOutlook) int64 { return int64(r.Samples) }),
		columnOf[*SeatOutlook]{&labelPerDay, number, func(r *SeatOutlook) string { return r.PerDay.Value() }},
		dayOf(&labelFullOn, func(r *SeatOutlook) time.Time { return r.FullOn }),
	), pointers(list))
}

// CustomersTable returns a table of customers, such as those of [View.Customers],
// with a column for each status.
func CustomersTable(list iter.Seq[CustomerStatus], language Language) Table {
	columns := []columnOf[CustomerStatus]{
		ofData(&labelCustomerID, func(c CustomerStatus) string { return c.ID }),
		ofData(&labelCustomer, func(c CustomerStatus) string { return c.Name }),
		own(&labelHeadline, func(c CustomerStatus) string { return c.Headline.Label(language) }),
	}
	for _, status := range Statuses() {
		columns = append(columns, flag(&definitions[status].label, language, func(c CustomerStatus) (bool, bool) {
			return slices.Contains(c.Statuses, status), true
		}))
	}
	return newTable(language, columns, list)
}

// TrendTable returns a table of the points of a trend.
func TrendTable(points []TrendPoint, language Language) Table {
	return newTable(language, []columnOf[*TrendPoint]{
		instantOf(&labelAsOf, func(p *TrendPoint) time.Time { return p.AsOf }),
		whole(&labelTotal, func(p *TrendPoint) int64 { return p.Total }),
		count(&labelAssigned, func(p *TrendPoint) Count { return p.Assigned }),
		count(&labelUsed, func(p *TrendPoint) Count { return p.Used }),
		whole(&labelNoAssigned, func(p *TrendPoint) int64 { return p.UnknownAssigned }),
		whole(&labelNoUsed, func(p *TrendPoint) int64 { return p.UnknownUsed }),
	}, pointers(points))
}

// FindingsTable returns a table of findings, such as those of [View.Findings].
func FindingsTable(list iter.Seq[Finding], language Language) Table {
	return newTable(language, []columnOf[Finding]{
		ofData(&labelFinding, func(f Finding) string { return f.ID }),
		ofData(&labelCustomerID, func(f Finding) string { return f.CustomerID }),
		ofData(&labelCustomer, func(f Finding) string { return f.Customer }),
		own(&labelCondition, func(f Finding) string { return f.Condition.Label(language) }),
		ofData(&labelReason, func(f Finding) string { return f.Reason.Text(language) }),
	}, list)
}

// Table returns a row for each condition.
func (e Explanation) Table(language Language) Table {
	return newTable(language, []columnOf[*ConditionExplanation]{
		own(&labelCondition, func(c *ConditionExplanation) string { return c.Condition.Label(language) }),
		own(&labelHolds, func(c *ConditionExplanation) string { return c.Verdict.Label(language) }),
		instantOf(&labelSince, func(c *ConditionExplanation) time.Time { return c.Since }),
		instantOf(&labelUntil, func(c *ConditionExplanation) time.Time { return c.Until }),
		ofData(&labelReason, func(c *ConditionExplanation) string { return c.why(language) }),
	}, pointers(e.Conditions))
}

// changedCustomer is a row of the table of a comparison.
type changedCustomer struct {
	condition Condition
	entered   bool
	*CustomerChange
}

var changeWords = [2]wording{{"left", "ausgeschieden"}, {"entered", "hinzugekommen"}}

// Table returns a row for each customer that entered or left a condition.
func (c Comparison) Table(language Language) Table {
	return newTable(language, []columnOf[changedCustomer]{
		own(&labelCondition, func(c changedCustomer) string { return c.condition.Label(language) }),
		own(&labelChange, func(c changedCustomer) string { return changeWords[countIf(c.entered)].in(language) }),
		ofData(&labelCustomerID, func(c changedCustomer) string { return c.CustomerID }),
		ofData(&labelCustomer, func(c changedCustomer) string { return c.Customer }),
		flag(&labelByClock, language, func(c changedCustomer) (bool, bool) { return c.ByClock, true }),
		ofData(&labelCause, func(c changedCustomer) string { return c.Text(language) }),
	}, c.customers())
}

// customers iterates over the customers of all changes, those that entered first.
func (c Comparison) customers() iter.Seq[changedCustomer] {
	return func(yield func(changedCustomer) bool) {
		for _, change := range c.Changes {
			for i := range change.Entered {
				if !yield(changedCustomer{change.Condition, true, &change.Entered[i]}) {
					return
				}
			}
			for i := range change.Left {
				if !yield(changedCustomer{change.Condition, false, &change.Left[i]}) {
					return
				}
			}
		}
	}
}
