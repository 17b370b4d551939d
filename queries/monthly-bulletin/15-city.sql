-- title.zh: 全市各项指标
-- title.en: The city, item by item
-- note.zh: 环比、同比为增减百分数，比率类指标为百分点；※ 有县区未报，只比可比县区；† 跨口径调整，见“口径说明”。数据不全：截至本月有县区未报或漏填，累计不全，进度无法判定。
-- note.en: Changes in percent, for rates in points; ※ some county is missing, matched counties are compared; † across a redefinition, see the notes. Unclear: a county's return or answer is missing this year, so that what the city has done so far, and whether it is behind, cannot be told.
-- column section_label: 类别 | Category | text
-- column short: 指标 | Item | text
-- column unit: 单位 | Unit | text
-- column value: 本月 | Month | number
-- column on_previous: 环比 | On last month | signed 1
-- column on_year: 同比 | On last year | signed 1
-- column cumulative: 本年累计 | Year to date | number
-- column cumulative_on_year: 累计同比 | On last year to date | signed 1
-- column target: 年度目标 | Target | number
-- column progress: 完成进度 | Progress | percent
-- column state: 状态 | State | state
-- column mark: 注 | Mark | text
-- column trend: 近12个月 | Last 12 months | sparkline m12 m11 m10 m09 m08 m07 m06 m05 m04 m03 m02 m01
-- state met: 已完成 | Met | green
-- state ahead: 超前 | Ahead | green
-- state on_track: 正常 | On track | blue
-- state behind: 落后 | Behind | red
-- state unclear: 数据不全 | Unclear | grey
-- state missing: 未报 | Missing | grey
-- state no_target: 无目标 | No target | grey
WITH months AS (
  SELECT period, ROW_NUMBER() OVER (ORDER BY period DESC) AS back
  FROM (SELECT DISTINCT period FROM series_history) AS known
),
past AS (
  SELECT
    series_history.item AS item,
    MAX(CASE WHEN back = 1 AND status <> 'P' THEN value END) AS m01, MAX(CASE WHEN back = 2 AND status <> 'P' THEN value END) AS m02,
    MAX(CASE WHEN back = 3 AND status <> 'P' THEN value END) AS m03, MAX(CASE WHEN back = 4 AND status <> 'P' THEN value END) AS m04,
    MAX(CASE WHEN back = 5 AND status <> 'P' THEN value END) AS m05, MAX(CASE WHEN back = 6 AND status <> 'P' THEN value END) AS m06,
    MAX(CASE WHEN back = 7 AND status <> 'P' THEN value END) AS m07, MAX(CASE WHEN back = 8 AND status <> 'P' THEN value END) AS m08,
    MAX(CASE WHEN back = 9 AND status <> 'P' THEN value END) AS m09, MAX(CASE WHEN back = 10 AND status <> 'P' THEN value END) AS m10,
    MAX(CASE WHEN back = 11 AND status <> 'P' THEN value END) AS m11, MAX(CASE WHEN back = 12 AND status <> 'P' THEN value END) AS m12
  FROM series_history JOIN months ON series_history.period = months.period
  WHERE is_total
  GROUP BY series_history.item
)
SELECT
  items.section_label, items.short AS short, items.unit AS unit,
  CAST(value_text AS DOUBLE) AS value,
  COALESCE(change_rate * 100, CASE WHEN change_reason IS NULL THEN change END) AS on_previous,
  COALESCE(year_rate * 100, CASE WHEN year_reason IS NULL THEN year_change END) AS on_year,
  CAST(cumulative_text AS DOUBLE) AS cumulative,
  COALESCE(cumulative_rate * 100, CASE WHEN cumulative_reason IS NULL THEN cumulative_change END) AS cumulative_on_year,
  CAST(target_text AS DOUBLE) AS target,
  progress, state,
  CONCAT(
    CASE WHEN status = 'P' OR cumulative_status = 'P' OR change_status = 'P' OR year_status = 'P' THEN '※' ELSE '' END,
    CASE WHEN year_status = 'B' OR change_status = 'B' OR cumulative_change_status = 'B' THEN '†' ELSE '' END
  ) AS mark,
  m12, m11, m10, m09, m08, m07, m06, m05, m04, m03, m02, m01
FROM series_on_structure
JOIN items ON items.item = series_on_structure.item
JOIN past ON past.item = series_on_structure.item
WHERE is_total
ORDER BY item_seq
