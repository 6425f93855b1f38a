package partnerhub

import (
	"strings"
	"time"
)

var (
	labelNewLicenses = wording{"New licenses", "Neue Lizenzen"}
	labelOfWhich     = wording{"Customers", "Kunden"}
	labelAssignment  = wording{"Assigned %", "Zugewiesen %"}
	labelUsage       = wording{"Used %", "Genutzt %"}
	labelTermValue   = wording{"Term value", "Auftragswert"}
	labelUnassigned  = wording{"Unassigned", "Nicht zugewiesen"}
	labelTotalOver   = wording{"Total", "Insgesamt"}
	labelAverage     = wording{"Average", "Im Mittel"}
	labelUnknown     = wording{"Lines not known", "Zeilen nicht bekannt"}
	labelUnassessed  = wording{"Not assessed", "Nicht beurteilt"}

	sectionLabels = [sectionKinds]wording{
		addedSection:    {"Recently added", "Neu hinzugekommen"},
		expiringSection: {"Expiring", "Ablaufend"},
		renewingSection: {"Renewing", "Sich verlängernd"},
		lowSection:      {"Low assignment", "Geringe Zuweisung"},
		overageSection:  {"Overage", "Überschreitung"},
	}
)

// HistoryTable returns a table of the points of a history: a row for each, with the
// numbers of the overview, the statuses and the sections.
func HistoryTable(points []HistoryPoint, language Language) Table {
	columns := []columnOf[*HistoryPoint]{instantOf(&labelAsOf, func(p *HistoryPoint) time.Time { return p.AsOf })}
	for _, c := range Conditions() {
		columns = append(columns, whole(&definitions[c].label, func(p *HistoryPoint) int64 { return p.customers(c) }))
	}
	columns = append(columns,
		of(addedSection, &labelOfWhich, whole(nil, func(p *HistoryPoint) int64 { return int64(p.RecentlyAdded.Customers) })),
		of(addedSection, &labelNewLicenses, whole(nil, func(p *HistoryPoint) int64 { return p.RecentlyAdded.NewLicenses })),
		of(addedSection, &labelTotal, whole(nil, func(p *HistoryPoint) int64 { return p.RecentlyAdded.TotalLicenses })),
	)
	columns = append(columns, endingColumns(expiringSection, func(p *HistoryPoint) *Ending { return &p.Expiring })...)
	columns = append(columns, endingColumns(renewingSection, func(p *HistoryPoint) *Ending { return &p.Renewing })...)
	columns = append(columns,
		of(lowSection, &labelOfWhich, whole(nil, func(p *HistoryPoint) int64 { return int64(p.LowAssignment.Customers) })),
		of(lowSection, &labelAssignment, percentage(nil, func(p *HistoryPoint) Ratio { return p.LowAssignment.Assignment })),
		of(lowSection, &labelUsage, percentage(nil, func(p *HistoryPoint) Ratio { return p.LowAssignment.Usage })),
		of(lowSection, &labelUnassigned, whole(nil, func(p *HistoryPoint) int64 { return p.LowAssignment.Unassigned })),
		of(lowSection, &labelUnknown, whole(nil, func(p *HistoryPoint) int64 { return int64(p.LowAssignment.Unknown) })),
		of(lowSection, &labelUnassessed, whole(nil, func(p *HistoryPoint) int64 { return int64(p.LowAssignment.Unassessed) })),
		of(overageSection, &labelOfWhich, whole(nil, func(p *HistoryPoint) int64 { return int64(p.Overage.Customers) })),
		of(overageSection, &labelTotalOver, whole(nil, func(p *HistoryPoint) int64 { return p.Overage.TotalOverage })),
		of(overageSection, &labelAverage, columnOf[*HistoryPoint]{nil, number, func(p *HistoryPoint) string { return p.Overage.AverageOverage.Value() }}),
		of(overageSection, &labelUnassessed, whole(nil, func(p *HistoryPoint) int64 { return int64(p.Overage.Unassessed) })),
	)
	return newTable(language, columns, pointers(points))
}

// customers returns the number of customers of whom a condition holds.
func (p *HistoryPoint) customers(c Condition) int64 {
	if status, is := c.Status(); is {
		return int64(p.Statuses.Having(status))
	}
	customers, _ := p.Overview.Of(c)
	return int64(customers)
}

// of returns a column of a section, labelled "section: column".
func of(kind sectionKind, label *wording, c columnOf[*HistoryPoint]) columnOf[*HistoryPoint] {
	c.label = new(wording)
	for language := range c.label {
		c.label[language] = sectionLabels[kind][language] + ": " + label[language]
	}
	return c
}

func endingColumns(kind sectionKind, section func(*HistoryPoint) *Ending) []columnOf[*HistoryPoint] {
	return []columnOf[*HistoryPoint]{
		of(kind, &labelOfWhich, whole(nil, func(p *HistoryPoint) int64 { return int64(section(p).Customers) })),
		of(kind, &labelAssignment, percentage(nil, func(p *HistoryPoint) Ratio { return section(p).Assignment })),
		of(kind, &labelUsage, percentage(nil, func(p *HistoryPoint) Ratio { return section(p).Usage })),
		of(kind, &labelUnknown, whole(nil, func(p *HistoryPoint) int64 { return int64(section(p).Unknown) })),
		of(kind, &labelTermValue, own(nil, func(p *HistoryPoint) string { return moneyCell(section(p).TermValue) })),
	}
}

// moneyCell lists amounts: 9000.5 EUR; 7000 USD.
func moneyCell(list []Money) string {
	texts := make([]string, len(list))
	for i, m := range list {
		texts[i] = m.String()
	}
	return strings.Join(texts, "; ")
}
