package partnerhub

import (
	"fmt"
	"strings"
	"time"
)

// grammar is how a language says what sentences are filled with.
type grammar struct {
	date  string // a layout of package time
	point string // of decimals
	days  [2]string
	// daysOf are days after "of", and signIn is what a window is about that is of no
	// entitlement.
	daysOf [2]string
	signIn string
	today  string
	ahead  [2]string // in so many days
	ago    [2]string
	trial  string // before the id of a trial
	more   string // further reasons
}

var grammars = [languageCount]grammar{
	English: {
		date: time.DateOnly, point: ".", days: [2]string{"%d day", "%d days"}, daysOf: [2]string{"%d day", "%d days"}, signIn: "the last sign-in", today: "today",
		ahead: [2]string{"in %d day", "in %d days"}, ago: [2]string{"%d day ago", "%d days ago"},
		trial: "trial", more: "and %d more",
	},
	German: {
		date: "02.01.2006", point: ",", days: [2]string{"%d Tag", "%d Tage"}, daysOf: [2]string{"%d Tag", "%d Tagen"}, signIn: "die letzte Anmeldung", today: "heute",
		ahead: [2]string{"in %d Tag", "in %d Tagen"}, ago: [2]string{"vor %d Tag", "vor %d Tagen"},
		trial: "Testversion", more: "und %d weitere",
	},
}

func (l Language) grammar() *grammar {
	if int(l) >= languageCount {
		l = English
	}
	return &grammars[l]
}

// counted says a number in the singular or in the plural.
func counted(forms [2]string, n int64) string {
	if n == 1 {
		return fmt.Sprintf(forms[0], n)
	}
	return fmt.Sprintf(forms[1], n)
}

// distance says a number of days ahead or ago.
func (g *grammar) distance(forms [2]string, days int64) string {
	if days == 0 {
		return g.today
	}
	return counted(forms, days)
}

func (g *grammar) day(t time.Time) string { return t.Format(g.date) }

// percent says basis points as a percentage.
func (g *grammar) percent(points int64) string {
	text := strings.TrimRight(fmt.Sprintf("%d%s%02d", points/100, g.point, points%100), "0")
	return strings.TrimSuffix(text, g.point) + " %"
}

func (g *grammar) entitlement(id string, trial bool) string {
	if trial {
		return g.trial + " " + id
	}
	return id
}

// reasonForms are the sentences about a rule: of a reason that holds, of one that
// does not, of one whose entitlement is open-ended, and of one that was never known,
// where they differ.
type reasonForms struct{ holds, nearest, open, never wording }

var reasonTexts = [...]reasonForms{
	RuleListed: {holds: wording{"the customer is in the view", "der Kunde ist in der Ansicht"}},
	RuleKnown:  {holds: wording{"{what} exists since {at}", "{what} gibt es seit dem {at}"}},
	RuleActive: {
		holds:   wording{"{what} runs from {start} until {end}", "{what} läuft vom {start} bis {end}"},
		nearest: wording{"{what} starts {ahead}, on {start}", "{what} beginnt {ahead}, am {start}"},
		open:    wording{"{what} runs from {start} on", "{what} läuft ab dem {start}"},
	},
	RuleExpiresWithin: {holds: wording{"{what} ends {ahead}, on {end}; threshold {days}", "{what} endet {ahead}, am {end}; Schwelle {days}"}},
	RuleRenewsWithin:  {holds: wording{"{what} renews {ahead}, on {end}; threshold {days}", "{what} verlängert sich {ahead}, am {end}; Schwelle {days}"}},
	RuleAssigned:      {holds: wording{"{what} has {value} assigned of {threshold} licenses of {product}", "{what} hat {value} von {threshold} Lizenzen von {product} zugewiesen"}},
	RuleSignIn:        {holds: wording{"the last sign-in was {ago}, on {at}; threshold {days}", "die letzte Anmeldung war {ago}, am {at}; Schwelle {days}"}},
	RuleNeverSignedIn: {holds: wording{"nobody ever signed in", "es hat sich nie jemand angemeldet"}},
	RuleProvisioned: {
		holds:   wording{"{what} is not set up yet", "{what} ist noch nicht eingerichtet"},
		nearest: wording{"{what} was set up on {at}", "{what} wurde am {at} eingerichtet"},
	},
	RuleSuspended: {holds: wording{"{what} is suspended since {at}", "{what} ist seit dem {at} gesperrt"}},
	RuleEnded: {
		holds:   wording{"{what} ended on {end}", "{what} ist am {end} abgelaufen"},
		nearest: wording{"{what} ends {ahead}, on {end}", "{what} endet {ahead}, am {end}"},
		open:    wording{"{what} has no end", "{what} hat kein Ende"},
	},
	RuleShare: {
		holds:   wording{"{what}: the customer has {share} of its licenses of {product} assigned; threshold {limit}", "{what}: der Kunde hat {share} seiner Lizenzen von {product} zugewiesen; Schwelle {limit}"},
		nearest: wording{"the customer has {share} of its licenses of {product} assigned; threshold {limit}", "der Kunde hat {share} seiner Lizenzen von {product} zugewiesen; Schwelle {limit}"},
	},
	RuleAssignedUnknown: {
		holds: wording{
			"{what} had {value} of {threshold} licenses of {product} assigned on {at}, not known since {since}",
			"{what} hatte am {at} {value} von {threshold} Lizenzen von {product} zugewiesen, seit dem {since} nicht bekannt",
		},
		never: wording{
			"{what}: how many of {threshold} licenses of {product} are assigned was never known",
			"{what}: wie viele von {threshold} Lizenzen von {product} zugewiesen sind, war nie bekannt",
		},
	},
	RuleSignInUnknown: {holds: wording{"the last sign-in of an administrator is not known", "die letzte Anmeldung eines Administrators ist nicht bekannt"}},
}

