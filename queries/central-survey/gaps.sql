-- title.zh: 薄弱环节及单位
-- title.en: Gaps, and the units behind them
-- note.zh: 尚未落实的单位，占全部单位的比例。
-- note.en: Units that have not yet done it, as a share of all units.
-- column label: 问题 | Gap | long
-- column count: 单位数 | Units | count
-- column base_count: 基数 | Base | count
-- column share: 占比 | Share | percent
-- column names: 单位 | Names | long
-- sentence label
WITH behind AS (
  SELECT figure, base, names FROM names WHERE role = 'complement' AND side = 'yes'
), gaps AS (
  SELECT figure, base, label, count, base_count, share, seq
  FROM figures
  WHERE "group" IS NULL AND role = 'complement'
)
SELECT g.label AS label, g.count AS count, g.base_count AS base_count, g.share AS share, b.names AS names
FROM gaps AS g
LEFT JOIN behind AS b ON g.figure = b.figure AND g.base = b.base
ORDER BY g.count DESC, g.seq
