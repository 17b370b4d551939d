-- title.zh: 各乡镇失分情况
-- title.en: What each town lost
-- note.zh: 按名次排列；未报、漏填、无效的指标不得分，也列在内；逐项依据见“扣分明细”和各乡镇评分单。
-- note.en: In the order of ranks; items not received, blank or invalid get no marks and are listed too; the evidence for each item stands in “Every lost point” and on the sheet of the town.
-- column rank: 名次 | Rank | rank
-- column name: 乡镇 | Town | text
-- column lost: 失分 | Points lost | decimal 2
-- column items: 失分指标 | Items | list
-- hide code
WITH lost AS (
  SELECT
    code, item_label, lost,
    CASE WHEN lost = FLOOR(lost) THEN CAST(CAST(lost AS BIGINT) AS VARCHAR) ELSE CAST(lost AS VARCHAR) END AS points
  FROM deductions
  WHERE lost > 0
), listed AS (
  SELECT code, SUM(lost) AS lost, STRING_AGG(CONCAT(item_label, ' ', points), '; ') AS items FROM lost GROUP BY code
)
SELECT r.rank AS rank, r.code AS code, r.name AS name, l.lost AS lost, l.items AS items
FROM returns AS r
JOIN listed AS l ON r.code = l.code
ORDER BY r.rank, r.seq
