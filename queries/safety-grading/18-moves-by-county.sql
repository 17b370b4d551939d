-- title.zh: 各县区等级升降
-- title.en: Moves by county
-- note.zh: 两轮均有等级的企业分升、平、降；“不明”是其中一轮未评级的企业。
-- note.en: Enterprises graded in both rounds moved up, stayed or moved down; unclear are those not graded in one of them.
-- column label: 县区 | County | text
-- column up: 升级 | Up | count
-- column same: 不变 | Same | count
-- column down: 降级 | Down | count
-- column new: 新纳入 | New | count
-- column gone: 退出 | Gone | count
-- column unclear: 不明 | Unclear | count
-- hide is_total, first
-- sentence label
-- total where is_total
-- empty: omit
WITH whole AS (
  SELECT base_label AS whole_label FROM figures WHERE figure = 'grade_a' AND "group" IS NULL
), given AS (
  SELECT CASE WHEN "group" IS NULL THEN '' ELSE "group" END AS value, kind, count, seq
  FROM grade_transitions
  WHERE "group" IS NULL OR group_by = 'county'
), spread AS (
  SELECT
    value, MIN(seq) AS first,
    SUM(CASE WHEN kind = 'up' THEN count ELSE 0 END) AS up,
    SUM(CASE WHEN kind = 'same' THEN count ELSE 0 END) AS same,
    SUM(CASE WHEN kind = 'down' THEN count ELSE 0 END) AS down,
    SUM(CASE WHEN kind = 'new' THEN count ELSE 0 END) AS new,
    SUM(CASE WHEN kind = 'gone' THEN count ELSE 0 END) AS gone,
    SUM(CASE WHEN kind = 'unclear' THEN count ELSE 0 END) AS unclear
  FROM given
  GROUP BY value
), counties AS (
  SELECT value, label FROM attributes WHERE attribute = 'county'
)
SELECT
  CASE WHEN s.value = '' THEN w.whole_label ELSE c.label END AS label, up, same, down, new, gone, unclear,
  s.value = '' AS is_total, first
FROM spread AS s
LEFT JOIN counties AS c ON s.value = c.value
CROSS JOIN whole AS w
ORDER BY is_total, first
