-- The facts of one partner. Lists keep their order by position, from 0; a column
-- that may be NULL is not given then, or unknown. An instant is a
-- text of RFC 3339 such as 2026-01-31T09:30:00Z, a day the number of days since
-- 1970-01-01; an amount is decimal digits, and a truth is 0 or 1.

CREATE TABLE partner (
	id                TEXT PRIMARY KEY CHECK (id <> ''),
	name              TEXT NOT NULL DEFAULT '',
	plan_reviewed_at  TEXT,
	terms_accepted_at TEXT,
	completed_at      TEXT
) STRICT;

CREATE TABLE customers (
	id                    TEXT PRIMARY KEY CHECK (id <> ''),
	name                  TEXT NOT NULL,
	managed_by            TEXT NOT NULL DEFAULT 'partner' CHECK (managed_by IN ('partner', 'external')),
	country               TEXT NOT NULL DEFAULT '',
	launch_url            TEXT NOT NULL DEFAULT '',
	last_admin_sign_in    TEXT,
	admin_never_signed_in INTEGER NOT NULL DEFAULT 0 CHECK (admin_never_signed_in IN (0, 1))
) STRICT;

CREATE TABLE customer_tags (
	customer_id TEXT NOT NULL REFERENCES customers ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	position    INTEGER NOT NULL,
	tag         TEXT NOT NULL,
	PRIMARY KEY (customer_id, position)
) STRICT;

-- Subscriptions and trials, whose ids are unique over both. A trial has a customer, a
-- start and an end; the other columns are of subscriptions.
CREATE TABLE entitlements (
	id             TEXT PRIMARY KEY CHECK (id <> ''),
	customer_id    TEXT NOT NULL REFERENCES customers ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	trial          INTEGER NOT NULL CHECK (trial IN (0, 1)),
	starts_at      TEXT NOT NULL,
	ends_at        TEXT,
	ordered_at     TEXT,
	renewal        TEXT NOT NULL DEFAULT 'unknown' CHECK (renewal IN ('auto', 'none', 'unknown')),
	provisioned_at TEXT,
	suspended_at   TEXT,
	cancelled_at   TEXT,
	term_amount    TEXT,
	term_currency  TEXT,
	CHECK ((term_amount IS NULL) = (term_currency IS NULL)),
	CHECK (NOT trial OR renewal = 'unknown' AND coalesce(ordered_at, provisioned_at, suspended_at, cancelled_at) IS NULL AND term_amount IS NULL)
) STRICT;

CREATE INDEX entitlements_by_customer ON entitlements (customer_id, id);

CREATE TABLE licenses (
	entitlement_id TEXT NOT NULL REFERENCES entitlements ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	position       INTEGER NOT NULL,
	product        TEXT NOT NULL,
	quantity       INTEGER NOT NULL,
	PRIMARY KEY (entitlement_id, position)
) STRICT;

CREATE TABLE orders (
	entitlement_id TEXT NOT NULL REFERENCES entitlements ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	position       INTEGER NOT NULL,
	number         TEXT NOT NULL,
	placed_at      TEXT,
	kind           TEXT CHECK (kind IN ('new', 'change', 'renewal', 'cancellation')),
	amount         TEXT,
	currency       TEXT,
	PRIMARY KEY (entitlement_id, position),
	CHECK ((amount IS NULL) = (currency IS NULL))
) STRICT;

CREATE TABLE order_lines (
	entitlement_id TEXT NOT NULL,
	order_position INTEGER NOT NULL,
	position       INTEGER NOT NULL,
	product        TEXT NOT NULL,
	delta          INTEGER NOT NULL,
	PRIMARY KEY (entitlement_id, order_position, position),
	FOREIGN KEY (entitlement_id, order_position) REFERENCES orders ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE invoices (
	entitlement_id TEXT NOT NULL REFERENCES entitlements ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	position       INTEGER NOT NULL,
	number         TEXT NOT NULL,
	issued_at      TEXT,
	due_at         TEXT,
	paid_at        TEXT,
	amount         TEXT,
	currency       TEXT,
	PRIMARY KEY (entitlement_id, position),
	CHECK ((amount IS NULL) = (currency IS NULL))
) STRICT;

CREATE TABLE usage_samples (
	entitlement_id TEXT NOT NULL REFERENCES entitlements ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	product        TEXT NOT NULL,
	day            INTEGER NOT NULL,
	assigned       INTEGER,
	used           INTEGER,
	used_quarter   INTEGER,
	PRIMARY KEY (entitlement_id, product, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE admins (
	id    TEXT PRIMARY KEY CHECK (id <> ''),
	name  TEXT NOT NULL DEFAULT '',
	email TEXT NOT NULL DEFAULT '',
	role  TEXT NOT NULL CHECK (role IN ('full', 'read_only', 'admin', 'provisioning', 'help_desk'))
) STRICT;

CREATE TABLE admin_customers (
	admin_id    TEXT NOT NULL REFERENCES admins ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	position    INTEGER NOT NULL,
	customer_id TEXT NOT NULL REFERENCES customers ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	PRIMARY KEY (admin_id, position)
) STRICT;

CREATE INDEX admin_customers_by_customer ON admin_customers (customer_id, admin_id);
