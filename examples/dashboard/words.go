package main

import (
	"fmt"

	"github.com/partnerhub/partnerhub"
)

// wording is a text in each language.
type wording [2]string

// words are the texts of the pages. Labels of conditions and sentences about
// customers are the library's.
var words = map[string]wording{
	"about.added":    {partnerhub.English: "Started within the last %d days", partnerhub.German: "In den letzten %d Tagen begonnen"},
	"about.expiring": {"Ending without renewal within the next %d days", "Enden in den nächsten %d Tagen ohne Verlängerung"},
	"about.low":      {"Fewer licenses assigned than most customers of the same size", "Weniger Lizenzen zugewiesen als die meisten Kunden gleicher Größe"},
	"about.overage":  {"More licenses assigned than there are", "Mehr Lizenzen zugewiesen als vorhanden"},
	"about.renewing": {"Renewing by themselves within the next %d days", "Verlängern sich in den nächsten %d Tagen von selbst"},

	"bad.address":      {"Part of the address can't be read", "Ein Teil der Adresse ist nicht lesbar"},
	"bad.backwards":    {"The earlier day, %s, is after the later one, %s", "Der frühere Tag, %s, liegt nach dem späteren, %s"},
	"bad.change":       {"Nothing was changed: %s", "Nichts wurde geändert: %s"},
	"bad.condition":    {"“%s” is no list of customers", "„%s“ ist keine Liste von Kunden"},
	"bad.day":          {"“%s” is not a day from %s to %s", "„%s“ ist kein Tag von %s bis %s"},
	"bad.noPage":       {"There is no page %s", "Eine Seite %s gibt es nicht"},
	"bad.page":         {"“%s” is not the number of a page", "„%s“ ist keine Seitenzahl"},
	"bad.product":      {"“%s” is not the name of a product", "„%s“ ist kein Name eines Produkts"},
	"bad.openTrial":    {"a trial without an end can't become longer", "eine Testversion ohne Ende kann nicht länger werden"},
	"bad.refused":      {"Nothing was changed, since it would not fit the rest of the data (%s)", "Nichts wurde geändert, denn es würde nicht zu den übrigen Daten passen (auf Englisch: %s)"},
	"bad.secondTrial":  {"a trial of this customer was already started as of %s, and there is one a day", "für diesen Kunden wurde zum %s schon eine Testversion gestartet; je Tag gibt es eine"},
	"bad.quantity":     {"a trial needs 1 to %s licenses", "eine Testversion braucht 1 bis %s Lizenzen"},
	"bad.trialProduct": {"a trial needs a product that somebody has", "eine Testversion braucht ein Produkt, das jemand hat"},
	"bad.sort":         {"The table can't be sorted by “%s”, only by: %s", "Die Tabelle lässt sich nicht nach „%s“ ordnen, nur nach: %s"},

	"changes":         {"What changed", "Was sich änderte"},
	"changes.about":   {"The facts as they were loaded, on the earlier day, compared with those of now on the later one.", "Die Daten, wie sie geladen wurden, am früheren Tag, verglichen mit denen von jetzt am späteren."},
	"changes.clock":   {"by the clock", "durch die Zeit"},
	"changes.earlier": {"Earlier, of which only the number is remembered", "Früher, nur noch als Anzahl bekannt"},
	"changes.edits":   {"Changed here", "Hier geändert"},
	"changes.entered": {"Entered", "Hinzugekommen"},
	"changes.left":    {"Left", "Ausgeschieden"},
	"changes.more":    {"and %s more in the download", "und %s weitere im Download"},
	"changes.noEdits": {"Nothing was changed here since the program began. A customer's page has forms that do.", "Hier wurde nichts geändert, seit das Programm läuft. Die Seite eines Kunden hat Formulare dafür."},
	"changes.none":    {"Nobody entered or left anything.", "Niemand kam hinzu oder schied aus."},
	"changes.same":    {"Unchanged", "Unverändert"},
	"changes.since":   {"Compared with", "Verglichen mit"},

	"chart.licenses": {"Licenses by product", "Lizenzen nach Produkt"},
	"chart.table":    {"As a table", "Als Tabelle"},
	"chart.trend":    {"Licenses of %s, week by week", "Lizenzen von %s, Woche für Woche"},

	"column.also":             {"Also", "Außerdem"},
	"column.asOf":             {"Day", "Tag"},
	"column.assigned":         {"Assigned", "Zugewiesen"},
	"column.assignedShare":    {"Assigned %", "Zugewiesen %"},
	"column.available":        {"Available", "Verfügbar"},
	"column.benchmark":        {"Peers %", "Vergleich %"},
	"column.customer":         {"Customer", "Kunde"},
	"column.daysSinceAdded":   {"Days since added", "Tage seit Beginn"},
	"column.daysUntilEnd":     {"Days until end", "Tage bis zum Ende"},
	"column.decide":           {"Decide by", "Entscheiden bis"},
	"column.headline":         {"Status", "Status"},
	"column.amount":           {"Amount", "Betrag"},
	"column.due":              {"Due", "Fällig"},
	"column.email":            {"E-mail", "E-Mail"},
	"column.issued":           {"Issued", "Ausgestellt"},
	"column.kind":             {"Kind", "Art"},
	"column.lines":            {"Licenses", "Lizenzen"},
	"column.name":             {"Name", "Name"},
	"column.number":           {"Number", "Nummer"},
	"column.placed":           {"Placed", "Aufgegeben"},
	"column.role":             {"Role", "Rolle"},
	"column.state":            {"State", "Zustand"},
	"column.value":            {"Value", "Wert"},
	"column.licenses":         {"Licenses", "Lizenzen"},
	"column.monthsRemaining":  {"Months left", "Monate übrig"},
	"column.monthsSinceAdded": {"Months since added", "Monate seit Beginn"},
	"column.overage":          {"Overage", "Überschreitung"},
	"column.product":          {"Product", "Produkt"},
	"column.quarter":          {"Used in 3 months", "Genutzt in 3 Monaten"},
	"column.subscription":     {"Subscription", "Abonnement"},
	"column.assignedUnknown":  {"Assignment not known", "Zuweisung nicht bekannt"},
	"column.useUnknown":       {"Assigned, use not known", "Zugewiesen, Nutzung nicht bekannt"},
	"column.usedUnassigned":   {"Used, assignment not known", "Genutzt, Zuweisung nicht bekannt"},
	"column.used":             {"Used", "Genutzt"},
	"column.weeklyAssigned":   {"Assigned, ± week", "Zugewiesen, ± Woche"},
	"column.weeklyUsed":       {"Used, ± week", "Genutzt, ± Woche"},
	"column.why":              {"Why", "Warum"},

	"customer.admins":      {"Administrators", "Administratoren"},
	"customer.country":     {"Country", "Land"},
	"customer.id":          {"ID", "ID"},
	"customer.invoices":    {"Invoices", "Rechnungen"},
	"customer.launch":      {"Open the customer's console", "Konsole des Kunden öffnen"},
	"customer.managedBy":   {"Managed by", "Verwaltet durch"},
	"customer.noAdmins":    {"No administrator is assigned.", "Kein Administrator ist zugeordnet."},
	"customer.noSubs":      {"There are no subscriptions.", "Es gibt keine Abonnements."},
	"customer.noTrials":    {"There are no trials.", "Es gibt keine Testversionen."},
	"customer.orders":      {"Orders", "Bestellungen"},
	"customer.signIn":      {"Last sign-in", "Letzte Anmeldung"},
	"customer.tags":        {"Tags", "Schlagwörter"},
	"customer.trials":      {"Trials", "Testversionen"},
	"customer.subs":        {"Subscriptions", "Abonnements"},
	"customer.why":         {"Why", "Warum"},
	"customer.whyHolds":    {"Holds", "Trifft zu"},
	"customer.whyNotKnown": {"Not known, and what is missing", "Nicht bekannt, und was dazu fehlt"},
	"customer.whyNot":      {"Does not hold, and what comes nearest", "Trifft nicht zu, und was dem am nächsten kommt"},

	"decision.passed": {"%s, passed", "%s, verstrichen"},

	"done.extended": {"The trial was extended by %d days.", "Die Testversion wurde um %d Tage verlängert."},
	"done.resumed":  {"The trial runs again, for %d days.", "Die Testversion läuft wieder, für %d Tage."},
	"done.started":  {"A trial of %d days was started.", "Eine Testversion von %d Tagen wurde gestartet."},
	"done.see":      {"See what changed", "Ansehen, was sich änderte"},

	"edit.extended": {"%s extended by %s", "%s verlängert durch %s"},
	"edit.resumed":  {"%s resumed by %s", "%s wieder aufgenommen durch %s"},
	"edit.started":  {"%s started by %s", "%s gestartet durch %s"},

	"error.mayNotChange": {"Your role may see customers, not change them.", "Ihre Rolle darf Kunden sehen, nicht ändern."},
	"error.notFound":     {"There is no such page or customer.", "Eine solche Seite oder einen solchen Kunden gibt es nicht."},
	"error.back":         {"Back to the overview", "Zurück zur Übersicht"},

	"fact.assignment":      {"Assigned", "Zugewiesen"},
	"fact.averageOverage":  {"Average per customer", "Im Mittel je Kunde"},
	"fact.customers":       {"Customers", "Kunden"},
	"fact.newLicenses":     {"New licenses", "Neue Lizenzen"},
	"fact.overage":         {"Licenses over", "Lizenzen darüber"},
	"fact.totalLicenses":   {"Licenses in total", "Lizenzen insgesamt"},
	"fact.unassigned":      {"Not assigned", "Nicht zugewiesen"},
	"fact.unassessed":      {"Not assessed", "Nicht beurteilt"},
	"fact.unassessed.note": {"not known how many are assigned", "nicht bekannt, wie viele zugewiesen sind"},
	"fact.unknown":         {"Rows not known", "Zeilen nicht bekannt"},
	"fact.unknown.note":    {"assigned or used is not known: left out of that percentage", "zugewiesen oder genutzt ist nicht bekannt: in dieser Prozentzahl ausgelassen"},
	"fact.unknownUse":      {"Rows not known", "Zeilen nicht bekannt"},
	"fact.unknownUse.note": {"used is not known: left out of that percentage", "genutzt ist nicht bekannt: in dieser Prozentzahl ausgelassen"},
	"fact.withoutValue":    {"rows without a value, left out:\u00a0%s", "Zeilen ohne Wert, ausgelassen:\u00a0%s"},
	"fact.usage":           {"Used", "Genutzt"},
	"fact.value":           {"Term value", "Vertragswert"},

	"filter":          {"Filter", "Filter"},
	"filter.apply":    {"Apply", "Anwenden"},
	"filter.clear":    {"Clear", "Leeren"},
	"filter.example":  {"e.g. status:expiring_soon licenses.calling >= 100", "z. B. status:expiring_soon licenses.calling >= 100"},
	"filter.fields":   {"What can be filtered by", "Wonach sich filtern lässt"},
	"filter.instead":  {"Write instead:", "Stattdessen:"},
	"filter.matching": {"Matching the filter", "Vom Filter erfasst"},
	"filter.nothing":  {"Nothing is shown until the filter is right.", "Bis der Filter stimmt, wird nichts gezeigt."},
	"filter.ops":      {"Operators", "Operatoren"},
	"filter.field":    {"Field", "Feld"},
	"filter.meaning":  {"Meaning", "Bedeutung"},
	"filter.values":   {"Values", "Werte"},

	"form.extend":   {"Extend by %d days", "Um %d Tage verlängern"},
	"form.resume":   {"Run again for %d days from %s", "Für %d weitere Tage ab dem %s laufen lassen"},
	"form.quantity": {"Licenses", "Lizenzen"},
	"form.start":    {"Start a trial", "Testversion starten"},
	"form.begin":    {"Start a trial of %d days", "Testversion von %d Tagen starten"},

	"instead.all":     {"all are shown", "gezeigt werden alle"},
	"instead.day":     {"%s is shown", "gezeigt wird der %s"},
	"instead.page":    {"the first is shown", "gezeigt wird die erste"},
	"instead.product": {"%s is shown", "gezeigt wird %s"},

	"language.de": {"Deutsch", "Deutsch"},
	"language.en": {"English", "English"},

	"managedBy.external": {"External administrator", "Externen Administrator"},
	"managedBy.partner":  {"Partner", "Partner"},

	"all":           {"All", "Alle"},
	"asOf":          {"As of", "Stand"},
	"csv":           {"Download as CSV", "Als CSV herunterladen"},
	"customers":     {"Customers", "Kunden"},
	"empty":         {"There are no rows.", "Es gibt keine Zeilen."},
	"lists":         {"Lists", "Listen"},
	"main":          {"Pages", "Seiten"},
	"notKnown":      {"%s not known", "%s nicht bekannt"},
	"never":         {"Never", "Nie"},
	"nameless":      {"(no name)", "(ohne Namen)"},
	"next":          {"Next", "Weiter"},
	"open":          {"open-ended", "unbefristet"},
	"usage.fresh":   {"%s of %s customers with licenses have no usage of the last %s days.", "%s von %s Kunden mit Lizenzen haben keine Nutzungsdaten der letzten %s Tage."},
	"usage.newest":  {"The newest usage is of %s.", "Die neuesten Nutzungsdaten sind vom %s."},
	"usage.none":    {"No usage is known.", "Es sind keine Nutzungsdaten bekannt."},
	"overview":      {"Overview", "Übersicht"},
	"paging":        {"Pages of the table", "Seiten der Tabelle"},
	"paging.row":    {"Row %s of %s", "Zeile %s von %s"},
	"paging.rows":   {"Rows %s–%s of %s", "Zeilen %s–%s von %s"},
	"partner":       {"Partner dashboard", "Partner-Dashboard"},
	"previous":      {"Previous", "Zurück"},
	"product":       {"Product", "Produkt"},
	"search":        {"What to show", "Was gezeigt wird"},
	"settings":      {"Language and colors", "Sprache und Farben"},
	"signIn":        {"Sign in", "Anmelden"},
	"signIn.as":     {"This is a demo without passwords: choose who you are. Everybody sees their own customers.", "Dies ist eine Demo ohne Passwörter: wählen Sie, wer Sie sind. Alle sehen ihre eigenen Kunden."},
	"signIn.all":    {"Everything, and may change it", "Alles, und darf es ändern"},
	"signOut":       {"Sign out", "Abmelden"},
	"skip":          {"Skip to content", "Zum Inhalt springen"},
	"statuses":      {"Statuses", "Status"},
	"theme.auto":    {"System", "System"},
	"theme.dark":    {"Dark", "Dunkel"},
	"theme.light":   {"Light", "Hell"},
	"whole.account": {"the account of the whole organization", "das Konto der ganzen Organisation"},
	"whole":         {"Whole organization", "Ganze Organisation"},

	"period.both":  {"from %s until %s", "vom %s bis zum %s"},
	"period.since": {"since %s", "seit %s"},
	"period.until": {"until %s", "bis %s"},

	"renewal.auto":    {"Renews", "Verlängert sich"},
	"renewal.none":    {"Does not renew", "Verlängert sich nicht"},
	"renewal.unknown": {"Renewal unknown", "Verlängerung unbekannt"},

	"role.admin":        {"Administrator", "Administrator"},
	"role.all":          {"all customers", "alle Kunden"},
	"role.full":         {"Full administrator", "Voller Administrator"},
	"role.help_desk":    {"Help desk", "Helpdesk"},
	"role.provisioning": {"Provisioning", "Bereitstellung"},
	"role.read_only":    {"Read-only", "Nur lesend"},
	"role.some":         {"assigned customers: %s", "zugeordnete Kunden: %s"},

	"scope.both":    {"by meetings and calling", "nach Meetings und Calling"},
	"scope.managed": {"whatever they have", "was immer sie haben"},
	"scope.total":   {"with meetings or calling", "mit Meetings oder Calling"},
	"scope.window":  {"within %d days, by meetings and calling", "in %d Tagen, nach Meetings und Calling"},

	"section.added":    {"Recently added", "Zuletzt hinzugekommen"},
	"section.expiring": {"Expiring", "Ablaufend"},
	"section.low":      {"Low assignment", "Geringe Zuweisung"},
	"section.overage":  {"Overage", "Überschreitung"},
	"section.renewing": {"Renewing", "Verlängernd"},

	"state.active":  {"Active", "Aktiv"},
	"state.ended":   {"Ended", "Beendet"},
	"state.pending": {"Pending", "Ausstehend"},

	"invoice.open":    {"Open", "Offen"},
	"invoice.overdue": {"Overdue", "Überfällig"},
	"invoice.paid":    {"Paid", "Bezahlt"},

	"order.new":          {"New", "Neu"},
	"order.change":       {"Change", "Änderung"},
	"order.renewal":      {"Renewal", "Verlängerung"},
	"order.cancellation": {"Cancellation", "Kündigung"},

	"term.cancelled":   {"Cancelled", "Gekündigt"},
	"term.left":        {"Days left", "Tage übrig"},
	"term.ordered":     {"Ordered", "Bestellt"},
	"term.period":      {"Term", "Laufzeit"},
	"term.provisioned": {"Set up", "Eingerichtet"},
	"term.renewal":     {"Renewal", "Verlängerung"},
	"term.suspended":   {"Suspended", "Gesperrt"},
	"term.value":       {"Term value", "Vertragswert"},
}

// T returns a text in the language of the look, with values in its places. It
// panics at a word that there is not: which words there are is up to the program.
func (l look) T(word string, values ...any) string {
	text, exists := words[word]
	if !exists {
		panic("there is no word " + word)
	}
	if len(values) == 0 {
		return text[l.Language]
	}
	return fmt.Sprintf(text[l.Language], values...)
}
