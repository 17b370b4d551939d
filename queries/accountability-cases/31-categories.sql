-- title.zh: 各类单位
-- title.en: Categories of units
-- note.zh: 单位数按名录计算。
-- note.en: Units as registered.
-- column label: 类别 | Category | text
-- column units: 单位 | Units | count
-- column cases: 本季度案件 | Cases in the quarter | count
-- column with_case: 本季度有案件的单位 | Units with a case in the quarter | count
-- column with_case_year: 本年有案件的单位 | Units with a case this year | count
-- column barred: 取消评优的单位 | Units barred | count
-- hide is_total, first
-- sentence label
-- total where is_total
WITH given AS (
  SELECT
    seq, figure, base_count,
    "group" IS NULL AS is_total,
    CASE WHEN "group" IS NULL THEN '' ELSE "group" END AS category,
    CASE WHEN "group" IS NULL THEN '' ELSE group_label END AS label,
    CASE WHEN status = 'C' THEN '…' WHEN base IS NULL THEN CAST(CAST(value AS BIGINT) AS VARCHAR)
      ELSE CAST(count AS VARCHAR) END AS shown
  FROM figures
  WHERE figure IN ('cases', 'with_case', 'with_case_year', 'barred') AND (base = 'registered' OR base IS NULL)
), whole AS (
  SELECT base_label FROM figures WHERE figure = 'with_case_year' AND base = 'registered' AND "group" IS NULL
), spread AS (
  SELECT
    category, label, is_total, MAX(CASE WHEN figure = 'with_case_year' THEN base_count END) AS units,
    MAX(CASE WHEN figure = 'cases' THEN shown END) AS cases,
    MAX(CASE WHEN figure = 'with_case' THEN shown END) AS with_case,
    MAX(CASE WHEN figure = 'with_case_year' THEN shown END) AS with_case_year,
    MAX(CASE WHEN figure = 'barred' THEN shown END) AS barred,
    MIN(CASE WHEN figure = 'with_case_year' THEN seq END) AS first
  FROM given
  GROUP BY category, label, is_total
)
SELECT
  CASE WHEN s.is_total THEN w.base_label ELSE s.label END AS label,
  units, cases, with_case, with_case_year, barred, is_total, first
FROM spread AS s
CROSS JOIN whole AS w
ORDER BY is_total, first
