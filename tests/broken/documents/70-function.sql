-- title: 函数
SELECT FROBNICATE(code) FROM units
