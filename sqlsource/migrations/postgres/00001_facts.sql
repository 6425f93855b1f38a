-- The facts of one partner. Lists keep their order by position, from 0; a column
-- that may be NULL is not given then, or unknown. Texts are compared by their
-- bytes, as the library does.

CREATE TABLE partner (
	id                text COLLATE "C" PRIMARY KEY CHECK (id <> ''),
	name              text COLLATE "C" NOT NULL DEFAULT '',
	plan_reviewed_at  timestamptz,
	terms_accepted_at timestamptz,
	completed_at      timestamptz
);

CREATE TABLE customers (
	id                    text COLLATE "C" PRIMARY KEY CHECK (id <> ''),
	name                  text COLLATE "C" NOT NULL,
	managed_by            text COLLATE "C" NOT NULL DEFAULT 'partner' CHECK (managed_by IN ('partner', 'external')),
	country               text COLLATE "C" NOT NULL DEFAULT '',
	launch_url            text COLLATE "C" NOT NULL DEFAULT '',
	last_admin_sign_in    timestamptz,
	admin_never_signed_in boolean NOT NULL DEFAULT false
);

CREATE TABLE customer_tags (
	customer_id text COLLATE "C" NOT NULL REFERENCES customers ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	position    bigint NOT NULL,
	tag         text COLLATE "C" NOT NULL,
	PRIMARY KEY (customer_id, position)
);

-- Subscriptions and trials, whose ids are unique over both. A trial has a customer, a
-- start and an end; the other columns are of subscriptions.
CREATE TABLE entitlements (
	id             text COLLATE "C" PRIMARY KEY CHECK (id <> ''),
	customer_id    text COLLATE "C" NOT NULL REFERENCES customers ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	trial          boolean NOT NULL,
	starts_at      timestamptz NOT NULL,
	ends_at        timestamptz,
	ordered_at     timestamptz,
	renewal        text COLLATE "C" NOT NULL DEFAULT 'unknown' CHECK (renewal IN ('auto', 'none', 'unknown')),
	provisioned_at timestamptz,
	suspended_at   timestamptz,
	cancelled_at   timestamptz,
	term_amount    numeric,
	term_currency  text COLLATE "C",
	CHECK ((term_amount IS NULL) = (term_currency IS NULL)),
	CHECK (NOT trial OR renewal = 'unknown' AND coalesce(ordered_at, provisioned_at, suspended_at, cancelled_at) IS NULL AND term_amount IS NULL)
);

CREATE INDEX entitlements_by_customer ON entitlements (customer_id, id);

CREATE TABLE licenses (
	entitlement_id text COLLATE "C" NOT NULL REFERENCES entitlements ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	position       bigint NOT NULL,
	product        text COLLATE "C" NOT NULL,
	quantity       bigint NOT NULL,
	PRIMARY KEY (entitlement_id, position)
);

CREATE TABLE orders (
	entitlement_id text COLLATE "C" NOT NULL REFERENCES entitlements ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	position       bigint NOT NULL,
	number         text COLLATE "C" NOT NULL,
	placed_at      timestamptz,
	kind           text COLLATE "C" CHECK (kind IN ('new', 'change', 'renewal', 'cancellation')),
	amount         numeric,
	currency       text COLLATE "C",
	PRIMARY KEY (entitlement_id, position),
	CHECK ((amount IS NULL) = (currency IS NULL))
);

CREATE TABLE order_lines (
	entitlement_id text COLLATE "C" NOT NULL,
	order_position bigint NOT NULL,
	position       bigint NOT NULL,
	product        text COLLATE "C" NOT NULL,
	delta          bigint NOT NULL,
	PRIMARY KEY (entitlement_id, order_position, position),
	FOREIGN KEY (entitlement_id, order_position) REFERENCES orders ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE invoices (
	entitlement_id text COLLATE "C" NOT NULL REFERENCES entitlements ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	position       bigint NOT NULL,
	number         text COLLATE "C" NOT NULL,
	issued_at      timestamptz,
	due_at         timestamptz,
	paid_at        timestamptz,
	amount         numeric,
	currency       text COLLATE "C",
	PRIMARY KEY (entitlement_id, position),
	CHECK ((amount IS NULL) = (currency IS NULL))
);

CREATE TABLE usage_samples (
	entitlement_id text COLLATE "C" NOT NULL REFERENCES entitlements ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	product        text COLLATE "C" NOT NULL,
	day            date NOT NULL,
	assigned       bigint,
	used           bigint,
	used_quarter   bigint,
	PRIMARY KEY (entitlement_id, product, day)
);

CREATE TABLE admins (
	id    text COLLATE "C" PRIMARY KEY CHECK (id <> ''),
	name  text COLLATE "C" NOT NULL DEFAULT '',
	email text COLLATE "C" NOT NULL DEFAULT '',
	role  text COLLATE "C" NOT NULL CHECK (role IN ('full', 'read_only', 'admin', 'provisioning', 'help_desk'))
);

CREATE TABLE admin_customers (
	admin_id    text COLLATE "C" NOT NULL REFERENCES admins ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	position    bigint NOT NULL,
	customer_id text COLLATE "C" NOT NULL REFERENCES customers ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	PRIMARY KEY (admin_id, position)
);

CREATE INDEX admin_customers_by_customer ON admin_customers (customer_id, admin_id);
