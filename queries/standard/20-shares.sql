-- title.zh: 各项占比
-- title.en: Shares
-- note.zh: 每个占比都注明基数；下限、上限是不明单位全部为否或全部为是时的占比。
-- note.en: Every share names its base; lowest and highest are the shares if every unknown said no, or yes.
-- column label: 指标 | Indicator | long
-- column base_label: 基数 | Base | text
-- column count: 单位数 | Units | count
-- column base_count: 基数单位数 | Units of the base | count
-- column share: 占比 | Share | percent
-- column low: 下限 | Lowest | percent
-- column high: 上限 | Highest | percent
-- sentence label, base_label
SELECT label, base_label, count, base_count, share, low, high
FROM figures
WHERE "group" IS NULL AND base IS NOT NULL
ORDER BY seq
