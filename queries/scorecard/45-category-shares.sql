-- title.zh: 各乡镇分类得分率
-- title.en: Marks by category
-- note.zh: 得分占该类满分的比例，否决前；按名次排列。
-- note.en: Marks gained of the category's full marks, before vetoes; in the order of ranks.
-- column name: 乡镇 | Town | text
-- column leadership: 领导责任 | Leadership | percent
-- column education: 教育培训 | Education | percent
-- column oversight: 监督检查 | Oversight | percent
-- column conduct: 纪律作风 | Conduct | percent
-- column reports: 报送质量 | Reporting | percent
-- column total: 总分 | Total | decimal 2
-- hide code, rank
SELECT
  code, name, leadership / 16 AS leadership, education / 12 AS education, oversight / 20 AS oversight,
  conduct / 40 AS conduct, reports / 12 AS reports, total, rank
FROM returns
ORDER BY rank, seq
