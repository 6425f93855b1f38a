package main

import (
	"maps"
	"slices"

	"github.com/partnerhub/partnerhub"
)

// changesContent is what the page of changes shows.
type changesContent struct {
	Changes []conditionChange
	Same    []fact // what did not change
	Edits   []editText
	Earlier []forgottenEdits
	CSV     string
}

// conditionChange is who entered and left a condition.
type conditionChange struct {
	Name, Label   string
	Before, After int
	Lists         []changeList
	Href          string
}

// changeList is those who entered, or those who left.
type changeList struct {
	Kind, Label string
	Number      int
	Customers   []changedCustomer
	More        int
}

type changedCustomer struct {
	Customer cell
	Why      []string
	ByClock  bool
}

// editText is a change that somebody made.
type editText struct {
	Text     string
	Customer cell
}

// forgottenEdits is how many changes somebody made to a customer that are no longer listed.
type forgottenEdits struct {
	Customer cell
	Number   int
}

// maxChanges is how many customers of a list are shown; the download has all.
const maxChanges = 20

// changes compares the facts as they were loaded, at the earlier instant, with those
// of now: so it shows what time did, and what was changed here.
func (v *visit) changes() (page, error) {
	content := changesContent{Edits: v.editTexts(), Earlier: v.forgottenEdits(), CSV: v.csvOf("/changes/csv")}
	for _, change := range partnerhub.Compare(v.before, v.view).Changes {
		if len(change.Entered)+len(change.Left) > 0 {
			content.Changes = append(content.Changes, v.conditionChange(change))
		} else {
			content.Same = append(content.Same, fact{Label: change.Condition.Label(v.Language), Value: v.Int(change.After)})
		}
	}
	return page{template: "changes", Title: v.T("changes"), Content: content}, nil
}

func (v *visit) conditionChange(change partnerhub.ConditionChange) conditionChange {
	c := conditionChange{
		Name: change.Condition.String(), Label: change.Condition.Label(v.Language), Before: change.Before, After: change.After,
		Href: v.listOf(change.Condition),
	}
	for _, list := range []changeList{v.changeList("entered", change.Entered), v.changeList("left", change.Left)} {
		if len(list.Customers) > 0 {
			c.Lists = append(c.Lists, list)
		}
	}
	return c
}

func (v *visit) changeList(kind string, customers []partnerhub.CustomerChange) changeList {
	list := changeList{Kind: kind, Label: v.T("changes." + kind), Number: len(customers)}
	for _, c := range customers[:min(maxChanges, len(customers))] {
		list.Customers = append(list.Customers, changedCustomer{v.customerCell(c.CustomerID, c.Customer), v.causeTexts(c), c.ByClock})
	}
	list.More = len(customers) - len(list.Customers)
	return list
}

// causeTexts says all that made a customer enter or leave; the text of the library stops
// after some.
func (v *visit) causeTexts(c partnerhub.CustomerChange) []string {
	var texts []string
	for _, cause := range c.Causes {
		texts = append(texts, cause.Text(v.Language))
	}
	return texts
}

// editorOf names who made a change, within a sentence.
func (v *visit) editorOf(admin partnerhub.Admin) string {
	if admin.ID == "" {
		return v.T("whole.account")
	}
	return v.nameOf(admin)
}

// editTexts are the changes that were made here to customers that the session sees,
// the last one first.
func (v *visit) editTexts() []editText {
	var list []editText
	for _, e := range slices.Backward(v.edits) {
		detail, err := v.scope.Customer(e.customerID)
		if err != nil {
			continue
		}
		list = append(list, editText{v.T("edit."+e.word, e.trial, v.editorOf(e.by)), v.customerCell(detail.ID, detail.Name)})
	}
	return list
}

// forgottenEdits are the edits of which only the number is remembered, of customers that the
// session sees, by their ids.
func (v *visit) forgottenEdits() []forgottenEdits {
	var list []forgottenEdits
	for _, customerID := range slices.Sorted(maps.Keys(v.forgotten)) {
		if detail, err := v.scope.Customer(customerID); err == nil {
			list = append(list, forgottenEdits{v.customerCell(detail.ID, detail.Name), v.forgotten[customerID]})
		}
	}
	return list
}
