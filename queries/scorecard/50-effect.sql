-- title.zh: 工作成效指数及其稳健性
-- title.en: Index of effect, and how firm its ranks are
-- note.zh: 四项比率按权重合成（整改35%、满意度30%、测试20%、公开15%）；各项权重逐一上下浮动50%并取等权，名次的变动区间如表。
-- note.en: Four rates with weights of 35, 30, 20 and 15 %; each weight is moved up and down by half, one at a time, and all are made equal: the table shows the ranks that result.
-- column rank: 名次 | Rank | rank
-- column name: 乡镇 | Town | text
-- column effect: 指数 | Index | decimal 1
-- column best: 最好名次 | Best rank | rank
-- column worst: 最差名次 | Worst rank | rank
-- column spread: 相差 | Spread | count
-- column total_rank: 考核名次 | Rank by total | rank
-- hide code
SELECT
  effect_rank AS rank, code, name, effect, effect_best_rank AS best, effect_worst_rank AS worst,
  effect_worst_rank - effect_best_rank AS spread, rank AS total_rank
FROM returns
WHERE effect IS NOT NULL
ORDER BY effect_rank, seq
