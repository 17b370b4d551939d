-- title.zh: 单位名单
-- title.en: Names behind the figures
-- note.zh: 每项指标按全部单位列出是、否及不明的单位，以名录顺序为序。
-- note.en: For every indicator, the units that have it, that have it not, and that are unknown, in protocol order.
-- column label: 指标 | Indicator | long
-- column side: 情况 | Answer | text
-- column count: 单位数 | Units | count
-- column names: 单位 | Names | long
-- sentence label, side
SELECT f.label AS label, n.side_label AS side, n.count AS count, n.names AS names
FROM names AS n
JOIN figures AS f ON n.figure = f.figure AND n.base = f.base
WHERE f."group" IS NULL AND n.base_no = 1 AND n.role = 'property'
ORDER BY n.seq
