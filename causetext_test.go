package partnerhub_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

func TestCauseText(t *testing.T) {
	at := partnerhub.CauseFact{At: date(2027, 3, 1)}
	count := func(n int64) partnerhub.CauseFact { return partnerhub.CauseFact{Count: partnerhub.Known(n)} }
	none := partnerhub.CauseFact{}
	for _, c := range []struct {
		cause           partnerhub.Cause
		english, german string
	}{
		{partnerhub.Cause{}, "", ""},
		{partnerhub.Cause{Kind: 99}, "", ""},
		{
			partnerhub.Cause{Kind: partnerhub.CauseWindow, EntitlementID: "S", Days: partnerhub.Known(90)},
			"S crossed the limit of 90 days", "S hat die Grenze von 90 Tagen überschritten",
		},
		{
			partnerhub.Cause{Kind: partnerhub.CauseWindow, Days: partnerhub.Known(1)},
			"the last sign-in crossed the limit of 1 day", "die letzte Anmeldung hat die Grenze von 1 Tag überschritten",
		},
		{partnerhub.Cause{Kind: partnerhub.CauseStarted, EntitlementID: "T", Trial: true, After: at}, "trial T started on 2027-03-01", "Testversion T begann am 01.03.2027"},
		{partnerhub.Cause{Kind: partnerhub.CauseEnded, EntitlementID: "S", After: at}, "S ended on 2027-03-01", "S endete am 01.03.2027"},
		{
			partnerhub.Cause{Kind: partnerhub.CauseStale, EntitlementID: "S", Product: "calling", Before: count(3)},
			"S: what is assigned of calling is no longer known", "S: wie viel von calling zugewiesen ist, ist nicht mehr bekannt",
		},
		{partnerhub.Cause{Kind: partnerhub.CauseAdded, EntitlementID: "S"}, "S was added", "S kam hinzu"},
		{partnerhub.Cause{Kind: partnerhub.CauseRemoved, EntitlementID: "S"}, "S was removed", "S wurde entfernt"},
		{partnerhub.Cause{Kind: partnerhub.CauseRenewed, EntitlementID: "S", Before: at, After: at}, "S was renewed until 2027-03-01", "S wurde bis 01.03.2027 verlängert"},
		{partnerhub.Cause{Kind: partnerhub.CauseRenewed, EntitlementID: "S", Before: at}, "S has no end any more", "S hat kein Ende mehr"},
		{partnerhub.Cause{Kind: partnerhub.CauseShortened, EntitlementID: "S", After: at}, "S ends earlier, on 2027-03-01", "S endet früher, am 01.03.2027"},
		{
			partnerhub.Cause{Kind: partnerhub.CauseMoved, EntitlementID: "S", Before: at, After: partnerhub.CauseFact{At: date(2027, 4, 1)}},
			"S starts on 2027-04-01 instead of 2027-03-01", "S beginnt am 01.04.2027 statt am 01.03.2027",
		},
		{
			partnerhub.Cause{Kind: partnerhub.CauseRenewal, EntitlementID: "S", Before: partnerhub.CauseFact{Renewal: partnerhub.RenewalAuto}},
			"the renewal of S is unknown instead of automatic", "die Verlängerung von S ist unbekannt statt automatisch",
		},
		{
			partnerhub.Cause{Kind: partnerhub.CauseQuantity, EntitlementID: "S", Product: "calling", Before: count(3), After: count(5)},
			"S has 5 licenses of calling instead of 3", "S hat 5 Lizenzen von calling statt 3",
		},
		{partnerhub.Cause{Kind: partnerhub.CauseQuantity, EntitlementID: "S", Product: "calling", Before: count(3)}, "S has no licenses of calling any more", "S hat keine Lizenzen von calling mehr"},
		{partnerhub.Cause{Kind: partnerhub.CauseQuantity, EntitlementID: "S", Product: "calling", After: count(3)}, "S has 3 licenses of calling", "S hat 3 Lizenzen von calling"},
		{
			partnerhub.Cause{Kind: partnerhub.CauseAssigned, EntitlementID: "S", Product: "calling", Before: count(3), After: count(5)},
			"S has 5 licenses of calling assigned instead of 3", "S hat 5 Lizenzen von calling zugewiesen statt 3",
		},
		{partnerhub.Cause{Kind: partnerhub.CauseSuspension, EntitlementID: "S", After: at}, "S was suspended on 2027-03-01", "S wurde am 01.03.2027 gesperrt"},
		{partnerhub.Cause{Kind: partnerhub.CauseSuspension, EntitlementID: "S", Before: at}, "S is no longer suspended", "S ist nicht mehr gesperrt"},
		{partnerhub.Cause{Kind: partnerhub.CauseProvisioning, EntitlementID: "S", After: at}, "S was set up on 2027-03-01", "S wurde am 01.03.2027 eingerichtet"},
		{partnerhub.Cause{Kind: partnerhub.CauseSignIn, After: at}, "an administrator signed in on 2027-03-01", "ein Administrator hat sich am 01.03.2027 angemeldet"},
		{partnerhub.Cause{Kind: partnerhub.CauseSignIn, Before: at, After: none}, "the last sign-in is no longer known", "die letzte Anmeldung ist nicht mehr bekannt"},
		{
			partnerhub.Cause{Kind: partnerhub.CauseSignIn, After: at, Days: partnerhub.Known(30)},
			"the last sign-in that is known is that of 2027-03-01, more than 30 days ago", "die letzte bekannte Anmeldung ist die vom 01.03.2027, vor mehr als 30 Tagen",
		},
		{partnerhub.Cause{Kind: partnerhub.CauseNeverSignedIn}, "nobody ever signed in", "es hat sich nie jemand angemeldet"},
		{
			partnerhub.Cause{Kind: partnerhub.CausePeers, Product: "calling", Before: count(7500), After: count(25)},
			"the peers' threshold for calling is 0.25 % instead of 75 %", "die Schwelle der Vergleichskunden für calling ist 0,25 % statt 75 %",
		},
		{partnerhub.Cause{Kind: partnerhub.CausePolicy}, "the policy is another one", "die Regeln sind andere"},
		{partnerhub.Cause{Kind: partnerhub.CauseCustomer}, "the customer was added or removed", "der Kunde kam hinzu oder wurde entfernt"},
		{partnerhub.Cause{Kind: partnerhub.CauseAdministrator}, "the customer is not among the administrator's in one of the views", "der Kunde gehört in einer der Ansichten nicht zum Administrator"},
		{partnerhub.Cause{Kind: partnerhub.CauseFilter}, "the filter does not match in one of the views", "der Filter trifft in einer der Ansichten nicht zu"},
	} {
		require.Equal(t, c.english, c.cause.Text(partnerhub.English))
		require.Equal(t, c.german, c.cause.Text(partnerhub.German))
	}
}
