-- title.zh: 升降级企业名单
-- title.en: Enterprises that moved
-- note.zh: 降级在前，按名录顺序。
-- note.en: Those that moved down first, in the order of the register.
-- column kind: 升降 | Move | state
-- state down: 降级 | Down | red
-- state up: 升级 | Up | green
-- column name: 企业 | Enterprise | text
-- column county: 县区 | County | text
-- column industry: 行业 | Industry | text
-- column before: 上轮 | Before | text
-- column now: 本轮 | Now | text
-- column score_before: 上轮得分 | Score before | decimal 1
-- column score: 本轮得分 | Score now | decimal 1
-- empty: omit
SELECT
  r.grade_movement AS kind, r.name AS name, u.county_label AS county, u.industry_label AS industry,
  b.label AS before, n.label AS now, r.score_before AS score_before, r.score AS score
FROM returns AS r
JOIN units AS u ON r.code = u.code
LEFT JOIN grades AS b ON r.grade_before = b.class
LEFT JOIN grades AS n ON r.grade = n.class
WHERE r.grade_movement IN ('up', 'down')
ORDER BY r.grade_movement, r.seq
