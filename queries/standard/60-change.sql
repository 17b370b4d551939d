-- title.zh: 与对比期比较
-- title.en: Change on the earlier period
-- note.zh: 可比单位是两期均有明确答案的单位；新采用、不再采用只在可比单位中统计。
-- note.en: Matched units have a known answer in both periods; only they can have adopted or dropped something.
-- column label: 指标 | Indicator | long
-- column previous_count: 对比期单位数 | Units then | count
-- column previous_share: 对比期占比 | Share then | percent
-- column count: 本期单位数 | Units now | count
-- column share: 本期占比 | Share now | percent
-- column change: 变化（百分点） | Change (points) | points
-- column matched: 可比单位 | Matched units | count
-- column matched_before: 可比单位对比期 | Of these, then | count
-- column matched_now: 可比单位本期 | Of these, now | count
-- column adopted: 新采用 | Adopted | count
-- column adopted_names: 新采用的单位 | Units that adopted | long
-- column dropped: 不再采用 | Dropped | count
-- column dropped_names: 不再采用的单位 | Units that dropped | long
-- sentence label
-- empty: omit
SELECT
  f.label AS label, f.previous_count AS previous_count, f.previous_share AS previous_share, f.count AS count,
  f.share AS share, f.change AS change, c.matched AS matched, c.matched_before AS matched_before,
  c.matched_now AS matched_now, c.adopted AS adopted, c.adopted_names AS adopted_names, c.dropped AS dropped,
  c.dropped_names AS dropped_names
FROM changes AS c
JOIN figures AS f ON c.figure = f.figure AND c.base = f.base
WHERE f."group" IS NULL AND f.base_no = 1 AND f.role = 'property'
ORDER BY f.seq
