-- title.zh: 逾期未销号事项
-- title.en: Overdue entries
-- note.zh: 三张清单中截止日已过时限而未销号的，逾期最久的在前。
-- note.en: Entries of the three lists that are past their deadline and open at the reference date, longest first.
-- column name: 单位 | Unit | text
-- column list: 清单 | List | text
-- column number: 编号 | Number | text
-- column title: 事项 | Entry | long
-- column owner: 责任人 | Owner | text
-- column deadline: 完成时限 | Deadline | date
-- column overdue_days: 逾期天数 | Days overdue | count
-- column event: 本期报送 | Reported | state
-- state new: 新列入 | New | blue
-- state continued: 续办 | Continued | grey
-- state carried: 未报结转 | Carried over | amber
-- state reopened: 重新列入 | Reopened | red
-- hide code
-- empty: omit
SELECT
  e.code AS code, e.name AS name, l.label AS list, e.number AS number, e.title AS title, e.owner AS owner,
  e.deadline AS deadline, e.overdue_days AS overdue_days, e.event AS event
FROM list_entries AS e
JOIN lists AS l ON e.list = l.list
WHERE e.state = 'overdue'
ORDER BY e.overdue_days DESC, e.seq, e.list_seq, e.number
