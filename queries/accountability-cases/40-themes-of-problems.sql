-- title.zh: 各单位反映的问题
-- title.en: Problems that units report
-- note.zh: 按词典归类，一条可归入几类；末列是名录顺序中第一个单位的原文。
-- note.en: By a dictionary of words; an answer may have several themes. The last column quotes the first unit in the order of the register.
-- column theme: 问题 | Theme | text
-- column answers: 单位 | Units | count
-- column names: 名单 | Units named | list
-- column quote: 原文 | Quote | long
-- hide place
-- empty: omit
WITH told AS (
  SELECT theme_seq AS place, theme_label AS theme, name, quote, seq FROM themes WHERE item = 'problems' ORDER BY seq
)
SELECT theme, COUNT(*) AS answers, STRING_AGG(name, '; ') AS names, FIRST(quote) AS quote, place
FROM told
GROUP BY theme, place
ORDER BY place
