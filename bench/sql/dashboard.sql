-- What holds at an instant, table by table; the question follows. Days count
-- from midnight in UTC. The instants that bound a window are worked out once, so
-- that rows compare instants.
WITH terms AS (
	WITH facts AS (
		SELECT *,
			least(end_at, cancelled_at) AS ends,
			coalesce(least(ordered_at, start_at), start_at) AS known,
			renewal = 'auto' AND cancelled_at IS NULL AND NOT trial AS renews,
			getvariable('now') AS now, date_trunc('day', now) AS today
		FROM entitlements
	)
	SELECT number, customer, trial, renews, ends, start_at, term_value, currency,
		start_at <= now AND ends > now AS active,
		ends <= now AS ended,
		NOT trial AND ends > now AND coalesce(provisioned_at > now, true) AS unprovisioned,
		active AND coalesce(suspended_at <= now, false) AS suspended,
		active AND NOT renews AND ends < today + INTERVAL 31 DAY AS soon,
		active AND ends < today + INTERVAL 91 DAY AS near,
		active AND start_at >= today - INTERVAL 90 DAY AS added,
		active AND start_at < today - INTERVAL 29 DAY AS settled
	FROM facts
	WHERE known <= now
), current AS MATERIALIZED (
	SELECT entitlement, product, arg_max_null(assigned, date) AS assigned, arg_max_null(used, date) AS used
	FROM usage
	WHERE date > getvariable('now')::DATE - 30 AND date <= getvariable('now')::DATE
	GROUP BY entitlement, product
), known_lines AS (
	SELECT t.*, l.product, l.quantity AS total, c.assigned, c.used,
		l.product = 'meetings' AS meetings,
		l.product IN ('meetings', 'calling') AS core,
		active AND coalesce(c.assigned > l.quantity, false) AS over
	FROM lines l
	JOIN terms t ON t.number = l.entitlement
	LEFT JOIN current c ON c.entitlement = l.entitlement AND c.product = l.product
), low_pools AS (
	WITH pools AS (
		SELECT product, customer, sum(assigned) AS assigned, sum(total)::BIGINT AS pooled,
			least(sum(assigned)::BIGINT * 10000 // sum(total)::BIGINT, 10000) AS share,
			CASE WHEN pooled < 10 THEN 0 WHEN pooled < 100 THEN 1 WHEN pooled < 1000 THEN 2 ELSE 3 END AS band
		FROM known_lines
		WHERE core AND settled AND total > 0 AND assigned IS NOT NULL
		GROUP BY product, customer
	), benchmarks AS (
		-- The discrete quantile is the one by nearest rank.
		SELECT product, band, count(*) AS peers, quantile_disc(share, 0.25) AS lower_quartile
		FROM pools
		GROUP BY GROUPING SETS ((product, band), (product))
	)
	SELECT p.product, p.customer,
		CASE WHEN own.peers >= 5 THEN own.lower_quartile WHEN whole.peers >= 5 THEN whole.lower_quartile ELSE 0 END AS benchmark
	FROM pools p
	JOIN benchmarks own ON own.product = p.product AND own.band = p.band
	JOIN benchmarks whole ON whole.product = p.product AND whole.band IS NULL
	WHERE p.share < benchmark AND p.share < 8000
), statuses AS (
	WITH by_terms AS (
		SELECT customer,
			bool_or(active AND trial) AS trial,
			bool_or(active AND NOT trial) AS subscription,
			bool_or(soon) AS expiring_soon,
			bool_or(unprovisioned) AS order_setup_ready,
			bool_or(suspended) AS suspended,
			bool_and(ended) AS expired
		FROM terms
		GROUP BY customer
	), by_lines AS (
		SELECT customer,
			bool_or(over) AS over,
			bool_or(core) AS core,
			bool_or(core AND near AND NOT renews) AS expires,
			bool_or(core AND near AND renews) AS renews,
			bool_or(core AND over) AS over_limit,
			bool_or(meetings AND added) AS added,
			sum(total) FILTER (meetings AND added) AS added_licenses,
			sum(total) FILTER (meetings AND active) AS licenses,
			bool_or(meetings AND near AND NOT renews) AS expiring,
			bool_or(meetings AND near AND renews) AS renewing,
			bool_or(meetings AND over) AS overage
		FROM known_lines
		GROUP BY customer
	)
	SELECT c.number AS customer,
		coalesce(t.trial, false) AS trial,
		coalesce(t.subscription, false) AS subscription,
		coalesce(t.expiring_soon, false) AS expiring_soon,
		coalesce(l.over, false) AS license_overage,
		c.never_signed_in OR coalesce(c.signed_in <= getvariable('now')
			AND c.signed_in < date_trunc('day', getvariable('now')) - INTERVAL 30 DAY, false) AS no_recent_activity,
		coalesce(t.order_setup_ready, false) AS order_setup_ready,
		coalesce(t.suspended, false) AS suspended,
		coalesce(t.expired, false) AS expired,
		CASE
			WHEN t.suspended THEN 7 WHEN t.expired THEN 8 WHEN license_overage THEN 4 WHEN t.expiring_soon THEN 3
			WHEN t.order_setup_ready THEN 6 WHEN no_recent_activity THEN 5 WHEN t.trial THEN 1 WHEN t.subscription THEN 2
			ELSE 0
		END AS headline,
		l.* EXCLUDE (customer, over)
	FROM customers c
	LEFT JOIN by_terms t ON t.customer = c.number
	LEFT JOIN by_lines l ON l.customer = c.number
)
