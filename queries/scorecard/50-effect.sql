-- title.zh: 工作成效指数及其稳健性
-- title.en: Index of effect and its ranks
-- note.zh: 四项比率按权重合成（整改35%、满意度30%、测试20%、公开15%）；各项权重逐一上下浮动50%并取等权，名次的变动区间如表。缺少其中任何一项比率的乡镇不计算指数、不排名，列在最后，并注明缺的是哪一项；没有发现问题的，没有整改率。
-- note.en: Four rates with weights of 35, 30, 20 and 15%; each weight is moved up and down by half, one at a time, and all are made equal: the table shows the ranks that result. A town without one of the rates has no index and no rank: it stands last, with what it lacks; where no problem was found there is no rate of problems put right.
-- column rank: 名次 | Rank | rank
-- column name: 乡镇 | Town | text
-- column effect: 指数 | Index | decimal 1
-- column best: 最好名次 | Best rank | rank
-- column worst: 最差名次 | Worst rank | rank
-- column spread: 相差 | Spread | count
-- column total_rank: 考核名次 | Rank by total | rank
-- column lacking: 缺少的比率 | Rates lacking | list
-- hide code
-- sentence lacking
WITH lacking AS (
  SELECT code, STRING_AGG(indicator_label, '; ') AS rates FROM effect_indicators WHERE value IS NULL GROUP BY code
)
SELECT
  r.effect_rank AS rank, r.code AS code, r.name AS name, r.effect AS effect, r.effect_best_rank AS best,
  r.effect_worst_rank AS worst, r.effect_worst_rank - r.effect_best_rank AS spread, r.rank AS total_rank,
  l.rates AS lacking
FROM returns AS r
LEFT JOIN lacking AS l ON r.code = l.code
ORDER BY COALESCE(r.effect_rank, 9999), r.seq
