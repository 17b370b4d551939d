-- title.zh: 变化从何而来
-- title.en: Where the change comes from
-- note.zh: 变化 = 更正 + 退出 + 两轮均在的企业自身变化 + 新纳入；占比的变化以百分点计，得分的变化以分计。更正是上轮数据补报更正后的差额。
-- note.en: Change = corrections + exits + behaviour of enterprises in both rounds + entries; of shares in percentage points, of scores in points. Corrections are what re-sent returns changed in the earlier round.
-- column label: 指标 | Indicator | text
-- column unit: 单位 | Unit | state
-- state share: % | % | plain
-- state score: 分 | Points | plain
-- column first: 上轮首报 | First reported | decimal 1
-- column now: 本轮 | Now | decimal 1
-- column change: 变化 | Change | signed 2
-- column corrections: 更正 | Corrections | signed 2
-- column exits: 退出 | Exits | signed 2
-- column behaviour: 自身变化 | Behaviour | signed 2
-- column entries: 新纳入 | Entries | signed 2
-- hide seq
-- sentence label
-- empty: omit
WITH scaled AS (
  SELECT
    seq, label, CASE WHEN figure = 'mean_score' THEN 'score' ELSE 'share' END AS unit,
    CASE WHEN role = 'measure' THEN 1.0 ELSE 100.0 END AS scale,
    "first", now, change, corrections, exits, behaviour, entries
  FROM change_split
  WHERE "group" IS NULL
    AND figure IN ('grade_a', 'grade_b', 'grade_c', 'grade_d', 'key_c', 'mean_score', 'removal_rate')
)
SELECT
  label, unit, "first" * scale AS first, now * scale AS now, change * scale AS change,
  corrections * scale AS corrections, exits * scale AS exits, behaviour * scale AS behaviour,
  entries * scale AS entries, seq
FROM scaled
ORDER BY seq
