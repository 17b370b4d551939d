-- title.zh: 主要指标
-- title.en: Key figures
-- note.zh: 占比按全部单位计算；其他基数上的占比见“各项占比”。
-- note.en: Shares are taken on the widest base; those on narrower bases stand under “Shares”.
-- column section: 环节 | Section | text
-- column label: 指标 | Indicator | long
-- column count: 单位数 | Units | count
-- column base_count: 基数 | Base | count
-- column share: 占比 | Share | percent
-- column rounded: 数值 | Value | number
-- column unit_of_measure: 计量单位 | Unit of measure | text
-- column previous_count: 对比期单位数 | Units then | count
-- column previous_share: 对比期占比 | Share then | percent
-- column previous_rounded: 对比期数值 | Value then | number
-- column change: 变化（百分点） | Change (points) | points
-- sentence label
SELECT
  section_label AS section, label, count, base_count, share, rounded, unit_of_measure,
  previous_count, previous_share, previous_rounded, change
FROM figures
WHERE "group" IS NULL AND base_no = 1 AND role IN ('coverage', 'property', 'measure')
ORDER BY section_seq, seq
