SELECT (1 * trial::INTEGER + 2 * subscription::INTEGER + 4 * expiring_soon::INTEGER + 8 * license_overage::INTEGER
	+ 16 * no_recent_activity::INTEGER + 32 * order_setup_ready::INTEGER + 64 * suspended::INTEGER
	+ 128 * expired::INTEGER)::UTINYINT
FROM statuses
ORDER BY customer;
