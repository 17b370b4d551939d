-- title.zh: 各单位案件
-- title.en: Cases by unit
-- note.zh: 列出本年有案件的单位，多的在前；空白表示该季度未报或尚未纳入名录。
-- note.en: Units with a case this year, those with most first; blank where the quarter was not reported or the unit not yet asked.
-- column name: 单位 | Unit | text
-- column category: 类别 | Category | text
-- column now: 本季度 | This quarter | count
-- column before: 本年前几季度 | Earlier this year | count
-- column year: 本年累计 | Year so far | count
-- column year_ago: 上年同季度 | Same quarter last year | count
-- column barred: 评优 | Awards | state
-- state barred: 取消资格 | Barred | red
-- state open: 不受影响 | Not affected | green
-- empty: omit
SELECT
  r.name AS name, u.category_label AS category, r.n_cases AS now,
  r.n_cases_year - COALESCE(r.n_cases, 0) AS before, r.n_cases_year AS year, r.n_cases_year_ago AS year_ago,
  CASE WHEN r.n_barring > 0 OR (r.quarter >= 2 AND r.n_barring_1 > 0) OR (r.quarter >= 3 AND r.n_barring_2 > 0)
    OR (r.quarter >= 4 AND r.n_barring_3 > 0) THEN 'barred' ELSE 'open' END AS barred
FROM returns AS r
JOIN units AS u ON r.code = u.code
WHERE r.n_cases_year > 0
ORDER BY r.n_cases_year DESC, r.seq
