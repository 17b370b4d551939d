-- title.zh: 分级处置
-- title.en: Follow-up by grade
-- column class: 等级 | Grade | text
-- column cut: 起点分 | From | count
-- column follow_up: 处置措施 | Follow-up | text
-- column units: 企业数 | Enterprises | count
-- column share: 占比 | Share | percent
-- sentence follow_up
WITH shares AS (
  SELECT figure, count, share FROM figures WHERE "group" IS NULL AND base = 'registered'
), classes AS (
  SELECT class, label, follow_up, cut, seq, CONCAT('grade_', LOWER(class)) AS figure FROM grades
)
SELECT c.label AS class, c.cut AS cut, c.follow_up AS follow_up, s.count AS units, s.share AS share
FROM classes AS c
LEFT JOIN shares AS s ON c.figure = s.figure
ORDER BY c.seq
