-- title.zh: 反馈考核结果的方式
-- title.en: How results were fed back
-- note.zh: 可多选，各项之和可以超过基数；分别按应答单位和至少选一项的单位计算。
-- note.en: Any number could be ticked, so that the options may add up to more than the base; shares on all units asked, and on those that ticked any.
-- column label: 方式 | Way | text
-- column count: 单位数 | Units | count
-- column asked: 应答单位 | Units asked | count
-- column share_asked: 占应答单位 | Share of units asked | percent
-- column ticked: 有选择的单位 | Units that ticked any | count
-- column share_ticked: 占有选择的单位 | Share of units that ticked any | percent
WITH options AS (
  SELECT CONCAT('feedback_ways_', code) AS figure, label, seq FROM codes WHERE item = 'feedback_ways'
), on_asked AS (
  SELECT figure, count, base_count, share FROM figures WHERE "group" IS NULL AND base = 'feedback_ways_asked'
), on_ticked AS (
  SELECT figure, base_count, share FROM figures WHERE "group" IS NULL AND base = 'feedback_ways_ticked'
)
SELECT
  o.label AS label, a.count AS count, a.base_count AS asked, a.share AS share_asked,
  t.base_count AS ticked, t.share AS share_ticked
FROM options AS o
JOIN on_asked AS a ON o.figure = a.figure
JOIN on_ticked AS t ON o.figure = t.figure
ORDER BY o.seq
