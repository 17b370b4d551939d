-- title.zh: 主要数据
-- title.en: Main figures
-- column label: 指标 | Figure | text
-- column now: 本年（%） | Year (%) | decimal 1
-- column previous: 上年（%） | Year before (%) | decimal 1
-- column change: 增减（百分点） | Change (points) | signed 1
-- column units: 单位数 | Units | count
-- sentence label
WITH wholes AS (
  SELECT
    seq, label, role, count,
    CASE WHEN role = 'measure' THEN rounded ELSE share * 100 END AS now,
    CASE WHEN role = 'measure' THEN previous_rounded ELSE previous_share * 100 END AS previous
  FROM figures
  WHERE "group" IS NULL AND (base = 'registered' OR base IS NULL) AND role IN ('measure', 'property')
)
SELECT label, now, previous, now - previous AS change, CASE WHEN role = 'measure' THEN NULL ELSE count END AS units
FROM wholes
ORDER BY CASE WHEN role = 'measure' THEN 0 ELSE 1 END, seq
