-- title.zh: 扣分明细（逐项溯源）
-- title.en: Every lost point, with its cell
-- note.zh: 只列有失分、加分或无数据的指标；依据为填报表中的文件和单元格。
-- note.en: Only items with points lost or gained, or without data; the evidence is the cell of the return.
-- column name: 乡镇 | Town | text
-- column category: 类别 | Category | text
-- column item: 指标 | Item | text
-- column points: 满分 | Points | number
-- column value: 填报值 | Value | text
-- column lost: 扣分 | Lost | decimal 2
-- column gained: 加分 | Gained | decimal 2
-- column score: 得分 | Score | decimal 2
-- column cause: 原因 | Cause | long
-- column rule: 计分规则 | Rule | long
-- column cell: 单元格 | Cell | text
-- column file: 文件 | File | text
-- hide code
-- sentence value, cause, rule
SELECT
  code, name, category_label AS category, item_label AS item, points, value_label AS value, lost, gained, score,
  cause_label AS cause, rule_label AS rule, CONCAT(sheet, '!', cell) AS cell, file
FROM deductions
WHERE lost > 0 OR gained > 0 OR cause <> 'rule'
ORDER BY seq, item_seq
