package partnerhub

// The members of the dataset document, object by object.

var datasetMembers = []member[Dataset]{
	{"asOf", func(d *documentReader, v *Dataset) { v.AsOf = d.instant() }, false},
	{"partner", func(d *documentReader, v *Dataset) { readObject(d, &v.Partner, partnerMembers) }, false},
	{"customers", func(d *documentReader, v *Dataset) { v.Customers = readList(d, customerMembers) }, false},
	{"subscriptions", func(d *documentReader, v *Dataset) { v.Subscriptions = readList(d, subscriptionMembers) }, false},
	{"trials", func(d *documentReader, v *Dataset) { v.Trials = readList(d, trialMembers) }, false},
	{"usage", func(d *documentReader, v *Dataset) { v.Usage = readList(d, usageMembers) }, false},
	{"admins", func(d *documentReader, v *Dataset) { v.Admins = readList(d, adminMembers) }, false},
}

var partnerMembers = []member[Partner]{
	{"id", func(d *documentReader, v *Partner) { v.ID = d.json.Word() }, false},
	{"name", func(d *documentReader, v *Partner) { v.Name = d.json.Word() }, false},
	{"setup", func(d *documentReader, v *Partner) { readObject(d, &v.Setup, setupMembers) }, false},
}

var setupMembers = []member[Setup]{
	{"planReviewedAt", func(d *documentReader, v *Setup) { v.PlanReviewedAt = d.instant() }, false},
	{"termsAcceptedAt", func(d *documentReader, v *Setup) { v.TermsAcceptedAt = d.instant() }, false},
	{"completedAt", func(d *documentReader, v *Setup) { v.CompletedAt = d.instant() }, false},
}

var customerMembers = []member[Customer]{
	{"id", func(d *documentReader, v *Customer) { v.ID = d.id() }, false},
	{"name", func(d *documentReader, v *Customer) { v.Name = d.json.Word() }, false},
	{"managedBy", func(d *documentReader, v *Customer) {
		v.ManagedBy = readEnum[ManagedBy](d, "managed-by", managedByNames)
	}, false},
	{"tags", func(d *documentReader, v *Customer) { v.Tags = d.json.Words() }, false},
	{"country", func(d *documentReader, v *Customer) { v.Country = d.id() }, false},
	{"launchUrl", func(d *documentReader, v *Customer) { v.LaunchURL = d.json.Word() }, false},
	{"lastAdminSignIn", func(d *documentReader, v *Customer) { v.LastAdminSignIn = d.instant() }, false},
	{"adminNeverSignedIn", func(d *documentReader, v *Customer) { v.AdminNeverSignedIn = d.bool() }, false},
}

var subscriptionMembers = []member[Subscription]{
	{"id", func(d *documentReader, v *Subscription) { v.ID = d.id() }, false},
	{"customerId", func(d *documentReader, v *Subscription) { v.CustomerID = d.id() }, false},
	{"orderedAt", func(d *documentReader, v *Subscription) { v.OrderedAt = d.instant() }, false},
	{"start", func(d *documentReader, v *Subscription) { v.Start = d.instant() }, false},
	{"end", func(d *documentReader, v *Subscription) { v.End = d.instant() }, false},
	{"renewal", func(d *documentReader, v *Subscription) { v.Renewal = readEnum[Renewal](d, "renewal", renewalNames) }, false},
	{"provisionedAt", func(d *documentReader, v *Subscription) { v.ProvisionedAt = d.instant() }, false},
	{"suspendedAt", func(d *documentReader, v *Subscription) { v.SuspendedAt = d.instant() }, false},
	{"cancelledAt", func(d *documentReader, v *Subscription) { v.CancelledAt = d.instant() }, false},
	{"licenses", func(d *documentReader, v *Subscription) { v.Licenses = readList(d, licenseMembers) }, false},
	{"termValue", func(d *documentReader, v *Subscription) { v.TermValue = d.money() }, false},
	{"orders", func(d *documentReader, v *Subscription) { v.Orders = readList(d, orderMembers) }, false},
	{"invoices", func(d *documentReader, v *Subscription) { v.Invoices = readList(d, invoiceMembers) }, false},
}

