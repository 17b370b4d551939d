-- title.zh: 各县区落后的指标
-- title.en: What each county is behind with
-- note.zh: 每县区最多列差距最大的五项。
-- note.en: The five widest gaps of each county.
-- column name: 县区 | County | text
-- column behind: 落后项数 | Behind in | count
-- column worst: 差距最大的指标（百分点） | Widest gaps (points) | long
-- hide code
-- empty: omit
WITH gaps AS (
  SELECT
    series_on_structure.seq AS seq, code, name, items.short AS short, lead,
    ROW_NUMBER() OVER (PARTITION BY code ORDER BY lead) AS place,
    COUNT(*) OVER (PARTITION BY code) AS behind
  FROM series_on_structure
  JOIN items ON items.item = series_on_structure.item
  WHERE NOT is_total AND state = 'behind'
),
listed AS (
  SELECT
    *,
    -- Half a tenth goes up as in the table of all gaps; the inner rounding takes off what doubles add to decimals.
    CAST(FLOOR(ROUND(ABS(lead) * 1000, 6) + 0.5) AS BIGINT) AS tenths
  FROM gaps
  WHERE place <= 5
  ORDER BY seq, place
),
written AS (
  SELECT
    seq, code, name, behind, short, CASE WHEN tenths = 0 THEN '' WHEN lead < 0 THEN '−' ELSE '+' END AS sign,
    CAST(FLOOR(tenths / 10.0) AS BIGINT) AS whole, tenths - 10 * CAST(FLOOR(tenths / 10.0) AS BIGINT) AS tenth
  FROM listed
)
SELECT
  name, MAX(behind) AS behind,
  STRING_AGG(CONCAT(short, ' ', sign, CAST(whole AS VARCHAR), '.', CAST(tenth AS VARCHAR)), ' · ') AS worst,
  code
FROM written
GROUP BY seq, code, name
ORDER BY behind DESC, seq
