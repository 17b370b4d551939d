-- title.zh: 佐证记录分日
-- title.en: Evidence by day
-- note.zh: 各类记录的条数，按日期计。
-- note.en: Rows of all logs, by the day that they name.
-- column day: 日期 | Day | date
-- column n: 记录数 | Rows | count
WITH logged AS (
  SELECT met_on AS day FROM all_meetings
  UNION ALL SELECT trained_on AS day FROM all_trainings
  UNION ALL SELECT held_on AS day FROM all_activities
  UNION ALL SELECT branch_date AS day FROM all_branch_log
  UNION ALL SELECT talked_on AS day FROM all_talks
  UNION ALL SELECT visited_on AS day FROM all_visits
  UNION ALL SELECT sent_on AS day FROM all_infos
), bounds AS (
  SELECT MAX(period_end) AS last_day FROM returns
)
SELECT l.day AS day, COUNT(*) AS n
FROM logged AS l
CROSS JOIN bounds AS b
WHERE l.day <= b.last_day AND EXTRACT(YEAR FROM l.day) = EXTRACT(YEAR FROM b.last_day)
GROUP BY l.day
ORDER BY l.day
