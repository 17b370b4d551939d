-- title.zh: 半年检查与年终考核合成
-- title.en: Half-year check and year-end assessment
-- note.zh: 总分 = Σ 得分 × 权重；上半年尚未列入名录的乡镇，只计年终考核。
-- note.en: Total = sum of score times weight; towns not yet in the register at half-year have the year-end assessment alone.
-- column name: 乡镇 | Town | text
-- column part: 组成 | Part | text
-- column value: 得分 | Score | decimal 2
-- column weight: 权重 | Weight | percent
-- column counted: 计入总分 | Counted | decimal 2
-- hide code
-- empty: omit
SELECT code, name, part_label AS part, value, weight, counted
FROM score_parts
ORDER BY seq, part_seq
