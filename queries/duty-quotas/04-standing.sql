-- title.zh: 各单位做到情况排序
-- title.en: Units by share of quotas kept
-- note.zh: 名次按做到率（到期要求中按时做到的比例）排列，并列者同名次；逾期事项为三张清单合计。
-- note.en: Ranked by the share of the quotas due that were kept in time; equals share a rank. Overdue entries are those of the three lists together.
-- column rank: 名次 | Rank | rank
-- column name: 单位 | Unit | text
-- column area: 片区 | Area | text
-- column due: 到期要求 | Due | count
-- column kept: 做到 | Kept | count
-- column not_kept: 未做到 | Not kept | count
-- column no_data: 情况不明 | No data | count
-- column share: 做到率 | Share kept | percent
-- column open_problems: 未销号问题 | Problems open | count
-- column overdue: 逾期事项 | Past due | count
-- column state: 报送 | Return | text
-- sentence state
-- hide code
SELECT
  r.code AS code, r.share_rank AS rank, r.name AS name, u.area_label AS area, r.quotas_due AS due,
  r.quotas_kept AS kept, r.quotas_not_kept AS not_kept, r.quotas_no_data AS no_data, r.quotas_share AS share,
  r.problem_list_open AS open_problems, r.overdue_entries AS overdue, u.state_label AS state
FROM returns AS r
JOIN units AS u ON r.code = u.code
ORDER BY r.share_rank, r.seq
