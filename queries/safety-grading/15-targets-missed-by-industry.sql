-- title.zh: 未达标的行业
-- title.en: Industries that miss a target
-- note.zh: 占比按适用企业计算；差距以百分点计，正数为达到目标，负数为未达到；“待定”取决于尚未评级的企业。
-- note.en: Shares of the enterprises to which the target applies; the difference is in percentage points, negative where missed; “open” depends on enterprises not yet graded.
-- column label: 范围 | Scope | text
-- column target: 目标 | Target | state
-- state a_20: A≥20% | A≥20% | plain
-- state b_50: B≥50% | B≥50% | plain
-- state no_d: 无D级 | No D | plain
-- state no_c: 高危、重点行业无C级 | No C in high-risk and key industries | plain
-- column base: 适用企业 | Enterprises | count
-- column count: 该级企业 | Of the class | count
-- column share: 占比 | Share | percent
-- column points: 差距（百分点） | Difference (points) | points
-- column state: 结果 | Result | state
-- state met: 达标 | Met | green
-- state missed: 未达标 | Missed | red
-- state open: 待定 | Open | amber
-- column short: 差几家 | Enterprises short | count
-- column ungraded: 未评级 | Not graded | count
-- hide seq
-- empty: omit
WITH whole AS (
  SELECT base_label AS whole_label FROM figures WHERE figure = 'grade_a' AND "group" IS NULL
)
SELECT
  CASE WHEN t."group" IS NULL THEN w.whole_label ELSE a.label END AS label,
  t.target AS target, t.base AS base, t.count AS count, t.share AS share, t.points AS points, t.state AS state,
  t.short AS short, t.ungraded AS ungraded, t.seq AS seq
FROM grade_targets AS t
LEFT JOIN attributes AS a ON t.group_by = a.attribute AND t."group" = a.value
CROSS JOIN whole AS w
WHERE t.group_by = 'industry' AND t.state <> 'met'
ORDER BY t.seq
