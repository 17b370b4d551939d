-- title.zh: 半年检查与年终考核合成
-- title.en: Half-year and year-end
-- note.zh: 总分 = 半年检查×40% + 年终考核×60%；上半年尚未列入名录的乡镇，只计年终考核。
-- note.en: The total is 40% half-year check and 60% year-end assessment; towns not yet in the register at half-year have the year-end assessment alone.
-- column name: 乡镇 | Town | text
-- column half_year: 半年检查 | Half-year | decimal 2
-- column year_end: 年终考核 | Year-end | decimal 2
-- column before_veto: 否决前总分 | Before veto | decimal 2
-- column total: 总分 | Total | decimal 2
-- hide code
-- empty: omit
WITH parts AS (
  SELECT
    code, MAX(CASE WHEN part_seq = 1 THEN value END) AS half_year, MAX(CASE WHEN part_seq = 2 THEN value END) AS year_end
  FROM score_parts
  GROUP BY code
)
SELECT
  r.code AS code, r.name AS name, p.half_year AS half_year, p.year_end AS year_end, r.total_before_veto AS before_veto,
  r.total AS total
FROM returns AS r
JOIN parts AS p ON r.code = p.code
ORDER BY r.rank, r.seq
