-- title.zh: 入党申请逾期、未谈和待谈情况
-- title.en: Talks late or not yet held
-- note.zh: 期限为申请之日起一个月（到期月的对应日，无对应日的为月末日）；列出逾期和未谈的。
-- note.en: One month from the application: the same day of the next month, or its last day where there is none. Listed are those late or without a talk.
-- column name: 单位 | Unit | text
-- column key: 申请人编号 | Applicant | text
-- column begun: 申请日期 | Applied on | date
-- column due: 谈话期限 | Talk due | date
-- column answered: 谈话日期 | Talk on | date
-- column days_late: 逾期天数 | Days late | count
-- column state: 情况 | State | state
-- state late: 逾期 | Late | amber
-- state short: 未谈 | No talk | red
-- state not_due: 未到期 | Not yet due | grey
-- hide code
-- empty: omit
SELECT code, name, key, begun, due, answered, days_late, state
FROM quota_cases
WHERE state IN ('late', 'short', 'not_due')
ORDER BY CASE state WHEN 'short' THEN 1 WHEN 'late' THEN 2 ELSE 3 END, seq, begun