// Text returns the reason as a short sentence without a full stop, such as
// "Sub-1 ends in 29 days, on 2026-03-01; threshold 30 days"; "" for the zero Reason.
// Ids are those of the data, as they are.
func (r Reason) Text(language Language) string {
	if r.Rule == ruleUnknown || int(r.Rule) >= len(reasonTexts) {
		return ""
	}
	forms := &reasonTexts[r.Rule]
	form := &forms.holds
	if r.Finding == "" && forms.nearest != (wording{}) {
		form = &forms.nearest
	}
	starts := r.Rule == RuleActive && r.Finding == ""
	if r.End.IsZero() && forms.open != (wording{}) && !starts {
		form = &forms.open
	}
	if !r.Value.known && forms.never != (wording{}) {
		form = &forms.never
	}
	g := language.grammar()
	return strings.NewReplacer(
		"{what}", g.entitlement(r.EntitlementID, r.Trial), "{product}", string(r.Product),
		"{start}", g.day(r.Start), "{end}", g.day(r.End), "{at}", g.day(r.At), "{since}", g.day(r.Since),
		"{value}", r.Value.String(), "{threshold}", r.Threshold.String(),
		"{ahead}", g.distance(g.ahead, r.Value.n), "{ago}", g.distance(g.ago, r.Value.n), "{days}", counted(g.days, r.Threshold.n),
		"{share}", g.percent(r.Value.n), "{limit}", g.percent(r.Threshold.n),
	).Replace(form.in(language))
}

// maxReasons is how many reasons a text names.
const maxReasons = 3

// Text returns what is said of the condition in one line: its label and why it
// holds; or "no" and what comes nearest, such as "Expiring soon: no; Sub-1 ends in
// 41 days, on 2026-03-13; threshold 30 days"; or "not known" and what is missing,
// such as "Over limit: not known; Sub-1 had 137 of 125 licenses of meetings assigned
// on 2026-01-30, not known since 2026-03-01". It names three reasons at most.
func (c ConditionExplanation) Text(language Language) string {
	return c.Condition.Label(language) + ": " + c.why(language)
}

func (c *ConditionExplanation) why(language Language) string {
	verdict := c.Verdict.Label(language)
	switch {
	case c.Verdict == VerdictHolds:
		return joinTexts(c.Reasons, Reason.Text, language)
	case c.Verdict == VerdictNotKnown:
		return verdict + "; " + joinTexts(c.Missing, Reason.Text, language)
	case c.Nearest != nil:
		return verdict + "; " + c.Nearest.Text(language)
	}
	return verdict
}

// joinTexts joins the texts of a list, of three elements at most.
func joinTexts[T any](list []T, text func(T, Language) string, language Language) string {
	var parts []string
	for i, element := range list {
		if i == maxReasons {
			parts = append(parts, fmt.Sprintf(language.grammar().more, len(list)-i))
			break
		}
		parts = append(parts, text(element, language))
	}
	return strings.Join(parts, "; ")
}

// Text returns the texts of all conditions, a line for each.
func (e Explanation) Text(language Language) string {
	lines := make([]string, len(e.Conditions))
	for i, c := range e.Conditions {
		lines[i] = c.Text(language)
	}
	return strings.Join(lines, "\n")
}
