-- title.zh: 哪些单位没有做到
-- title.en: Who is short of what
-- note.zh: 按未做到的项次由多到少；“−n”为尚差数，“△”为逾期后补做。
-- note.en: Most first. “−n” is what is still missing, “△” what was made up late.
-- column name: 单位 | Unit | text
-- column n: 项次 | Spans | count
-- column what: 未做到的要求、时段和差额 | Quotas, spans and what is missing | list
-- hide code
-- empty: omit
WITH missed AS (
  SELECT
    s.code AS code, s.name AS name, s.seq AS seq,
    CONCAT(q.short, ' ', p.label, CASE WHEN s.state = 'late' THEN ' △' ELSE CONCAT(' −', CAST(CAST(s.short_by AS BIGINT) AS VARCHAR)) END) AS line
  FROM quota_states AS s
  JOIN quotas AS q ON s.quota = q.quota
  JOIN spans AS p ON s.span = p.span
  WHERE s.is_due AND s.state IN ('short', 'late')
), counted AS (
  SELECT code, name, seq, COUNT(*) AS n, STRING_AGG(line, '; ') AS what FROM missed GROUP BY code, name, seq
)
SELECT code, name, n, what FROM counted ORDER BY n DESC, seq
