-- title.zh: 各项频次要求做到情况
-- title.en: How many units keep each quota
-- note.zh: 按截止日已到期的时段判断；做到率＝全部到期时段按时做到的单位÷到期的单位，情况不明（未报）的单位留在基数内；逾期补做的计入未做到。
-- note.en: Judged on the spans that are due by the reference date. Share: units that met every span in time, of the units for which it is due; those of which it cannot be told stay in the base. Made up late is not kept.
-- column short_label: 要求 | Quota | text
-- column every: 周期 | Span | text
-- column due: 到期单位 | Due | count
-- column kept: 做到 | Kept | count
-- column late: 逾期补做 | Late | count
-- column short: 未做到 | Short | count
-- column no_data: 情况不明 | No data | count
-- column not_due: 未到期 | Not yet due | count
-- hide label
-- sentence every
-- column share: 做到率 | Share kept | percent
SELECT
  q.label AS label, q.short AS short_label, q.every_label AS every,
  COALESCE(CAST(s.due AS VARCHAR), '…') AS due,
  COALESCE(CAST(s.kept AS VARCHAR), '…') AS kept,
  COALESCE(CAST(s.late AS VARCHAR), '…') AS late,
  COALESCE(CAST(s.short AS VARCHAR), '…') AS short,
  COALESCE(CAST(s.no_data AS VARCHAR), '…') AS no_data,
  COALESCE(CAST(s.not_due AS VARCHAR), '…') AS not_due,
  s.share AS share
FROM quota_summary AS s
JOIN quotas AS q ON s.quota = q.quota
WHERE s.group_by IS NULL
ORDER BY s.quota_seq
