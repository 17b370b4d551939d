-- title.zh: 分组比较
-- title.en: Comparison of groups
-- note.zh: 各组与全部单位对照；差距以百分点计。
-- note.en: Each group beside the whole; the difference is in percentage points.
-- column group_by: 分组依据 | Grouped by | text
-- column group_label: 分组 | Group | text
-- column label: 指标 | Indicator | long
-- column count: 单位数 | Units | count
-- column base_count: 基数 | Base | count
-- column share: 占比 | Share | percent
-- column whole: 全部单位占比 | Share of the whole | percent
-- column difference: 差距（百分点） | Difference (points) | points
-- sentence label
-- empty: omit
WITH whole AS (
  SELECT figure, base, share AS whole FROM figures WHERE "group" IS NULL
), grouped AS (
  SELECT * FROM figures WHERE "group" IS NOT NULL AND base_no = 1 AND role = 'property'
)
SELECT
  g.group_by_label AS group_by, g.group_label AS group_label, g.label AS label, g.count AS count,
  g.base_count AS base_count, g.share AS share, w.whole AS whole, g.share - w.whole AS difference
FROM grouped AS g
JOIN whole AS w ON g.figure = w.figure AND g.base = w.base
ORDER BY g.seq
