-- title: 隐患清单
-- note: 按各单位填报情况汇总；空白表示情况不明。
-- column name: 单位 | text
-- column place: 隐患部位 | long
-- column state: 整改情况 | text
SELECT name, place, CASE WHEN removed THEN '已整改' WHEN NOT removed THEN '未整改' END AS state
FROM hazards
ORDER BY seq, row
