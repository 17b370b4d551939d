-- title: 列
-- column kode: 代码 | text
SELECT code FROM units
