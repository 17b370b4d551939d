-- title.zh: 进度对照
-- title.en: Progress of every county
-- note.zh: 只列有年度目标的指标。
-- note.en: Items with a target of the year.
-- column short: 指标 | Item | text
-- column name: 县区 | County | text
-- column state: 状态 | State | state
-- column progress: 完成进度 | Progress | percent
-- state met: 已完成 | Met | green
-- state ahead: 超前 | Ahead | green
-- state on_track: 正常 | On track | blue
-- state behind: 落后 | Behind | red
-- state unclear: 数据不全 | Unclear | grey
-- state missing: 未报 | Missing | grey
-- hide code
SELECT items.short AS short, name, state, progress, code
FROM series_on_structure
JOIN items ON items.item = series_on_structure.item
WHERE NOT is_total AND target IS NOT NULL
ORDER BY item_seq, series_on_structure.seq
