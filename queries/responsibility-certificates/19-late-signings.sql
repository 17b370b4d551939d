-- title.zh: 逾期签订的责任书
-- title.en: Certificates signed late
-- note.zh: 3月31日以后签订的。
-- note.en: Signed after 31 March.
-- column name: 单位 | Unit | text
-- column layer: 层级 | Layer | text
-- column superior: 由谁下达 | Given by | text
-- column subordinate: 与谁签订 | Signed by | text
-- column signed_on: 签订日期 | Signed on | date
-- empty: omit
WITH layers AS (
  SELECT code AS layer, label, seq AS place FROM codes WHERE item = 'certificates.layer'
)
SELECT u.name AS name, l.label AS layer, c.superior AS superior, c.subordinate AS subordinate, c.signed_on AS signed_on
FROM certificates AS c
JOIN units AS u ON c.code = u.code
LEFT JOIN layers AS l ON c.layer = l.layer
WHERE EXTRACT(MONTH FROM c.signed_on) > 3 AND EXTRACT(YEAR FROM c.signed_on) >= EXTRACT(YEAR FROM c.period_end)
ORDER BY c.signed_on DESC, c.seq, c.row
