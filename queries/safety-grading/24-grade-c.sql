-- title.zh: C级企业名单（限期整改）
-- title.en: Grade C, to be rectified
-- note.zh: 按得分由低到高排列。
-- note.en: Lowest score first.
-- column name: 企业 | Enterprise | text
-- column county: 县区 | County | text
-- column industry: 行业 | Industry | text
-- column score: 得分 | Score | decimal 1
-- column before: 上轮 | Before | text
-- column weakest: 最弱方面 | Weakest aspect | text
-- column rate: 该方面得分率 | Of its full points | percent
-- empty: omit
WITH graded AS (
  SELECT
    seq, code, name, score, grade_before, law_rate, organisation_rate, training_rate, rights_rate, rules_rate,
    conditions_rate, hazards_rate, accidents_rate,
    LEAST(law_rate, organisation_rate, training_rate, rights_rate, rules_rate, conditions_rate, hazards_rate,
      COALESCE(accidents_rate, 2)) AS rate
  FROM returns
  WHERE grade = 'C'
), weakest AS (
  SELECT
    seq, code, name, score, grade_before, rate,
    CASE rate WHEN law_rate THEN 'law' WHEN organisation_rate THEN 'organisation' WHEN training_rate THEN 'training'
      WHEN rights_rate THEN 'rights' WHEN rules_rate THEN 'rules' WHEN conditions_rate THEN 'conditions'
      WHEN hazards_rate THEN 'hazards' ELSE 'accidents' END AS item
  FROM graded
)
SELECT
  w.name AS name, u.county_label AS county, u.industry_label AS industry, w.score AS score, b.label AS before,
  i.short AS weakest, w.rate AS rate
FROM weakest AS w
JOIN units AS u ON w.code = u.code
LEFT JOIN grades AS b ON w.grade_before = b.class
LEFT JOIN items AS i ON w.item = i.item
ORDER BY w.score, w.seq
