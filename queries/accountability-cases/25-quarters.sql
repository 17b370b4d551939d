-- title.zh: 各季度案件
-- title.en: Cases by quarter
-- column period: 季度 | Quarter | period
-- column cases: 案件 | Cases | count
-- column with_case: 有案件的单位 | Units with a case | count
-- column reports: 收到线索 | Reports received | count
WITH wholes AS (
  SELECT period, figure, base, count, value FROM all_figures WHERE "group" IS NULL
)
SELECT
  period,
  CAST(MAX(CASE WHEN figure = 'cases' THEN value END) AS BIGINT) AS cases,
  MAX(CASE WHEN figure = 'with_case' AND base = 'registered' THEN count END) AS with_case,
  CAST(MAX(CASE WHEN figure = 'clues' THEN value END) AS BIGINT) AS reports
FROM wholes
GROUP BY period
ORDER BY period