var trialMembers = []member[Trial]{
	{"id", func(d *documentReader, v *Trial) { v.ID = d.id() }, false},
	{"customerId", func(d *documentReader, v *Trial) { v.CustomerID = d.id() }, false},
	{"start", func(d *documentReader, v *Trial) { v.Start = d.instant() }, false},
	{"end", func(d *documentReader, v *Trial) { v.End = d.instant() }, false},
	{"licenses", func(d *documentReader, v *Trial) { v.Licenses = readList(d, licenseMembers) }, false},
}

var licenseMembers = []member[License]{
	{"product", func(d *documentReader, v *License) { v.Product = Product(d.id()) }, false},
	{"quantity", func(d *documentReader, v *License) { v.Quantity = d.integer() }, true},
}

var moneyMembers = []member[Money]{
	{"amount", func(d *documentReader, v *Money) { v.Amount = d.amount() }, true},
	{"currency", func(d *documentReader, v *Money) { v.Currency = d.currency() }, true},
}

var orderMembers = []member[Order]{
	{"number", func(d *documentReader, v *Order) { v.Number = d.json.Word() }, false},
	{"placedAt", func(d *documentReader, v *Order) { v.PlacedAt = d.instant() }, false},
	{"kind", func(d *documentReader, v *Order) { v.Kind = readEnum[OrderKind](d, "order kind", orderKindNames) }, false},
	{"lines", func(d *documentReader, v *Order) { v.Lines = readList(d, orderLineMembers) }, false},
	{"value", func(d *documentReader, v *Order) { v.Value = d.money() }, false},
}

var orderLineMembers = []member[OrderLine]{
	{"product", func(d *documentReader, v *OrderLine) { v.Product = Product(d.id()) }, false},
	{"delta", func(d *documentReader, v *OrderLine) { v.Delta = d.integer() }, true},
}

var invoiceMembers = []member[Invoice]{
	{"number", func(d *documentReader, v *Invoice) { v.Number = d.json.Word() }, false},
	{"issuedAt", func(d *documentReader, v *Invoice) { v.IssuedAt = d.instant() }, false},
	{"dueAt", func(d *documentReader, v *Invoice) { v.DueAt = d.instant() }, false},
	{"paidAt", func(d *documentReader, v *Invoice) { v.PaidAt = d.instant() }, false},
	{"amount", func(d *documentReader, v *Invoice) { v.Amount = d.money() }, false},
}

var usageMembers = []member[UsageSample]{
	{"entitlementId", func(d *documentReader, v *UsageSample) { v.EntitlementID = d.id() }, false},
	{"product", func(d *documentReader, v *UsageSample) { v.Product = Product(d.id()) }, false},
	{"date", func(d *documentReader, v *UsageSample) { v.Date = d.instant() }, false},
	{"assigned", func(d *documentReader, v *UsageSample) { v.Assigned = d.count() }, false},
	{"used", func(d *documentReader, v *UsageSample) { v.Used = d.count() }, false},
	{"usedQuarter", func(d *documentReader, v *UsageSample) { v.UsedQuarter = d.count() }, false},
}

var adminMembers = []member[Admin]{
	{"id", func(d *documentReader, v *Admin) { v.ID = d.json.Word() }, false},
	{"name", func(d *documentReader, v *Admin) { v.Name = d.json.Word() }, false},
	{"email", func(d *documentReader, v *Admin) { v.Email = d.json.Word() }, false},
	{"role", func(d *documentReader, v *Admin) { v.Role = readEnum[Role](d, "role", roleNames) }, false},
	{"customerIds", func(d *documentReader, v *Admin) { v.CustomerIDs = d.json.Words() }, false},
}
