-- title.zh: 各乡镇得分排名
-- title.en: Towns by total
-- note.zh: 总分相同的名次并列（1、2、2、4）；名次变化与上期比较。最后两栏是扣分最多的指标及其失分，未报送的乡镇各项都不得分，不列。
-- note.en: Equal totals share a rank (1, 2, 2, 4); movement is against the period before. The last columns name the item that cost most; a town without a return gets no marks at all, and none is named.
-- column rank: 名次 | Rank | rank
-- column moved: 升降 | Moved | movement
-- column name: 乡镇 | Town | text
-- column area: 片区 | Area | text
-- column total: 总分 | Total | decimal 2
-- column change: 比上期 | Change | signed 2
-- column star: 星级 | Stars | text
-- column veto: 一票否决、限制评星 | Veto or bar | list
-- column costliest: 失分最多的指标 | Costliest item | text
-- column most_lost: 失分 | Points lost | decimal 2
-- hide code, total_before
-- sentence veto
WITH most AS (
  SELECT code, MAX(lost) AS most_lost FROM deductions WHERE lost > 0 AND state <> 'not_received' GROUP BY code
), costliest AS (
  SELECT d.code AS code, FIRST(d.item_label) AS item, FIRST(d.lost) AS lost
  FROM deductions AS d
  JOIN most AS m ON d.code = m.code AND d.lost = m.most_lost
  GROUP BY d.code
), named AS (
  SELECT code, STRING_AGG(veto_label, '; ') AS veto FROM vetoes GROUP BY code
)
SELECT
  r.rank AS rank, r.rank_before - r.rank AS moved, r.code AS code, r.name AS name, u.area_label AS area,
  r.total AS total, r.total - r.total_before AS change, r.total_star_label AS star, v.veto AS veto,
  c.item AS costliest, c.lost AS most_lost, r.total_before AS total_before
FROM returns AS r
JOIN units AS u ON r.code = u.code
LEFT JOIN named AS v ON r.code = v.code
LEFT JOIN costliest AS c ON r.code = c.code
ORDER BY r.rank, r.seq
