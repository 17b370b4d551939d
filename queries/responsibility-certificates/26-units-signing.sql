-- title.zh: 各单位签订情况和考核结果
-- title.en: Signing and result by unit
-- note.zh: 按名录顺序；空白是未报的单位。
-- note.en: In the order of the register; blank where a unit did not report.
-- column name: 单位 | Unit | text
-- column category: 类别 | Category | text
-- column due: 应签 | Due | count
-- column signed: 已签 | Signed | count
-- column rate: 签订率 | Rate | percent
-- column in_time: 按期 | In time | count
-- column last: 最后签订 | Last signed | date
-- column result: 本年结果 | Result | state
-- column last_year: 上年 | Year before | state
-- column year_before: 前年 | Two years before | state
-- state excellent: 优秀 | Excellent | green
-- state good: 良好 | Good | blue
-- state passed: 合格 | Pass | amber
-- state failed: 不合格 | Fail | red
-- hide seq
WITH present AS (
  SELECT CAST(MAX(period) AS BIGINT) AS now FROM all_returns
), results AS (
  SELECT
    r.code AS code,
    MAX(CASE WHEN CAST(r.period AS BIGINT) = p.now - 1 THEN r.result END) AS last_year,
    MAX(CASE WHEN CAST(r.period AS BIGINT) = p.now - 2 THEN r.result END) AS year_before
  FROM all_returns AS r
  CROSS JOIN present AS p
  GROUP BY r.code
), days AS (
  SELECT code, MAX(signed_on) AS last FROM certificates GROUP BY code
)
SELECT
  r.name AS name, u.category_label AS category, r.n_due AS due, r.n_signed AS signed,
  CASE WHEN r.n_due > 0 THEN CAST(r.n_signed AS DOUBLE) / r.n_due END AS rate,
  r.n_in_time AS in_time, d.last AS last, r.result AS result, e.last_year AS last_year, e.year_before AS year_before,
  r.seq AS seq
FROM returns AS r
JOIN units AS u ON r.code = u.code
LEFT JOIN results AS e ON r.code = e.code
LEFT JOIN days AS d ON r.code = d.code
ORDER BY r.seq
