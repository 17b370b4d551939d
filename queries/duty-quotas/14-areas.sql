-- title.zh: 分片区做到情况
-- title.en: Quotas kept, by area
-- note.zh: 单位×要求：各单位到期的要求合计，按时做到的占比。
-- note.en: Units times quotas: of all quotas due for the units of an area, the share kept in time.
-- column area: 片区 | Area | state
-- state total: 合计 | Total | plain
-- column units: 单位数 | Units | count
-- column due: 到期要求 | Due | count
-- column kept: 做到 | Kept | count
-- column not_kept: 未做到 | Not kept | count
-- column no_data: 情况不明 | No data | count
-- column share: 做到率 | Share kept | percent
-- column overdue: 逾期事项 | Overdue | count
-- column is_total: 合计 | Total | count
-- hide is_total
-- total where is_total
WITH known_areas AS (
  SELECT value, label AS area, seq AS place FROM attributes WHERE attribute = 'area'
), placed AS (
  SELECT
    n.area AS area, n.place AS place, r.quotas_due AS due, r.quotas_kept AS kept, r.quotas_not_kept AS not_kept,
    r.quotas_no_data AS no_data, r.overdue_entries AS overdue
  FROM returns AS r
  JOIN known_areas AS n ON r.area = n.value
), of_areas AS (
  SELECT
    area, place, COUNT(*) AS units, SUM(due) AS due, SUM(kept) AS kept, SUM(not_kept) AS not_kept,
    SUM(no_data) AS no_data, SUM(overdue) AS overdue
  FROM placed
  GROUP BY area, place
), whole AS (
  SELECT
    SUM(units) AS units, SUM(due) AS due, SUM(kept) AS kept, SUM(not_kept) AS not_kept, SUM(no_data) AS no_data,
    SUM(overdue) AS overdue
  FROM of_areas
), everything AS (
  SELECT area, place, units, due, kept, not_kept, no_data, overdue, 0 AS is_total FROM of_areas
  UNION ALL
  SELECT 'total' AS area, 999 AS place, units, due, kept, not_kept, no_data, overdue, 1 AS is_total FROM whole
)
SELECT
  area, units, due, kept, not_kept, no_data,
  CASE WHEN due > 0 THEN CAST(kept AS DOUBLE) / due END AS share, overdue, is_total
FROM everything
ORDER BY place
