-- title.zh: 各层级签订情况
-- title.en: Signing by layer
-- note.zh: 按已报送单位应签的责任书计算；按期指3月31日前签订。
-- note.en: Of the certificates due in the units that reported; in time is by 31 March.
-- column label: 层级 | Layer | state
-- state unclear: 不明 | Unclear | plain
-- state total: 合计 | Total | plain
-- column due: 应签 | Due | count
-- column signed: 已签 | Signed | count
-- column rate: 签订率 | Signing rate | percent
-- column in_time: 按期签订 | In time | count
-- column rate_in_time: 按期签订率 | Rate in time | percent
-- column open: 未签 | Not signed | count
-- hide place, is_total
-- total where is_total
WITH layers AS (
  SELECT code AS layer, label, seq AS place, FALSE AS is_total FROM codes WHERE item = 'certificates.layer'
), counted AS (
  SELECT
    CASE WHEN layer IS NULL THEN 'unclear' ELSE layer END AS layer,
    COUNT(*) AS due, COUNT(signed_on) AS signed,
    SUM(CASE WHEN EXTRACT(MONTH FROM signed_on) <= 3 OR EXTRACT(YEAR FROM signed_on) < EXTRACT(YEAR FROM period_end)
      THEN 1 ELSE 0 END) AS in_time
  FROM certificates
  GROUP BY CASE WHEN layer IS NULL THEN 'unclear' ELSE layer END
), lines AS (
  SELECT l.label AS label, c.due AS due, c.signed AS signed, c.in_time AS in_time, l.place AS place, l.is_total AS is_total
  FROM layers AS l
  JOIN counted AS c ON l.layer = c.layer
  UNION ALL
  SELECT 'unclear' AS label, due, signed, in_time, 98 AS place, FALSE AS is_total FROM counted WHERE layer = 'unclear'
  UNION ALL
  SELECT 'total' AS label, SUM(due) AS due, SUM(signed) AS signed, SUM(in_time) AS in_time, 99 AS place, TRUE AS is_total
  FROM counted
)
SELECT
  label, due, signed, CAST(signed AS DOUBLE) / due AS rate, in_time, CAST(in_time AS DOUBLE) / due AS rate_in_time,
  due - signed AS open, place, is_total
FROM lines
ORDER BY place
