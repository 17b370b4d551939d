-- title.zh: 八个方面得分率
-- title.en: The eight aspects
-- note.zh: 各企业得分占本行业该方面满分的百分比的平均数。
-- note.en: Mean over enterprises of points scored in percent of the full points of the industry's standard.
-- column label: 方面 | Aspect | text
-- column now: 本轮（%） | This round (%) | decimal 1
-- column before: 上轮（%） | Round before (%) | decimal 1
-- column high: 高危行业（%） | High-risk (%) | decimal 1
-- column key: 重点行业（%） | Key industries (%) | decimal 1
-- column other: 一般行业（%） | Others (%) | decimal 1
-- hide first
WITH rates AS (
  SELECT seq, figure, label, rounded, previous_rounded, CASE WHEN "group" IS NULL THEN 'whole' ELSE "group" END AS part
  FROM figures
  WHERE figure LIKE 'rate_%' AND (group_by = 'risk' OR "group" IS NULL)
)
SELECT
  FIRST(label) AS label,
  MAX(CASE WHEN part = 'whole' THEN rounded END) AS now,
  MAX(CASE WHEN part = 'whole' THEN previous_rounded END) AS before,
  MAX(CASE WHEN part = '高危行业' THEN rounded END) AS high,
  MAX(CASE WHEN part = '重点行业' THEN rounded END) AS key,
  MAX(CASE WHEN part = '一般行业' THEN rounded END) AS other,
  MIN(seq) AS first
FROM rates
GROUP BY figure
ORDER BY first
