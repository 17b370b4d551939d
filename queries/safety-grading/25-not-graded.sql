-- title.zh: 未评级企业及原因
-- title.en: Enterprises not graded, and why
-- column name: 企业 | Enterprise | text
-- column county: 县区 | County | text
-- column industry: 行业 | Industry | text
-- column reason: 原因 | Reason | state
-- state missing: 未列入县区汇总表 | Not in the county's roster | red
-- state hazard: 重大隐患情况未填 | Major hazard left blank | amber
-- state score: 得分缺项或超出满分 | Points missing or above full points | amber
-- empty: omit
SELECT
  r.name AS name, u.county_label AS county, u.industry_label AS industry,
  CASE WHEN NOT r.returned THEN 'missing' WHEN r.major_hazard IS NULL THEN 'hazard' ELSE 'score' END AS reason
FROM returns AS r
JOIN units AS u ON r.code = u.code
WHERE r.grade IS NULL
ORDER BY r.seq
