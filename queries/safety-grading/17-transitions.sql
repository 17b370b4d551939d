-- title.zh: 等级升降（上轮→本轮）
-- title.en: Transitions between rounds
-- note.zh: 行是上轮等级，列是本轮等级；“新纳入”和“退出”按名录，各行、各列合计等于两轮的企业数。
-- note.en: Rows are grades of the round before, columns those of this round; entries and exits by the register. Rows and columns sum to the enterprises of both rounds.
-- column before: 上轮 | Before | state
-- state A: A级 | A | green
-- state B: B级 | B | blue
-- state C: C级 | C | amber
-- state D: D级 | D | red
-- state ungraded: 未评级 | Not graded | grey
-- state absent: 新纳入 | New in the register | grey
-- state total: 本轮合计 | This round | plain
-- column a: A级 | A | count
-- column b: B级 | B | count
-- column c: C级 | C | count
-- column d: D级 | D | count
-- column ungraded: 未评级 | Not graded | count
-- column gone: 退出 | Gone | count
-- column total: 上轮合计 | Round before | count
-- hide is_total, before_seq
-- total where is_total
-- empty: omit
WITH pairs AS (
  SELECT before, before_seq, now, count FROM grade_transitions WHERE "group" IS NULL
), spread AS (
  SELECT
    before, before_seq,
    SUM(CASE WHEN now = 'A' THEN count ELSE 0 END) AS a,
    SUM(CASE WHEN now = 'B' THEN count ELSE 0 END) AS b,
    SUM(CASE WHEN now = 'C' THEN count ELSE 0 END) AS c,
    SUM(CASE WHEN now = 'D' THEN count ELSE 0 END) AS d,
    SUM(CASE WHEN now = 'ungraded' THEN count ELSE 0 END) AS ungraded,
    SUM(CASE WHEN now = 'absent' THEN count ELSE 0 END) AS gone,
    SUM(count) AS total
  FROM pairs
  GROUP BY before, before_seq
), summed AS (
  SELECT
    SUM(a) AS a, SUM(b) AS b, SUM(c) AS c, SUM(d) AS d, SUM(ungraded) AS ungraded, SUM(gone) AS gone,
    SUM(CASE WHEN before = 'absent' THEN 0 ELSE total END) AS total, COUNT(*) AS n
  FROM spread
), all_rows AS (
  SELECT
    before, a, b, c, d, ungraded, gone, CASE WHEN before = 'absent' THEN NULL ELSE total END AS total,
    before_seq, FALSE AS is_total
  FROM spread
  UNION ALL
  SELECT 'total' AS before, a, b, c, d, ungraded, gone, total, 99 AS before_seq, TRUE AS is_total
  FROM summed
  WHERE n > 0
)
SELECT before, a, b, c, d, ungraded, gone, total, before_seq, is_total FROM all_rows ORDER BY before_seq
