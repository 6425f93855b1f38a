package main

import (
	"context"
	"net/url"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/webex"
)

// collect fetches all that the library needs about a partner.
func collect(ctx context.Context, c *client, partner partnerhub.Partner, asOf time.Time) (*webex.Answers, error) {
	a := &webex.Answers{
		AsOf: asOf, Partner: partner,
		Licenses: map[string][]webex.License{}, Admins: map[string][]webex.PartnerAdmin{},
	}
	var err error
	if a.Organizations, err = fetch(ctx, c, "organizations", url.Values{"max": {"3"}}, webex.DecodeOrganizations); err != nil {
		return nil, err
	}
	for _, organization := range a.Organizations {
		if _, done := a.Licenses[organization.ID]; done || organization.ID == partner.ID {
			continue
		}
		if err := collectOrganization(ctx, c, a, organization.ID); err != nil {
			return nil, err
		}
	}
	if err := collectTags(ctx, c, a); err != nil {
		return nil, err
	}
	a.Subscriptions, err = fetch(ctx, c, "commerce/subscriptions", nil, webex.DecodeSubscriptions)
	return a, err
}

func collectOrganization(ctx context.Context, c *client, a *webex.Answers, id string) (err error) {
	if a.Licenses[id], err = fetch(ctx, c, "licenses", url.Values{"orgId": {id}}, webex.DecodeLicenses); err != nil {
		return err
	}
	a.Admins[id], err = fetch(ctx, c, "partner/organizations/"+url.PathEscape(id)+"/partnerAdmins", nil, webex.DecodePartnerAdmins)
	return err
}

// collectTags fetches the tags, and then what has one of them.
func collectTags(ctx context.Context, c *client, a *webex.Answers) error {
	tags, err := fetch(ctx, c, "partner/tags", url.Values{"type": {"ORGANIZATION"}}, webex.DecodeTags)
	if err != nil || len(tags) == 0 {
		return err
	}
	query := url.Values{"tags": {names(tags)}}
	if a.TaggedOrganizations, err = fetch(ctx, c, "partner/tags/organizations", query, webex.DecodeTaggedOrganizations); err != nil {
		return err
	}
	if tags, err = fetch(ctx, c, "partner/tags", url.Values{"type": {"SUBSCRIPTION"}}, webex.DecodeTags); err != nil || len(tags) == 0 {
		return err
	}
	query = url.Values{"tags": {names(tags)}}
	a.TaggedSubscriptions, err = fetch(ctx, c, "partner/tags/subscriptions", query, webex.DecodeTaggedSubscriptions)
	return err
}

func names(tags []webex.Tag) string {
	var list []string
	for _, tag := range tags {
		list = append(list, tag.Name)
	}
	return strings.Join(list, ",")
}
