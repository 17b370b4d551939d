-- title.zh: 口径说明
-- title.en: Redefinitions
-- note.zh: 跨这些时点的比较按所列口径处理。
-- note.en: Comparisons across these months are treated as listed.
-- column label: 指标 | Item | text
-- column since: 起始月份 | Since | period
-- column kind_label: 可比性 | Comparability | text
-- column note: 说明 | What changed | long
SELECT items.label AS label, concordance.since AS since, concordance.kind_label AS kind_label, concordance.note AS note
FROM concordance JOIN items ON items.item = concordance.item
ORDER BY concordance.seq
