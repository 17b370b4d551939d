-- title: 同名
SELECT code FROM units
