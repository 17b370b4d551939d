-- title: 类型
SELECT code FROM units WHERE code > 5
