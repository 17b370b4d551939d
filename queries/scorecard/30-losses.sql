-- title.zh: 失分最多的指标
-- title.en: What cost most
-- note.zh: 合计有数据的乡镇的失分，从多到少；失分率 = 失分合计 ÷（满分 × 有数据的乡镇）。未报、漏填、无效的不得分，单列在最后两栏，不计入前几栏；不适用的不计。
-- note.en: Points lost by towns with data, the most first; the share is of full marks times those towns. Towns without data (not received, blank, invalid) get no marks: they stand apart in the last two columns. Towns to which an item does not apply count in neither.
-- column item: 指标 | Item | text
-- column category: 类别 | Category | text
-- column points: 满分 | Points | number
-- column judged: 有数据的乡镇 | Towns with data | count
-- column towns: 失分乡镇 | Towns that lost | count
-- column lost: 失分合计 | Points lost | decimal 2
-- column share: 失分率 | Share lost | percent
-- column unknown: 无数据的乡镇 | Towns without data | count
-- column without: 无数据失分 | Points without data | decimal 2
WITH judged AS (
  SELECT *, cause <> 'missing' AS is_known, cause = 'missing' AND lost > 0 AS is_unknown FROM deductions WHERE NOT bonus
), summed AS (
  SELECT
    item, MIN(item_seq) AS item_seq, FIRST(item_label) AS label, FIRST(category_label) AS category, FIRST(points) AS points,
    SUM(CASE WHEN is_known THEN 1 ELSE 0 END) AS judged,
    SUM(CASE WHEN is_known AND lost > 0 THEN 1 ELSE 0 END) AS towns,
    SUM(CASE WHEN is_known THEN lost ELSE 0 END) AS lost,
    SUM(CASE WHEN is_unknown THEN 1 ELSE 0 END) AS unknown,
    SUM(CASE WHEN is_unknown THEN lost ELSE 0 END) AS without
  FROM judged
  GROUP BY item
)
SELECT
  label AS item, category, points, judged, towns, lost,
  CASE WHEN judged > 0 THEN lost / (points * judged) END AS share, unknown, without
FROM summed
ORDER BY lost DESC, item_seq
