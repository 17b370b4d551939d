-- title.zh: 考核评分表（全部指标）
-- title.en: The sheet of every town
-- column name: 乡镇 | Town | text
-- column item: 指标 | Item | text
-- column points: 满分 | Points | number
-- column value: 填报值 | Value | number
-- column lost: 扣分 | Lost | number
-- column score: 得分 | Score | number
-- column cell: 依据 | Evidence | text
-- column rule: 计分规则 | Rule | long
-- hide code, name
SELECT
  code, name, item_label AS item, points, ROUND(value, 2) AS value, lost, score, cell,
  CASE WHEN state = 'not_received' THEN cause_label WHEN cause = 'rule' THEN rule_label ELSE CONCAT(cause_label, ' — ', rule_label) END AS rule
FROM deductions
ORDER BY seq, item_seq
