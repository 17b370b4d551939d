-- title.zh: 收表登记汇总
-- title.en: Files received
-- note.zh: 收到的文件 = 采用 + 被取代 + 退回 + 忽略。
-- note.en: Files found = used + superseded + rejected + ignored.
-- column status: 处理结果 | Status | text
-- column reason: 原因 | Reason | long
-- column files: 文件数 | Files | count
-- sentence status, reason
WITH counted AS (
  SELECT status, status_label, reason, COUNT(*) AS files, MIN(seq) AS first
  FROM ledger
  GROUP BY status, status_label, reason
)
SELECT status_label AS status, reason, files
FROM counted
ORDER BY
  CASE status WHEN 'used' THEN 1 WHEN 'superseded' THEN 2 WHEN 'rejected' THEN 3 ELSE 4 END,
  first
