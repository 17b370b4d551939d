-- title.zh: 三张清单汇总
-- title.en: The three lists in numbers
-- note.zh: 销号率＝本期销号÷（本期销号＋期末未销号）。
-- note.en: Closing rate: closed in the period, of those closed in the period and those open at its end.
-- column label: 清单 | List | text
-- column added: 本期新列入 | New | count
-- column closed: 本期销号 | Closed | count
-- column open: 期末未销号 | Open | count
-- column overdue: 其中逾期 | Overdue | count
-- column carried: 结转未报 | Not reported again | count
-- column closed_late: 逾期销号 | Closed late | count
-- column longest: 最长逾期（天） | Longest overdue (days) | count
-- column rate: 销号率 | Closing rate | percent
WITH counted AS (
  SELECT
    list, list_seq,
    SUM(CASE WHEN event = 'new' THEN 1 ELSE 0 END) AS added,
    SUM(CASE WHEN state = 'closed' AND event IN ('new', 'closed') THEN 1 ELSE 0 END) AS closed,
    SUM(CASE WHEN state <> 'closed' THEN 1 ELSE 0 END) AS open,
    SUM(CASE WHEN state = 'overdue' THEN 1 ELSE 0 END) AS overdue,
    SUM(CASE WHEN carried THEN 1 ELSE 0 END) AS carried,
    SUM(CASE WHEN state = 'closed' AND event IN ('new', 'closed') AND closed_late_days > 0 THEN 1 ELSE 0 END) AS closed_late,
    MAX(overdue_days) AS longest
  FROM list_entries
  GROUP BY list, list_seq
)
SELECT
  l.label AS label, c.added AS added, c.closed AS closed, c.open AS open, c.overdue AS overdue, c.carried AS carried,
  c.closed_late AS closed_late, c.longest AS longest,
  CASE WHEN c.closed + c.open > 0 THEN CAST(c.closed AS DOUBLE) / (c.closed + c.open) END AS rate
FROM counted AS c
JOIN lists AS l ON c.list = l.list
ORDER BY c.list_seq
