-- title: 语法
SELECT code FROM
WHERE code = 'U01'
