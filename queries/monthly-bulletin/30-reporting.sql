-- title.zh: 各县区报送情况
-- title.en: Who reported when
-- note.zh: 月报应于次月10日前报送。
-- note.en: Returns are due on the 10th of the following month.
-- column name: 县区 | County | text
-- column state: 本月 | This month | state
-- column received: 报送日期 | Sent on | date
-- column late_this_year: 本年迟报次数 | Late this year | count
-- column missing_this_year: 本年未报次数 | Missing this year | count
-- state returned: 按时 | In time | green
-- state late: 迟报 | Late | amber
-- state missing: 未报 | Missing | red
-- state rejected: 退回 | Rejected | red
-- state nil: 零报告 | Nil | grey
-- hide code
WITH counted AS (
  SELECT
    code,
    SUM(CASE WHEN state = 'late' THEN 1 ELSE 0 END) AS late_this_year,
    SUM(CASE WHEN state IN ('missing', 'rejected') THEN 1 ELSE 0 END) AS missing_this_year
  FROM all_returns
  WHERE SUBSTR(period, 1, 4) IN (SELECT SUBSTR(period, 1, 4) FROM returns)
  GROUP BY code
)
SELECT units.name AS name, units.state AS state, units.received AS received, late_this_year, missing_this_year, units.code AS code
FROM units
JOIN counted ON counted.code = units.code
ORDER BY
  CASE units.state WHEN 'missing' THEN 1 WHEN 'rejected' THEN 2 WHEN 'late' THEN 3 ELSE 4 END,
  late_this_year DESC, units.seq
