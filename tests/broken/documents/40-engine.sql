-- title: 引擎
SELECT code,
       nope
FROM units
