-- title.zh: 个人：级别和追究方式
-- title.en: Individuals by level and form
-- note.zh: 按被追究个人计，一人一起；不明指级别或方式漏填、无效。
-- note.en: One for each person held to account; from criticism and education, admonishing talk, written self-criticism and circular criticism to handling, sanction and transfer to the judiciary; unclear where level or form is blank or cannot be understood.
-- column label: 级别 | Level | text
-- column criticism: 批评教育 | Criticism | count
-- column talk: 诫勉谈话 | Talk | count
-- column written: 书面检查 | Written | count
-- column circular: 通报批评 | Circular | count
-- column handling: 组织处理 | Handling | count
-- column sanction: 纪律处分 | Sanction | count
-- column judiciary: 移送司法 | Judiciary | count
-- column unclear: 不明 | Unclear | count
-- column sum: 合计 | Total | count
-- hide row_seq, is_total
-- sentence label
-- total where is_total
WITH told AS (
  SELECT
    row_seq, row_label, row_total, "column",
    CASE WHEN status = 'C' THEN '…' ELSE CAST(count AS VARCHAR) END AS shown
  FROM level_form
)
SELECT
  row_label AS label,
  MAX(CASE WHEN "column" = 'criticism' THEN shown END) AS criticism,
  MAX(CASE WHEN "column" = 'talk' THEN shown END) AS talk,
  MAX(CASE WHEN "column" = 'written' THEN shown END) AS written,
  MAX(CASE WHEN "column" = 'circular' THEN shown END) AS circular,
  MAX(CASE WHEN "column" = 'handling' THEN shown END) AS handling,
  MAX(CASE WHEN "column" = 'sanction' THEN shown END) AS sanction,
  MAX(CASE WHEN "column" = 'judiciary' THEN shown END) AS judiciary,
  MAX(CASE WHEN "column" = 'unclear' THEN shown END) AS unclear,
  MAX(CASE WHEN "column" = 'total' THEN shown END) AS sum,
  row_seq, row_total AS is_total
FROM told
GROUP BY row_seq, row_label, row_total
ORDER BY row_seq
