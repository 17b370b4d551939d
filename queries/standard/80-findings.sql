-- title.zh: 审核问题汇总
-- title.en: Findings by rule
-- note.zh: 同一规则的问题合并计数，按严重程度排列；举例为第一条。
-- note.en: Findings of one rule are counted together, gravest first; the example is the first of them.
-- column severity: 严重程度 | Severity | text
-- column rule: 审核规则 | Rule | text
-- column findings: 问题数 | Findings | count
-- column units: 涉及单位 | Units | count
-- column example: 举例 | Example | long
-- column remedy: 处理办法 | Remedy | long
WITH counted AS (
  SELECT
    severity AS grade, rule, FIRST(severity_label) AS severity_label, COUNT(*) AS findings,
    COUNT(DISTINCT unit) AS units, FIRST(message) AS example, FIRST(remedy) AS remedy
  FROM findings
  GROUP BY severity, rule
)
SELECT severity_label AS severity, rule, findings, units, example, remedy
FROM counted
ORDER BY
  CASE grade WHEN 'error' THEN 1 WHEN 'query' THEN 2 ELSE 3 END,
  findings DESC, rule
