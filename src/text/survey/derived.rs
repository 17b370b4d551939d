//! Sentences of what is wrong with what a survey derives: computed columns, grades, standards, indices, series,
//! concordances, cross tables, themes, audiences.

use crate::text::saying::sayings;

sayings! {
    circle(columns): "{columns} 互相引用，无法计算", "{columns} are computed from each other in a circle";
    of_or_rank(id): "`{id}` 须在 `of` 和 `rank` 中只写一个", "`{id}` needs exactly one of `of` and `rank`";
    rows_of_present(): "明细表的行只取自本期，不能写 `from`", "rows of a table are taken from the present period";
    where_without_table(): "`where` 用来选取 `table` 的行", "`where` selects rows of a `table`";

    margin(): "`margin` 应为不小于 0 的数", "a margin is a number from 0";
    rests(id, n): "`{id}` 须有且只有一个等级既不写 `from` 也不写 `when`，容纳其余较低的分数；现有 {n} 个",
        "one class of `{id}` has neither `from` nor `when` and takes all lower values; there are {n}";
    no_class(class, known): "没有名为 `{class}` 的等级；现有：{known}", "no class is called `{class}`; there are {known}";
    share_in_percent(): "比例应在 0 到 100（%）之间", "a share lies between 0 and 100 percent";
    one_demand(id): "`{id}` 须在 `at_least` 和 `at_most` 中只写一个", "`{id}` needs exactly one of `at_least` and `at_most`";
    demands_beyond_whole(sum): "要求达到的比例合计为 {sum}%，超过 100%",
        "the shares that are to be reached add up to {sum} percent";
    demands_contradict(class, least, most): "`{class}` 不可能既不低于 {least}% 又不高于 {most}%",
        "`{class}` cannot be at least {least} and at most {most} percent";
    below_the_rest(above): "`{above}` 已容纳其余较低的分数，其后不能再有按分数划分的等级",
        "`{above}` takes all lower values: no class by value stands below it";
    cuts_out_of_order(class, lower, above, upper): "`{class}` 的起点 {lower} 不低于 `{above}` 的起点 {upper}：等级应从高到低排列",
        "`{class}` from {lower} is not below `{above}` from {upper}: classes are listed best first";

    standard_full(): "满分应大于 0，小数不超过 6 位", "full marks are above 0, with at most 6 decimals";
    standard_twice(value): "`{value}` 已有标准", "`{value}` has a standard already";
    standard_length(aspects, points): "考核方面有 {aspects} 个，满分却有 {points} 个",
        "there are {aspects} aspects, but {points} full points";
    standard_points(): "各方面满分应为不小于 0 的数，且不能全为 0", "full points are numbers from 0, and not all 0";

    index_decimals(): "指数最多保留 6 位小数", "an index has at most 6 decimals";
    geometric_z_scores(): "z 分数有负值，不能求几何平均", "z-scores are below nothing too: they have no geometric mean";
    move_weights(): "权重的变动幅度应不小于 0 且小于 1", "weights are moved by a share from 0 up to 1";
    bounds_reversed(): "下限应小于上限", "the lower bound is below the upper one";
    bounds_of_min_max(): "只有 `min-max` 才有上下限", "only min-max has bounds";

    series_history(n): "时间序列要看到今年和去年：`history` 至少为 {n}",
        "a series looks back on this year and on last year: `history` must be at least {n}";
    series_tolerance(): "应为 0 到 100 个百分点", "0 to 100 points are expected";
    series_structure(): "应为本调查的报告期", "a period of this survey is expected";
    series_column(column): "`{column}` 是时间序列给出的列；请另取标识", "`{column}` is a column of the series; choose another id";
    weight_of_rate(id): "`{id}` 不是比率：只有比率（`rate`）才有权重", "`{id}` is no rate: only a rate is weighted";

    other_kind(id, item): "`{id}` 与 `{item}` 不是同一类指标项", "`{id}` is of another kind than `{item}`";
    only_numbers_add(): "只有数值才能相加；请只写一个指标项", "only numbers can be added; name one item";
    changes_twice(item, period): "`{item}` 在 {period} 有两次口径调整", "`{item}` changes twice in {period}";
    comes_from_itself(item): "`{item}` 的前身绕回到自身", "`{item}` comes in the place of itself in a circle";

    cross_of_itself(): "`rows` 和 `columns` 是同一属性", "rows and columns are the same property";
    no_property(id): "`{id}` 既不是选择题也不是是非题", "`{id}` is no choice and no yes/no item";
    no_property_at_all(id): "`{id}` 既不是选择题、是非题，也不是名录属性",
        "`{id}` is no choice, no yes/no item and no register attribute";

    theme_reserved(id): "`{id}` 表示没有归入主题的答案；请另取标识", "`{id}` means answers without a theme; choose another id";
    empty_pattern(id): "`{id}`：每个词条至少要有一个词", "`{id}`: a pattern holds a word at least";
    not_open(item, open): "`{item}` 不是开放题（`open = true`）；开放题有：{open}",
        "`{item}` is no open item (`open = true`); open are: {open}";

    audience_twice(id): "`{id}` 的规定重复出现", "the audience `{id}` is there twice";
    names_tell_counts(): "列出单位名称就等于说出了个数：写 `least` 时须写 `names = false`",
        "names behind a figure tell its count: `least` needs `names = false`";
    office_sees_all(): "内部使用的成果应列出单位名称", "the office itself sees its units";
}
