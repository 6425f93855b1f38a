package partnerhub_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

func TestReasonText(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 3, d, 12, 0, 0, 0, time.UTC) }
	known := partnerhub.Known
	for _, c := range []struct {
		reason          partnerhub.Reason
		english, german string
	}{
		{partnerhub.Reason{}, "", ""},
		{partnerhub.Reason{Rule: 99}, "", ""},
		{
			partnerhub.Reason{Rule: partnerhub.RuleExpiresWithin, EntitlementID: "Sub-1", End: day(1), Value: known(29), Threshold: known(30), Finding: "x"},
			"Sub-1 ends in 29 days, on 2026-03-01; threshold 30 days", "Sub-1 endet in 29 Tagen, am 01.03.2026; Schwelle 30 Tage",
		},
		{
			partnerhub.Reason{Rule: partnerhub.RuleExpiresWithin, EntitlementID: "t-1", Trial: true, End: day(2), Value: known(1), Threshold: known(1)},
			"trial t-1 ends in 1 day, on 2026-03-02; threshold 1 day", "Testversion t-1 endet in 1 Tag, am 02.03.2026; Schwelle 1 Tag",
		},
		{
			partnerhub.Reason{Rule: partnerhub.RuleRenewsWithin, EntitlementID: "Sub-1", End: day(1), Value: known(0), Threshold: known(0), Finding: "x"},
			"Sub-1 renews today, on 2026-03-01; threshold 0 days", "Sub-1 verlängert sich heute, am 01.03.2026; Schwelle 0 Tage",
		},
		{
			partnerhub.Reason{Rule: partnerhub.RuleActive, EntitlementID: "Sub-1", Start: day(5), Value: known(3)},
			"Sub-1 starts in 3 days, on 2026-03-05", "Sub-1 beginnt in 3 Tagen, am 05.03.2026",
		},
		{
			partnerhub.Reason{Rule: partnerhub.RuleActive, EntitlementID: "Sub-1", Start: day(5), Finding: "x"},
			"Sub-1 runs from 2026-03-05 on", "Sub-1 läuft ab dem 05.03.2026",
		},
		{
			partnerhub.Reason{Rule: partnerhub.RuleSignIn, At: day(4), Value: known(1), Threshold: known(30)},
			"the last sign-in was 1 day ago, on 2026-03-04; threshold 30 days", "die letzte Anmeldung war vor 1 Tag, am 04.03.2026; Schwelle 30 Tage",
		},
		{
			partnerhub.Reason{Rule: partnerhub.RuleNeverSignedIn, Finding: "x"},
			"nobody ever signed in", "es hat sich nie jemand angemeldet",
		},
		{
			partnerhub.Reason{Rule: partnerhub.RuleAssigned, EntitlementID: "{end}", Product: "calling", Value: known(12), Threshold: known(10), Finding: "x"},
			"{end} has 12 assigned of 10 licenses of calling", "{end} hat 12 von 10 Lizenzen von calling zugewiesen",
		},
		{
			partnerhub.Reason{Rule: partnerhub.RuleShare, EntitlementID: "Sub-1", Product: "meetings", Value: known(5650), Threshold: known(10000), Finding: "x"},
			"Sub-1: the customer has 56.5 % of its licenses of meetings assigned; threshold 100 %",
			"Sub-1: der Kunde hat 56,5 % seiner Lizenzen von meetings zugewiesen; Schwelle 100 %",
		},
		{
			partnerhub.Reason{Rule: partnerhub.RuleEnded, EntitlementID: "Sub-1"},
			"Sub-1 has no end", "Sub-1 hat kein Ende",
		},
		{
			partnerhub.Reason{Rule: partnerhub.RuleEnded, EntitlementID: "Sub-1", End: day(9), Finding: "x"},
			"Sub-1 ended on 2026-03-09", "Sub-1 ist am 09.03.2026 abgelaufen",
		},
		{
			partnerhub.Reason{Rule: partnerhub.RuleProvisioned, EntitlementID: "Sub-1", Finding: "x"},
			"Sub-1 is not set up yet", "Sub-1 ist noch nicht eingerichtet",
		},
		{
			partnerhub.Reason{Rule: partnerhub.RuleProvisioned, EntitlementID: "Sub-1", At: day(2)},
			"Sub-1 was set up on 2026-03-02", "Sub-1 wurde am 02.03.2026 eingerichtet",
		},
		{
			partnerhub.Reason{Rule: partnerhub.RuleSuspended, EntitlementID: "Sub-1", At: day(2), Finding: "x"},
			"Sub-1 is suspended since 2026-03-02", "Sub-1 ist seit dem 02.03.2026 gesperrt",
		},
		{
			partnerhub.Reason{Rule: partnerhub.RuleKnown, EntitlementID: "Sub-1", At: day(2), Finding: "x"},
			"Sub-1 exists since 2026-03-02", "Sub-1 gibt es seit dem 02.03.2026",
		},
		{
			partnerhub.Reason{Rule: partnerhub.RuleListed, Finding: "x"},
			"the customer is in the view", "der Kunde ist in der Ansicht",
		},
	} {
		require.Equal(t, c.english, c.reason.Text(partnerhub.English))
		require.Equal(t, c.german, c.reason.Text(partnerhub.German))
		require.Equal(t, c.english, c.reason.Text(77))
	}
}

func TestConditionTextNamesThreeReasons(t *testing.T) {
	reason := partnerhub.Reason{Rule: partnerhub.RuleNeverSignedIn, Finding: "x"}
	c := partnerhub.ConditionExplanation{Condition: partnerhub.OverLimit, Verdict: partnerhub.VerdictHolds, Reasons: []partnerhub.Reason{reason, reason, reason, reason, reason}}
	require.Equal(t, "Over limit: nobody ever signed in; nobody ever signed in; nobody ever signed in; and 2 more", c.Text(partnerhub.English))
}
