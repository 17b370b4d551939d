-- title.zh: 考核评分表（全部指标）
-- title.en: The sheet of every town
-- column name: 乡镇 | Town | text
-- column item: 指标 | Item | text
-- column value: 填报值 | Value | text
-- column lost: 扣分 | Lost | number
-- column score: 得分/满分 | Score | text
-- column cell: 依据 | Cell | text
-- column rule: 计分规则 | Rule | long
-- hide code
-- sentence value, rule
SELECT
  code, name, item_label AS item, value_label AS value, lost,
  CONCAT(
    CASE WHEN score = FLOOR(score) THEN CAST(CAST(score AS BIGINT) AS VARCHAR) ELSE CAST(score AS VARCHAR) END,
    '/', CAST(CAST(points AS BIGINT) AS VARCHAR)
  ) AS score,
  cell,
  CASE
    WHEN state = 'not_received' THEN cause_label
    WHEN cause = 'rule' THEN rule_label
    ELSE CONCAT(cause_label, ' — ', rule_label)
  END AS rule
FROM deductions
ORDER BY seq, item_seq
