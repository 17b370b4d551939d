-- title.zh: 考核评分表（全部指标）
-- title.en: The sheet of every town
-- column name: 乡镇 | Town | text
-- column category: 类别 | Category | text
-- column item: 指标 | Item | text
-- column points: 满分 | Points | number
-- column rule: 计分规则 | Rule | long
-- column value: 填报值 | Value | number
-- column lost: 扣分 | Lost | decimal 2
-- column score: 得分 | Score | decimal 2
-- column cause: 原因 | Cause | text
-- column cell: 依据 | Evidence | text
-- hide code
SELECT
  code, name, category_label AS category, item_label AS item, points, rule_label AS rule, ROUND(value, 2) AS value, lost,
  score, cause_label AS cause, cell
FROM deductions
ORDER BY seq, item_seq
