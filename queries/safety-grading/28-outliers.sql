-- title.zh: 异常数据（待核实）
-- title.en: Unusual numbers to explain
-- column name: 企业 | Enterprise | text
-- column message: 问题 | Finding | long
-- column file: 文件 | File | text
-- column cell: 单元格 | Cell | text
-- sentence message
-- empty: omit
SELECT unit_name AS name, message, file, cell
FROM findings
WHERE rule IN (
  'score-unlike-the-industry', 'score-unlike-last-round', 'employees-unlike-last-round', 'hazards-unlike-the-size'
)
ORDER BY seq
