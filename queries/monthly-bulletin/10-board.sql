-- title.zh: 县区综合榜
-- title.en: Board of counties
-- note.zh: 按“正常率”排名：有目标且能判定的指标中，已完成、超前和正常的占比；数据不全的指标不计入。名次升降与上月相比。
-- note.en: Ranked by the share on schedule: items met, ahead or on track among those with a target that can be judged. Movement is on the previous month.
-- column rank: 名次 | Rank | rank
-- column name: 县区 | County | text
-- column movement: 升降 | Moved | movement
-- column on_schedule: 正常率 | On schedule | percent
-- column met: 已完成 | Met | count
-- column ahead: 超前 | Ahead | count
-- column on_track: 正常 | On track | count
-- column behind: 落后 | Behind | count
-- column unclear: 数据不全 | Unclear | count
-- column first: 单项第一 | First in | count
-- column reporting: 报送 | Return | state
-- state returned: 按时 | In time | green
-- state late: 迟报 | Late | amber
-- state missing: 未报 | Missing | red
-- state rejected: 退回 | Rejected | red
-- state nil: 零报告 | Nil | grey
-- hide code
WITH counted AS (
  SELECT
    period, seq, code, name,
    SUM(CASE WHEN state = 'met' THEN 1 ELSE 0 END) AS met,
    SUM(CASE WHEN state = 'ahead' THEN 1 ELSE 0 END) AS ahead,
    SUM(CASE WHEN state = 'on_track' THEN 1 ELSE 0 END) AS on_track,
    SUM(CASE WHEN state = 'behind' THEN 1 ELSE 0 END) AS behind,
    SUM(CASE WHEN state IN ('unclear', 'missing') AND target IS NOT NULL THEN 1 ELSE 0 END) AS unclear,
    SUM(CASE WHEN rank = 1 THEN 1 ELSE 0 END) AS first
  FROM all_series_on_structure
  WHERE NOT is_total
  GROUP BY period, seq, code, name
),
shared AS (
  SELECT *, (met + ahead + on_track) * 1.0 / (met + ahead + on_track + behind) AS on_schedule
  FROM counted
  WHERE met + ahead + on_track + behind > unclear
),
ranked AS (
  SELECT *, RANK() OVER (PARTITION BY period ORDER BY on_schedule DESC) AS place FROM shared
),
months AS (
  SELECT period, ROW_NUMBER() OVER (ORDER BY period DESC) AS back
  FROM (SELECT DISTINCT period FROM all_returns) AS known
),
before AS (
  SELECT ranked.code AS code, ranked.place AS place
  FROM ranked JOIN months ON ranked.period = months.period
  WHERE months.back = 2
)
SELECT
  ranked.place AS rank, counted.name AS name,
  CAST(before.place AS BIGINT) - CAST(ranked.place AS BIGINT) AS movement,
  ranked.on_schedule AS on_schedule, counted.met AS met, counted.ahead AS ahead, counted.on_track AS on_track,
  counted.behind AS behind, counted.unclear AS unclear, counted.first AS first, units.state AS reporting,
  counted.code AS code
FROM counted
JOIN months ON counted.period = months.period
LEFT JOIN ranked ON counted.code = ranked.code AND counted.period = ranked.period
LEFT JOIN before ON counted.code = before.code
LEFT JOIN units ON counted.code = units.code
WHERE months.back = 1
ORDER BY COALESCE(ranked.place, 999), counted.seq
