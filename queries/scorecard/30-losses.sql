-- title.zh: 失分最多的指标
-- title.en: What cost most
-- note.zh: 合计各乡镇失分，从多到少；失分率 = 失分合计 ÷（满分 × 乡镇数）。
-- note.en: Points lost by all towns, the most first; the share is of full marks times towns.
-- column item: 指标 | Item | text
-- column category: 类别 | Category | text
-- column points: 满分 | Points | number
-- column towns: 失分乡镇 | Towns that lost | count
-- column lost: 失分合计 | Points lost | decimal 2
-- column share: 失分率 | Share lost | percent
-- column without: 其中无数据 | Without data | decimal 2
-- column rule: 计分规则 | Rule | long
WITH summed AS (
  SELECT
    item, MIN(item_seq) AS item_seq, FIRST(item_label) AS label, FIRST(category_label) AS category, FIRST(points) AS points,
    FIRST(rule_label) AS rule, COUNT(*) AS n, SUM(CASE WHEN lost > 0 THEN 1 ELSE 0 END) AS towns, SUM(lost) AS lost,
    SUM(CASE WHEN cause = 'missing' THEN lost ELSE 0 END) AS without
  FROM deductions
  WHERE NOT bonus
  GROUP BY item
)
SELECT label AS item, category, points, towns, lost, lost / (points * n) AS share, without, rule
FROM summed
ORDER BY lost DESC, item_seq
