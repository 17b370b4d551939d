-- title.zh: 一票否决和限制评星
-- title.en: Vetoes and barred stars
-- note.zh: 每一项都注明填报表中的单元格。
-- note.en: Each with the cell of the return in which it stands.
-- column name: 乡镇 | Town | text
-- column veto: 情形 | Circumstance | long
-- column consequence: 结果 | Consequence | text
-- column before: 否决前总分 | Total before | decimal 2
-- column total: 总分 | Total | decimal 2
-- column evidence: 依据 | Evidence | text
-- hide code
-- sentence veto, consequence
-- empty: omit
SELECT code, name, veto_label AS veto, effect_label AS consequence, before, total, CONCAT(sheet, '!', cell) AS evidence
FROM vetoes
ORDER BY CASE effect WHEN 'zero' THEN 1 ELSE 2 END, seq
