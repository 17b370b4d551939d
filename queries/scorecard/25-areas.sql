-- title.zh: 四个片区比较
-- title.en: The four areas compared
-- note.zh: 按平均分排列；得分率为各类得分占满分的比例，按片区内乡镇平均。
-- note.en: By mean total; the shares are marks gained of full marks, as means over the towns of the area.
-- column rank: 名次 | Rank | rank
-- column area: 片区 | Area | text
-- column towns: 乡镇数 | Towns | count
-- column mean: 平均分 | Mean | decimal 2
-- column change: 比上期 | Change | signed 2
-- column best: 最高分 | Highest | decimal 2
-- column least: 最低分 | Lowest | decimal 2
-- column leadership: 领导责任 | Leadership | percent
-- column education: 教育培训 | Education | percent
-- column oversight: 监督检查 | Oversight | percent
-- column conduct: 纪律作风 | Conduct | percent
-- column reports: 报送质量 | Reporting | percent
-- column stars: 四星以上 | Four stars or more | count
-- column vetoed: 一票否决 | Vetoed | count
WITH now AS (
  SELECT
    area, MIN(seq) AS first, COUNT(*) AS towns, AVG(total) AS mean, AVG(total_before) AS mean_before, MAX(total) AS best,
    MIN(total) AS least, AVG(leadership) / 16 AS leadership, AVG(education) / 12 AS education,
    AVG(oversight) / 20 AS oversight, AVG(conduct) / 40 AS conduct, AVG(reports) / 12 AS reports,
    SUM(CASE WHEN total_star_no <= 2 THEN 1 ELSE 0 END) AS stars, SUM(CASE WHEN total_vetoed THEN 1 ELSE 0 END) AS vetoed
  FROM returns
  GROUP BY area
)
SELECT
  RANK() OVER (ORDER BY n.mean DESC) AS rank, a.label AS area, n.towns AS towns, n.mean AS mean,
  n.mean - n.mean_before AS change, n.best AS best, n.least AS least, n.leadership AS leadership, n.education AS education,
  n.oversight AS oversight, n.conduct AS conduct, n.reports AS reports, n.stars AS stars, n.vetoed AS vetoed
FROM now AS n
JOIN attributes AS a ON n.area = a.value
WHERE a.attribute = 'area'
ORDER BY rank, n.first
