//! Sentences of what is wrong with a .sql file: its header, its columns, and what the engine cannot run.

use super::saying::sayings;

sayings! {
    no_title(): "表没有标题；请写 `-- title.zh: …` 和 `-- title.en: …`",
        "the table has no title; write `-- title.zh: …` and `-- title.en: …`";
    unknown_key(key): "文件头中没有 `{key}` 这个键；可用的有 title.zh、title.en、note.zh、note.en、column 列名、state 状态、hide 列名、sentence 列名、total where 列名、empty\n  提示：其他注释请写在 SQL 第一行之后",
        "`{key}` is no key of a header; known are title.zh, title.en, note.zh, note.en, column NAME, state WORD, hide NAME, sentence NAME, total where NAME, empty\n  hint: other comments stand below the first line of SQL";
    column_twice(id): "列 `{id}` 重复声明", "column `{id}` is declared twice";
    state_twice(id): "状态 `{id}` 重复声明", "state `{id}` is declared twice";
    empty(value): "`empty` 只能写 `omit`，不能写 `{value}`", "`empty` can only be `omit`, not `{value}`";
    column_form(id): "列 `{id}`：请写成 `中文 | English | format`", "column `{id}`: write `中文 | English | format`";
    state_form(id): "状态 `{id}`：请写成 `中文 | English | colour`", "state `{id}`: write `中文 | English | colour`";
    of_column(id, message): "列 `{id}`：{message}", "column `{id}`: {message}";
    sparkline(): "微型图要列出所依据的列，至少两列",
        "a sparkline names the columns that it is drawn from, two at least";
    decimal(): "`decimal` 后面要写小数位数，如 `decimal 1`",
        "`decimal` needs the number of decimals, as in `decimal 1`";
    no_format(written, known): "没有 `{written}` 这种格式；可用的有：{known}、decimal N、signed N、sparkline 列名 列名 …",
        "`{written}` is no format; known are {known}, decimal N, signed N, sparkline NAME NAME …";
    no_decimals(written, most): "`{written}` 不是小数位数；可以是 0 到 {most}",
        "`{written}` is no number of decimals; 0 to {most} can be shown";
    no_colour(id, colour, known): "状态 `{id}`：没有 `{colour}` 这种颜色；可用的有：{known}",
        "state `{id}`: `{colour}` is no colour of a state; known are {known}";
    same_table(id, first): "与 `{first}` 生成同一张表 `{id}`；请另取文件名",
        "makes the table `{id}`, as `{first}` does; give it another name";
    no_column(id, given): "查询结果中没有 `{id}` 列；结果中的列：{given}", "the query gives no column `{id}`; it gives: {given}";
    of_query(id, message): "查询 {id}：{message}", "query {id}: {message}";
    with_tables(message, tables): "{message}；可用的表：{tables}", "{message}; tables: {tables}";

    no_expression(): "不是正确的 SQL 表达式", "this is no SQL expression";
    unfinished(detail): "SQL 没有写完（{detail}）", "{detail}";
    wrong_syntax(detail): "SQL 语法有误（{detail}）", "{detail}";
    unknown_column(name, known): "找不到列 `{name}`；可用的列：{known}", "unable to find column `{name}`; valid columns: {known}";
    unknown_column_of(name, table): "表 `{table}` 中找不到列 `{name}`", "table `{table}` has no column `{name}`";
    unknown_table(name): "找不到表 `{name}`", "there is no table `{name}`";
    unknown_function(detail): "没有这个 SQL 函数（{detail}）", "{detail}";
    wrong_types(detail): "SQL 中数据类型不符（{detail}）", "{detail}";
    unsupported(detail): "不支持这种 SQL 写法（{detail}）", "{detail}";
    cannot_run(detail): "SQL 无法执行（{detail}）", "{detail}";
}
