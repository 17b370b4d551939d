-- title: 表
SELECT code
FROM unit
