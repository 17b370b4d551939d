-- title: 隐患清单
-- note: 按各单位填报情况汇总；空白表示情况不明。
SELECT name AS "单位", place AS "隐患部位", CASE WHEN removed THEN '已整改' WHEN NOT removed THEN '未整改' END AS "整改情况"
FROM hazards
ORDER BY seq, row
