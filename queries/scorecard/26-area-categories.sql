-- title.zh: 四个片区各类得分率
-- title.en: Marks by area and category
-- note.zh: 各类得分占满分的比例（否决前），按片区内乡镇平均，未报送的乡镇按0分计入。
-- note.en: Marks gained of full marks before vetoes, as means over the towns of the area; towns without a return count with 0.
-- column area: 片区 | Area | text
-- column leadership: 领导责任 | Leadership | percent
-- column education: 教育培训 | Education | percent
-- column oversight: 监督检查 | Oversight | percent
-- column conduct: 纪律作风 | Conduct | percent
-- column reports: 报送质量 | Reporting | percent
WITH means AS (
  SELECT
    area, AVG(leadership) / 16 AS leadership, AVG(education) / 12 AS education, AVG(oversight) / 20 AS oversight,
    AVG(conduct) / 40 AS conduct, AVG(reports) / 12 AS reports
  FROM returns
  GROUP BY area
)
SELECT
  a.label AS area, m.leadership AS leadership, m.education AS education, m.oversight AS oversight, m.conduct AS conduct,
  m.reports AS reports
FROM means AS m
JOIN attributes AS a ON m.area = a.value
WHERE a.attribute = 'area'
ORDER BY a.seq
