-- title.zh: 分类得分（逐乡镇）
-- title.en: Marks by category and town
-- note.zh: 得分率与全部乡镇、本片区平均对照。
-- note.en: Marks gained beside the means of all towns and of the area.
-- column name: 乡镇 | Town | text
-- column category: 类别 | Category | text
-- column points: 满分 | Points | number
-- column score: 得分 | Score | decimal 2
-- column share: 得分率 | Share gained | percent
-- column area_share: 片区平均 | Mean of the area | percent
-- column mean_share: 全部平均 | Mean of all | percent
-- hide code
WITH means AS (
  SELECT category, AVG(share) AS mean_share FROM category_scores GROUP BY category
), with_area AS (
  SELECT c.code AS code, c.category AS category, c.share AS share, u.area AS area
  FROM category_scores AS c
  JOIN units AS u ON c.code = u.code
), area_means AS (
  SELECT area, category, AVG(share) AS area_share FROM with_area GROUP BY area, category
)
SELECT
  c.code AS code, c.name AS name, c.category_label AS category, c.points AS points, c.score AS score, c.share AS share,
  a.area_share AS area_share, m.mean_share AS mean_share
FROM category_scores AS c
JOIN means AS m ON c.category = m.category
JOIN with_area AS w ON c.code = w.code AND c.category = w.category
JOIN area_means AS a ON w.area = a.area AND w.category = a.category
ORDER BY c.seq, c.category_seq
