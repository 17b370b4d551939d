-- title.zh: 权重变动时的指数和名次
-- title.en: The index with other weights
-- note.zh: 名次变化与既定权重比较。
-- note.en: Movement is against the weights as declared.
-- column name: 乡镇 | Town | text
-- column weights: 权重 | Weights | text
-- column effect: 指数 | Index | decimal 1
-- column rank: 名次 | Rank | rank
-- column moved: 升降 | Moved | movement
-- hide code
-- sentence weights
SELECT code, name, case_label AS weights, value AS effect, rank, moved
FROM effect_sensitivity
WHERE value IS NOT NULL
ORDER BY seq, case_seq
