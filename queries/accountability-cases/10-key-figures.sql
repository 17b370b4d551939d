-- title.zh: 主要数据
-- title.en: Main figures
-- note.zh: 环比按两个季度各自的报送情况计算；按年累计的指标第一季度重新起算，不与上年比较。
-- note.en: Changes compare the returns of both quarters as they came in; figures of the year begin anew in the first quarter.
-- column label: 指标 | Figure | text
-- column now: 本季度 | Quarter | count
-- column previous: 上季度 | Quarter before | count
-- column change: 增减 | Change | signed
-- column unit_of_measure: 单位 | Unit of measure | text
-- sentence label
WITH wholes AS (
  SELECT
    seq, figure, role, label, count, value, previous_count, previous_value, unit_of_measure,
    period LIKE '%-Q1' AND figure IN ('with_case_year', 'barred') AS is_anew
  FROM figures
  WHERE "group" IS NULL AND (base = 'registered' OR base IS NULL) AND figure <> 'has_case_year'
)
SELECT
  label,
  CAST(CASE WHEN role = 'measure' THEN value ELSE count END AS BIGINT) AS now,
  CAST(CASE WHEN is_anew THEN NULL WHEN role = 'measure' THEN previous_value ELSE previous_count END AS BIGINT) AS previous,
  CAST(CASE WHEN is_anew THEN NULL WHEN role = 'measure' THEN value - previous_value ELSE count - previous_count END AS BIGINT) AS change,
  unit_of_measure
FROM wholes
ORDER BY seq
