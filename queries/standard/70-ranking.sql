-- title.zh: 各单位落实项数
-- title.en: Units by measures adopted
-- note.zh: 按全部单位口径统计各项指标；项数相同的名次并列。
-- note.en: Indicators are counted on the widest base; units with equal numbers share a rank.
-- column rank: 名次 | Rank | count
-- column name: 单位 | Unit | text
-- column adopted: 已落实项数 | Adopted | count
-- column not_adopted: 未落实项数 | Not adopted | count
-- column unknown: 不明或不适用项数 | Unknown or not applicable | count
WITH counted AS (
  SELECT
    seq, name,
    SUM(CASE WHEN side = 'yes' THEN 1 ELSE 0 END) AS adopted,
    SUM(CASE WHEN side = 'no' THEN 1 ELSE 0 END) AS not_adopted,
    SUM(CASE WHEN side NOT IN ('yes', 'no') THEN 1 ELSE 0 END) AS unknown
  FROM members
  WHERE role = 'property' AND base_no = 1
  GROUP BY seq, name
)
SELECT RANK() OVER (ORDER BY adopted DESC) AS rank, name, adopted, not_adopted, unknown
FROM counted
ORDER BY rank, seq
