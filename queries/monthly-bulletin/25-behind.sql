-- title.zh: 落后进度的指标
-- title.en: Behind schedule
-- note.zh: 完成进度低于时间进度5个百分点以上的（比率类和存量类为未达目标的），差距大的在前。全市名次按各指标本身规定的数排列：比率、得分和存量类按本月数，其余按进度或累计数。
-- note.en: More than 5 points behind the time elapsed, or short of the target of a rate or level; the widest gap first. Ranks go by what each item is ranked by: the month's value of a rate, score or level, else progress or the year to date.
-- column name: 县区 | County | text
-- column short: 指标 | Item | text
-- column cumulative: 本年累计 | Year to date | number
-- column target: 年度目标 | Target | number
-- column unit: 单位 | Unit | text
-- column progress: 完成进度 | Progress | percent
-- column lead: 差距（百分点） | Gap (points) | points
-- column rank: 全市名次 | Rank | rank
-- column on_year: 累计同比（%） | On last year (%) | signed 1
-- hide code
-- empty: omit
SELECT
  name, items.short AS short, CAST(cumulative_text AS DOUBLE) AS cumulative, CAST(target_text AS DOUBLE) AS target,
  items.unit AS unit, progress, lead, rank, cumulative_rate * 100 AS on_year, code
FROM series_on_structure
JOIN items ON items.item = series_on_structure.item
WHERE NOT is_total AND state = 'behind'
ORDER BY lead, series_on_structure.seq, item_seq
