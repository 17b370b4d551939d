-- title.zh: 各片区星级分布
-- title.en: Stars by area
-- column area: 片区 | Area | text
-- column five: 五星 | Five stars | count
-- column four: 四星 | Four stars | count
-- column three: 三星 | Three stars | count
-- column two: 二星 | Two stars | count
-- column one: 一星 | One star | count
-- column no_star: 未评星 | No star | count
-- column towns: 乡镇数 | Towns | count
WITH counted AS (
  SELECT
    area, MIN(seq) AS first,
    SUM(CASE WHEN total_star = 'five' THEN 1 ELSE 0 END) AS five,
    SUM(CASE WHEN total_star = 'four' THEN 1 ELSE 0 END) AS four,
    SUM(CASE WHEN total_star = 'three' THEN 1 ELSE 0 END) AS three,
    SUM(CASE WHEN total_star = 'two' THEN 1 ELSE 0 END) AS two,
    SUM(CASE WHEN total_star = 'one' THEN 1 ELSE 0 END) AS one,
    SUM(CASE WHEN total_star = 'none' THEN 1 ELSE 0 END) AS no_star,
    COUNT(*) AS towns
  FROM returns
  GROUP BY area
)
SELECT a.label AS area, c.five AS five, c.four AS four, c.three AS three, c.two AS two, c.one AS one, c.no_star AS no_star, c.towns AS towns
FROM counted AS c
JOIN attributes AS a ON c.area = a.value
WHERE a.attribute = 'area'
ORDER BY c.first
