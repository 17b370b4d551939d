-- title.zh: 考核要情
-- title.en: Key results
-- note.zh: 总分按百分制，四舍五入到两位小数；年终总分由半年检查（40%）和年终考核（60%）合成。
-- note.en: Totals are out of 100, rounded to two decimals; at year end the total is 40 % half-year check and 60 % year-end assessment.
-- column period: 报告期 | Period | text
-- column towns: 乡镇数 | Towns | count
-- column returned: 已报送 | Returned | count
-- column mean: 平均分 | Mean | decimal 2
-- column median: 中位数 | Median | decimal 2
-- column best: 最高分 | Highest | decimal 2
-- column least: 最低分 | Lowest | decimal 2
-- column five: 五星 | Five stars | count
-- column vetoed: 一票否决 | Vetoed | count
-- column barred: 限制评星 | Stars barred | count
SELECT
  period, COUNT(*) AS towns, SUM(CASE WHEN returned THEN 1 ELSE 0 END) AS returned,
  AVG(total) AS mean, MEDIAN(total) AS median, MAX(total) AS best, MIN(total) AS least,
  SUM(CASE WHEN total_star = 'five' THEN 1 ELSE 0 END) AS five,
  SUM(CASE WHEN total_vetoed THEN 1 ELSE 0 END) AS vetoed,
  SUM(CASE WHEN total_barred THEN 1 ELSE 0 END) AS barred
FROM all_returns
GROUP BY period
ORDER BY period
