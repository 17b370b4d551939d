//! Sentences of what is wrong with a template, and with the phrases that stand for shares and changes.

use super::Phrase;
use super::saying::sayings;

sayings! {
    measure(): "统计量", "measure";
    chart(): "图", "chart";

    known(message, ids): "{message}；现有：`{ids}`", "{message}; there are `{ids}`";
    not_compared(id): "单位比较中没有 `{id}`", "units are not compared by `{id}`";
    no_base(id, base): "统计数 `{id}` 没有基数 `{base}`", "figure `{id}` has no base `{base}`";
    no_field(id, field): "统计数 `{id}` 没有 `{field}`", "figure `{id}` has no `{field}`";
    no_field_near(id, field, near): "统计数 `{id}` 没有 `{field}`（是否指 `{near}`？）",
        "figure `{id}` has no `{field}` (did you mean `{near}`?)";
    no_attribute(id): "名录库中没有属性 `{id}`", "the register has no attribute `{id}`";
    no_section(id): "调查中没有名为 `{id}` 的部分", "the survey has no section `{id}`";
    groups_without_by(): "表 `groups` 要写 `by`：本调查没有设定分组",
        "table `groups` needs `by`: the survey compares no groups";
    not_for_audience(id, audience): "`{id}` 的答案会透露由谁填报，不能用于面向 `{audience}` 的成果",
        "answers to `{id}` tell who gave them: not for the audience `{audience}`";
    of_unit_only(function): "`{function}` 只用于 `per = \"unit\"` 的文档",
        "`{function}` belongs to a document with `per = \"unit\"`";
    no_date(written): "`{written}` 不是日期；日期应写成 2026-03-31", "`{written}` is no date; a date reads 2026-03-31";
    no_number(written): "`{written}` 不是数", "`{written}` is no number";
    too_large(written): "`{written}` 太大，无法打印", "`{written}` is too large to print";
    decimals(): "最多保留 10 位小数", "at most 10 decimals are printed";
    no_template(stem): "没有这个模板：请写一个，或用已有 `{stem}` 模板的语言运行",
        "there is no such template: write it, or run in the language of `{stem}`";
    reserved_characters(): "字符 U+E000 至 U+E002 由程序占用，不能使用",
        "the characters U+E000 to U+E002 are reserved";

    no_previous(path): "`{path}` 没有值：没有可比的上期；请放在 `{{% if ….previous %}}` 与 `{{% endif %}}` 之间",
        "`{path}` has no value: there is no earlier period to compare with; put it between `{{% if ….previous %}}` and `{{% endif %}}`";
    no_value(path): "`{path}` 没有值；核对名称，或用 `{{% if … %}}` 判断有值再用",
        "`{path}` has no value; check the name, or use it only where it has one: `{{% if … %}}`";

    with_detail(kind, detail): "{kind}（{detail}）", "{kind}: {detail}";

    limit(): "界限应为数或 \"1/3\" 这样的分数", "a limit is a number or a quotient such as \"1/3\"";
    phrase_limits(): "用语要写 `exactly`，或写 `lower` 和 `upper`", "a phrase needs `exactly`, or `lower` and `upper`";
    exactly_alone(): "写了 `exactly` 就不能再写 `lower` 和 `upper`", "`exactly` stands without `lower` and `upper`";
    limits_reversed(): "`lower` 应小于 `upper`", "`lower` is not below `upper`";
    phrase_words(): "用语没有写文字", "a phrase needs words";
    of_shares(): "占比", "share";
    of_changes(): "变化", "change";
    gap(of, from, to): "{of}从 {from} 到 {to} 没有用语", "no {of} phrase from {from} to {to}";
    overlap(of, below): "{of}在 {below} 以下有两条用语", "two {of} phrases below {below}";
    endless(of): "{of}有两条用语：前一条没有写 `upper`", "two {of} phrases: the one before has no `upper`";
    gap_at(of, at): "{of}恰为 {at} 时没有用语", "no {of} phrase for exactly {at}";
    twice_exactly(): "同一个值有两条用语", "two phrases for exactly the same fraction";
}

const fn phrase(zh: &'static str, en: &'static str) -> Phrase {
    Phrase { zh, en }
}

/// What kind of mistake the engine of templates tells of, by its English name.
pub const KINDS: &[Phrase] = &[
    phrase("语法有误", "syntax error"),
    phrase("此处不能这样写", "invalid operation"),
    phrase("参数过多", "too many arguments"),
    phrase("缺少参数", "missing argument"),
    phrase("没有这个过滤器", "unknown filter"),
    phrase("没有这个函数", "unknown function"),
    phrase("没有这个判断", "unknown test"),
    phrase("没有这个方法", "unknown method"),
    phrase("没有这个块", "unknown block"),
    phrase("没有这个模板", "template not found"),
    phrase("文本中的转义写法不对", "bad string escape"),
    phrase("引用了没有值的名称", "undefined value"),
    phrase("无法拆分", "cannot unpack"),
    phrase("引用的模板有误", "could not render include"),
    phrase("块中有误", "could not render block"),
];
