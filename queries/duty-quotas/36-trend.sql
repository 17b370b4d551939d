-- title.zh: 各期做到情况
-- title.en: Quotas kept, period by period
-- note.zh: 各期截止日已到期的要求（单位×要求）。年度要求只在年末到期。
-- note.en: Units times quotas due at the end of each period. Yearly quotas are due at the year's end only.
-- column period: 报告期 | Period | text
-- column due: 到期要求 | Due | count
-- column kept: 做到 | Kept | count
-- column not_kept: 未做到 | Not kept | count
-- column no_data: 情况不明 | No data | count
-- column share: 做到率 | Share kept | percent
SELECT
  period, SUM(due) AS due, SUM(kept) AS kept, SUM(late) + SUM(short) AS not_kept, SUM(no_data) AS no_data,
  CAST(SUM(kept) AS DOUBLE) / SUM(due) AS share
FROM all_quota_summary
WHERE group_by IS NULL
GROUP BY period
ORDER BY period
