-- title.zh: 各单位分月佐证记录
-- title.en: Evidence by unit and month
-- note.zh: 会议、学习、活动、支部、谈话、走访、信息各类记录合计；空白为当月没有记录或未报。
-- note.en: Rows of all logs together; blank where there is none, or no return.
-- column name: 单位 | Unit | text
-- column month: 月份 | Month | text
-- column n: 记录数 | Rows | count
-- hide code
WITH logged AS (
  SELECT code, met_on AS day FROM all_meetings
  UNION ALL SELECT code, trained_on AS day FROM all_trainings
  UNION ALL SELECT code, held_on AS day FROM all_activities
  UNION ALL SELECT code, branch_date AS day FROM all_branch_log
  UNION ALL SELECT code, talked_on AS day FROM all_talks
  UNION ALL SELECT code, visited_on AS day FROM all_visits
  UNION ALL SELECT code, sent_on AS day FROM all_infos
), counted AS (
  SELECT code, STRFTIME(day, '%Y-%m') AS month, COUNT(*) AS n
  FROM logged
  WHERE day IS NOT NULL
  GROUP BY code, STRFTIME(day, '%Y-%m')
), bounds AS (
  SELECT MAX(period_end) AS last_day FROM returns
)
SELECT r.code AS code, r.name AS name, c.month AS month, c.n AS n
FROM counted AS c
JOIN returns AS r ON c.code = r.code
CROSS JOIN bounds AS b
WHERE c.month <= STRFTIME(b.last_day, '%Y-%m') AND c.month >= STRFTIME(b.last_day, '%Y-01')
ORDER BY r.seq, c.month
