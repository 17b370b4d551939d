-- title.zh: 无误
-- title.en: Sound
-- column day: 日期 | Day | date
SELECT name, received AS day FROM returns
