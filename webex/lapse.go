package webex

import "github.com/partnerhub/partnerhub"

// noteLapse reports a term that had ended when the answers were fetched, although
// they say that it goes on: it renews by itself, or its status is that of one that
// runs. The vendor's date may not be refreshed yet, which nothing in the dataset shows.
func (b *builder) noteLapse(customer string, details *Subscription) {
	standing := standings[details.Status]
	ended := !details.End.IsZero() && !details.End.After(b.answers.AsOf)
	runs := details.Status != "" && (standing == standingActive || standing == standingSuspended)
	if ended && !standing.isOver() && (runs || details.Renewal == partnerhub.RenewalAuto) {
		b.report.Lapsed = append(b.report.Lapsed, LapsedTerm{details.ID, customer, details.Status, details.Renewal, details.End})
	}
}
