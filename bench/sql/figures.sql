-- One row with the columns in the order of the fields of figures.
, meetings AS (
	FROM known_lines WHERE meetings AND active
), ending AS (
	-- Both rows are there, whoever has what.
	SELECT renewing,
		coalesce(sum(assigned), 0), coalesce(sum(total) FILTER (assigned IS NOT NULL), 0),
		coalesce(sum(used), 0), coalesce(sum(total) FILTER (used IS NOT NULL), 0),
		count(customer) FILTER (assigned IS NULL OR used IS NULL),
		100 * coalesce(sum(term_value) FILTER (currency = 'EUR'), 0),
		100 * coalesce(sum(term_value) FILTER (currency = 'USD'), 0),
		100 * coalesce(sum(term_value) FILTER (currency = 'CHF'), 0)
	FROM (VALUES (false), (true)) kinds(renewing)
	LEFT JOIN (FROM meetings WHERE near) m ON m.renews = renewing
	GROUP BY renewing
), low AS (
	SELECT m.*
	FROM meetings m
	JOIN low_pools p ON p.product = m.product AND p.customer = m.customer
	WHERE settled AND total > 0 AND assigned IS NOT NULL AND least(assigned::BIGINT * 10000 // total, 10000) < benchmark
)
SELECT COLUMNS(*)::BIGINT FROM
	(SELECT count(*), count(*) FILTER (core), count(*) FILTER (expires), count(*) FILTER (renews) FROM statuses),
	(SELECT count(DISTINCT customer) FROM low_pools),
	(SELECT count(*) FILTER (over_limit),
		count(*) FILTER (headline = 0), count(*) FILTER (trial), count(*) FILTER (subscription),
		count(*) FILTER (expiring_soon), count(*) FILTER (license_overage), count(*) FILTER (no_recent_activity),
		count(*) FILTER (order_setup_ready), count(*) FILTER (suspended), count(*) FILTER (expired),
		count(*) FILTER (headline = 0), count(*) FILTER (headline = 1), count(*) FILTER (headline = 2),
		count(*) FILTER (headline = 3), count(*) FILTER (headline = 4), count(*) FILTER (headline = 5),
		count(*) FILTER (headline = 6), count(*) FILTER (headline = 7), count(*) FILTER (headline = 8),
		count(*) FILTER (added), coalesce(sum(added_licenses) FILTER (added), 0), coalesce(sum(licenses) FILTER (added), 0)
		FROM statuses),
	(SELECT count(*) FILTER (expiring) FROM statuses),
	(SELECT * EXCLUDE renewing FROM ending WHERE NOT renewing),
	(SELECT count(*) FILTER (renewing) FROM statuses),
	(SELECT * EXCLUDE renewing FROM ending WHERE renewing),
	(SELECT count(DISTINCT customer), coalesce(sum(assigned), 0), coalesce(sum(total), 0),
		coalesce(sum(used), 0), coalesce(sum(total) FILTER (used IS NOT NULL), 0),
		coalesce(sum(used), 0), coalesce(sum(assigned) FILTER (used IS NOT NULL), 0),
		coalesce(sum(greatest(total - assigned, 0)), 0), count(*) FILTER (used IS NULL) FROM low),
	(SELECT count(*) FILTER (overage) FROM statuses),
	(SELECT coalesce(sum(assigned - total), 0) FROM meetings WHERE over);
