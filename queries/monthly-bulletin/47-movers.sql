-- title.zh: 变化最大的指标
-- title.en: What changed most
-- note.zh: 全市本年累计比上年同期增减最大的十项；增减按“可比本年”“可比上年”两栏计算。※ 有县区未报，可比两栏只计两年同期都报齐的县区，本年累计为已报县区的合计；† 跨口径调整，见“口径说明”。
-- note.en: The ten widest changes of the city's year to date on last year; the change is that of the two matched columns. ※ Some county is missing: the matched columns hold the counties that reported all months of both years, the year to date those that reported; † across a redefinition, see the notes.
-- column short: 指标 | Item | text
-- column unit: 单位 | Unit | text
-- column cumulative: 本年累计 | Year to date | number
-- column now: 可比本年 | Matched, this year | number
-- column before: 可比上年 | Matched, last year | number
-- column rate: 增减（%） | Change (%) | signed 1
-- column mark: 注 | Mark | text
-- hide is_matched
WITH matched AS (
  SELECT *, CASE WHEN cumulative_rate <> 0 THEN cumulative_change / cumulative_rate ELSE cumulative_year_ago END AS before
  FROM series_on_structure
  WHERE is_total AND cumulative_rate IS NOT NULL
), changed AS (
  SELECT
    item_seq, items.short AS short, items.unit AS unit, CAST(cumulative_text AS DOUBLE) AS cumulative,
    before + cumulative_change AS now, before, cumulative_rate * 100 AS rate,
    CASE
      WHEN cumulative_status = 'P' OR cumulative_change_status = 'P' OR ABS(before + cumulative_change - cumulative) > 0.001 THEN '※'
      ELSE ''
    END AS matched_mark,
    CASE WHEN cumulative_change_status = 'B' THEN '†' ELSE '' END AS break_mark,
    ROW_NUMBER() OVER (ORDER BY -ABS(cumulative_rate), item_seq) AS place
  FROM matched
  JOIN items ON items.item = matched.item
)
SELECT
  short, unit, cumulative, ROUND(now, 1) AS now, ROUND(before, 1) AS before, rate,
  CONCAT(matched_mark, break_mark) AS mark, matched_mark <> '' AS is_matched
FROM changed
WHERE place <= 10
ORDER BY place
