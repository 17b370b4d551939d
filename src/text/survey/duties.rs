//! Sentences of what is wrong with quotas and lists.

use crate::text::saying::sayings;

sayings! {
    column_is_there(name): "频次要求要用的列名 `{name}` 已被占用", "the quota's column `{name}` is there already";
    looks_back(id, n): "`{id}` 要看全年：`history` 至少为 {n}，或写 `spans = \"period\"`",
        "`{id}` looks back over the year: `history` must be at least {n}, or `spans = \"period\"`";
    at_least(id, n): "`{id}` 要求 {n} 次：频次要求应大于 0", "`{id}` asks for {n}: a quota is more than 0";
    at_least_or_within(id): "`{id}` 须在 `at_least` 和 `within` 中只写一个",
        "`{id}` needs exactly one of `at_least` and `within`";
    belongs_to_at_least(key): "`{key}` 只与 `at_least` 合用", "`{key}` belongs to `at_least`";
    no_date_column(id): "`{id}` 没有日期列：请用 `date` 指明", "`{id}` has no date column: `date` names the column of days";
    sum_or_distinct(): "或者求和（`sum`），或者数不同的值（`distinct`），只能写一个",
        "either rows are summed or different values are counted";
    time_limit(): "时限须在 `days` 和 `months` 中只写一个，且大于 0",
        "a time limit has exactly one of `days` and `months`, more than 0";
    answers_by_key(table): "在 `{table}` 中查找办理结果，要用 `key` 指明两张表共有的列",
        "answers in `{table}` are found by a `key`, a column of both tables";

    list_column_is_there(name): "清单要用的列名 `{name}` 已被占用", "the list's column `{name}` is there already";
    closed_on_needed(): "不写 `state` 时要写 `closed_on`，才能判断是否销号",
        "without `state` a list needs `closed_on` to tell what is closed";
    closed_codes(state): "请在 `closed` 中列出 `{state}` 里表示销号的代码",
        "`closed` names the codes of `{state}` that mean closed";
}
