-- title.zh: 领导班子：级别和追究方式
-- title.en: Groups by level and form
-- note.zh: 按被追究的领导班子计。
-- note.en: One for each leading group held to account.
-- column label: 级别 | Level | text
-- column written: 书面检查 | Written self-criticism | count
-- column circular: 通报批评 | Circular criticism | count
-- column adjustment: 改组调整 | Adjustment | count
-- column unclear: 不明 | Unclear | count
-- column sum: 合计 | Total | count
-- hide row_seq, is_total
-- sentence label
-- total where is_total
WITH told AS (
  SELECT
    row_seq, row_label, row_total, "column",
    CASE WHEN status = 'C' THEN '…' ELSE CAST(count AS VARCHAR) END AS shown
  FROM level_team
)
SELECT
  row_label AS label,
  MAX(CASE WHEN "column" = 'written' THEN shown END) AS written,
  MAX(CASE WHEN "column" = 'circular' THEN shown END) AS circular,
  MAX(CASE WHEN "column" = 'adjustment' THEN shown END) AS adjustment,
  MAX(CASE WHEN "column" = 'unclear' THEN shown END) AS unclear,
  MAX(CASE WHEN "column" = 'total' THEN shown END) AS sum,
  row_seq, row_total AS is_total
FROM told
GROUP BY row_seq, row_label, row_total
ORDER BY row_seq
