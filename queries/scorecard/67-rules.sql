-- title.zh: 计分标准
-- title.en: The scoring standard
-- column category: 类别 | Category | text
-- column item: 指标 | Item | text
-- column points: 满分 | Points | number
-- column rule: 计分规则 | Rule | long
-- sentence rule
WITH rules AS (
  SELECT item_seq, FIRST(category_label) AS category, FIRST(item_label) AS item, FIRST(points) AS points, FIRST(rule_label) AS rule
  FROM deductions
  GROUP BY item_seq
)
SELECT category, item, points, rule
FROM rules
ORDER BY item_seq
