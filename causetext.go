package partnerhub

import "strings"

// causeForms are the sentences about a kind of cause: with a fact before and
// after, without one before, without one after, and with one after that is beyond
// a window, where they differ.
type causeForms struct{ both, noBefore, noAfter, window wording }

var causeTexts = [...]causeForms{
	CauseWindow:  {both: wording{"{what} crossed the limit of {days}", "{what} hat die Grenze von {days} überschritten"}},
	CauseStarted: {both: wording{"{what} started on {now}", "{what} begann am {now}"}},
	CauseEnded:   {both: wording{"{what} ended on {now}", "{what} endete am {now}"}},
	CauseStale:   {both: wording{"{what}: what is assigned of {product} is no longer known", "{what}: wie viel von {product} zugewiesen ist, ist nicht mehr bekannt"}},
	CauseAdded:   {both: wording{"{what} was added", "{what} kam hinzu"}},
	CauseRemoved: {both: wording{"{what} was removed", "{what} wurde entfernt"}},
	CauseRenewed: {
		both:    wording{"{what} was renewed until {now}", "{what} wurde bis {now} verlängert"},
		noAfter: wording{"{what} has no end any more", "{what} hat kein Ende mehr"},
	},
	CauseShortened: {both: wording{"{what} ends earlier, on {now}", "{what} endet früher, am {now}"}},
	CauseMoved:     {both: wording{"{what} starts on {now} instead of {was}", "{what} beginnt am {now} statt am {was}"}},
	CauseRenewal:   {both: wording{"the renewal of {what} is {is} instead of {old}", "die Verlängerung von {what} ist {is} statt {old}"}},
	CauseQuantity: {
		both:     wording{"{what} has {to} licenses of {product} instead of {from}", "{what} hat {to} Lizenzen von {product} statt {from}"},
		noBefore: wording{"{what} has {to} licenses of {product}", "{what} hat {to} Lizenzen von {product}"},
		noAfter:  wording{"{what} has no licenses of {product} any more", "{what} hat keine Lizenzen von {product} mehr"},
	},
	CauseAssigned: {
		both:     wording{"{what} has {to} licenses of {product} assigned instead of {from}", "{what} hat {to} Lizenzen von {product} zugewiesen statt {from}"},
		noBefore: wording{"{what} has {to} licenses of {product} assigned", "{what} hat {to} Lizenzen von {product} zugewiesen"},
		noAfter:  wording{"{what}: what is assigned of {product} is unknown", "{what}: wie viel von {product} zugewiesen ist, ist unbekannt"},
	},
	CauseSuspension: {
		both:    wording{"{what} was suspended on {now}", "{what} wurde am {now} gesperrt"},
		noAfter: wording{"{what} is no longer suspended", "{what} ist nicht mehr gesperrt"},
	},
	CauseProvisioning: {
		both:    wording{"{what} was set up on {now}", "{what} wurde am {now} eingerichtet"},
		noAfter: wording{"{what} is no longer set up", "{what} ist nicht mehr eingerichtet"},
	},
	CauseSignIn: {
		both:    wording{"an administrator signed in on {now}", "ein Administrator hat sich am {now} angemeldet"},
		noAfter: wording{"the last sign-in is no longer known", "die letzte Anmeldung ist nicht mehr bekannt"},
		window:  wording{"the last sign-in that is known is that of {now}, more than {days} ago", "die letzte bekannte Anmeldung ist die vom {now}, vor mehr als {days}"},
	},
	CauseNeverSignedIn: {both: wording{"nobody ever signed in", "es hat sich nie jemand angemeldet"}},
	CausePeers: {both: wording{
		"the peers' threshold for {product} is {limit} instead of {oldLimit}", "die Schwelle der Vergleichskunden für {product} ist {limit} statt {oldLimit}",
	}},
	CausePolicy:        {both: wording{"the policy is another one", "die Regeln sind andere"}},
	CauseCustomer:      {both: wording{"the customer was added or removed", "der Kunde kam hinzu oder wurde entfernt"}},
	CauseAdministrator: {both: wording{"the customer is not among the administrator's in one of the views", "der Kunde gehört in einer der Ansichten nicht zum Administrator"}},
	CauseFilter:        {both: wording{"the filter does not match in one of the views", "der Filter trifft in einer der Ansichten nicht zu"}},
}

var renewalWords = [...]wording{
	RenewalUnknown: {"unknown", "unbekannt"},
	RenewalAuto:    {"automatic", "automatisch"},
	RenewalNone:    {"none", "keine"},
}

// Text returns the cause as a short sentence without a full stop, such as "Sub-1
// was renewed until 2027-03-01"; "" for the zero Cause. Ids are those of the data,
// as they are.
func (c Cause) Text(language Language) string {
	if c.Kind == causeUnknown || int(c.Kind) >= len(causeTexts) {
		return ""
	}
	forms := &causeTexts[c.Kind]
	form := &forms.both
	switch {
	case c.Before == (CauseFact{}) && forms.noBefore != (wording{}):
		form = &forms.noBefore
	case c.After == (CauseFact{}) && forms.noAfter != (wording{}):
		form = &forms.noAfter
	case c.Days.known && forms.window != (wording{}):
		form = &forms.window
	}
	g := language.grammar()
	what := g.entitlement(c.EntitlementID, c.Trial)
	if c.EntitlementID == "" {
		what = g.signIn
	}
	return strings.NewReplacer(
		"{what}", what, "{product}", string(c.Product), "{days}", counted(g.daysOf, c.Days.n),
		"{was}", g.day(c.Before.At), "{now}", g.day(c.After.At),
		"{from}", c.Before.Count.String(), "{to}", c.After.Count.String(),
		"{old}", renewalWord(c.Before.Renewal, language), "{is}", renewalWord(c.After.Renewal, language),
		"{oldLimit}", g.percent(c.Before.Count.n), "{limit}", g.percent(c.After.Count.n),
	).Replace(form.in(language))
}

func renewalWord(r Renewal, language Language) string {
	if int(r) >= len(renewalWords) {
		return ""
	}
	return renewalWords[r].in(language)
}

// Text returns the causes in one line; it names three at most.
func (c CustomerChange) Text(language Language) string {
	return joinTexts(c.Causes, Cause.Text, language)
}
