-- title.zh: 取消本年度评优资格的单位
-- title.en: Units barred from awards
-- note.zh: 本年有组织处理、纪律处分、移送司法，或领导班子被通报批评、改组调整的单位。
-- note.en: Units with organisational handling, a sanction, a transfer to the judiciary, or a leading group criticised by circular or adjusted this year.
-- column name: 单位 | Unit | text
-- column category: 类别 | Category | text
-- column since: 首次 | First case | date
-- column cases: 影响评优的案件 | Cases that bar | count
-- column forms: 追究方式 | Forms | list
-- empty: omit
WITH present AS (
  SELECT MAX(period) AS now FROM all_returns
), person_words AS (
  SELECT code AS form, label FROM codes WHERE item = 'cases.person_form'
), team_words AS (
  SELECT code AS form, label FROM codes WHERE item = 'cases.team_form'
), barring AS (
  SELECT c.code AS code, c.case_date AS case_date, CASE WHEN c.subject = 'team' THEN t.label ELSE p.label END AS words
  FROM all_cases AS c
  CROSS JOIN present AS n
  LEFT JOIN person_words AS p ON c.person_form = p.form
  LEFT JOIN team_words AS t ON c.team_form = t.form
  WHERE SUBSTR(c.period, 1, 4) = SUBSTR(n.now, 1, 4)
    AND (c.person_form IN ('handling', 'sanction', 'judiciary') OR c.team_form IN ('circular', 'adjustment'))
  ORDER BY c.case_date
), of_units AS (
  SELECT code, MIN(case_date) AS since, COUNT(*) AS cases, STRING_AGG(words, '; ') AS forms FROM barring GROUP BY code
)
SELECT u.name AS name, u.category_label AS category, b.since AS since, b.cases AS cases, b.forms AS forms
FROM of_units AS b
JOIN units AS u ON b.code = u.code
ORDER BY u.seq
