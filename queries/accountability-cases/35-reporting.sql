-- title.zh: 迟报、未报和零报告
-- title.en: Who reported
-- note.zh: 零报告是报送了“没有案件”，未报是没有报送，两者不同。
-- note.en: A nil return reports that there is no case; not received means that nothing came in.
-- column state_label: 情况 | State | text
-- column units: 单位 | Units | count
-- column names: 名单 | Names | list
-- sentence state_label
WITH listed AS (
  SELECT state, state_label, name, seq FROM units ORDER BY seq
)
SELECT state_label, COUNT(*) AS units, STRING_AGG(name, '; ') AS names
FROM listed
WHERE state <> 'returned'
GROUP BY state, state_label
ORDER BY state
