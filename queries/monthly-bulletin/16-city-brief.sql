-- title.zh: 全市主要指标
-- title.en: The city's main items
-- note.zh: 只列有年度目标的指标和信访量；环比、同比为增减百分数，比率类为百分点。※ 有县区未报，只比可比县区；† 跨口径调整。数据不全：截至本月有县区未报或漏填，累计不全，进度无法判定。
-- note.en: Items with a target, and petitions; changes in percent, for rates in points. ※ Some county is missing, matched counties are compared; † across a redefinition. Unclear: a county's return or answer is missing this year, so that what the city has done so far, and whether it is behind, cannot be told.
-- column short: 指标 | Item | text
-- column unit: 单位 | Unit | text
-- column value: 本月 | Month | number
-- column on_previous: 环比 | On last month | signed 1
-- column on_year: 同比 | On last year | signed 1
-- column cumulative: 累计 | To date | number
-- column target: 目标 | Target | number
-- column progress: 进度 | Progress | percent
-- column state: 状态 | State | state
-- column mark: 注 | Mark | text
-- state met: 已完成 | Met | green
-- state ahead: 超前 | Ahead | green
-- state on_track: 正常 | On track | blue
-- state behind: 落后 | Behind | red
-- state unclear: 数据不全 | Unclear | grey
-- state missing: 未报 | Missing | grey
-- state no_target: — | — | grey
SELECT
  items.short AS short, items.unit AS unit,
  CAST(value_text AS DOUBLE) AS value,
  COALESCE(change_rate * 100, CASE WHEN change_reason IS NULL THEN change END) AS on_previous,
  COALESCE(year_rate * 100, CASE WHEN year_reason IS NULL THEN year_change END) AS on_year,
  CAST(cumulative_text AS DOUBLE) AS cumulative,
  CAST(target_text AS DOUBLE) AS target,
  progress, state,
  CONCAT(
    CASE WHEN status = 'P' OR cumulative_status = 'P' OR change_status = 'P' OR year_status = 'P' THEN '※' ELSE '' END,
    CASE WHEN year_status = 'B' OR change_status = 'B' OR cumulative_change_status = 'B' THEN '†' ELSE '' END
  ) AS mark
FROM series_on_structure
JOIN items ON items.item = series_on_structure.item
WHERE is_total AND (target IS NOT NULL OR series_on_structure.item = 'petitions')
ORDER BY item_seq
