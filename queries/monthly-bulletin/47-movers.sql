-- title.zh: 变化最大的指标
-- title.en: What changed most
-- note.zh: 全市本年累计比上年同期增减最大的十项；† 跨口径调整。
-- note.en: The ten widest changes of the city's year to date on last year; † across a redefinition.
-- column short: 指标 | Item | text
-- column cumulative: 本年累计 | Year to date | number
-- column before: 上年同期 | Last year | number
-- column unit: 单位 | Unit | text
-- column rate: 增减（%） | Change (%) | signed 1
-- column mark: 注 | Mark | text
WITH changed AS (
  SELECT
    item_seq, items.short AS short, CAST(cumulative_text AS DOUBLE) AS cumulative, cumulative_year_ago AS before,
    items.unit AS unit, cumulative_rate * 100 AS rate,
    CASE cumulative_change_status WHEN 'B' THEN '†' WHEN 'P' THEN '※' ELSE '' END AS mark,
    ROW_NUMBER() OVER (ORDER BY -ABS(cumulative_rate), item_seq) AS place
  FROM series_on_structure
  JOIN items ON items.item = series_on_structure.item
  WHERE is_total AND cumulative_rate IS NOT NULL
)
SELECT short, cumulative, ROUND(before, 1) AS before, unit, rate, mark FROM changed WHERE place <= 10 ORDER BY place
