-- title.zh: 各单位反映的问题和建议
-- title.en: What units wrote
-- note.zh: 按填报原文列出，以名录顺序为序。
-- note.en: As written in the returns, in protocol order.
-- column question: 问题 | Question | text
-- column name: 单位 | Unit | text
-- column answer: 内容 | Answer | long
WITH questions AS (
  SELECT item, short, seq AS item_seq FROM items WHERE open
)
SELECT q.short AS question, u.name AS name, a.value AS answer
FROM answers AS a
JOIN questions AS q ON a.item = q.item
JOIN units AS u ON a.unit = u.code
WHERE a.state = 'answered'
ORDER BY q.item_seq, u.seq
