-- title.zh: 各季度做到情况
-- title.en: Quotas kept, by quarter
-- note.zh: 按季度判定的要求在各季度末的情况（单位×要求）；到期＝做到＋未做到（含逾期补做）＋情况不明；做到率是按时做到的占到期的比例。
-- note.en: Quotas of a quarter as they stood at its end, units times quotas. Due: met, short (made up late included) and no data; the share is those met in time of those due.
-- column period_name: 报告期 | Period | text
-- sentence period_name
-- column due: 到期要求 | Due | count
-- column met: 做到 | Met | count
-- column short: 未做到 | Short | count
-- column no_data: 情况不明 | No data | count
-- column share: 做到率 | Share | percent
WITH judged AS (
  SELECT
    s.period AS period, p.label AS label,
    CASE WHEN s.state = 'met' THEN 1 ELSE 0 END AS met,
    CASE WHEN s.state IN ('short', 'late') THEN 1 ELSE 0 END AS short,
    CASE WHEN s.state = 'no_data' THEN 1 ELSE 0 END AS no_data
  FROM all_quota_states AS s
  JOIN spans AS p ON s.span = p.span
  WHERE s.span = s.period AND s.is_due AND s.state <> 'not_due'
), counted AS (
  SELECT
    period, label, COUNT(*) AS due, SUM(met) AS met, SUM(short) AS short, SUM(no_data) AS no_data
  FROM judged
  GROUP BY period, label
)
SELECT label AS period_name, due, met, short, no_data, CAST(met AS DOUBLE) / due AS share
FROM counted
ORDER BY period
