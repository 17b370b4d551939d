-- title.zh: 考核要情
-- title.en: Key results
-- note.zh: 总分按百分制，四舍五入到两位小数；年终总分由半年检查（40%）和年终考核（60%）合成。
-- note.en: Totals are out of 100, rounded to two decimals; at year end the total is 40% half-year check and 60% year-end assessment.
-- column period: 报告期 | Period | period
-- column towns: 乡镇数 | Towns | count
-- column returned: 已报送 | Returned | count
-- column mean: 平均分 | Mean | decimal 2
-- column median: 中位数 | Median | decimal 2
-- column best: 最高分 | Highest | decimal 2
-- column least: 最低分 | Lowest | decimal 2
-- column five: 五星 | Five stars | count
-- column vetoed: 一票否决 | Vetoed | count
-- column barred: 限制评星 | Stars barred | count
WITH counted AS (
  SELECT
    period, COUNT(*) AS towns, SUM(CASE WHEN returned THEN 1 ELSE 0 END) AS returned,
    MAX(total) AS best, MIN(total) AS least,
    SUM(CASE WHEN total_star = 'five' THEN 1 ELSE 0 END) AS five,
    SUM(CASE WHEN total_vetoed THEN 1 ELSE 0 END) AS vetoed,
    SUM(CASE WHEN total_barred THEN 1 ELSE 0 END) AS barred
  FROM all_returns
  GROUP BY period
), means AS (
  SELECT period, rounded AS mean FROM all_figures WHERE figure = 'mean_total' AND "group" IS NULL
), medians AS (
  SELECT period, rounded AS median FROM all_figures WHERE figure = 'median_total' AND "group" IS NULL
)
SELECT
  c.period AS period, c.towns AS towns, c.returned AS returned, m.mean AS mean, d.median AS median, c.best AS best,
  c.least AS least, c.five AS five, c.vetoed AS vetoed, c.barred AS barred
FROM counted AS c
JOIN means AS m ON c.period = m.period
JOIN medians AS d ON c.period = d.period
ORDER BY c.period
