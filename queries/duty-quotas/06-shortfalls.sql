-- title.zh: 未做到的要求及差额
-- title.en: What is short, by how much
-- note.zh: 截止日已到期、未做到或逾期补做的时段；补做计入“其后补做”。
-- note.en: Spans that are due and were not met, or only after the due date; what was done afterwards stands under “Made up”.
-- column name: 单位 | Unit | text
-- column label: 要求 | Quota | long
-- column span: 时段 | Span | text
-- column due: 到期日 | Due | date
-- column required: 应完成 | Required | number
-- column done: 时段内完成 | Done in the span | number
-- column made_up: 其后补做 | Made up | number
-- column short_by: 尚差 | Short by | number
-- sentence span
-- column state: 情况 | State | state
-- state late: 逾期补做 | Made up late | amber
-- state short: 未做到 | Short | red
-- hide code
-- empty: omit
SELECT
  s.code AS code, s.name AS name, q.label AS label, p.label AS span, s.due AS due, s.required AS required,
  s.done AS done, s.made_up AS made_up, s.short_by AS short_by, s.state AS state
FROM quota_states AS s
JOIN quotas AS q ON s.quota = q.quota
JOIN spans AS p ON s.span = p.span
WHERE s.is_due AND s.state IN ('short', 'late')
ORDER BY s.seq, s.quota_seq, s.first_day
