-- 52 points, a week apart, at the same time of day. A fact holds from the first
-- point that sees it up to the first that doesn't: it is added at the one and
-- subtracted at the other, and a point is the sum of all changes up to it.
WITH bounds AS (
	SELECT getvariable('now') AS now, now - INTERVAL 357 DAY AS first_at, first_at::DATE AS first_day
), terms AS (
	SELECT number,
		greatest(0, ceil((epoch_us(start_at) - epoch_us(first_at)) / 604800e6))::INTEGER AS since,
		least(52, ceil((epoch_us(least(end_at, cancelled_at)) - epoch_us(first_at)) / 604800e6))::INTEGER AS until
	FROM entitlements, bounds
	WHERE since < until
), meetings AS (
	SELECT entitlement, quantity AS total, since, until
	FROM lines JOIN terms ON number = entitlement
	WHERE product = 'meetings'
), samples AS (
	SELECT entitlement, assigned, used, date, first_day,
		least(date + 30, lead(date, 1, DATE '9999-12-31') OVER (PARTITION BY entitlement ORDER BY date)) AS stale
	FROM usage, bounds
	WHERE product = 'meetings' AND date <= now::DATE AND date > first_day - 30
), measured AS (
	SELECT total, assigned, used,
		greatest(m.since, ceil((date - first_day) / 7))::INTEGER AS since,
		least(m.until, ceil((stale - first_day) / 7))::INTEGER AS until
	FROM samples JOIN meetings m USING (entitlement)
), sums AS (
	SELECT since, until, sum(total) AS total, 0 AS assigned, 0 AS used, 0 AS of_assigned, 0 AS of_used
	FROM meetings
	GROUP BY since, until
	UNION ALL
	SELECT since, until, 0, coalesce(sum(assigned), 0), coalesce(sum(used), 0),
		coalesce(sum(total) FILTER (assigned IS NOT NULL), 0), coalesce(sum(total) FILTER (used IS NOT NULL), 0)
	FROM measured
	WHERE since < until
	GROUP BY since, until
)
SELECT COLUMNS(* EXCLUDE point)::BIGINT FROM (
	SELECT point,
		coalesce(sum(total), 0), coalesce(sum(assigned), 0), coalesce(sum(used), 0),
		coalesce(sum(total - of_assigned), 0), coalesce(sum(total - of_used), 0)
	FROM range(52) points(point)
	LEFT JOIN sums ON since <= point AND point < until
	GROUP BY point
)
ORDER BY point;
