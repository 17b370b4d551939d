-- title.zh: 各类单位签订情况
-- title.en: Signing by category
-- note.zh: 签订率按已报送单位应签的责任书计算；单位数按名录计算。
-- note.en: Rates of the certificates due in the units that reported; units as registered.
-- column label: 类别 | Category | text
-- column units: 单位 | Units | count
-- column all_signed: 全部签订的单位 | All signed | count
-- column rate: 签订率（%） | Rate (%) | decimal 1
-- column rate_in_time: 按期（%） | In time (%) | decimal 1
-- column rate_city: 市与单位（%） | City, unit (%) | decimal 1
-- column rate_division: 单位与科室（%） | Unit, division (%) | decimal 1
-- column rate_post: 科室与岗位（%） | Division, post (%) | decimal 1
-- hide is_total, first
-- sentence label
-- total where is_total
WITH given AS (
  SELECT
    seq, figure, base_count, "group" IS NULL AS is_total,
    CASE WHEN "group" IS NULL THEN '' ELSE "group" END AS category, group_label, count, rounded, base_label
  FROM figures
  WHERE base = 'registered' OR base IS NULL
), whole AS (
  SELECT base_label AS whole_label FROM figures WHERE figure = 'all_signed' AND base = 'registered' AND "group" IS NULL
), spread AS (
  SELECT
    category, is_total, MAX(group_label) AS group_label,
    MAX(CASE WHEN figure = 'all_signed' THEN base_count END) AS units,
    MAX(CASE WHEN figure = 'all_signed' THEN count END) AS all_signed,
    MAX(CASE WHEN figure = 'rate' THEN rounded END) AS rate,
    MAX(CASE WHEN figure = 'rate_in_time' THEN rounded END) AS rate_in_time,
    MAX(CASE WHEN figure = 'rate_city' THEN rounded END) AS rate_city,
    MAX(CASE WHEN figure = 'rate_division' THEN rounded END) AS rate_division,
    MAX(CASE WHEN figure = 'rate_post' THEN rounded END) AS rate_post,
    MIN(CASE WHEN figure = 'all_signed' THEN seq END) AS first
  FROM given
  GROUP BY category, is_total
)
SELECT
  CASE WHEN s.is_total THEN w.whole_label ELSE s.group_label END AS label,
  units, all_signed, rate, rate_in_time, rate_city, rate_division, rate_post, is_total, first
FROM spread AS s
CROSS JOIN whole AS w
ORDER BY is_total, first
