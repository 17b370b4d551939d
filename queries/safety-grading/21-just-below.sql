-- title.zh: 差少量分即可晋级的企业
-- title.en: Enterprises just below a cut
-- note.zh: 距上一等级不超过10分，按所差分数排列；因重大隐患定级的不列入。
-- note.en: Within 10 points of the grade above, nearest first; those graded for a major hazard are left out.
-- column name: 企业 | Enterprise | text
-- column county: 县区 | County | text
-- column industry: 行业 | Industry | text
-- column value: 得分 | Score | decimal 1
-- column class: 等级 | Grade | text
-- column class_above: 上一等级 | Grade above | text
-- column lacking: 差 | Lacking | decimal 1
-- empty: omit
SELECT
  b.name AS name, u.county_label AS county, u.industry_label AS industry, b.value AS value, c.label AS class,
  a.label AS class_above, b.lacking AS lacking
FROM grade_below AS b
JOIN units AS u ON b.code = u.code
LEFT JOIN grades AS c ON b.class = c.class
LEFT JOIN grades AS a ON b.class_above = a.class
ORDER BY b.lacking, b.seq
