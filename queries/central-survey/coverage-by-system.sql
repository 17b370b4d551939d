-- title.zh: 责任分解覆盖率（分系统）
-- title.en: Coverage by system
-- note.zh: 仅统计填报了覆盖率的单位，每个单位权重相同。
-- note.en: Over the units that gave a coverage; every unit has the same weight. Coverage is in percent.
-- column system: 系统 | System | text
-- column units: 填报单位 | Units | count
-- column mean: 平均覆盖率（%） | Mean coverage (%) | number
-- column least: 最低（%） | Lowest (%) | number
-- column most: 最高（%） | Highest (%) | number
-- empty: omit
WITH given AS (
  SELECT u.system_label AS system, u.seq AS seq, r.coverage AS coverage
  FROM returns AS r
  JOIN units AS u ON r.code = u.code
  WHERE r.coverage IS NOT NULL
), counted AS (
  SELECT system, MIN(seq) AS first, COUNT(*) AS units, AVG(coverage) AS mean, MIN(coverage) AS least, MAX(coverage) AS most
  FROM given
  GROUP BY system
)
SELECT system, units, ROUND(mean, 1) AS mean, least, most
FROM counted
ORDER BY first
