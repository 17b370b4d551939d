-- title.zh: 逐日签订进度
-- title.en: Signing by day
-- note.zh: 各年截至当日已签占应签的比例，列出三年中有签订的各日，最后一日即全年；竖线为签订期限3月31日，横线自该日起，应为100%。
-- note.en: Share of the certificates due that were signed by the day, in each year, for every day on which one was signed in any of them; the last day stands for the whole year; the upright line is the deadline, 31 March, from which on all should be.
-- column day: 日期 | Day | text
-- column signed: 累计签订 | Signed so far | count
-- column now: 本年 | This year | percent
-- column last_year: 上年 | Year before | percent
-- column year_before: 前年 | Two years before | percent
-- column deadline: 应签率 | All due | percent
-- column is_deadline: 签订期限 | Deadline | count
-- hide deadline, is_deadline
WITH present AS (
  SELECT CAST(MAX(period) AS BIGINT) AS now FROM all_returns
), dated AS (
  SELECT
    p.now - CAST(c.period AS BIGINT) AS age,
    CASE WHEN EXTRACT(YEAR FROM c.signed_on) < CAST(c.period AS BIGINT) THEN '01-01'
      WHEN EXTRACT(YEAR FROM c.signed_on) > CAST(c.period AS BIGINT) THEN '12-31'
      ELSE SUBSTR(CAST(c.signed_on AS VARCHAR), 6, 5) END AS day,
    c.signed_on IS NOT NULL AS is_signed
  FROM all_certificates AS c
  CROSS JOIN present AS p
), days AS (
  SELECT day FROM dated WHERE is_signed
  UNION ALL
  SELECT '03-31' AS day FROM present
), each_day AS (
  SELECT day FROM days GROUP BY day
), counted AS (
  SELECT
    e.day AS day,
    SUM(CASE WHEN d.age = 0 AND d.is_signed AND d.day <= e.day THEN 1 ELSE 0 END) AS signed,
    SUM(CASE WHEN d.age = 0 THEN 1 ELSE 0 END) AS due,
    SUM(CASE WHEN d.age = 1 AND d.is_signed AND d.day <= e.day THEN 1 ELSE 0 END) AS signed_1,
    SUM(CASE WHEN d.age = 1 THEN 1 ELSE 0 END) AS due_1,
    SUM(CASE WHEN d.age = 2 AND d.is_signed AND d.day <= e.day THEN 1 ELSE 0 END) AS signed_2,
    SUM(CASE WHEN d.age = 2 THEN 1 ELSE 0 END) AS due_2
  FROM each_day AS e
  CROSS JOIN dated AS d
  GROUP BY e.day
)
SELECT
  day, signed, CAST(signed AS DOUBLE) / due AS now,
  CASE WHEN due_1 > 0 THEN CAST(signed_1 AS DOUBLE) / due_1 END AS last_year,
  CASE WHEN due_2 > 0 THEN CAST(signed_2 AS DOUBLE) / due_2 END AS year_before,
  CASE WHEN day >= '03-31' THEN 1.0 END AS deadline, day = '03-31' AS is_deadline
FROM counted
ORDER BY day
