-- title.zh: 各支部活动情况
-- title.en: What branches did
-- note.zh: 本季度各支部在活动记录中的次数；“缺”为本季度没有党员大会或没有党课的支部。
-- note.en: How often each branch of the logs met this quarter; “missing” tells branches without a meeting or without a lecture.
-- column name: 单位 | Unit | text
-- column branch: 支部 | Branch | text
-- column meetings: 党员大会 | Meetings | count
-- column lectures: 党课 | Lectures | count
-- column theme_days: 主题党日 | Theme days | count
-- column last_date: 最近一次 | Last | date
-- column state: 情况 | State | state
-- state met: 齐全 | Complete | green
-- state short: 有缺 | Missing | red
-- hide code
WITH known AS (
  SELECT DISTINCT code, branch FROM all_branch_log WHERE branch IS NOT NULL
), counted AS (
  SELECT
    code, branch,
    SUM(CASE WHEN branch_kind = 'meeting' THEN 1 ELSE 0 END) AS meetings,
    SUM(CASE WHEN branch_kind = 'lecture' THEN 1 ELSE 0 END) AS lectures,
    SUM(CASE WHEN branch_kind = 'theme' THEN 1 ELSE 0 END) AS theme_days,
    MAX(branch_date) AS last_date
  FROM branch_log
  GROUP BY code, branch
), joined AS (
  SELECT
    r.seq AS seq, r.code AS code, r.name AS name, k.branch AS branch, COALESCE(c.meetings, 0) AS meetings,
    COALESCE(c.lectures, 0) AS lectures, COALESCE(c.theme_days, 0) AS theme_days, c.last_date AS last_date
  FROM known AS k
  JOIN returns AS r ON k.code = r.code
  LEFT JOIN counted AS c ON k.code = c.code AND k.branch = c.branch
  WHERE r.returned
)
SELECT
  code, name, branch, meetings, lectures, theme_days, last_date,
  CASE WHEN meetings = 0 OR lectures = 0 THEN 'short' ELSE 'met' END AS state
FROM joined
ORDER BY seq, branch
