-- title.zh: 追究情形和季度
-- title.en: Circumstance and quarter
-- note.zh: 本年各季度的全部案件（个人和领导班子），空白的季度未到；本年累计为各季度之和。
-- note.en: All cases of the year, of individuals and leading groups; a blank quarter is yet to come; the year so far is the sum of its quarters.
-- column label: 追究情形 | Circumstance | text
-- column q1: 一季度 | Q1 | count
-- column q2: 二季度 | Q2 | count
-- column q3: 三季度 | Q3 | count
-- column q4: 四季度 | Q4 | count
-- column year: 本年累计 | Year so far | count
-- hide row_seq, is_total
-- sentence label
-- total where is_total
WITH told AS (
  SELECT
    row_seq, row_label, row_total, "column",
    CASE WHEN status = 'C' THEN '…' ELSE CAST(count AS VARCHAR) END AS shown
  FROM circumstance_quarter
  WHERE "column" <> 'unclear'
)
SELECT
  row_label AS label,
  MAX(CASE WHEN "column" LIKE '%-Q1' THEN shown END) AS q1,
  MAX(CASE WHEN "column" LIKE '%-Q2' THEN shown END) AS q2,
  MAX(CASE WHEN "column" LIKE '%-Q3' THEN shown END) AS q3,
  MAX(CASE WHEN "column" LIKE '%-Q4' THEN shown END) AS q4,
  MAX(CASE WHEN "column" = 'total' THEN shown END) AS year,
  row_seq, row_total AS is_total
FROM told
GROUP BY row_seq, row_label, row_total
ORDER BY row_seq
