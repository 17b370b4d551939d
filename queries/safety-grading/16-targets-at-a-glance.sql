-- title.zh: 目标完成一览
-- title.en: Targets at a glance
-- note.zh: 空白表示该目标不适用。
-- note.en: Blank where the target does not apply.
-- column label: 范围 | Scope | text
-- column a_20: A级不低于20% | A at least 20% | state
-- column b_50: B级不低于50% | B at least 50% | state
-- column no_d: 无D级 | No D | state
-- column no_c: 高危、重点行业无C级 | No C in high-risk and key industries | state
-- state met: 达标 | Met | green
-- state missed: 未达标 | Missed | red
-- state open: 待定 | Open | amber
-- column missed: 未达标数 | Missed | count
-- hide first
-- sentence label
WITH whole AS (
  SELECT base_label AS whole_label FROM figures WHERE figure = 'grade_a' AND "group" IS NULL
), given AS (
  SELECT
    CASE WHEN group_by IS NULL THEN '' ELSE group_by END AS attribute,
    CASE WHEN "group" IS NULL THEN '' ELSE "group" END AS value,
    target, state, seq
  FROM grade_targets
), spread AS (
  SELECT
    attribute, value,
    MAX(CASE WHEN target = 'a_20' THEN state END) AS a_20,
    MAX(CASE WHEN target = 'b_50' THEN state END) AS b_50,
    MAX(CASE WHEN target = 'no_d' THEN state END) AS no_d,
    MAX(CASE WHEN target = 'no_c' THEN state END) AS no_c,
    SUM(CASE WHEN state = 'missed' THEN 1 ELSE 0 END) AS missed,
    MIN(CASE WHEN target = 'a_20' THEN seq END) AS first
  FROM given
  GROUP BY attribute, value
)
SELECT
  CASE WHEN s.attribute = '' THEN w.whole_label ELSE a.label END AS label, a_20, b_50, no_d, no_c, missed, first
FROM spread AS s
LEFT JOIN attributes AS a ON s.attribute = a.attribute AND s.value = a.value
CROSS JOIN whole AS w
ORDER BY first
