-- title.zh: 本年累计：级别和追究方式
-- title.en: Year so far by level and form
-- note.zh: 本年各季度被追究的个人和领导班子合计；不明指级别漏填、无效。
-- note.en: Individuals and leading groups held to account in the year's quarters so far; unclear where the level is blank or cannot be understood.
-- column level: 级别 | Level | state
-- state bureau: 局级 | Bureau | plain
-- state department: 处级 | Department | plain
-- state section: 科级 | Section | plain
-- state unclear: 不明 | Unclear | plain
-- state total: 合计 | Total | plain
-- column mild: 批评教育、诫勉、检查 | Criticism, talk, self-criticism | count
-- column circular: 通报批评 | Circular criticism | count
-- column handling: 组织处理、班子调整 | Handling, adjustment | count
-- column sanction: 纪律处分 | Sanction | count
-- column judiciary: 移送司法 | Judiciary | count
-- column unclear: 方式不明 | Form unclear | count
-- column total: 合计 | Total | count
-- hide place, is_total
-- sentence level
-- total where is_total
WITH present AS (
  SELECT MAX(period) AS now FROM all_returns
), year_rows AS (
  SELECT
    CASE WHEN c.level IS NULL THEN 'unclear' ELSE c.level END AS level,
    CASE WHEN c.subject = 'team' THEN c.team_form ELSE c.person_form END AS form
  FROM all_cases AS c
  CROSS JOIN present AS p
  WHERE SUBSTR(c.period, 1, 4) = SUBSTR(p.now, 1, 4)
), lines AS (
  SELECT level, form, FALSE AS is_total FROM year_rows
  UNION ALL
  SELECT 'total' AS level, form, TRUE AS is_total FROM year_rows
), counted AS (
  SELECT
    level, is_total,
    SUM(CASE WHEN form IN ('criticism', 'talk', 'written') THEN 1 ELSE 0 END) AS mild,
    SUM(CASE WHEN form = 'circular' THEN 1 ELSE 0 END) AS circular,
    SUM(CASE WHEN form IN ('handling', 'adjustment') THEN 1 ELSE 0 END) AS handling,
    SUM(CASE WHEN form = 'sanction' THEN 1 ELSE 0 END) AS sanction,
    SUM(CASE WHEN form = 'judiciary' THEN 1 ELSE 0 END) AS judiciary,
    SUM(CASE WHEN form IS NULL THEN 1 ELSE 0 END) AS unclear,
    COUNT(*) AS total
  FROM lines
  GROUP BY level, is_total
)
SELECT
  level, mild, circular, handling, sanction, judiciary, unclear, total, is_total,
  CASE level WHEN 'bureau' THEN 1 WHEN 'department' THEN 2 WHEN 'section' THEN 3 WHEN 'unclear' THEN 4 ELSE 5 END AS place
FROM counted
ORDER BY place
