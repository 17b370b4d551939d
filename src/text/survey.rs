//! Sentences of what is wrong with a survey's definition: the words for its parts, names, expressions, items, checks.

use super::saying::{Saying, sayings};

pub mod derived;
pub mod duties;
pub mod score;

sayings! {
    item(): "指标项", "item";
    yes_no_item(): "是非题", "yes/no item";
    open_item(): "开放题", "open question";
    section(): "部分", "section";
    code_list(): "代码表", "code list";
    code(): "代码", "code";
    table(): "明细表", "table";
    table_of_report(): "表", "table";
    column_of(table): "列（明细表 `{table}`）", "column of `{table}`";
    column_of_numbers(): "数值列", "column of numbers";
    column_of_unit(): "单位数据列", "column of the unit";
    register_attribute(): "名录属性", "register attribute";
    property_of_chain(): "条件或是非题", "condition or yes/no item";
    indicator(): "指标", "indicator";
    figure(): "统计数", "figure";
    kind_of_chart(): "图的种类", "kind of chart";
    compared_item(): "比较项目", "compared item";
    category(): "考核类别", "category";
    score_item(): "考核项", "score item";
    star(): "星级", "star";
    theme(): "主题", "theme";

    text(): "文本", "a text";
    number(): "数值", "a number";
    whole_number(): "整数", "a whole number";
    truth(): "真假值（是或否）", "true or false";
    date(): "日期", "a date";

    unknown(name): "没有名为 `{name}` 的定义", "nothing is called `{name}`";
    unknown_near(name, near): "没有名为 `{name}` 的定义；是不是 `{near}`？", "nothing is called `{name}`; did you mean `{near}`?";
    unknown_of(what, name): "没有名为 `{name}` 的{what}", "no {what} is called `{name}`";
    unknown_of_near(what, name, near): "没有名为 `{name}` 的{what}；是不是 `{near}`？",
        "no {what} is called `{name}`; did you mean `{near}`?";
    there_are(message, known): "{message}；可用的有：{known}", "{message}; there are: {known}";
    list_of_codes(list): "代码表 `{list}`", "code list `{list}`";
    column(id): "列 `{id}`", "column `{id}`";
    attribute_of_register(id): "名录库的 `{id}` 一栏", "`{id}` in the register";
    codes_of_register(): "名录库的代码栏", "the register's column of codes";
    no_such_value(what, value): "{what}没有 `{value}`", "{what} has no `{value}`";
    no_such_value_near(what, value, near): "{what}没有 `{value}`；是不是 `{near}`？",
        "{what} has no `{value}`; did you mean `{near}`?";
    or_else(message, remedy): "{message}（{remedy}）", "{message} ({remedy})";
    list_attribute_value(): "确有此值而暂无单位使用的，列入该属性的 `values`",
        "where it is meant all the same, list it in the attribute's `values`";
    twice(id): "`{id}` 重复出现", "`{id}` is there twice";
    twice_also_as(id, first): "`{id}` 重复出现（已用于 {first}）", "`{id}` is there twice (also as {first})";
    misnamed(id): "`{id}`：标识须以小写字母开头，只含小写字母、数字和 `_`，不超过 60 个字符",
        "`{id}`: an id is a lower-case letter, then lower-case letters, digits and `_`, at most 60 in all";
    reserved(id): "`{id}` 是程序自带的列名；请另取标识", "`{id}` is a column of every frame; choose another id";
    is_attribute(id): "`{id}` 已是名录属性；请另取标识", "`{id}` is a register attribute already";
    is_column(id): "已有名为 `{id}` 的列", "`{id}` is a column already";
    is_column_choose(id): "已有名为 `{id}` 的列；请另取标识", "`{id}` is a column already; choose another id";
    no_id(): "标识不能为空", "an id is not empty";
    not_a_number(id): "`{id}` 不是数值", "`{id}` is not a number";
    not_a_date(id): "`{id}` 不是日期", "`{id}` is not a date";

    wrong_sql(sql, message): "`{sql}`：{message}", "`{sql}`: {message}";
    no_truth(sql, found): "`{sql}` 得出的是{found}，应得出真假值（是或否）", "`{sql}` gives {found}, but must be true or false";
    no_number(sql, found): "`{sql}` 得出的是{found}，应得出数值", "`{sql}` gives {found}, but must be a number";
    no_whole_numbers(sql, found): "`{sql}` 得出的是{found}，应得出整数",
        "`{sql}` gives {found}, but must be whole numbers";

    folder_name(): "调查标识要用作文件夹名，只能用小写字母、数字和 `-`",
        "the survey's id becomes a folder: lower-case letters, digits and `-` only";
    file_name(name): "`{name}` 要用作文件名，只能用小写字母、数字、`-` 和 `_`",
        "`{name}` becomes a file: lower-case letters, digits, `-` and `_` only";
    chart_file_name(): "图的标识要用作文件名，只能用小写字母、数字、`-` 和 `_`",
        "a chart's id becomes a file: lower-case letters, digits, `-` and `_` only";
    most_decimals(): "最多保留 6 位小数", "at most 6 decimals are printed";
    share_expected(): "应为 0 到 1 之间的比例", "a share between 0 and 1 is expected";
    thresholds(): "应满足 0 <= amber <= green <= 100，单位为百分比", "0 <= amber <= green <= 100 is expected, in percent";
    no_sheet_to_leave_out(name, known): "没有可以省去的工作表 `{name}`；可以省去的有：{known}",
        "no sheet that can be left out is called `{name}`; there are {known}";
    reference_date(): "截止日期不是日期；请用引号写成 2026-07-10",
        "the reference date is no date; write 2026-07-10 in quotes";
    not_this_period(written, read): "`{written}` 不是本调查的报告期（读作 {read}）",
        "`{written}` is no period of this survey (read as {read})";
    no_period(written): "`{written}` 不是报告期；请写成 2024、2024-S1、2024-Q3 或 2024-M07",
        "`{written}` is no period; write 2024, 2024-S1, 2024-Q3 or 2024-M07";
    no_period_of_survey(period): "`{period}` 不是本调查的报告期", "`{period}` is no period of this survey";
    no_date(written): "`{written}` 不是日期；请用引号写成 2025-01-31",
        "`{written}` is no date; write 2025-01-31 in quotes";
    version_twice(version): "报表版本 `{version}` 已经列出", "the version `{version}` of the form is named already";
    version_without_labels(): "旧版报表至少要列出一个指标项名称", "at least one label of the earlier form is expected";

    no_items(): "调查至少要有一个指标项", "a survey asks at least one item";
    no_columns(): "明细表至少要有一列", "a table has at least one column";
    label_twice(label, id): "“{label}”也是 `{id}` 的名称，两项会读同一个单元格；请改用不同的名称，或分别写 `name` 或 `cell`",
        "“{label}” is a label of `{id}` too: both would read the same cell; word them differently, or give each its own `name` or `cell`";
    heading_twice(label, id): "“{label}”也是 `{id}` 的列名，两列会读同一列；请改用不同的列名",
        "“{label}” is a heading of `{id}` too: both would read the same column; word them differently";
    spelling_twice(spelling, id): "“{spelling}”也表示代码 `{id}`；一种写法只能表示一个代码",
        "“{spelling}” means the code `{id}` too; a spelling means one code";
    relevant_circle(circle): "`relevant` 循环引用：{circle}", "`relevant` goes in a circle: {circle}";
    codes_without_choice(): "只有选择题才有代码表", "only a choice has a code list";
    choice_without_codes(id): "`{id}` 是选择题，要写 `codes`", "`{id}` is a choice: it needs `codes`";
    no_cell(cell): "`{cell}` 不是单元格；请写成 C12", "`{cell}` is no cell; write C12";
    column_always_relevant(): "明细表的列一律填报，不能写 `relevant`", "a table's column is always relevant";
    table_name_taken(id): "明细表 `{id}`：查询中已有同名的表；请另取标识",
        "table `{id}`: queries know another table by this name; give it another one";

    check_rules(id, n): "`{id}` 须在 `rule`、`required`、`range`、`compulsory_pair`、`exclusive_pair`、`sum`、`outlier`、`parts_sum` 中只写一种，现有 {n} 种",
        "`{id}` needs exactly one of `rule`, `required`, `range`, `compulsory_pair`, `exclusive_pair`, `sum`, `outlier`, `parts_sum`; it has {n}";
    check_without_message(id): "`{id}` 要有 `message`，告诉填报单位错在哪里",
        "`{id}` needs a message that tells the unit what is wrong";
    range_without_limits(): "取值范围要写 `min`、`max` 或两者都写", "a range has a `min`, a `max` or both";
    range_reversed(): "取值范围的 `min` 大于 `max`", "the range's `min` is above its `max`";
    sum_without_parts(): "合计要有 `parts`，容许误差 `tolerance` 不能为负数",
        "a sum has parts and a tolerance that is not negative";
    part_of_itself(id): "`{id}` 是合计，不能又是其中一部分", "`{id}` is the total, and cannot be one of its own parts";
    pair_too_short(): "至少要列出两个指标项", "a pair names at least two items";
    outlier_methods(n): "离群值须在 `robust_z`、`jump`、`factor` 中只写一种，现有 {n} 种",
        "an outlier needs exactly one of `robust_z`, `jump`, `factor`; it has {n}";
    outlier_limit(key, above): "`{key}` 应大于 {above}", "`{key}` is a number above {above}";
    past_within_group(): "与本单位上期相比时不分组比较", "a unit's own past is not compared within a group";
    rows_without_past(): "明细表的行没有上期数可比", "rows of a table have no past";
    outlier_least(): "少于 3 个数值看不出常态", "fewer than 3 values tell nothing of what is usual";
    parts_sum_parent(): "`parts_sum` 要有 `register.parent`，即填写上级单位的名录属性",
        "`parts_sum` needs `register.parent`: the attribute with the unit above";
    parts_sum_of_table(): "`parts_sum` 核对的是单位，不是明细表的行", "`parts_sum` compares units, not rows of a table";
    parts_sum_items(): "`parts_sum` 至少要列出一个指标项", "`parts_sum` names at least one item";
    negative_tolerance(): "容许误差不能为负数", "a tolerance is not negative";

    short_chain(id): "`{id}` 的 `chain` 至少要有一个基数和一个条件", "the chain of `{id}` needs a base and a property";
    twice_in_chain(id): "`{id}` 在 `chain` 中重复出现", "`{id}` stands twice in the chain";
    registered_first(): "`registered` 是全部单位，只能写在 `chain` 的最前面",
        "`registered` is all units: it can only stand first in a chain";
    per_of_ratio(id): "`{id}`：`per` 只用于比率（`ratio`），比率也必须写 `per`",
        "`{id}`: `per` belongs to a ratio, and a ratio needs it";

    only_drawn_from_table(id, kinds): "图 `{id}`：只有 {kinds} 是按表绘制的", "chart `{id}`: only {kinds} are drawn from a table";
    chart_lacks(id, key): "图 `{id}` 按表绘制，要写 `{key}`", "chart `{id}` is drawn from a table: it needs `{key}`";
    one_column_with_series(): "写了 `series` 就只能有一列 `values`", "with `series` there is one column of values";
    one_column_of_calendar(): "日历图只显示一列 `values`", "a calendar shows one column of values";
    one_shade_a_column(n): "`shades` 要与 `values` 一一对应，共{n}个", "`shades` gives one colour for each of `values`: {n}";
    figures_of_table_chart(id): "图 `{id}` 按表绘制，不能写 `figures`", "chart `{id}` is drawn from a table, not from figures";
    no_rows_drawn(): "至少要画一行", "at least one row is drawn";
    no_such_table(id, known): "没有生成表 `{id}` 的 .sql 文件；现有的表：{known}",
        "no .sql file makes a table `{id}`; there are: {known}";
    no_values(column, table, kind): "表 `{table}` 的 `{column}` 不是数值列，不能画 `{kind}`",
        "`{column}` of table `{table}` is no column of numbers, as `{kind}` needs";
    chart_column(table, column, known): "表 `{table}` 没有 `{column}` 列；现有的列：{known}",
        "table `{table}` has no column `{column}`; it has: {known}";
    unit_chart_column(message): "单个单位的图要有单位代码列：{message}",
        "a chart of single units needs the unit's code: {message}";
    chart_rows_twice(chart, table, row, series): "图 `{chart}`：表 `{table}` 中“{row}”和“{series}”有两行，只能有一行",
        "chart `{chart}`: table `{table}` has two rows for `{row}` and `{series}`; it needs one";

    calendar_twice(chart, unit, month): "图 `{chart}`：“{unit}”在 {month} 有两条无法相加的记录",
        "chart `{chart}`: `{unit}` has two entries for {month} that cannot be added up";

    document_twice(id): "同样的 `periods` 下 `{id}` 重复出现", "`{id}` is there twice for the same `periods`";
    document_never(id): "`{id}` 没有写明在哪些报告期编制", "`{id}` is made in no period";
    format_twice(): "格式重复出现", "a format is there twice";
    no_formats(id): "`{id}` 没有输出格式：请写 `docx`、`html` 或两者都写",
        "`{id}` is written as nothing: name `docx`, `html` or both";
    report_per_unit(): "报告面向全体单位：每单位一份的文档请另取标识",
        "the report is about all units: give a document per unit another id";
    where_of_publication(): "`where` 用来选取单位，只用于 `per = \"unit\"` 的文档",
        "`where` selects units: it belongs to a document with `per = \"unit\"`";
    on_request_of_publication(): "`on-request` 只用于 `per = \"unit\"` 的文档，用 `--units` 编制",
        "`on-request` belongs to a document with `per = \"unit\"`: `--units` asks for it";
    no_template(name): "缺少模板 `{name}`，应放在 survey.toml 旁边", "there is no template `{name}` beside it";
    nothing_compared(): "单位比较至少要有一个数值", "units are compared by at least one number";
}

/// Says that a name is not known, and which known one was probably meant. `what` is the word for what it should name.
pub fn not_known(what: Option<Saying>, name: &str, near: Option<&str>) -> Saying {
    match (what, near) {
        (None, None) => unknown(name),
        (None, Some(near)) => unknown_near(name, near),
        (Some(what), None) => unknown_of(what, name),
        (Some(what), Some(near)) => unknown_of_near(what, name, near),
    }
}
