CREATE OR REPLACE TABLE customers (
	number INTEGER, id VARCHAR, name VARCHAR, managed_by manager, tags VARCHAR[], country VARCHAR,
	signed_in TIMESTAMP, never_signed_in BOOLEAN
);
CREATE OR REPLACE TABLE entitlements (
	number INTEGER, customer INTEGER, id VARCHAR, trial BOOLEAN,
	ordered_at TIMESTAMP, start_at TIMESTAMP, end_at TIMESTAMP, renewal renewal,
	provisioned_at TIMESTAMP, suspended_at TIMESTAMP, cancelled_at TIMESTAMP,
	term_value DECIMAL(18, 2), currency currency
);
CREATE OR REPLACE TABLE lines (entitlement INTEGER, product product, quantity INTEGER);
CREATE OR REPLACE TABLE usage (
	entitlement INTEGER, product product, date DATE, assigned INTEGER, used INTEGER, used_quarter INTEGER
);
