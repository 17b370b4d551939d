-- title.zh: 四个片区比较
-- title.en: The four areas compared
-- note.zh: 按平均分排列，平均分含被一票否决和未报送的乡镇（0分）。
-- note.en: By mean total; towns struck by a veto and towns without a return count with their 0.
-- column rank: 名次 | Rank | rank
-- column area: 片区 | Area | text
-- column towns: 乡镇数 | Towns | count
-- column mean: 平均分 | Mean | decimal 2
-- column change: 比上期 | Change | signed 2
-- column best: 最高分 | Highest | decimal 2
-- column least: 最低分 | Lowest | decimal 2
-- column stars: 四星以上 | Four stars or more | count
-- column vetoed: 一票否决 | Vetoed | count
WITH now AS (
  SELECT
    area, MIN(seq) AS first, COUNT(*) AS towns, MAX(total) AS best,
    MIN(total) AS least,
    SUM(CASE WHEN total_star_no <= 2 THEN 1 ELSE 0 END) AS stars, SUM(CASE WHEN total_vetoed THEN 1 ELSE 0 END) AS vetoed
  FROM returns
  GROUP BY area
), means AS (
  SELECT "group" AS area, rounded AS mean, previous_rounded AS mean_before
  FROM figures
  WHERE figure = 'mean_total' AND group_by = 'area'
)
SELECT
  RANK() OVER (ORDER BY m.mean DESC) AS rank, a.label AS area, n.towns AS towns, m.mean AS mean,
  m.mean - m.mean_before AS change, n.best AS best, n.least AS least, n.stars AS stars, n.vetoed AS vetoed
FROM now AS n
JOIN attributes AS a ON n.area = a.value
JOIN means AS m ON n.area = m.area
WHERE a.attribute = 'area'
ORDER BY rank, n.first
