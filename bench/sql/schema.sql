CREATE TYPE manager AS ENUM ('partner', 'external');
CREATE TYPE renewal AS ENUM ('unknown', 'auto', 'none');
CREATE TYPE currency AS ENUM ('EUR', 'USD', 'CHF');
CREATE TYPE product AS ENUM (
	'meetings', 'calling', 'messaging', 'webinars', 'contact_center', 'devices', 'call_on_webex'
);
