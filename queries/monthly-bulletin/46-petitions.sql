-- title.zh: 信访走势
-- title.en: Petitions month by month
-- note.zh: 2026年1月起只统计首次来信来访，此前含重复件，前后口径不同；有县区未报的月份空缺。
-- note.en: Since January 2026 first petitions only; repeated ones were counted before. Months in which a county is missing are left open.
-- column period: 月份 | Month | text
-- column received: 来信来访 | Received | count
-- column settled: 按期办结 | Settled in time | count
-- column is_break: 口径调整 | Redefined | text
WITH received AS (
  SELECT period, CASE WHEN status <> 'P' THEN value END AS value, is_break FROM series_history WHERE is_total AND item = 'petitions'
),
settled AS (
  SELECT period, CASE WHEN status <> 'P' THEN value END AS value FROM series_history WHERE is_total AND item = 'petitions_done'
)
SELECT
  CONCAT(SUBSTR(received.period, 1, 4), '-', SUBSTR(received.period, 7, 2)) AS period,
  CAST(received.value AS BIGINT) AS received, CAST(settled.value AS BIGINT) AS settled, received.is_break AS is_break
FROM received JOIN settled ON received.period = settled.period
ORDER BY period
