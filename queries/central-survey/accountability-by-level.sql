-- title.zh: 责任追究情况（按单位级别、干部级别和追究方式）
-- title.en: Accountability, level and form
-- note.zh: 按《责任追究情况表》逐条汇总，计人数；与表中填报的人数指标分别统计。
-- note.en: Persons, summed over the rows of the table of cases; counted apart from the numbers that units reported as items.
-- column unit_level: 单位级别 | Level of the unit | text
-- column case_level: 干部级别 | Level of the cadre | text
-- column form: 追究方式 | Form | text
-- column units: 单位数 | Units | count
-- column cases: 件数 | Cases | count
-- column persons: 人数 | Persons | count
WITH levels AS (
  SELECT code, label, seq FROM codes WHERE item = 'cases.case_level'
), forms AS (
  SELECT code, label, seq FROM codes WHERE item = 'cases.case_form'
), unit_levels AS (
  SELECT value, label, seq FROM attributes WHERE attribute = 'level'
), counted AS (
  SELECT
    c.level AS unit_level, c.case_level AS level, c.case_form AS form,
    COUNT(DISTINCT c.code) AS units, COUNT(*) AS cases, SUM(c.case_persons) AS persons
  FROM cases AS c
  GROUP BY c.level, c.case_level, c.case_form
)
SELECT
  u.label AS unit_level, l.label AS case_level, f.label AS form, n.units AS units, n.cases AS cases,
  n.persons AS persons
FROM counted AS n
LEFT JOIN unit_levels AS u ON n.unit_level = u.value
LEFT JOIN levels AS l ON n.level = l.code
LEFT JOIN forms AS f ON n.form = f.code
ORDER BY u.seq, l.seq, f.seq
