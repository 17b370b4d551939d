-- title.zh: 三年签订率
-- title.en: Signing rates of three years
-- column year: 年度 | Year | text
-- column rate: 签订率（%） | Rate (%) | decimal 1
-- column rate_in_time: 按期（%） | In time (%) | decimal 1
-- column rate_city: 市与单位（%） | City, unit (%) | decimal 1
-- column rate_division: 单位与科室（%） | Unit, division (%) | decimal 1
-- column rate_post: 科室与岗位（%） | Division, post (%) | decimal 1
WITH wholes AS (
  SELECT period, figure, rounded FROM all_figures WHERE "group" IS NULL AND base IS NULL
)
SELECT
  period AS year,
  MAX(CASE WHEN figure = 'rate' THEN rounded END) AS rate,
  MAX(CASE WHEN figure = 'rate_in_time' THEN rounded END) AS rate_in_time,
  MAX(CASE WHEN figure = 'rate_city' THEN rounded END) AS rate_city,
  MAX(CASE WHEN figure = 'rate_division' THEN rounded END) AS rate_division,
  MAX(CASE WHEN figure = 'rate_post' THEN rounded END) AS rate_post
FROM wholes
GROUP BY period
ORDER BY period
