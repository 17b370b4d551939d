-- title.zh: 各县区等级
-- title.en: Grades by county
-- note.zh: 占比按名录内全部企业计算；未评级是未报、数据不全或重大隐患情况不明的企业。
-- note.en: Shares of all enterprises in the register; not graded are those not reported, incomplete, or unclear about major hazards.
-- column label: 县区 | County | text
-- column units: 企业数 | Enterprises | count
-- column a: A级 | A | count
-- column b: B级 | B | count
-- column c: C级 | C | count
-- column d: D级 | D | count
-- column ungraded: 未评级 | Not graded | count
-- column a_share: A级占比 | Share of A | percent
-- column b_share: B级占比 | Share of B | percent
-- column c_share: C级占比 | Share of C | percent
-- column mean: 平均得分 | Mean score | decimal 1
-- hide is_total, first
-- sentence label
-- total where is_total
WITH given AS (
  SELECT
    seq, figure, count, base_count, share, rounded, "group" IS NULL AS is_total,
    CASE WHEN "group" IS NULL THEN 'whole' ELSE "group" END AS value, group_label
  FROM figures
  WHERE (group_by = 'county' OR "group" IS NULL)
    AND figure IN ('grade_a', 'grade_b', 'grade_c', 'grade_d', 'not_graded', 'mean_score')
), whole AS (
  SELECT base_label AS whole_label FROM figures WHERE figure = 'grade_a' AND "group" IS NULL
), counted AS (
  SELECT
    value, is_total, FIRST(group_label) AS group_label,
    MAX(base_count) AS units,
    MAX(CASE WHEN figure = 'grade_a' THEN count END) AS a,
    MAX(CASE WHEN figure = 'grade_b' THEN count END) AS b,
    MAX(CASE WHEN figure = 'grade_c' THEN count END) AS c,
    MAX(CASE WHEN figure = 'grade_d' THEN count END) AS d,
    MAX(CASE WHEN figure = 'not_graded' THEN count END) AS ungraded,
    MAX(CASE WHEN figure = 'grade_a' THEN share END) AS a_share,
    MAX(CASE WHEN figure = 'grade_b' THEN share END) AS b_share,
    MAX(CASE WHEN figure = 'grade_c' THEN share END) AS c_share,
    MAX(CASE WHEN figure = 'mean_score' THEN rounded END) AS mean,
    MIN(CASE WHEN figure = 'grade_a' THEN seq END) AS first
  FROM given
  GROUP BY value, is_total
)
SELECT
  CASE WHEN c.is_total THEN w.whole_label ELSE c.group_label END AS label,
  units, a, b, c.c AS c, d, ungraded, a_share, b_share, c_share, mean, is_total, first
FROM counted AS c
CROSS JOIN whole AS w
ORDER BY is_total, first
