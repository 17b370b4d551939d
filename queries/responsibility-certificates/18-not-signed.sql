-- title.zh: 未签订的责任书
-- title.en: Certificates not signed
-- column name: 单位 | Unit | text
-- column category: 类别 | Category | text
-- column layer: 层级 | Layer | text
-- column superior: 由谁下达 | Given by | text
-- column subordinate: 应由谁签订 | To be signed by | text
-- empty: omit
WITH layers AS (
  SELECT code AS layer, label, seq AS place FROM codes WHERE item = 'certificates.layer'
)
SELECT u.name AS name, u.category_label AS category, l.label AS layer, c.superior AS superior, c.subordinate AS subordinate
FROM certificates AS c
JOIN units AS u ON c.code = u.code
LEFT JOIN layers AS l ON c.layer = l.layer
WHERE c.signed_on IS NULL
ORDER BY c.seq, c.row
