-- title.zh: 三年考核结果
-- title.en: Results of three years
-- note.zh: 按名录内全部单位计算；不明是未报或未填考核结果的单位。
-- note.en: Of all units registered; unknown are those that did not report, or gave no result.
-- column year: 年度 | Year | text
-- column units: 单位 | Units | count
-- column excellent: 优秀 | Excellent | count
-- column excellent_share: 优秀占比 | Excellent (%) | percent
-- column good: 良好 | Good | count
-- column good_share: 良好占比 | Good (%) | percent
-- column passed: 合格 | Pass | count
-- column passed_share: 合格占比 | Pass (%) | percent
-- column failed: 不合格 | Fail | count
-- column failed_share: 不合格占比 | Fail (%) | percent
-- column unknown: 不明 | Unknown | count
-- hide place
WITH wholes AS (
  SELECT period, figure, count, base_count, share FROM all_figures WHERE "group" IS NULL AND base = 'registered'
), spread AS (
  SELECT
    period AS year, MAX(base_count) AS units,
    MAX(CASE WHEN figure = 'excellent' THEN count END) AS excellent,
    MAX(CASE WHEN figure = 'excellent' THEN share END) AS excellent_share,
    MAX(CASE WHEN figure = 'good' THEN count END) AS good, MAX(CASE WHEN figure = 'good' THEN share END) AS good_share,
    MAX(CASE WHEN figure = 'passed' THEN count END) AS passed,
    MAX(CASE WHEN figure = 'passed' THEN share END) AS passed_share,
    MAX(CASE WHEN figure = 'failed' THEN count END) AS failed,
    MAX(CASE WHEN figure = 'failed' THEN share END) AS failed_share
  FROM wholes
  GROUP BY period
)
SELECT
  year, units, excellent, excellent_share, good, good_share, passed, passed_share, failed, failed_share,
  units - excellent - good - passed - failed AS unknown, year AS place
FROM spread
ORDER BY year
