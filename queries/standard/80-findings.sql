-- title.zh: 审核问题汇总
-- title.en: Findings by rule
-- note.zh: 规则和处理办法都相同的问题合并计数，按严重程度排列；举例为第一条。退回的文件按原因分列。一条问题涉及多家单位或者不知是哪家单位的，涉及单位留空。
-- note.en: Findings of one rule and remedy are counted together, gravest first; the example is the first of them. Rejected files are told apart by the reason. Units are left blank where a finding is of several units together, or of none that is known.
-- column severity: 严重程度 | Severity | text
-- column rule: 审核规则 | Rule | text
-- column findings: 问题数 | Findings | count
-- column units: 涉及单位 | Units | count
-- column example: 举例 | Example | long
-- column remedy: 处理办法 | Remedy | long
-- sentence severity, example, remedy
WITH told AS (
  SELECT severity, severity_label, rule, remedy, message, unit, CASE WHEN rule = 'return-rejected' THEN message ELSE '' END AS reason
  FROM findings
), counted AS (
  SELECT
    severity AS grade, rule, remedy, reason, FIRST(severity_label) AS severity_label, COUNT(*) AS findings,
    NULLIF(COUNT(DISTINCT unit), 0) AS units, FIRST(message) AS example
  FROM told
  GROUP BY severity, rule, remedy, reason
)
SELECT severity_label AS severity, rule, findings, units, example, remedy
FROM counted
ORDER BY
  CASE grade WHEN 'error' THEN 1 WHEN 'query' THEN 2 ELSE 3 END,
  findings DESC, rule, remedy, reason
