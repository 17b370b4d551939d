-- title.zh: 单位平衡表
-- title.en: Unit account
-- note.zh: 基数 = 是 + 否 + 不适用 + 漏填 + 无效 + 未报。
-- note.en: Base = yes + no + not applicable + blank + invalid + not received.
-- column label: 指标 | Indicator | long
-- column base_label: 基数 | Base | text
-- column yes: 是 | Yes | count
-- column no: 否 | No | count
-- column not_applicable: 不适用 | Not applicable | count
-- column blank: 漏填 | Blank | count
-- column invalid: 无效 | Invalid | count
-- column not_received: 未报 | Not received | count
-- column base_count: 基数单位数 | Units of the base | count
-- sentence label, base_label
SELECT
  label, base_label,
  COALESCE(CAST(yes AS VARCHAR), '…') AS yes,
  COALESCE(CAST(no AS VARCHAR), '…') AS no,
  COALESCE(CAST(not_applicable AS VARCHAR), '…') AS not_applicable,
  COALESCE(CAST(blank AS VARCHAR), '…') AS blank,
  COALESCE(CAST(invalid AS VARCHAR), '…') AS invalid,
  COALESCE(CAST(not_received AS VARCHAR), '…') AS not_received,
  COALESCE(CAST(base_count AS VARCHAR), '…') AS base_count
FROM figures
WHERE "group" IS NULL AND base IS NOT NULL AND role <> 'coverage'
ORDER BY seq
