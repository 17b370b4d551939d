-- title.zh: 各乡镇失分情况
-- title.en: What each town lost
-- note.zh: 按名次排列；加分只弥补本类失分，100 − 失分 + 加分弥补 = 一票否决前得分；未报、漏填、无效的指标不得分，也列在内；逐项依据见“扣分明细”和各乡镇评分单。
-- note.en: In the order of ranks; the bonus makes good only what was lost in its category: 100 − points lost + made good = points before a veto; items not received, blank or invalid get no marks and are listed too; the evidence for each item stands in “Every lost point” and on the sheet of the town.
-- column rank: 名次 | Rank | rank
-- column name: 乡镇 | Town | text
-- column lost: 失分 | Points lost | decimal 2
-- column made_good: 加分弥补 | Made good by the bonus | decimal 2
-- column sheet: 否决前得分 | Points before a veto | decimal 2
-- column items: 失分指标 | Items | list
-- hide code
WITH parts AS (
  SELECT
    code, lost, CASE WHEN bonus THEN 0.0 ELSE -score END AS made_good, 0.0 AS sheet,
    CASE WHEN lost > 0 THEN CONCAT(
      item_label, ' ', CASE WHEN lost = FLOOR(lost) THEN CAST(CAST(lost AS BIGINT) AS VARCHAR) ELSE CAST(lost AS VARCHAR) END
    ) END AS item
  FROM deductions
  UNION ALL
  SELECT code, 0.0 AS lost, score AS made_good, score AS sheet, CAST(NULL AS VARCHAR) AS item FROM category_scores
), listed AS (
  SELECT
    code, SUM(lost) AS lost, ROUND(SUM(made_good), 2) AS made_good, ROUND(SUM(sheet), 2) AS sheet,
    STRING_AGG(item, '; ') AS items
  FROM parts
  GROUP BY code
)
SELECT
  r.rank AS rank, r.code AS code, r.name AS name, l.lost AS lost, l.made_good AS made_good, l.sheet AS sheet,
  l.items AS items
FROM returns AS r
JOIN listed AS l ON r.code = l.code
WHERE l.lost > 0
ORDER BY r.rank, r.seq
