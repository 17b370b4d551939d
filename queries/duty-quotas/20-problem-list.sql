-- title.zh: 清单二·问题清单
-- title.en: List 2, Problem list
-- note.zh: 未销号在前、逾期最久的在前；“结转”为上期未销号而本期未报的，按上期情况列出。
-- note.en: Open entries first, longest overdue first; “carried over” was open before and is not reported again.
-- column name: 单位 | Unit | text
-- column number: 编号 | Number | text
-- column title: 问题 | Problem | long
-- column owner: 责任人 | Owner | text
-- column opened: 列入日期 | Listed on | date
-- column deadline: 完成时限 | Deadline | date
-- column moved_from: 原定时限 | Moved from | date
-- column state: 状态 | State | state
-- column event: 本期变化 | This period | state
-- column overdue_days: 逾期天数 | Days overdue | count
-- column closed_number: 销号编号 | Closing number | text
-- column closed_on: 销号日期 | Closed on | date
-- state open: 推进中 | Open | blue
-- state overdue: 逾期 | Overdue | red
-- state closed: 已销号 | Closed | green
-- state new: 新列入 | New | blue
-- state continued: 续办 | Continued | grey
-- state carried: 结转 | Carried over | amber
-- state reopened: 重新列入 | Reopened | red
-- state closed_before: 早已销号 | Closed before | grey
-- hide code
-- empty: omit
SELECT
  code, name, number, title, owner, opened, deadline,
  CASE WHEN first_deadline <> deadline THEN first_deadline END AS moved_from, state, event, overdue_days, closed_number, closed_on
FROM list_entries
WHERE list = 'problem_list'
ORDER BY CASE state WHEN 'overdue' THEN 1 WHEN 'open' THEN 2 ELSE 3 END, overdue_days DESC, seq, number
