-- title.zh: 单位与要求对照
-- title.en: Units and quotas
-- note.zh: 截止日已到期的各时段中最差的一种情况；空白为不适用；“未到”为尚未到期，“不明”为缺报。
-- note.en: The worst of the spans that are due by the reference date; blank where the quota does not apply. Open: not yet due; ?: a return is missing.
-- column name: 单位 | Unit | text
-- column committee: 1 班子会议 | 1 Committee | state
-- column studied: 2 专题研究 | 2 Studied | state
-- column reports: 3 听取汇报 | 3 Reports heard | state
-- column group_study: 6 中心组学习 | 6 Study group | state
-- column leader_hours: 7 领导培训 | 7 Leaders' hours | state
-- column member_hours: 8 党员培训 | 8 Members' hours | state
-- column publicity: 9 宣传活动 | 9 Publicity | state
-- column branch_meeting: 11 支部大会 | 11 Branch meetings | state
-- column lecture: 12 支部党课 | 12 Lectures | state
-- column life_meeting: 13 生活会 | 13 Life meeting | state
-- column theme_day: 14 主题党日 | 14 Theme day | state
-- column applicant_talk: 16 入党谈话 | 16 Applicants | state
-- column head_talk: 17 约谈负责人 | 17 Heads | state
-- column heart_talk: 18 谈心谈话 | 18 Heart-to-heart | state
-- column site_visit: 20 实地调研 | 20 Site visits | state
-- column household: 21 入户走访 | 21 Households | state
-- column self_check: 22 自查督查 | 22 Self-check | state
-- column info: 24 报送信息 | 24 Information | state
-- column model_case: 25 典型案例 | 25 Model case | state
-- column disclosure: 26 公开公示 | 26 Disclosure | state
-- state met: 做到 | Met | green
-- state late: 逾期 | Late | amber
-- state short: 未做 | Short | red
-- state no_data: 不明 | ? | grey
-- state not_due: 未到 | Open | blue
-- hide code, seq
SELECT
  code, name, seq,
  MAX(CASE WHEN quota = 'committee' THEN state END) AS committee,
  MAX(CASE WHEN quota = 'studied' THEN state END) AS studied,
  MAX(CASE WHEN quota = 'reports' THEN state END) AS reports,
  MAX(CASE WHEN quota = 'group_study' THEN state END) AS group_study,
  MAX(CASE WHEN quota = 'leader_hours' THEN state END) AS leader_hours,
  MAX(CASE WHEN quota = 'member_hours' THEN state END) AS member_hours,
  MAX(CASE WHEN quota = 'publicity' THEN state END) AS publicity,
  MAX(CASE WHEN quota = 'branch_meeting' THEN state END) AS branch_meeting,
  MAX(CASE WHEN quota = 'lecture' THEN state END) AS lecture,
  MAX(CASE WHEN quota = 'life_meeting' THEN state END) AS life_meeting,
  MAX(CASE WHEN quota = 'theme_day' THEN state END) AS theme_day,
  MAX(CASE WHEN quota = 'applicant_talk' THEN state END) AS applicant_talk,
  MAX(CASE WHEN quota = 'head_talk' THEN state END) AS head_talk,
  MAX(CASE WHEN quota = 'heart_talk' THEN state END) AS heart_talk,
  MAX(CASE WHEN quota = 'site_visit' THEN state END) AS site_visit,
  MAX(CASE WHEN quota = 'household' THEN state END) AS household,
  MAX(CASE WHEN quota = 'self_check' THEN state END) AS self_check,
  MAX(CASE WHEN quota = 'info' THEN state END) AS info,
  MAX(CASE WHEN quota = 'model_case' THEN state END) AS model_case,
  MAX(CASE WHEN quota = 'disclosure' THEN state END) AS disclosure
FROM quota_units
GROUP BY code, name, seq
ORDER BY seq
